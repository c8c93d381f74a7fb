import { asWritten } from "../../4-frame/index.ts";
import { rString } from "../../messages/r-text.ts";
import type { Prepared } from "./prepare.ts";
import { covarianceR, PULLS } from "./r-covariance.ts";
import { tableR } from "./r-least-squares.ts";

/** y and M (the measures without the constant), areas in order of appearance, and area means. */
export function panelStartR({ formula }: Prepared): string[] {
  const right =
    formula.terms.length === 0
      ? "1"
      : asWritten(formula, formula.terms)
          .map((term) => term.label)
          .join(" + ");
  return [
    `y <- with(used, ${formula.response!.label})`,
    `M <- model.matrix(~ ${right}, used)[, -1, drop = FALSE]`,
    "area <- match(used$area, unique(used$area))",
    "T <- tabulate(area)",
    "means <- function(x) rowsum(as.matrix(x), area, reorder = TRUE) / T",
    "spread <- function(x) means(x)[area, , drop = FALSE]",
    "same <- function(x, y) sqrt(colSums(as.matrix(x)^2)) <= 1e-12 * sqrt(colSums(as.matrix(y)^2))",
  ];
}

/** A panel model in base R: least squares of transformed data. */
export function panelR(prepared: Prepared): string[] {
  const { chosen, formula, errors } = prepared;
  if (chosen.route !== "panel") throw new Error("regress: no panel model");
  const { model } = chosen;
  const random = model !== "differences" && model !== "between";
  const twoWay = model === "twoWayRandom";
  const transformed = random ? (twoWay ? TWO_WAY : RANDOM(model)) : ROWS[model];
  return [
    ...panelStartR(prepared),
    ...transformed,
    ...errors.clusters.flatMap((_, i) => [`cluster${i + 1} <- factor(cluster${i + 1}[at])`]),
    "model <- lm(y ~ 0 + X, tol = 1e-11)",
    "names(model$coefficients) <- colnames(X)",
    "own <- rep(TRUE, ncol(X))",
    "kept <- !is.na(coef(model))",
    "B <- unname(summary(model)$cov.unscaled)",
    "X <- X[, kept, drop = FALSE]",
    "dimnames(B) <- list(colnames(X), colnames(X))",
    "N <- nrow(X)",
    "w <- rep(1, N)",
    "score <- residuals(model)",
    ...PULLS,
    ...covarianceR(prepared),
    ...tableR(errors.type === "wild"),
    "rss <- deviance(model)",
    "df2 <- model$df.residual",
    random ? "r2 <- cor(y, fitted(model))^2" : "r2 <- 1 - rss / sum((y - mean(y))^2)",
    "df1 <- model$rank - 1",
    "F <- sum((fitted(model) - mean(fitted(model)))^2) / df1 / (rss / df2)",
    "result <- list(",
    `  outcome = ${rString(formula.response!.label)},`,
    "  fit = list(nobs = N, rSquared = r2, adjRSquared = 1 - (1 - r2) * (N - 1) / df2, withinRSquared = NULL,",
    "    sigma = sqrt(rss / df2),",
    ...(random
      ? ["    logLik = NULL, aic = NULL, bic = NULL, dfResidual = df2, rss = rss),"]
      : [
          "    logLik = as.numeric(logLik(model)), aic = AIC(model), bic = BIC(model),",
          "    dfResidual = df2, fStatistic = if (df1 == 0) NULL else F, fDf1 = if (df1 == 0) NULL else df1,",
          "    fDf2 = if (df1 == 0) NULL else df2, fPValue = if (df1 == 0) NULL else pf(F, df1, df2, lower.tail = FALSE), rss = rss),",
        ]),
    "  coefficients = coefficients,",
    ...(random
      ? [
          ...(twoWay
            ? [
                '  random = list(method = "Swamy-Arora", groups = data.frame(group = c("area", "time"), levels = c(length(T), max(time))),',
                '    variances = data.frame(group = c("area", "time"), name = "(Intercept)", variance = c(s2u, s2v), deviation = sqrt(c(s2u, s2v))),',
                "    correlations = list(), residualVariance = s2e, vpc = (s2u + s2v) / (s2u + s2v + s2e), singular = s2u == 0 || s2v == 0,",
              ]
            : [
                '  random = list(method = "Swamy-Arora", groups = data.frame(group = "area", levels = length(T)),',
                '    variances = data.frame(group = "area", name = "(Intercept)", variance = s2u, deviation = sqrt(s2u)),',
                "    correlations = list(), residualVariance = s2e, vpc = s2u / (s2u + s2e), singular = s2u == 0,",
              ]),
          "    theta = list(least = min(theta), most = max(theta)), modes = list()),",
        ]
      : []),
    "  absorbed = names(coef(model))[!kept]",
    ")",
  ];
}

