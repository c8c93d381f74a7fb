import { rComment, rName, rString } from "../../messages/r-text.ts";
import { namesIn } from "../../4-frame/index.ts";
import { MOST_JACKKNIFE } from "./correlations.ts";
import type { Prepared } from "./prepare.ts";
import { gradesR } from "./r-grades.ts";
import type { RelateValue } from "./value.ts";

/** R that starts from the data frame `panel` and leaves the same figures in `result`: base R, and ordinal for grades. */
export function rCode(prepared: Prepared, value: RelateValue): string {
  const { variables, sort, unit, adjust } = prepared;
  const every = [variables.measure, variables.outcome, ...variables.adjust];
  const names = [...new Set(every.flatMap(({ expression }) => namesIn(expression)))];
  const outcome = sort === "measure" ? variables.outcome.label : `trimws(as.character(${variables.outcome.label}))`;
  return [
    rComment(`${value.measureTitle} and ${value.outcomeTitle}`),
    `used <- panel[which(with(panel, ${names.map((name) => `!is.na(${rName(name)})`).join(" & ")})), , drop = FALSE]`,
    `used <- data.frame(${prepared.area === null ? "" : "area = used$area, "}${prepared.time === null ? "" : "time = used$time, "}x = with(used, ${variables.measure.label}) / ${unit}, y = with(used, ${outcome})${variables.adjust.map(({ label }, i) => `, z${i + 1} = with(used, ${label})`).join("")}, stringsAsFactors = FALSE)`,
    `used <- used[rowSums(!is.finite(as.matrix(used[c("x"${adjust.map((_, i) => `, "z${i + 1}"`).join("")})]))) == 0${sort === "measure" ? " & is.finite(used$y)" : ""}, ]`,
    ...(sort !== "measure" && prepared.area !== null
      ? [`used <- used[${prepared.time === null ? "" : "order(used$area, used$time, method = \"radix\")"}, ]`, "used <- used[!duplicated(used$area, fromLast = TRUE), ]"] // prettier-ignore
      : []),
    ...COMMON,
    ...(sort === "measure" ? measureR(prepared, value) : gradesR(prepared, value)),
    ...(value.power === null ? ["power <- NULL"] : [`units <- ${value.power.units}`, "power <- list(units = units, detectable = tanh((qnorm(0.975) + qnorm(0.8)) / sqrt(units - 3)), significant = tanh(qnorm(0.975) / sqrt(units - 3)))"]), // prettier-ignore
    `result <- list(nobs = nrow(used), correlations = correlations, slopes = slopes, product = product, groups = groups, kruskal = kruskal, pairs = pairs, power = power, influence = influence)`,
    "print(result)",
  ].join("\n") + "\n"; // prettier-ignore
}

const COMMON = [
  "interval <- function(r, n, method) {",
  "  se <- sqrt(switch(method, pearson = 1 / (n - 3), spearman = (1 + r^2 / 2) / (n - 3), kendall = 0.437 / (n - 4)))",
  "  tanh(atanh(r) + c(-1, 1) * qnorm(0.975) * se)",
  "}",
  "# Kendall's tau without each cluster, from the signs of all pairs at once.",
  "taus <- function(x, y, cluster) {",
  '  A <- sign(outer(x, x, "-"))',
  '  B <- sign(outer(y, y, "-"))',
  "  left <- function(P) { s <- rowsum(t(rowsum(P, cluster)), cluster); sum(s) - rowSums(s) - colSums(s) + diag(s) }",
  "  left(A * B) / sqrt(left(A^2) * left(B^2))",
  "}",
  "jackknife <- function(x, y, cluster, method, r) {",
  '  z <- atanh(if (method == "kendall") taus(x, y, cluster)',
  "    else sapply(unique(cluster), function(g) cor(x[cluster != g], y[cluster != g], method = method)))",
  "  G <- length(z)",
  "  tanh(atanh(r) + c(-1, 1) * qt(0.975, G - 1) * sqrt((G - 1) / G * sum((z - mean(z))^2)))",
  "}",
  "correlate <- function(level, x, y, cluster, method) {",
  "  r <- cor(x, y, method = method)",
  "  ends <- if (identical(cluster, NA)) c(NA, NA) else if (is.null(cluster)) interval(r, length(x), method) else jackknife(x, y, cluster, method, r)",
  "  list(level = level, method = method, estimate = r, low = ends[1], high = ends[2], nobs = length(x))",
  "}",
];

