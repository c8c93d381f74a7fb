import { isNested } from "../../7-results/small-sample.ts";
import type { Prepared } from "./prepare.ts";

/**
 * R lines that leave Z, U and D: Z'WZ = 1, X (X'WX)^-1 = Z U' = D. With (X'WX)^-1 itself columns that are nearly dependent would lose
 * twice the digits.
 */
export const PULLS: readonly string[] = [
  "F <- qr(X * sqrt(w), tol = 0)",
  "Z <- qr.Q(F) / sqrt(w)",
  "U <- backsolve(qr.R(F), diag(ncol(X)))",
  "D <- Z %*% t(U)",
  "dimnames(D) <- dimnames(X)",
  "rownames(U) <- colnames(X)",
];

/** A variance of rounding only is none: scores that cancel within every cluster. */
const WITHOUT_ROUNDING = "V[diag(V) <= 1e-22 * diag(B)[rownames(V)] * sum(score^2 / w) / model$df.residual, ] <- 0";

/** R lines that leave the covariance `V` (named) and the degrees of freedom `df`. */
export function covarianceR(prepared: Prepared): string[] {
  const { type } = prepared.errors;
  if (type === "classical") return ["V <- B * deviance(model) / model$df.residual", "df <- model$df.residual"];
  return prepared.chosen.route === "counts" ? robustR(prepared) : [...robustR(prepared), WITHOUT_ROUNDING];
}

function robustR({ errors, clusters, effects }: Prepared): string[] {
  const { type } = errors;
  if (type === "CR2" || type === "CR3")
    return [...smallSampleR(type), "adjusted <- small(cluster1)", "V <- adjusted$V", "df <- adjusted$df"];
  if (type === "wild") return wildR(errors);
  if (type.startsWith("HC")) {
    const power = { HC2: "0.5", HC3: "1", HC4: "(pmin(4, N * h / sum(h)) / 2)" }[type as string];
    const scale = type === "HC1" ? " * N / model$df.residual" : "";
    const adjusted = power === undefined ? "D * score" : `D * ifelse(1 - h < 1e-10, 0, score / (1 - h)^${power})`;
    return [
      ...(power === undefined ? [] : ["h <- hatvalues(model)"]),
      `V <- crossprod(${adjusted})${scale}`,
      "df <- model$df.residual",
    ];
  }
  const lines = ["one <- function(cluster, k) {", "  S <- rowsum(D * score, cluster)", "  G <- nrow(S)"];
  const factor = type === "CR0" ? "1" : type === "CR1" ? "G / (G - 1)" : "G / (G - 1) * (N - 1) / (N - k)";
  lines.push(`  ${factor} * crossprod(S)`, "}");
  // Effects nested in the clusters do not count among the k parameters.
  const counted = (codes: Int32Array): string => {
    const nested = effects.flatMap((effect, i) =>
      isNested(effect, codes) ? [`nlevels(used$.effect${i + 1}) - 1`] : [],
    );
    return nested.length === 0 ? "model$rank" : `model$rank - (${nested.join(") - (")})`;
  };
  const [first, second] = clusters;
  if (second === undefined)
    return [...lines, `V <- one(cluster1, ${counted(first!.codes)})`, "df <- nlevels(cluster1) - 1"];
  const both = Int32Array.from(first!.codes, (code, i) => code * second.levels + second.codes[i]!);
  return [
    ...lines,
    "both <- interaction(cluster1, cluster2, drop = TRUE)",
    `V <- one(cluster1, ${counted(first!.codes)}) + one(cluster2, ${counted(second.codes)}) - one(both, ${counted(both)})`,
    "df <- min(nlevels(cluster1), nlevels(cluster2)) - 1",
  ];
}

