/** Base R for ranges: areas redrawn with R's own random numbers, and left out one by one. It goes on from `SUBSETS_R`. */
export const RANGES_R = String.raw`
unit <- if (is.null(area)) factor(seq_len(n)) else area
G <- nlevels(unit)
U <- sweep(total, 2, ifelse(constant, 0, 1 / size), "*")
pair <- which(upper.tri(diag(m + 1), diag = TRUE), arr.ind = TRUE)
products <- rowsum(U[, pair[, 1], drop = FALSE] * U[, pair[, 2], drop = FALSE], unit)
sums <- rowsum(U * root, unit)
unit_weight <- drop(rowsum(w, unit))
if (area_block > 0) {
  V <- sweep(within, 2, ifelse(constant | c(absorbed, FALSE), 0, 1 / size), "*")
  inner_products <- rowsum(V[, pair[, 1], drop = FALSE] * V[, pair[, 2], drop = FALSE], unit)
}
square <- function(values) {
  M <- matrix(0, m + 1, m + 1)
  M[pair] <- values
  M[pair[, 2:1]] <- values
  M
}
entering <- setdiff(seq_len(p), area_block)
members <- lapply(entering, function(j) which(block == j))
residual_sums <- function(M, lengths) {
  out <- numeric(masks)
  walk <- function(M, level, mask) {
    if (level > length(entering)) {
      out[mask + 1] <<- M[m + 1, m + 1]
      return(invisible())
    }
    walk(M, level + 1, mask)
    for (k in members[[level]]) if (M[k, k] > apart^2 * lengths[k]) {
      rest <- (k + 1):(m + 1)
      M[rest, rest] <- M[rest, rest] - outer(M[k, rest], M[k, rest]) / M[k, k]
    }
    walk(M, level + 1, mask + bit[entering[level]])
  }
  walk(M, 1, 0)
  out
}
average_of <- function(count) {
  s <- drop(count %*% sums)
  T <- square(drop(count %*% products)) - outer(s, s) / sum(count * unit_weight)
  all <- T[m + 1, m + 1]
  if (!(all > 1e-13)) return(NULL)
  rss <- residual_sums(T, diag(T))
  if (area_block > 0) {
    inside <- residual_sums(square(drop(count %*% inner_products)), diag(T))
    with_area <- has(seq_len(masks) - 1, area_block)
    rss[with_area] <- inside[which(with_area) - bit[area_block]]
  }
  drop(coefficient %*% (1 - rss / all))
}
redrawn <- NULL
if (draws > 0) {
  set.seed(seed, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
  redrawn <- do.call(cbind, lapply(seq_len(draws), function(i) average_of(tabulate(sample.int(G, replace = TRUE), G))))
}
left_out <- do.call(cbind, lapply(seq_len(G), function(g) average_of(as.numeric(seq_len(G) != g))))
bca <- function(estimate, draw, jack) {
  gap <- draw - estimate
  below <- sum(gap < -1e-12) + sum(abs(gap) <= 1e-12) / 2
  if (below == 0) below <- 0.5
  if (below == length(draw)) below <- length(draw) - 0.5
  z0 <- qnorm(below / length(draw))
  d <- mean(jack) - jack
  a <- if (sum(d^2) <= length(d) * 1e-24) 0 else sum(d^3) / (6 * sum(d^2)^1.5)
  z <- z0 + qnorm(c(0.025, 0.975))
  unname(quantile(draw, pnorm(z0 + z / (1 - a * z)), type = 7))
}
low <- high <- std_error <- rep(NA_real_, p)
for (j in seq_len(p)) {
  never <- abs(shapley[j]) < 1e-12 && (is.null(redrawn) || all(abs(redrawn[j, ]) < 1e-12))
  jack <- left_out[j, ]
  if (length(jack) > 1) std_error[j] <- if (never) 0 else sqrt((length(jack) - 1) / length(jack) * sum((jack - mean(jack))^2))
  if (!is.null(redrawn) && ncol(redrawn) > 1) {
    range <- if (never) c(0, 0) else bca(shapley[j], redrawn[j, ], jack)
    low[j] <- range[1]
    high[j] <- range[2]
  }
}
`;

/** Base R for what areas get by chance when years resemble each other, and for the random intercept (REML). */
export const AREAS_R = String.raw`
rho <- noise_floor <- NA_real_
if (area_block > 0 && !is.null(year)) {
  rows_of <- split(seq_len(n), area)
  several <- Filter(function(i) length(i) > 1, rows_of)
  pairs_of <- function(i) outer(year[i], year[i], "-")
  seen <- sum(sapply(several, function(i) sum(outer(residual[i], residual[i])[pairs_of(i) == 1])))
  squares <- sum(residual[unlist(several)]^2)
  near <- sum(sapply(several, function(i) sum(pairs_of(i) == 1)))
  patterns <- table(sapply(several, function(i) paste(sort(year[i] - min(year[i])), collapse = " ")))
  expected <- function(rho) {
    sums <- sapply(names(patterns), function(key) {
      t <- as.numeric(strsplit(key, " ")[[1]])
      C <- rho^abs(outer(t, t, "-"))
      E <- C - outer(rowMeans(C), rowMeans(C), "+") + mean(C)
      c(sum(E[outer(t, t, "-") == 1]), sum(diag(E))) * patterns[[key]]
    })
    sum(sums[1, ]) / sum(sums[2, ])
  }
  if (near > 0 && squares > 0) {
    lower <- -0.99
    upper <- 0.99
    goal <- seen / squares
    if (expected(lower) >= goal) upper <- lower
    else if (expected(upper) <= goal) lower <- upper
    else for (i in 1:60) {
      middle <- (lower + upper) / 2
      if (expected(middle) < goal) lower <- middle else upper <- middle
    }
    rho <- (lower + upper) / 2
    P <- sapply(rows_of, function(i) sum(outer(w[i], w[i]) * rho^abs(pairs_of(i))))
    noise_floor <- (sum(P / weight) - sum(P) / sum(w)) / (sum(w) - sum(P) / sum(w))
  }
}

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
  point <- profile(best)
  slope <- numeric(m)
  unit_y <- size[m + 1] * sqrt(scale)
  slope[keep] <- point$b[-1] * unit_y / (size[keep] * sqrt(scale))
  residual <- point$rss / (n - k) * unit_y^2
  list(area = best * residual, residual = residual, slope = slope)
}
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
