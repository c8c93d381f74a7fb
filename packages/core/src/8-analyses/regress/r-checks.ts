import type { OlsFit } from "../../6-estimators/ols-fit.ts";
import { rString, rStrings } from "../../messages/r-text.ts";
import { modelTerms } from "./checks.ts";
import type { Prepared } from "./prepare.ts";

/** Inflation, tests of whole terms and the most influential rows of `model`: adds them to `result`. */
export function checksR(prepared: Prepared, fit: OlsFit, { tests }: { tests: boolean }): string[] {
  const terms = modelTerms(prepared, fit);
  const list = terms.map(({ name, columns }) => `${rString(name)} = ${rStrings(columns)}`).join(", ");
  const above = terms.map(({ variables }) =>
    terms.flatMap((other) =>
      other.variables.length > variables.length && variables.every((name) => other.variables.includes(name))
        ? other.columns
        : [],
    ),
  );
  const keys = `${prepared.area === null ? "" : "area = used$area[top], "}${prepared.time === null ? "" : "time = used$time[top], "}`;
  const cook = [
    "cook <- cooks.distance(model)",
    "hat <- hatvalues(model)",
    "student <- rstudent(model)",
    "top <- which(is.finite(cook) & is.finite(student))",
    "top <- head(top[order(-cook[top])], 5)",
    `result$influential <- data.frame(${keys}cook = cook[top], hat = hat[top], rstudent = student[top], row.names = NULL)`,
  ];
  if (!tests) return cook;
  return [
    `columns <- list(${list})`,
    `above <- list(${above.map((names) => (names.length === 0 ? "character(0)" : rStrings(names))).join(", ")})`,
    "R <- cov2cor(B[unlist(columns), unlist(columns), drop = FALSE])",
    "inflation <- sapply(columns, function(own) {",
    "  others <- setdiff(unlist(columns), own)",
    "  det(R[own, own, drop = FALSE]) * det(R[others, others, drop = FALSE]) / det(R)",
    "})",
    "result$inflation <- data.frame(term = names(columns), df = lengths(columns), gvif = inflation,",
    "  scaled = inflation^(1 / (2 * lengths(columns))), row.names = NULL)",
    "wald <- function(names) {",
    "  if (length(names) == 0) return(0)",
    "  s <- sqrt(diag(B)[names])",
    "  b <- coef(model)[names] / s",
    "  drop(b %*% solve(B[names, names, drop = FALSE] / outer(s, s), b, tol = 0))",
    "}",
    "test <- function(type, sums) {",
    "  q <- lengths(columns)",
    "  statistic <- sums / q / (rss / df2)",
    "  data.frame(type = type, term = names(columns), df = q, sumSq = sums, statistic = statistic,",
    "    pValue = pf(statistic, q, df2, lower.tail = FALSE), row.names = NULL)",
    "}",
    "second <- mapply(function(own, higher) wald(c(own, higher)) - wald(higher), columns, above)",
    ...(fit.absorbed.length > 0
      ? ["result$termTests <- rbind(test(2, second), test(3, sapply(columns, wald)))"]
      : [
          "first <- rowsum(model$effects[seq_len(model$rank)]^2, names(model$coefficients)[model$qr$pivot[seq_len(model$rank)]], reorder = FALSE)[, 1]",
          "result$termTests <- rbind(test(1, sapply(columns, function(own) sum(first[own]))), test(2, second), test(3, sapply(columns, wald)))",
        ]),
    ...cook,
  ];
}