/** CR0, and what the wild bootstrap makes of it: `wild`, one row per term. */
function wildR({ draws, seed }: Prepared["errors"]): string[] {
  return [
    "V <- crossprod(rowsum(D * score, cluster1))",
    "df <- NA",
    "webb <- c(-sqrt(1.5), -1, -sqrt(0.5), sqrt(0.5), 1, sqrt(1.5))",
    "G <- nlevels(cluster1)",
    `set.seed(${seed}, "Mersenne-Twister", "Inversion", "Rejection")`,
    `W <- vapply(seq_len(${draws}), function(r) webb[sample.int(6, G, replace = TRUE)], numeric(G))`,
    "codes <- match(cluster1, unique(cluster1))",
    "wild <- t(sapply(which(kept)[seq_len(sum(kept))], function(j) {",
    "  name <- names(coef(model))[j]",
    "  d <- D[, name]",
    "  restricted <- score + w * coef(model)[[name]] / B[name, name] * d",
    "  sums <- rowsum(Z * restricted, codes)",
    "  pulls <- rowsum(Z * d * w, codes)",
    "  own <- drop(sums %*% U[name, ])",
    "  statistic <- function(weights) {",
    "    change <- crossprod(sums, weights)",
    "    pulled <- pulls %*% change",
    "    squares <- colSums((weights * own - pulled)^2)",
    "    parts <- colSums((weights * own)^2 + pulled^2)",
    "    ifelse(squares > 1e-22 * parts, drop(U[name, ] %*% change) / sqrt(squares), NA)",
    "  }",
    "  t0 <- statistic(matrix(1, G, 1))",
    "  t <- abs(statistic(W))",
    "  if (is.na(t0)) return(c(NA, NA, NA))",
    `  c(t0, sum(t >= abs(t0) * (1 - 1e-10), na.rm = TRUE) / ${draws}, sort(t, na.last = TRUE)[min(${draws}, ceiling(0.95 * ${draws}) + 1)])`,
    "}))",
  ];
}

/** What the residuals of a cluster are multiplied by, transposed. */
const ADJUST = {
  CR2: [
    "    e <- eigen(diag(length(i)) - H - t(H) + x %*% K %*% t(x), symmetric = TRUE)",
    "    A <- e$vectors %*% (ifelse(e$values > 1e-12, 1 / sqrt(pmax(e$values, 1e-300)), 0) * t(e$vectors))",
  ],
  CR3: [
    "    root <- sqrt(w[i])",
    "    e <- eigen((diag(length(i)) - H) * outer(root, 1 / root), symmetric = TRUE)",
    "    A <- e$vectors %*% (ifelse(e$values > 1e-12, 1 / pmax(e$values, 1e-300), 0) * t(e$vectors)) * outer(root, 1 / root)",
  ],
};

/** A function of the clusters (and of contrasts of the coefficients): CR2 or CR3 with Satterthwaite degrees of freedom, written out. */
export function smallSampleR(type: "CR2" | "CR3"): string[] {
  return [
    "small <- function(cluster, C = NULL) {",
    "  own <- names(coef(model))[kept]",
    "  if (is.null(C)) C <- diag(1, length(own))",
    "  M <- t(U[own, , drop = FALSE]) %*% C",
    "  groups <- split(seq_len(N), cluster)",
    "  K <- crossprod(Z * w)",
    "  pull <- matrix(0, length(groups), ncol(C), dimnames = if (ncol(C) == length(own)) list(NULL, own))",
    "  P <- lapply(seq_len(ncol(C)), function(c) matrix(0, N, length(groups)))",
    "  for (g in seq_along(groups)) {",
    "    i <- groups[[g]]",
    "    x <- Z[i, , drop = FALSE]",
    "    H <- x %*% t(x * w[i])",
    ...ADJUST[type],
    "    a <- A %*% (x * w[i]) %*% M",
    "    pull[g, ] <- crossprod(a, (score / w)[i])",
    "    for (c in seq_len(ncol(C))) {",
    "      P[[c]][, g] <- -(Z * w) %*% crossprod(x, a[, c])",
    "      P[[c]][i, g] <- P[[c]][i, g] + a[, c]",
    "    }",
    "  }",
    "  size <- colSums((Z %*% M * w)^2)",
    "  df <- mapply(function(p, s) { S <- crossprod(p); if (sum(diag(S)) > 1e-12 * s) sum(diag(S))^2 / sum(S^2) else NaN }, P, size)",
    "  list(V = crossprod(pull), df = as.numeric(df))",
    "}",
  ];
}
