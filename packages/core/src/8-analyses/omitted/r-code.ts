import type { Panel } from "../../3-panel/panel.ts";
import { blockDataR } from "../../7-results/blocks/r-data.ts";
import { RANDOM_INTERCEPT_R } from "../../7-results/blocks/r-mixed.ts";
import { SUBSETS_R } from "../../7-results/blocks/r-subsets.ts";
import { rComment, rName, rString, rStrings } from "../../messages/r-text.ts";
import type { Named, OmittedModel } from "./prepare.ts";
import { curveR } from "./r-curve.ts";
import type { OmittedValue } from "./value.ts";

/** Base R for the same figures: steps, pairs, curve and strength. */
export function rCode(panel: Panel, model: OmittedModel, value: OmittedValue): string {
  const { prepared, base, added, pairs, follow, covariates, forms, errors } = model;
  const labels = (named: readonly Named[]): string =>
    named.length === 0 ? "list()" : `list(${named.map(({ label, r }) => `${rName(label)} = ${r}`).join(", ")})`;
  return [
    rComment(`What was left out: ${value.outcome}`),
    ...blockDataR(panel, prepared),
    SUBSETS_R.trim(),
    RANDOM_INTERCEPT_R.trim(),
    "",
    `base <- ${base}; added <- ${rStrings(added)}; weighted <- ${prepared.weights === null ? "FALSE" : "TRUE"}`,
    `pairs <- list(${pairs.map((pair) => labels(pair)).join(", ")})`,
    `follow <- ${follow === null ? "list()" : labels([follow])}`,
    `covariates <- ${labels(covariates)}`,
    `forms <- c(list(y), ${labels(forms)})`,
    `errors <- ${rString(errors)}; by_strength <- ${value.robustness === null ? "FALSE" : "TRUE"}`,
    R_STEPS.trim(),
    ...curveR(model, value.curve),
    R_STRENGTH.trim(),
    "",
  ].join("\n");
}

const R_STEPS = String.raw`
before <- random_intercept(cols[block == time_block])$area
steps <- lapply(0:length(added), function(k) {
  mask <- 2^(base + k) - 1
  full <- r2[mask + 1]
  without <- r2[mask - bit[area_block] + 1]
  variance <- random_intercept(cols[block <= base + k])$area
  list(rSquared = full, rSquaredWithoutArea = without, areaLast = full - without, leftOver = 1 - full,
    areaVariance = variance, pcv = if (before > 0) (before - variance) / before else NA)
})

# All measures and years, without the areas.
measures <- X[, role[block] == "measures", drop = FALSE]
dummies <- X[, role[block] == "time", drop = FALSE]
with_more <- function(more) {
  M <- measures
  for (name in names(more)) if (!(name %in% colnames(M))) M <- cbind(M, matrix(more[[name]], dimnames = list(NULL, name)))
  M
}
clustered <- function(M, y, w, term) {
  fit <- lm.wfit(M, y, w)
  kept <- which(!is.na(fit$coefficients))
  q <- qr(M[, kept] * sqrt(w))
  Q <- qr.Q(q)
  R <- qr.R(q)
  k <- match(term, kept)
  inverse <- backsolve(R, diag(ncol(R)))
  direction <- drop(Q %*% inverse[k, ])
  e <- fit$residuals * sqrt(w)
  G <- nlevels(area)
  estimate <- unname(fit$coefficients[term])
  if (errors == "CR1") {
    variance <- sum(rowsum(direction * e, area)^2) * G / (G - 1)
    df <- G - 1
  } else {
    P <- matrix(0, length(y), G)
    variance <- 0
    for (g in seq_len(G)) {
      i <- which(as.integer(area) == g)
      open <- eigen(diag(length(i)) - tcrossprod(Q[i, , drop = FALSE]), symmetric = TRUE)
      fine <- open$values > 1e-10
      root <- open$vectors[, fine, drop = FALSE] %*% (t(open$vectors[, fine, drop = FALSE]) / sqrt(open$values[fine]))
      a <- drop(root %*% direction[i])
      variance <- variance + sum(a * e[i])^2
      P[, g] <- -drop(Q %*% crossprod(Q[i, , drop = FALSE], a))
      P[i, g] <- P[i, g] + a
    }
    df <- sum(P^2)^2 / sum(crossprod(P)^2)
  }
  std_error <- sqrt(variance)
  reach <- qt(0.975, df) * std_error
  list(estimate = estimate, stdError = std_error, df = df, pValue = 2 * pt(-abs(estimate / std_error), df),
    low = estimate - reach, high = estimate + reach)
}
pair_of <- function(pair) {
  from <- lapply(pair, function(x) x - sum(w * x) / sum(w))
  M <- cbind(1, with_more(pair), dummies, from[[1]] * from[[2]])
  out <- clustered(M, y, w, ncol(M))
  spread <- sapply(from, function(x) sqrt(sum(x^2) / (length(x) - 1)))
  c(out, perDeviation = out$estimate * prod(spread))
}
pair_rows <- lapply(pairs, pair_of)
`;

