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
  "# Pairs in one order less pairs in the other, counted once: leaving areas out takes their own pairs away.",
  "kendall_without <- function(x, y, cluster) {",
  "  code <- match(cluster, unique(cluster))",
  "  rows <- vapply(seq_along(x), function(i) {",
  "    a <- sign(x[i] - x); b <- sign(y[i] - y); s <- cbind(a * b, abs(a), abs(b))",
  "    c(colSums(s), colSums(s[code == code[i], , drop = FALSE]))",
  "  }, numeric(6))",
  "  all <- rowsum(t(rows), code)",
  "  left <- sweep(all[, 4:6, drop = FALSE] - 2 * all[, 1:3, drop = FALSE], 2, colSums(all)[1:3], `+`)",
  "  left[, 1] / sqrt(left[, 2]) / sqrt(left[, 3])",
  "}",
  "jackknife <- function(x, y, cluster, method, r) {",
  '  z <- if (method == "kendall") atanh(kendall_without(x, y, cluster))',
  "    else sapply(unique(cluster), function(g) atanh(cor(x[cluster != g], y[cluster != g], method = method)))",
  "  G <- length(z)",
  "  tanh(atanh(r) + c(-1, 1) * qt(0.975, G - 1) * sqrt((G - 1) / G * sum((z - mean(z))^2)))",
  "}",
  "correlate <- function(level, x, y, cluster, method) {",
  "  r <- cor(x, y, method = method)",
  "  ends <- if (identical(cluster, NA)) c(NA, NA) else if (is.null(cluster)) interval(r, length(x), method) else jackknife(x, y, cluster, method, r)",
  "  list(level = level, method = method, estimate = r, low = ends[1], high = ends[2], nobs = length(x))",
  "}",
];

/** Least squares on a matrix of columns; effects of areas are taken off once, as deviations from their means. */
const LEAST_SQUARES = [
  "none <- function(M, from) { M[, sqrt(colSums(M^2)) <= 1e-10 * sqrt(colSums(from^2))] <- 0; M }",
  "deviations <- function(M, area) {",
  "  code <- match(area, unique(area))",
  "  none(M - (rowsum(M, code) / tabulate(code))[code, , drop = FALSE], M)",
  "}",
  "years <- function(time) { M <- model.matrix(~ factor(time))[, -1, drop = FALSE]; colnames(M) <- NULL; M }",
  "columns <- function(data, names) as.matrix(data[names])",
  "fit <- function(M, y, cluster) {",
  "  model <- lm.fit(M, y); kept <- model$qr$pivot[seq_len(model$rank)]; n <- nrow(M)",
  "  X <- M[, kept, drop = FALSE]; e <- model$residuals; b <- model$coefficients[kept]",
  "  B <- chol2inv(model$qr$qr, size = model$rank); own <- is.null(cluster)",
  "  S <- if (own) X * e else rowsum(X * e, cluster); G <- nrow(S)",
  "  V <- (if (own) n / (n - model$rank) else G / (G - 1)) * B %*% crossprod(S) %*% B",
  "  dimnames(V) <- list(names(b), names(b))",
  "  list(b = b, V = V, df = if (own) n - model$rank else G - 1, nobs = n)",
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
  const lines: string[] = [...LEAST_SQUARES];
  if (repeated) {
    lines.push(
      "means <- aggregate(used[setdiff(names(used), c(\"area\", \"time\"))], list(area = used$area), mean)",
      "many <- used[used$area %in% names(which(table(used$area) > 1)), ]",
      "settled <- function(d, v) floor(d / sd(v) * 1e9 + 0.5) / 1e9 * sd(v)",
      "changes <- deviations(columns(many, c(\"x\", \"y\")), many$area)",
    ); // prettier-ignore
    if (has("between")) pairs.push('list("between", settled(means$x, used$x), settled(means$y, used$y), NULL)');
    const add = (level: string, from: string): void => {
      if (!has(level)) return;
      const of = (v: string): string => `settled(${from}[, "${v}"], many$${v})`;
      pairs.push(`list("${level}", ${of("x")}, ${of("y")}, ${clusters("many$area")})`);
    };
    add("within", "changes");
    add("within-years", "lm.fit(deviations(years(many$time), many$area), changes)$residuals");
  }
  const slopes = value.slopes.map(({ level, adjust: held }) => {
    const own = ["x", ...(held.length > 0 || level.startsWith("within") ? z : [])];
    const data = level === "between" ? "means" : "used";
    return `slope("${level}", ${designR(level, own, data)}, ${outcomeR(level, data)}, ${repeated && level !== "between" ? "used$area" : "NULL"})`;
  });
  const last = value.slopes.at(-1);
  return [
    ...lines,
    `pairs <- list(\n  ${pairs.join(",\n  ")})`,
    'correlations <- do.call(c, lapply(pairs, function(p) lapply(c("pearson", "spearman", "kendall"), function(m) correlate(p[[1]], p[[2]], p[[3]], p[[4]], m))))',
    `titles <- c(${titles === "" ? "x = NA" : titles})`,
    `margin <- ${value.margin ?? "NA"}`,
    "slope <- function(level, M, y, cluster) {",
    '  m <- fit(M, y, cluster); b <- m$b[["x"]]; s <- sqrt(m$V["x", "x"]); df <- m$df',
    "  held <- intersect(names(titles), names(m$b))",
    "  p <- max(pt((b - margin) / s, df), pt((b + margin) / s, df, lower.tail = FALSE))",
    '  list(level = level, adjust = as.list(unname(titles[setdiff(held, "x")])), estimate = b, stdError = s, df = df, pValue = 2 * pt(-abs(b / s), df),',
    "    low = b - qt(0.975, df) * s, high = b + qt(0.975, df) * s, smallestMargin = abs(b) + qt(0.95, df) * s,",
    "    equivalent = p < 0.05, pEquivalent = p, nobs = m$nobs)",
    "}",
    `slopes <- list(${slopes.length === 0 ? "" : `\n  ${slopes.join(",\n  ")}`})`,
    ...productR(prepared, value, designR("rows", ["x", ...z, "product"], "used")),
    ...(value.influence === null || last === undefined
      ? ["influence <- NULL"]
      : [
          "# Deviations from an area's own means do not change when another area is left out.",
          `M <- ${designR(last.level, ["x", ...z], "used")}; y <- ${outcomeR(last.level, "used")}`,
          'slope_of <- function(i) lm.fit(none(M[i, , drop = FALSE], M), y[i])$coefficients[["x"]]',
          "without <- sapply(unique(used$area), function(g) slope_of(used$area != g))",
          "estimate <- slope_of(TRUE)",
          "most <- which.max(abs(without - estimate))",
          "influence <- list(estimate = estimate, low = min(without), high = max(without), mostMoved = list(area = unique(used$area)[most], estimate = without[[most]]))",
        ]),
    "groups <- NULL; kruskal <- NULL; pairs <- NULL",
  ];
}