const ROWS = {
  between: ["at <- match(seq_along(T), area)", "y <- drop(means(y))", 'X <- cbind("(Intercept)" = 1, means(M))'],
  differences: [
    "o <- order(area, used$time)",
    "later <- o[-1]",
    "earlier <- o[-length(o)]",
    "pair <- area[later] == area[earlier] & used$time[later] - used$time[earlier] == 1",
    "at <- later[pair]",
    "y <- y[at] - y[earlier[pair]]",
    'X <- cbind("(Intercept)" = 1, M[at, , drop = FALSE] - M[earlier[pair], , drop = FALSE])',
  ],
};

/** Random effects of areas and years by Swamy and Arora; plm leaves s2e out of its errors where the panel has gaps. */
const TWO_WAY = [
  "at <- seq_along(y)",
  "time <- match(used$time, unique(used$time))",
  'A <- cbind("(Intercept)" = 1, M)',
  "inside <- lm(y ~ factor(area) + factor(time) + M, tol = 1e-11)",
  "s2e <- deviance(inside) / inside$df.residual",
  "# What the means of one grouping leave, and how much of each variance is in it.",
  "moments <- function(group, other) {",
  "  size <- tabulate(group)",
  "  mean_of <- function(x) rowsum(as.matrix(x), group) / size",
  "  fit <- lm(mean_of(y) ~ 0 + mean_of(A), weights = size, tol = 1e-11)",
  "  K <- mean_of(A)[, !is.na(coef(fit)), drop = FALSE]",
  "  Q <- qr.Q(qr(K * sqrt(size), tol = 1e-11)) / sqrt(size)",
  "  balanced <- length(y) == length(size) * length(unique(other))",
  "  list(left = deviance(fit) - fit$df.residual * s2e, own = length(y) - sum((Q * size)^2),",
  "    shared = if (balanced) 0 else length(size) - sum(rowsum(Q[group, , drop = FALSE], other)^2))",
  "}",
  "a <- moments(area, time)",
  "b <- moments(time, area)",
  "s2u <- max(0, (b$own * a$left - a$shared * b$left) / (a$own * b$own - a$shared * b$shared))",
  "s2v <- max(0, (a$own * b$left - b$shared * a$left) / (a$own * b$own - a$shared * b$shared))",
  "theta <- 1 - sqrt(s2e / (s2e + T * s2u))",
  "apart <- function(x) x - theta[area] * spread(x)",
  'D <- apart(1 * outer(time, seq_len(max(time)), "=="))',
  "E <- eigen(crossprod(D), symmetric = TRUE)",
  "P <- D %*% E$vectors",
  "pull <- ifelse(E$values > 0, (1 / sqrt(1 + s2v / s2e * E$values) - 1) / E$values, 0)",
  "whiten <- function(x) { x <- apart(as.matrix(x)); x + P %*% (pull * crossprod(P, x)) }",
  "y <- drop(whiten(y))",
  "X <- whiten(A)",
];

/** Swamy and Arora's random effects, on the measures as they are or split into within and between parts. */
function RANDOM(model: string): string[] {
  const within = model === "withinBetween";
  const split =
    model === "random"
      ? []
      : [
          "changes <- !same(M - spread(M), M)",
          "parts <- M[, changes, drop = FALSE]",
          "middle <- spread(parts)",
          `own_part <- ${within ? "parts - middle" : "parts"}`,
          `if (any(changes)) colnames(own_part) <- paste0(colnames(parts), "${within ? "_within" : ""}")`,
          `if (any(changes)) colnames(middle) <- paste0(colnames(parts), "_${within ? "between" : "mean"}")`,
          "both <- matrix(0, nrow(M), 0)",
          "for (j in seq_len(ncol(M))) both <- cbind(both, if (changes[j]) middle[, sum(changes[1:j]), drop = FALSE] else M[, j, drop = FALSE])",
          "M <- cbind(own_part, both)",
        ];
  return [
    ...split,
    "at <- seq_along(y)",
    "W <- (M - spread(M))[, !same(M - spread(M), M), drop = FALSE]",
    "inside <- if (ncol(W) == 0) lm(I(y - spread(y)) ~ 0) else lm(I(y - spread(y)) ~ 0 + W, tol = 1e-11)",
    "s2e <- sum(residuals(inside)^2) / (length(y) - length(T) - inside$rank)",
    'A <- cbind("(Intercept)" = 1, M)',
    "middles <- means(A)",
    "middles[, same(middles, A)] <- 0",
    "outside <- lm(means(y) ~ 0 + middles, weights = T, tol = 1e-11)",
    "K <- middles[, !is.na(coef(outside)), drop = FALSE]",
    "trace <- sum(T * rowSums(qr.Q(qr(K * sqrt(T), tol = 1e-11))^2))",
    "s2u <- max(0, (deviance(outside) - outside$df.residual * s2e) / (length(y) - trace))",
    "theta <- 1 - sqrt(s2e / (s2e + T * s2u))",
    "y <- drop(y - theta[area] * spread(y))",
    "X <- A - theta[area] * middles[area, , drop = FALSE]",
  ];
}
