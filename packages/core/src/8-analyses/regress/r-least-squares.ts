import { asWritten } from "../../4-frame/index.ts";
import { rString } from "../../messages/r-text.ts";
import type { Prepared } from "./prepare.ts";
import { covarianceR, PULLS } from "./r-covariance.ts";

/** The right side for R: effects stand first, so that a column which depends on them is the one without a coefficient. */
export function rightSide({ formula, effects }: Prepared): string {
  const constant = formula.intercept || effects.length > 0;
  const right = [
    ...(constant ? [] : ["0"]),
    ...effectNames(formula.absorb.length),
    ...asWritten(formula, formula.terms).map((term) => term.label),
    ...formula.offsets.map((offset) => offset.label),
  ];
  return right.length === 0 ? "1" : right.join(" + ");
}

export const effectNames = (count: number): string[] => Array.from({ length: count }, (_, i) => `.effect${i + 1}`);

/** Which coefficients of `model` are the formula's own, and the pieces that every covariance needs. */
export function ownR(absorbed: number): string[] {
  return [
    `own <- !(${absorbed === 0 ? "FALSE" : 'grepl("^[.]effect", names(coef(model))) | names(coef(model)) == "(Intercept)"'})`,
    "own <- rep(own, length.out = length(coef(model)))",
    "kept <- own & !is.na(coef(model))",
    "B <- summary(model)$cov.unscaled",
    "X <- model.matrix(model)[, !is.na(coef(model)), drop = FALSE]",
    "N <- nrow(X)",
  ];
}

/** `coefficients`, from V, df and the model. */
export function tableR(wild: boolean): string[] {
  const ends = wild
    ? ["statistic <- wild[, 1]", "pValue <- wild[, 2]", "reach <- wild[, 3] * stdError", "df <- NA"]
    : [
        "statistic <- estimate / stdError",
        "pValue <- 2 * pt(-abs(statistic), df)",
        "reach <- qt(0.975, df) * stdError",
      ];
  return [
    "terms <- names(coef(model))[kept]",
    "estimate <- unname(coef(model)[kept])",
    "stdError <- suppressWarnings(unname(sqrt(diag(V))[terms]))",
    "stdError[!(stdError > 0)] <- NA",
    ...(wild ? [] : ["df <- rep(df, length.out = length(terms))"]),
    ...ends,
    "coefficients <- data.frame(term = terms, estimate = estimate, stdError = stdError, statistic = statistic,",
    "  df = ifelse(is.finite(df) & !is.na(stdError), df, NA), pValue = pValue, low = estimate - reach, high = estimate + reach)",
  ];
}

export function leastSquaresR(prepared: Prepared): string[] {
  const { formula, effects, errors } = prepared;
  const constant = formula.intercept || effects.length > 0;
  const outcome = formula.response!.label;
  return [
    `model <- lm(${outcome} ~ ${rightSide(prepared)}, data = used, weights = .weights, tol = 1e-11)`,
    ...ownR(formula.absorb.length),
    "w <- used$.weights",
    "score <- w * (model.response(model.frame(model)) - fitted(model))",
    ...PULLS,
    ...covarianceR(prepared),
    ...tableR(errors.type === "wild"),
    // summary(lm) treats an offset differently from one version of R to another, so R2 and F are written out.
    `f <- fitted(model)${formula.offsets.map((item) => ` - with(used, ${item.label.slice("offset(".length, -1)})`).join("")}`,
    `mss <- sum(w * (f - ${constant ? "weighted.mean(f, w)" : "0"})^2)`,
    "rss <- deviance(model)",
    `df1 <- model$rank - ${constant ? 1 : 0}`,
    "r2 <- if (df1 == 0) 0 else mss / (mss + rss)",
    "df2 <- model$df.residual",
    "F <- if (df1 == 0) NULL else mss / df1 / (rss / df2)",
    "result <- list(",
    `  outcome = ${rString(outcome)},`,
    `  fit = list(nobs = N, rSquared = r2, adjRSquared = 1 - (1 - r2) * (N - ${constant ? 1 : 0}) / df2,`,
    `    withinRSquared = ${withinR(prepared)},`,
    "    sigma = sqrt(rss / df2), logLik = as.numeric(logLik(model)), aic = AIC(model), bic = BIC(model),",
    "    dfResidual = df2, fStatistic = F, fDf1 = if (is.null(F)) NULL else df1, fDf2 = if (is.null(F)) NULL else df2,",
    "    fPValue = if (is.null(F)) NULL else pf(F, df1, df2, lower.tail = FALSE), rss = rss),",
    "  coefficients = coefficients,",
    "  absorbed = names(coef(model))[own & is.na(coef(model))]",
    ")",
  ];
}

function withinR({ formula, effects }: Prepared): string {
  if (effects.length === 0) return "NULL";
  const dummies = [...effectNames(formula.absorb.length), ...formula.offsets.map((item) => item.label)];
  return `1 - deviance(model) / deviance(lm(${formula.response!.label} ~ ${dummies.join(" + ")}, data = used, weights = .weights))`;
}
