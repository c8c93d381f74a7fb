import { rString, rStrings } from "../../messages/r-text.ts";
import type { Prepared } from "./prepare.ts";
import type { RelateValue } from "./value.ts";

/** Groups by rank tests of base R; odds of a higher grade by ordinal's clm. */
export function gradesR(prepared: Prepared, value: RelateValue): string[] {
  const { levels, unit, sort, adjust, product } = prepared;
  const z = adjust.map((_, i) => `z${i + 1}`);
  const graded = sort === "grades";
  return [
    `levels <- ${rStrings(levels)}`,
    "used$grade <- match(used$y, levels) - 1",
    `groups <- lapply(levels, function(g) { v <- used$x[used$y == g] * ${unit}; q <- quantile(v, c(0.25, 0.5, 0.75), names = FALSE)`,
    "  list(group = g, count = length(v), mean = mean(v), median = q[2], q1 = q[1], q3 = q[3]) })",
    "test <- kruskal.test(used$x, factor(used$grade))",
    "kruskal <- list(statistic = test$statistic[[1]], df = test$parameter[[1]], pValue = test$p.value)",
    "pairs <- combn(seq_along(levels), 2, function(i) {",
    "  test <- suppressWarnings(wilcox.test(used$x[used$grade == i[1] - 1], used$x[used$grade == i[2] - 1]))",
    "  list(list(a = levels[i[1]], b = levels[i[2]], statistic = test$statistic[[1]], pValue = test$p.value))",
    "}, simplify = FALSE)",
    "pairs <- do.call(c, pairs)",
    'holm <- p.adjust(vapply(pairs, function(pair) pair$pValue, 0), "holm")',
    "pairs <- Map(function(pair, p) c(pair, list(adjusted = p)), pairs, holm)",
    graded
      ? 'correlations <- lapply(c("spearman", "kendall"), function(m) correlate("rows", used$x, used$grade, NULL, m))'
      : "correlations <- list()",
    ...(graded ? ordinalR(value, z, adjust, product) : ["slopes <- list(); product <- NULL"]),
    "influence <- NULL",
  ];
}

function ordinalR(value: RelateValue, z: string[], adjust: Prepared["adjust"], product: Prepared["product"]): string[] {
  const models = value.slopes.map(({ adjust: held }) => {
    const right = ["x", ...(held.length > 0 ? z : [])].join(" + ");
    return `slope(grades(~ ${right}), ${held.length > 0 ? `list(${held.map(rString).join(", ")})` : "list()"})`;
  });
  const at = adjust.findIndex(({ name }) => name === product?.name) + 1;
  return [
    `if (!requireNamespace("ordinal", quietly = TRUE)) stop('This script needs a package: install.packages("ordinal")')`,
    "used$level <- factor(used$grade, ordered = TRUE)",
    "grades <- function(right) ordinal::clm(update(right, level ~ .), data = used, control = ordinal::clm.control(gradTol = 1e-10, maxIter = 200))",
    `margin <- ${value.margin === null ? "NA" : `log(${value.margin})`}`,
    "slope <- function(model, held) {",
    '  row <- summary(model)$coefficients["x", ]; b <- row[[1]]; s <- row[[2]]',
    "  p <- max(pnorm((b - margin) / s), pnorm((b + margin) / s, lower.tail = FALSE))",
    '  list(level = "rows", adjust = held, estimate = b, stdError = s, df = NA, pValue = 2 * pnorm(-abs(b / s)), low = b - qnorm(0.975) * s,',
    "    high = b + qnorm(0.975) * s, smallestMargin = abs(b) + qnorm(0.95) * s, equivalent = p < 0.05, pEquivalent = p, nobs = nrow(used))",
    "}",
    `slopes <- list(${models.join(", ")})`,
    ...(value.product === null
      ? ["product <- NULL"]
      : [
          `used$product <- used$x * used$z${at}`,
          `model <- grades(~ x${z.map((name) => ` + ${name}`).join("")} + product)`,
          'V <- vcov(model); b <- coef(model); s <- sqrt(V["product", "product"])',
          `product <- list(with = ${rString(value.product.with)}, estimate = b[["product"]], low = b[["product"]] - qnorm(0.975) * s,`,
          '  high = b[["product"]] + qnorm(0.975) * s, pValue = 2 * pnorm(-abs(b[["product"]] / s)),',
          `  at = lapply(quantile(used$z${at}, c(0.25, 0.75), names = FALSE), function(w) {`,
          '    e <- b[["x"]] + w * b[["product"]]',
          '    reach <- qnorm(0.975) * sqrt(V["x", "x"] + 2 * w * V["product", "x"] + w^2 * V["product", "product"])',
          "    list(where = w, estimate = e, low = e - reach, high = e + reach)",
          "  }))",
        ]),
  ];
}
