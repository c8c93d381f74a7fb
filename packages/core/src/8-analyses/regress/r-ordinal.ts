import { rString, rStrings } from "../../messages/r-text.ts";
import type { Prepared } from "./prepare.ts";
import { needsR } from "./r-counts.ts";

/** ordinal's clm: MASS::polr stops some digits earlier. */
export function ordinalR(prepared: Prepared): string[] {
  const { formula, grades } = prepared;
  const right = formula.terms.length === 0 ? "1" : formula.terms.map((term) => term.label).join(" + ");
  const outcome = formula.response!.label;
  return [
    needsR("ordinal"),
    `used$.grade <- droplevels(factor(as.character(with(used, ${outcome})), levels = ${rStrings(grades!.levels)}, ordered = TRUE))`,
    `model <- ordinal::clm(.grade ~ ${right}, data = used, weights = .weights, control = ordinal::clm.control(gradTol = 1e-10, maxIter = 200))`,
    "table <- summary(model)$coefficients",
    "reach <- qnorm(0.975) * table[, 2]",
    "rows <- data.frame(term = rownames(table), estimate = table[, 1], stdError = table[, 2], statistic = table[, 1] / table[, 2],",
    "  df = NA, pValue = 2 * pnorm(-abs(table[, 1] / table[, 2])), low = table[, 1] - reach, high = table[, 1] + reach, row.names = NULL)",
    "cuts <- length(model$alpha)",
    "n <- nrow(used)",
    "result <- list(",
    `  outcome = ${rString(outcome)},`,
    "  fit = list(nobs = n, logLik = as.numeric(model$logLik), aic = AIC(model), bic = -2 * as.numeric(model$logLik) + log(n) * nrow(rows),",
    "    dfResidual = n - nrow(rows), deviance = -2 * as.numeric(model$logLik)),",
    "  coefficients = rows[-seq_len(cuts), ],",
    "  thresholds = rows[seq_len(cuts), ]",
    ")",
  ];
}