function measureR(prepared: Prepared, value: RelateValue): string[] {
  const { repeated, adjust, area, x } = prepared;
  const z = adjust.map((_, i) => `z${i + 1}`);
  const titles = adjust.map(({ name }, i) => `z${i + 1} = ${rString(name)}`).join(", ");
  const has = (level: string): boolean => value.correlations.some((line) => line.level === level);
  const large = repeated && area!.levels * x.length > MOST_JACKKNIFE;
  const clusters = (own: string): string => (!repeated ? "NULL" : large ? "NA" : own);
  const pairs = [`list("rows", used$x, used$y, ${clusters("used$area")})`];
  const lines: string[] = [];
  if (repeated) {
    lines.push(
      "means <- aggregate(used[setdiff(names(used), c(\"area\", \"time\"))], list(area = used$area), mean)",
      "many <- used[used$area %in% names(which(table(used$area) > 1)), ]",
      "settled <- function(d, v) floor(d / sd(v) * 1e9 + 0.5) / 1e9 * sd(v)",
    ); // prettier-ignore
    if (has("between")) pairs.push('list("between", means$x, means$y, NULL)');
    const add = (level: string, right: string): void => {
      if (!has(level)) return;
      const of = (v: string): string => `settled(resid(lm(${v} ~ ${right}, data = many)), many$${v})`;
      pairs.push(`list("${level}", ${of("x")}, ${of("y")}, ${clusters("many$area")})`);
    };
    add("within", "factor(area)");
    add("within-years", "factor(area) + factor(time)");
  }
  const models = value.slopes.map((line) => {
    const right = [
      "x",
      ...(line.adjust.length > 0 || line.level.startsWith("within") ? z : []),
      ...(line.level.startsWith("within") ? ["factor(area)"] : []),
      ...(line.level === "within-years" ? ["factor(time)"] : []),
    ];
    const effects = line.level.startsWith("within") ? [...right.slice(right.indexOf("factor(area)")), ...right.slice(0, right.indexOf("factor(area)"))] : right; // prettier-ignore
    const data = line.level === "between" ? "means" : "used";
    return `slope("${line.level}", lm(y ~ ${effects.join(" + ")}, data = ${data}), ${repeated && line.level !== "between" ? "used$area" : "NULL"})`;
  });
  const last = value.slopes.at(-1);
  return [
    ...lines,
    `pairs <- list(\n  ${pairs.join(",\n  ")})`,
    'correlations <- do.call(c, lapply(pairs, function(p) lapply(c("pearson", "spearman", "kendall"), function(m) correlate(p[[1]], p[[2]], p[[3]], p[[4]], m))))',
    "covariance <- function(model, cluster) {",
    "  X <- model.matrix(model)[, !is.na(coef(model)), drop = FALSE]; B <- summary(model)$cov.unscaled; e <- resid(model)",
    "  if (is.null(cluster)) list(V = B %*% crossprod(X * e) %*% B * nobs(model) / df.residual(model), df = df.residual(model))",
    "  else { S <- rowsum(X * e, cluster); G <- nrow(S); list(V = G / (G - 1) * B %*% crossprod(S) %*% B, df = G - 1) }",
    "}",
    `titles <- c(${titles === "" ? "x = NA" : titles})`,
    `margin <- ${value.margin ?? "NA"}`,
    "slope <- function(level, model, cluster) {",
    '  b <- coef(model)[["x"]]; C <- covariance(model, cluster); s <- sqrt(C$V["x", "x"]); df <- C$df',
    "  held <- intersect(names(titles), names(coef(model))[!is.na(coef(model))])",
    "  p <- max(pt((b - margin) / s, df), pt((b + margin) / s, df, lower.tail = FALSE))",
    '  list(level = level, adjust = as.list(unname(titles[setdiff(held, "x")])), estimate = b, stdError = s, df = df, pValue = 2 * pt(-abs(b / s), df),',
    "    low = b - qt(0.975, df) * s, high = b + qt(0.975, df) * s, smallestMargin = abs(b) + qt(0.95, df) * s,",
    "    equivalent = p < 0.05, pEquivalent = p, nobs = nobs(model))",
    "}",
    `slopes <- list(${models.length === 0 ? "" : `\n  ${models.join(",\n  ")}`})`,
    ...productR(prepared, value, `lm(y ~ x${z.map((name) => ` + ${name}`).join("")} + product, data = used)`),
    ...(value.influence === null || last === undefined
      ? ["influence <- NULL"]
      : [
          ...withoutR(z, last.level),
          `estimate <- coef(lm(y ~ ${lastRight(z, last.level)}, data = used))[["x"]]`,
          "most <- which.max(abs(without - estimate))",
          "influence <- list(estimate = estimate, low = min(without), high = max(without), mostMoved = list(area = unique(used$area)[most], estimate = without[[most]]))",
        ]),
    "groups <- NULL; kruskal <- NULL; pairs <- NULL",
  ];
}

