/** Base R for what areas get by chance when years resemble each other. It goes on from `SUBSETS_R`. */
export const CHANCE_R = String.raw`
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
  # Areas of two years: each residual is the other with its sign changed, whatever rho is.
  if (near > 0 && squares > 0 && expected(0.99) - expected(-0.99) >= 1e-9) {
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
`;
