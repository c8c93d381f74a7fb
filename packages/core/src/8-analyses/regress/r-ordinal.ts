import { rString, rStrings } from "../../messages/r-text.ts";
import type { Prepared } from "./prepare.ts";
import { needsR } from "./r-counts.ts";
import type { RegressValue } from "./value.ts";

/** ordinal's clm: MASS::polr stops some digits earlier. */
export function ordinalR(prepared: Prepared, { ordinal }: RegressValue): string[] {
  const { formula, grades } = prepared;
  const right = formula.terms.length === 0 ? "1" : formula.terms.map((term) => term.label).join(" + ");
  const outcome = formula.response!.label;
  const checked = ordinal?.proportional !== null && ordinal?.proportional.statistic !== null;
  return [
    needsR("ordinal"),
    `used$.grade <- droplevels(factor(as.character(with(used, ${outcome})), levels = ${rStrings(grades!.levels)}, ordered = TRUE))`,
    `model <- ordinal::clm(.grade ~ ${right}, data = used, weights = .weights, control = ordinal::clm.control(gradTol = 1e-10, maxIter = 200))`,
    "table <- summary(model)$coefficients",
    "table <- table[!is.na(table[, 1]), , drop = FALSE]",
    "reach <- qnorm(0.975) * table[, 2]",
    "rows <- data.frame(term = rownames(table), estimate = table[, 1], stdError = table[, 2], statistic = table[, 1] / table[, 2],",
    "  df = NA, pValue = 2 * pnorm(-abs(table[, 1] / table[, 2])), low = table[, 1] - reach, high = table[, 1] + reach, row.names = NULL)",
    "cuts <- length(model$alpha)",
    "n <- nrow(used)",
    ...(checked ? brantR(right) : ["proportional <- NULL"]),
    "result <- list(",
    `  outcome = ${rString(outcome)},`,
    "  fit = list(nobs = n, logLik = as.numeric(model$logLik), aic = AIC(model), bic = -2 * as.numeric(model$logLik) + log(n) * nrow(rows),",
    "    dfResidual = n - nrow(rows), deviance = -2 * as.numeric(model$logLik)),",
    "  coefficients = rows[-seq_len(cuts), ],",
    "  absorbed = names(which(is.na(coef(model)))),",
    "  ordinal = list(grades = levels(used$.grade), thresholds = rows[seq_len(cuts), ], proportional = proportional)",
    ")",
  ];
}

/** Brant's check, by its formula: a logit for each cut, and their joint covariance. */
function brantR(right: string): string[] {
  return [
    "# Brant's check: does one coefficient serve for every cut?",
    "grade <- as.integer(used$.grade)",
    "w <- used$.weights",
    `Z <- model.matrix(~ ${right}, used)[, c("(Intercept)", rows$term[-seq_len(cuts)]), drop = FALSE]`,
    "logits <- lapply(seq_len(cuts), function(k) suppressWarnings(glm.fit(Z, as.numeric(grade > k), weights = w, family = binomial(),",
    "  control = glm.control(epsilon = 1e-10, maxit = 100))))",
    "p <- sapply(logits, fitted)",
    "b <- sapply(logits, coef)",
    "bread <- lapply(seq_len(cuts), function(k) solve(crossprod(Z, Z * (w * p[, k] * (1 - p[, k])))))",
    "block <- function(k, l) bread[[k]] %*% crossprod(Z, Z * (w * p[, max(k, l)] * (1 - p[, min(k, l)]))) %*% bread[[l]]",
    "brant <- function(own) {",
    "  d <- unlist(lapply(2:cuts, function(k) b[own, k] - b[own, 1]))",
    "  V <- do.call(rbind, lapply(2:cuts, function(k) do.call(cbind, lapply(2:cuts, function(l)",
    "    (block(k, l) - block(k, 1) - block(1, l) + block(1, 1))[own, own, drop = FALSE]))))",
    "  statistic <- sum(d * solve(V, d, tol = 1e-30))",
    "  list(statistic = statistic, df = length(d), pValue = pchisq(statistic, length(d), lower.tail = FALSE))",
    "}",
    "proportional <- c(brant(2:ncol(Z)), list(terms = lapply(2:ncol(Z), function(j) c(list(term = colnames(Z)[j]), brant(j)))))",
  ];
}
