import { rString } from "../../messages/r-text.ts";
import type { Prepared } from "./prepare.ts";
import { covarianceR } from "./r-covariance.ts";
import { ownR, rightSide, tableR } from "./r-least-squares.ts";

/** Stops with what to install. */
export function needsR(name: string): string {
  return `if (!requireNamespace("${name}", quietly = TRUE)) stop('This script needs a package: install.packages("${name}")')`;
}

/** glm of base R; MASS for negative binomial regression. */
export function countsR(prepared: Prepared): string[] {
  const { chosen, formula, errors } = prepared;
  if (chosen.route !== "counts") throw new Error("regress: no family");
  const outcome = formula.response!.label;
  const { family } = chosen;
  const binomial = family === "binomial" || family === "quasibinomial";
  const nb2 = family === "nb2";
  const fixed = family === "poisson" || family === "binomial" || nb2;
  // glm takes a thousandth of epsilon for what tells columns apart: smaller, and exact copies would pass.
  const control = "control = glm.control(epsilon = 1e-10, maxit = 100)";
  const call = `${outcome} ~ ${rightSide(prepared)}, data = used, weights = .weights, ${control}`;
  const model = (more: string): string => `model <- suppressWarnings(glm(${call}, family = ${family}()${more}))`;
  return [
    ...(nb2 ? [needsR("MASS")] : []),
    ...eventsR(prepared, outcome, binomial),
    ...(nb2 ? negativeR(call) : []),
    ...(nb2 ? [] : [model(""), "# Once more from there, for the last digits.", model(", mustart = fitted(model)")]),
    ...ownR(formula.absorb.length),
    "w <- used$.weights",
    'score <- model$weights * residuals(model, "working")',
    "D <- X %*% B",
    ...(errors.type === "classical"
      ? [`V <- B * ${fixed ? "1" : "summary(model)$dispersion"}`, `df <- ${fixed ? "Inf" : "model$df.residual"}`]
      : covarianceR(prepared)),
    ...(fixed && errors.type.startsWith("HC") ? ["df <- Inf"] : []),
    ...tableR(false),
    'pearson <- sum(residuals(model, "pearson")^2)',
    `likelihood <- ${fixed ? "as.numeric(logLik(model))" : "NULL"}`,
    "result <- list(",
    `  outcome = ${rString(outcome)},`,
    "  fit = list(nobs = N, logLik = likelihood, aic = if (is.null(likelihood)) NULL else AIC(model),",
    "    bic = if (is.null(likelihood)) NULL else BIC(model), dfResidual = model$df.residual, deviance = deviance(model),",
    "    nullDeviance = model$null.deviance, dfNull = model$df.null, pearson = pearson,",
    `    pearsonDispersion = pearson / model$df.residual, dispersion = ${fixed ? "1" : "pearson / model$df.residual"}${
      nb2 ? ", theta = model$theta, thetaError = as.numeric(model$SE.theta), alpha = 1 / model$theta" : ""
    }),`,
    "  coefficients = coefficients,",
    "  absorbed = names(coef(model))[own & is.na(coef(model))]",
    ")",
  ];
}

/** glm.nb; where it loses its way (many zeros), the theta of greatest likelihood by the likelihood's own profile. */
function negativeR(call: string): string[] {
  return [
    `model <- tryCatch(suppressWarnings(MASS::glm.nb(${call})), error = function(e) NULL)`,
    "if (is.null(model) || model$theta > 1e4) {",
    `  at <- function(t) suppressWarnings(glm(${call}, family = MASS::negative.binomial(t, link = "log")))`,
    "  best <- exp(optimize(function(t) -as.numeric(logLik(at(exp(t)))), c(-10, 10), tol = 1e-10)$minimum)",
    "  other <- at(best)",
    "  if (is.null(model) || logLik(other) > logLik(model) + 1e-6) {",
    "    model <- other",
    "    model$theta <- best",
    "    model$twologlik <- 2 * as.numeric(logLik(other))",
    "    mu <- fitted(other)",
    "    model$SE.theta <- sqrt(1 / sum(other$prior.weights * (trigamma(best) - trigamma(best + other$y) - 1 / best + 2 / (mu + best) - (other$y + best) / (mu + best)^2)))",
    '    class(model) <- c("negbin", "glm", "lm")',
    "  }",
    "}",
  ];
}

/** Levels of absorbed effects without an event (or, for shares, with nothing else) tell nothing and are left out. */
function eventsR({ formula, errors }: Prepared, outcome: string, binomial: boolean): string[] {
  if (formula.absorb.length === 0) return [];
  const tests = formula.absorb.flatMap((_, i) => [
    `ave(.y, .effect${i + 1}, FUN = sum) > 0`,
    ...(binomial ? [`ave(1 - .y, .effect${i + 1}, FUN = sum) > 0`] : []),
  ]);
  return [
    `used$.y <- with(used, ${outcome})`,
    "repeat {",
    `  told <- with(used, ${tests.join(" & ")})`,
    "  if (all(told)) break",
    "  used <- droplevels(used[told, , drop = FALSE])",
    ...errors.clusters.map((_, i) => `  cluster${i + 1} <- droplevels(cluster${i + 1}[told])`),
    "}",
  ];
}