const R_STRENGTH = String.raw`
# How strong an unmeasured factor would have to be (classical t), beside those that were measured.
strength <- NULL
if (by_strength) {
  M <- with_more(follow)
  A <- data.frame(cbind(M, dummies), check.names = FALSE)
  t_of <- function(outcome, columns) {
    q <- summary(lm(outcome ~ ., data = columns, weights = w))
    rownames(q$coefficients) <- gsub(intToUtf8(96), "", rownames(q$coefficients), fixed = TRUE)
    q
  }
  whole <- t_of(y, A)
  t <- whole$coefficients[names(follow), 3]
  df <- whole$df[2]
  f2 <- t^2 / df
  robust <- function(f) if (f <= 0) 0 else (sqrt(f^4 + 4 * f^2) - f^2) / 2
  critical <- qt(0.975, df - 1) / sqrt(df - 1)
  f <- sqrt(f2)
  extreme <- function(f) (f^2 - critical^2) / (1 + f^2)
  alpha <- if (f <= critical) 0 else if (f > 1 / critical) extreme(f) else robust(f - critical)
  se <- whole$coefficients[names(follow), 2]
  estimate <- whole$coefficients[names(follow), 1]
  others <- setdiff(intersect(colnames(M), rownames(whole$coefficients)), names(follow))
  given <- t_of(A[[names(follow)]], A[, setdiff(colnames(A), names(follow)), drop = FALSE])
  part <- function(q, name) { t2 <- q$coefficients[name, 3]^2; t2 / (t2 + q$df[2]) }
  benchmarks <- Filter(Negate(is.null), lapply(others, function(name) {
    d <- part(given, name)
    v <- part(whole, name)
    if (!(d < 0.5)) return(NULL)
    treatment <- d / (1 - d)
    s <- d^2 / ((1 - d) * (1 - d))
    outcome <- min(1, ((1 + sqrt(s)) / sqrt(1 - s))^2 * v / (1 - v))
    bias <- se * sqrt(df) * sqrt(outcome * treatment / (1 - treatment))
    adjusted <- sign(estimate) * (abs(estimate) - bias)
    reach <- qt(0.975, df) * se * sqrt((1 - outcome) / (1 - treatment)) * sqrt(df / (df - 1))
    list(column = name, treatment = treatment, outcome = outcome, estimate = adjusted, low = adjusted - reach, high = adjusted + reach)
  }))
  # Oster's delta: as published against with what was left out; R2 is of what published measures and years leave.
  late <- intersect(others, colnames(X)[role[block] == "measures" & block > base])
  stability <- list(short = NA, long = NA, rMax = NA, delta = NA)
  always <- cbind(1, M[, setdiff(others, late), drop = FALSE], dummies)
  more <- cbind(M[, late, drop = FALSE], always)
  left <- function(v, Z) lm.wfit(Z, v, w, tol = 1e-11)$residuals
  ss <- function(a, b) sum(w * a * b)
  y0 <- left(y, always); x0 <- left(follow[[1]], always); y1 <- left(y, more); x1 <- left(follow[[1]], more)
  vy <- ss(y0, y0); vx <- ss(x0, x0); tx <- ss(x1, x1)
  b0 <- ss(x0, y0) / vx; b1 <- ss(x1, y1) / tx
  R0 <- 1 - ss(y0 - b0 * x0, y0 - b0 * x0) / vy; R1 <- 1 - ss(y1 - b1 * x1, y1 - b1 * x1) / vy
  rMax <- min(1, 1.3 * R1)
  if (length(late) > 0 && rMax > R1) {
    both <- tx * vx * (b0 - b1)
    cubic <- b1^3 * tx * (vx - tx)
    above <- b1 * (R1 - R0) * vy * tx + b1 * both * (b0 - b1) + 2 * b1^2 * both + cubic
    below <- (rMax - R1) * vy * ((b0 - b1) * vx + b1 * (vx - tx)) + b1^2 * both + cubic
    size <- vx * (abs(b0 - b1) + abs(b1)) * ((rMax - R1) * vy + b1^2 * tx)
    known <- R1 - R0 > 1e-10 && 1 - R1 > 1e-10 && abs(below) > 1e-12 * size
    stability <- list(short = list(estimate = b0, rSquared = R0), long = list(estimate = b1, rSquared = R1), rMax = rMax,
      delta = if (known) above / below else NA)
  }
  strength <- list(estimate = estimate, statistic = t, df = df, partialR2 = f2 / (1 + f2), robustness = robust(f),
    robustnessAlpha = alpha, benchmarks = benchmarks, stability = stability)
}
result <- list(nobs = n, areas = nlevels(area), times = if (is.null(year)) NA else length(unique(year)), steps = steps,
  pairs = pair_rows, curve = curve, robustness = strength)
print(do.call(rbind, lapply(steps, as.data.frame)))
`;