/** The last slope without each area; the areas' own means are taken out once, as they do not depend on the other areas. */
function withoutR(z: readonly string[], level: string): string[] {
  const within = level.startsWith("within");
  const terms = lastRight(z, level).replace("factor(area) + ", "");
  return [
    `D <- cbind(outcome = used$y, model.matrix(~ ${terms}, used)${within ? "[, -1, drop = FALSE]" : ""})`,
    ...(within
      ? [
          "largest <- apply(abs(D), 2, max)",
          "D <- D - (rowsum(D, used$area) / c(table(used$area)))[as.character(used$area), , drop = FALSE]",
          "D[abs(D) <= 1e-12 * rep(largest, each = nrow(D))] <- 0",
        ]
      : []),
    "without <- sapply(unique(used$area), function(g) {",
    '  d <- D[used$area != g, , drop = FALSE]; coef(lm.fit(d[, -1, drop = FALSE], d[, "outcome"]))[["x"]]',
    "})",
  ];
}

function lastRight(z: readonly string[], level: string): string {
  const effects = level.startsWith("within") ? ["factor(area)"] : [];
  if (level === "within-years") effects.push("factor(time)");
  return [...effects, "x", ...z].join(" + ");
}

function productR({ adjust, product, repeated }: Prepared, value: RelateValue, model: string): string[] {
  if (value.product === null || product === null) return ["product <- NULL"];
  const at = adjust.findIndex(({ name }) => name === product.name) + 1;
  return [
    `used$product <- used$x * used$z${at}`,
    `model <- ${model}`,
    `C <- covariance(model, ${repeated ? "used$area" : "NULL"}); V <- C$V; b <- coef(model); s <- sqrt(V["product", "product"])`,
    `product <- list(with = ${rString(product.name)}, estimate = b[["product"]], low = b[["product"]] - qt(0.975, C$df) * s,`,
    '  high = b[["product"]] + qt(0.975, C$df) * s, pValue = 2 * pt(-abs(b[["product"]] / s), C$df),',
    `  at = lapply(quantile(used$z${at}, c(0.25, 0.75), names = FALSE), function(w) {`,
    '    e <- b[["x"]] + w * b[["product"]]',
    '    reach <- qt(0.975, C$df) * sqrt(V["x", "x"] + 2 * w * V["product", "x"] + w^2 * V["product", "product"])',
    "    list(where = w, estimate = e, low = e - reach, high = e + reach)",
    "  }))",
  ];
}
