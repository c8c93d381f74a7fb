/** Base R for a random intercept (REML) of some columns. It goes on from `SUBSETS_R`. */
export const RANDOM_INTERCEPT_R = String.raw`
# Random intercept by REML, from sums per area: lambda is the ratio of the two variances.
random_intercept <- function(own) {
  keep <- integer(0)
  Q <- matrix(0, n, 0)
  for (k in own[!constant[own]]) {
    v <- total[, k]
    for (pass in 1:2) if (ncol(Q) > 0) v <- v - drop(Q %*% crossprod(Q, v))
    length <- sqrt(sum(v^2))
    if (length > apart * size[k]) { Q <- cbind(Q, v / length); keep <- c(keep, k) }
  }
  scale <- n / sum(w)  # weights count by their ratio to the mean
  wg <- weight * scale
  which <- c(keep, m + 1)
  s <- cbind(1, sweep(means[, which, drop = FALSE], 2, size[which] * sqrt(scale), "/")) * wg
  inside <- crossprod(cbind(0, sweep(within[, which, drop = FALSE], 2, size[which], "/")))
  k <- ncol(s) - 1
  profile <- function(lambda) {
    A <- inside + crossprod(s / sqrt(wg * (1 + lambda * wg)))
    L <- t(chol(A[1:k, 1:k, drop = FALSE]))
    b <- backsolve(t(L), forwardsolve(L, A[1:k, k + 1]))
    rss <- A[k + 1, k + 1] - sum(b * A[1:k, k + 1])
    x <- s[, 1:k, drop = FALSE]
    r <- s[, k + 1] - drop(x %*% b)
    grown <- 1 + lambda * wg
    list(b = b, rss = rss, deviance = sum(log(grown)) + (n - k) * log(rss) + 2 * sum(log(diag(L))),
      score = sum(wg / grown) - sum((x %*% chol2inv(t(L))) * x / grown^2) - (n - k) / rss * sum(r^2 / grown^2))
  }
  grid <- c(0, length(wg) / sum(wg) * 1e-4 * 1.6^(0:48))
  points <- lapply(grid, profile)
  score <- sapply(points, function(point) point$score)
  deviance <- sapply(points, function(point) point$deviance)
  flat <- all(abs(deviance - deviance[1]) <= 1e-6 * max(1, abs(deviance[1])))
  best <- 0
  least <- if (score[1] >= 0) points[[1]]$deviance else Inf
  for (i in seq_len(length(grid) - 1)) if (score[i] < 0 && score[i + 1] >= 0) {
    lower <- grid[i]
    upper <- grid[i + 1]
    for (step in 1:200) {
      middle <- (lower + upper) / 2
      if (middle <= lower || middle >= upper) break
      if (profile(middle)$score < 0) lower <- middle else upper <- middle
    }
    middle <- (lower + upper) / 2
    if (profile(middle)$deviance < least) { best <- middle; least <- profile(middle)$deviance }
  }
  if (is.infinite(least)) best <- grid[length(grid)]
  if (flat) best <- 0
  point <- profile(best)
  slope <- numeric(m)
  unit_y <- size[m + 1] * sqrt(scale)
  slope[keep] <- point$b[-1] * unit_y / (size[keep] * sqrt(scale))
  residual <- point$rss / (n - k) * unit_y^2
  list(area = best * residual, residual = residual, slope = slope)
}
`;

/** Shares and variances between areas by the random intercept. */
export const MIXED_R = String.raw`
vpc <- pcv <- NA_real_
mixed <- NULL
if (area_block > 0) {
  full <- random_intercept(cols)
  base <- random_intercept(cols[block == time_block])
  parts <- sapply(seq_len(p), function(j) {
    own <- which(block == j)
    drop(total[, own, drop = FALSE] %*% full$slope[own])
  })
  xb <- rowSums(parts)
  fixed <- colSums(parts * xb) * n / sum(w) / (n - 1)
  whole <- sum(xb^2) * n / sum(w) / (n - 1) + full$area + full$residual
  vpc <- base$area / (base$area + base$residual)
  if (base$area > 0) pcv <- (base$area - full$area) / base$area
  mixed <- list(area = full$area / whole, leftOver = full$residual / whole,
    fixed = as.list(setNames(fixed / whole, blocks)[-area_block]))
}
`;
