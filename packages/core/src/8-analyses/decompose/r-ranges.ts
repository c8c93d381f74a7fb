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
  # A column that does not vary in the sample is passed over.
  lengths <- ifelse(diag(T) > 1e-13, diag(T), Inf)
  rss <- residual_sums(T, lengths)
  if (area_block > 0) {
    inside <- residual_sums(square(drop(count %*% inner_products)), lengths)
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
