import { rStrings } from "../../messages/r-text.ts";
import { samplesR } from "../samples.ts";
import type { OmittedModel } from "./prepare.ts";
import type { OmittedCurve } from "./value.ts";

/** Base R for the curve and what each choice goes with, from `X`, `follow`, `covariates` and `forms`; leaves `curve`. */
export function curveR(model: OmittedModel, curve: OmittedCurve | null): string[] {
  if (curve === null) return ["curve <- NULL"];
  return [
    ...samplesR(model.sets),
    `year_words <- ${rStrings(curve.years)}; sample_names <- ${rStrings(curve.samples)}; estimators <- ${rStrings(curve.estimators)}`,
    `form_names <- ${rStrings(curve.outcomes)}`,
    R_CURVE.trim(),
  ];
}

const R_CURVE = String.raw`
# The slope that is followed, under every declared choice: CR1S by area.
P <- length(covariates)
base_X <- do.call(cbind, c(unname(covariates), unname(follow)))
base_Y <- do.call(cbind, unname(forms))
by_years <- "time" %in% role
means_of <- function(M, g) rowsum(M, g) / as.vector(table(g))
flat <- function(left, whole) { left[, colSums(left^2) <= 1e-20 * colSums(whole^2)] <- 0; left }
year_dummies <- function(t) { later <- sort(unique(t))[-1]; matrix(outer(t, later, "==") * 1, nrow = length(t), ncol = length(later)) }
none <- list(estimate = NA, stdError = NA, low = NA, high = NA, pValue = NA)
# Slope of the last column; "counted" are absorbed effects that the small-sample factor counts.
slope_of <- function(M, y, w, g, counted) {
  G <- length(unique(g)); n <- nrow(M); k <- ncol(M)
  if (G < 2) return(none)
  fit <- lm.wfit(M, y, w)
  if (is.na(fit$coefficients[k]) || n - counted - fit$rank <= 0) return(none)
  kept <- which(!is.na(fit$coefficients))
  q <- qr(M[, kept, drop = FALSE] * sqrt(w))
  direction <- drop(qr.Q(q) %*% backsolve(qr.R(q), diag(length(kept)))[match(k, kept), ])
  variance <- sum(rowsum(direction * fit$residuals * sqrt(w), g)^2) * G / (G - 1) * (n - 1) / (n - counted - length(kept))
  estimate <- unname(fit$coefficients[k])
  reach <- qt(0.975, G - 1) * sqrt(variance)
  list(estimate = estimate, stdError = sqrt(variance), low = estimate - reach, high = estimate + reach,
    pValue = 2 * pt(-abs(estimate) / sqrt(variance), G - 1))
}
# Random effects, Swamy and Arora's variances for these columns.
random_slope <- function(M, y, g) {
  g <- as.integer(factor(g)); counts <- as.vector(table(g)); G <- length(counts); n <- length(y)
  if (G < 2) return(none)
  m <- means_of(M, g); v <- means_of(matrix(y), g)
  inner <- lm.fit(flat(M - m[g, , drop = FALSE], M), y - v[g])
  outer_X <- cbind(1, m)
  outer_fit <- lm.wfit(outer_X, drop(v), counts)
  if (n - G - inner$rank <= 0 || G - outer_fit$rank <= 0) return(none)
  noise <- sum(inner$residuals^2) / (n - G - inner$rank)
  kept <- which(!is.na(outer_fit$coefficients))
  trace <- sum(counts * rowSums(qr.Q(qr(outer_X[, kept, drop = FALSE] * sqrt(counts)))^2))
  between <- max(0, (sum(counts * outer_fit$residuals^2) - (G - outer_fit$rank) * noise) / (n - trace))
  theta <- 1 - sqrt(noise / (noise + counts * between))
  slope_of(cbind(1, M) - theta[g] * cbind(1, m)[g, , drop = FALSE], y - theta[g] * v[g], rep(1, n), g, 0)
}
# What an estimator makes of the rows: columns fixed in every model, those that come and go with the followed one, outcomes.
made_by <- function(estimator, rows) {
  M <- base_X[rows, , drop = FALSE]; Y <- base_Y[rows, , drop = FALSE]; ww <- w[rows]; g <- as.character(area)[rows]; t <- year[rows]
  D <- if (by_years && estimator %in% c("pooled", "between", "random")) year_dummies(t) else matrix(0, length(rows), 0)
  out <- list(fixed = cbind(rep(1, length(rows)), D), M = M, Y = Y, w = ww, g = g, counted = 0)
  if (length(rows) == 0) return(out)
  if (estimator == "random") out$fixed <- D
  if (estimator == "between") {
    out$fixed <- means_of(out$fixed, g); out$M <- means_of(M, g); out$Y <- means_of(Y, g)
    out$g <- seq_len(nrow(out$M)); out$w <- rep(1, nrow(out$M))
  }
  if (estimator %in% c("within", "two-way") && length(unique(g)) > 1) {
    Z <- outer(g, unique(g), "==") * 1
    if (estimator == "two-way") Z <- cbind(Z, year_dummies(t))
    q <- qr(Z * sqrt(ww))
    left <- function(A) flat(qr.resid(q, A * sqrt(ww)) / sqrt(ww), A)
    out$M <- left(M); out$Y <- left(Y); out$fixed <- matrix(0, length(rows), 0)
    out$counted <- q$rank - (length(unique(g)) - 1)
  }
  if (estimator == "first-difference") {
    o <- order(g, t)
    next_to <- which(g[o][-1] == g[o][-length(o)] & diff(t[o]) == 1)
    to <- o[next_to + 1]; from <- o[next_to]
    out$M <- M[to, , drop = FALSE] - M[from, , drop = FALSE]; out$Y <- Y[to, , drop = FALSE] - Y[from, , drop = FALSE]
    out$fixed <- matrix(1, length(to), 1); out$g <- g[to]; out$w <- rep(1, length(to))
  }
  out
}
curve_rows <- list()
for (span in seq_along(years)) for (sample in seq_along(samples)) {
  rows <- which((if (is.null(year)) TRUE else year >= years[[span]][1] & year <= years[[span]][2]) & !(as.character(area) %in% samples[[sample]]))
  for (estimator in estimators) {
    d <- made_by(estimator, rows)
    for (f in seq_along(forms)) for (mask in seq_len(2^P) - 1) {
      M <- cbind(d$fixed, d$M[, c(which(bitwAnd(mask, 2^(seq_len(P) - 1)) > 0), P + 1), drop = FALSE])
      slope <- if (length(d$g) == 0) none else if (estimator == "random") random_slope(M, d$Y[, f], d$g) else slope_of(M, d$Y[, f], d$w, d$g, d$counted)
      curve_rows[[length(curve_rows) + 1]] <- c(list(years = year_words[span], sample = sample_names[sample], estimator = estimator,
        outcome = form_names[f], mask = mask, nobs = length(d$g), df = length(unique(d$g)) - 1), slope)
    }
  }
}
of_rows <- function(name) sapply(curve_rows, function(row) row[[name]])
figures <- as.data.frame(lapply(c(estimate = "estimate", low = "low", high = "high"), function(name) as.numeric(of_rows(name))))
with_choice <- list(list(choice = "all", value = "all", has = rep(TRUE, length(curve_rows))))
for (name in c("years", "sample", "estimator")) {
  values <- list(years = year_words, sample = sample_names, estimator = estimators)[[name]]
  if (length(values) > 1) for (value in values)
    with_choice[[length(with_choice) + 1]] <- list(choice = name, value = value, has = of_rows(name) == value)
}
for (j in seq_len(P)) for (value in c("in", "out"))
  with_choice[[length(with_choice) + 1]] <- list(choice = names(covariates)[j], value = value, has = (bitwAnd(of_rows("mask"), 2^(j - 1)) > 0) == (value == "in"))
choice_rows <- unlist(lapply(form_names, function(form) lapply(with_choice, function(each) {
  own <- figures[each$has & of_rows("outcome") == form, ]
  known <- own$estimate[!is.na(own$estimate)]
  at <- function(p) if (length(known) == 0) NA else unname(quantile(known, p))
  list(choice = each$choice, value = each$value, outcome = form, models = nrow(own), none = sum(is.na(own$estimate)), lowest = at(0), median = at(0.5),
    highest = at(1), positive = sum(known > 0), above = sum(own$low > 0, na.rm = TRUE), below = sum(own$high < 0, na.rm = TRUE))
})), recursive = FALSE)
curve <- list(rows = curve_rows, choices = choice_rows)
`;