/** The columns of a slope's fit: with a constant, or as deviations from area means, after the effects of years. */
function designR(level: string, names: readonly string[], data: string): string {
  const own = `columns(${data}, c(${names.map((name) => `"${name}"`).join(", ")}))`;
  if (!level.startsWith("within")) return `cbind(1, ${own})`;
  return `deviations(${level === "within" ? own : `cbind(years(${data}$time), ${own})`}, ${data}$area)`;
}

const outcomeR = (level: string, data: string): string =>
  level.startsWith("within") ? `deviations(columns(${data}, "y"), ${data}$area)[, 1]` : `${data}$y`;

function productR({ adjust, product, repeated }: Prepared, value: RelateValue, design: string): string[] {
  if (value.product === null || product === null) return ["product <- NULL"];
  const at = adjust.findIndex(({ name }) => name === product.name) + 1;
  return [
    `used$product <- used$x * used$z${at}`,
    `C <- fit(${design}, used$y, ${repeated ? "used$area" : "NULL"}); V <- C$V; b <- C$b; s <- sqrt(V["product", "product"])`,
    `product <- list(with = ${rString(product.name)}, estimate = b[["product"]], low = b[["product"]] - qt(0.975, C$df) * s,`,
    '  high = b[["product"]] + qt(0.975, C$df) * s, pValue = 2 * pt(-abs(b[["product"]] / s), C$df),',
    `  at = lapply(quantile(used$z${at}, c(0.25, 0.75), names = FALSE), function(w) {`,
    '    e <- b[["x"]] + w * b[["product"]]',
    '    reach <- qt(0.975, C$df) * sqrt(V["x", "x"] + 2 * w * V["product", "x"] + w^2 * V["product", "product"])',
    "    list(where = w, estimate = e, low = e - reach, high = e + reach)",
    "  }))",
  ];
}
