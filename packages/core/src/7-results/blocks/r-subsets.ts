/**
 * Base R for the point figures: every subset of groups, shares and floors. It starts from `y`, `w`, `area`, `year`, `X` (all
 * columns), `block` (the group of each column), `blocks`, `role` and `needs`.
 */
export const SUBSETS_R = String.raw`
n <- length(y); p <- length(blocks); m <- ncol(X); masks <- 2^p
bit <- 2^(seq_len(p) - 1)
has <- function(mask, j) bitwAnd(mask, bit[j]) > 0
area_block <- match("area", role, nomatch = 0)
time_block <- match("time", role, nomatch = 0)
apart <- 1e-6  # a column of which less than this is left beside others cannot be told apart from them
root <- sqrt(w)
size_of <- function(M) sqrt(colSums(M^2))

# Columns and, last, the outcome: taken from their means, and from their area's means.
Z <- cbind(X, y)
total <- Z
for (pass in 1:2) total <- sweep(total, 2, colSums(w * total) / sum(w))
weight <- if (is.null(area)) NULL else drop(rowsum(w, area))
within <- NULL
if (!is.null(area)) {
  within <- total
  means <- 0
  for (pass in 1:2) {
    now <- rowsum(w * within, area) / weight
    means <- means + now
    within <- within - now[as.integer(area), , drop = FALSE]
  }
  within <- within * root
}
total <- total * root
raw <- size_of(Z * root)
size <- size_of(total)
constant <- !(size > 1e-13 * raw)
size[constant] <- raw[constant]
cols <- seq_len(m)
absorbed <- rep(FALSE, m)
if (area_block > 0) absorbed <- !constant[cols] & size_of(within)[cols] <= apart * size[cols]

# Explained sum of squares and rank of some columns, taken one after another; size: lengths to measure remainders against.
explain <- function(A, z, size) {
  Q <- matrix(0, nrow(A), 0)
  for (k in seq_len(ncol(A))) {
    v <- A[, k]
    for (pass in 1:2) if (ncol(Q) > 0) v <- v - drop(Q %*% crossprod(Q, v))
    length <- sqrt(sum(v^2))
    if (length > apart * size[k]) Q <- cbind(Q, v / length)
  }
  c(sum(crossprod(Q, z)^2), ncol(Q))
}
every_subset <- function(M, keep) {
  own <- which(keep)
  q <- qr(M[, own, drop = FALSE], tol = 1e-14)
  A <- qr.R(q)[seq_len(q$rank), order(q$pivot), drop = FALSE]
  z <- qr.qty(q, M[, m + 1])[seq_len(q$rank)]
  sapply(seq_len(masks) - 1, function(mask) {
    mine <- has(mask, block[own])
    if (area_block > 0 && has(mask, area_block)) return(c(0, 0))
    explain(A[, mine, drop = FALSE], z, size[own][mine])
  })
}
all <- sum(total[, m + 1]^2)
plain <- every_subset(total, !constant[cols])
r2 <- plain[1, ] / all
rank <- plain[2, ]
if (area_block > 0) {
  inner <- every_subset(within, !constant[cols] & !absorbed)
  own <- sum(weight * means[, m + 1]^2)
  for (mask in seq_len(masks) - 1) if (has(mask, area_block)) {
    without <- mask - bit[area_block]
    r2[mask + 1] <- (own + inner[1, without + 1]) / all
    rank[mask + 1] <- inner[2, without + 1] + length(weight) - 1
  }
}

# In how many of the allowed orders each group comes right after each set.
allowed <- sapply(seq_len(masks) - 1, function(mask)
  all(sapply(seq_len(p), function(j) !has(mask, j) || all(has(mask, needs[[j]])))))
reach <- complete <- numeric(masks)
reach[1] <- complete[masks] <- 1
for (mask in seq_len(masks - 1)) if (allowed[mask + 1])
  for (j in seq_len(p)) if (has(mask, j)) reach[mask + 1] <- reach[mask + 1] + reach[mask - bit[j] + 1]
for (mask in rev(seq_len(masks - 1) - 1)) if (allowed[mask + 1])
  for (j in seq_len(p)) if (!has(mask, j)) complete[mask + 1] <- complete[mask + 1] + complete[mask + bit[j] + 1]
order_weight <- matrix(0, p, masks)
for (j in seq_len(p)) for (mask in seq_len(masks) - 1)
  if (!has(mask, j) && allowed[mask + 1] && allowed[mask + bit[j] + 1])
    order_weight[j, mask + 1] <- reach[mask + 1] * complete[mask + bit[j] + 1] / complete[1]
coefficient <- -order_weight
for (j in seq_len(p)) for (mask in seq_len(masks) - 1) if (has(mask, j))
  coefficient[j, mask + 1] <- order_weight[j, mask - bit[j] + 1]

# What each group adds, and what columns of noise would add.
step <- chance <- matrix(NA_real_, p, masks)
for (j in seq_len(p)) for (mask in seq_len(masks) - 1) if (order_weight[j, mask + 1] > 0) {
  q <- rank[mask + bit[j] + 1] - rank[mask + 1]
  step[j, mask + 1] <- if (q == 0) 0 else r2[mask + bit[j] + 1] - r2[mask + 1]
  chance[j, mask + 1] <- if (q == 0) 0 else (1 - r2[mask + 1]) * q / (n - 1 - rank[mask + 1])
}
before <- sapply(seq_len(p), function(j) Reduce(bitwOr, which(order_weight[j, ] > 0) - 1, 0))
at_end <- cbind(seq_len(p), before + 1)
last <- step[at_end]
shapley <- rowSums(order_weight * step, na.rm = TRUE)
floors <- data.frame(alone = chance[, 1], last = chance[at_end], shapley = rowSums(order_weight * chance, na.rm = TRUE))

# What is known of each column.
from <- if (area_block > 0) within else total
aliased <- constant[cols] | absorbed
trial <- c(cols[role[block] == "time"], cols[role[block] != "time"])
trial <- trial[!aliased[trial]]
Q <- matrix(0, n, 0)
for (k in trial) {
  v <- from[, k]
  for (pass in 1:2) if (ncol(Q) > 0) v <- v - drop(Q %*% crossprod(Q, v))
  length <- sqrt(sum(v^2))
  if (length > apart * size[k]) Q <- cbind(Q, v / length) else aliased[k] <- TRUE
}
kept <- which(!constant[cols] & !absorbed)
own <- integer(0)
Q <- matrix(0, n, 0)
for (k in kept) {
  v <- from[, k]
  for (pass in 1:2) if (ncol(Q) > 0) v <- v - drop(Q %*% crossprod(Q, v))
  length <- sqrt(sum(v^2))
  if (length > apart * size[k]) { Q <- cbind(Q, v / length); own <- c(own, k) }
}
condition <- 1
if (length(own) > 0) {
  R <- crossprod(Q, from[, own, drop = FALSE])
  R[lower.tri(R)] <- 0
  R <- sweep(R, 2, size_of(R), "/")
  condition <- max(colSums(abs(R))) * max(colSums(abs(solve(R))))
}
residual <- if (is.null(within)) NULL else drop(within[, m + 1] - Q %*% crossprod(Q, within[, m + 1])) / root
between_share <- function(which) {
  A <- means * sqrt(weight)
  z <- A[, m + 1]
  if (!(sum(z^2) > (apart * size[m + 1])^2)) return(NA_real_)
  which <- which[!constant[which]]
  explain(A[, which, drop = FALSE], z, size[which])[1] / sum(z^2)
}
`;
