import { covariance, coefficientTable, factorOf, ols, panelModel, specificationCurve } from "../dist/index.js";
import { numbers, race } from "./_files.mjs";
import { timeInR } from "./_r.mjs";

export const name = "Specification curve: 1,024 least squares fits of 1,205 rows, errors clustered in 152 areas";

const ROWS = 1205;

export async function bench() {
  const random = numbers(5);
  const draw = () => Float64Array.from({ length: ROWS }, () => random() - 0.5);
  const names = Array.from({ length: 9 }, (_, j) => `x${j}`);
  const covariates = Object.fromEntries(names.map((each) => [each, draw()]));
  const focal = draw().map((value, i) => value + covariates.x0[i] + 0.5 * covariates.x4[i]);
  const rate = draw().map((value, i) => 60 + 8 * value + 3 * focal[i] - 2 * covariates.x2[i]);
  const outcomes = { rate, log: rate.map(Math.log) };
  const cluster = factorOf(
    "area",
    Int32Array.from({ length: ROWS }, (_, i) => i % 152),
  );

  const ours = () => specificationCurve({ outcomes, focal, covariates, cluster });
  const oneByOne = () =>
    Object.values(outcomes).flatMap((y) =>
      Array.from({ length: 512 }, (_, mask) => {
        const chosen = names.filter((_each, j) => (mask >> j) & 1);
        const fit = ols({ y, X: { focal, ...Object.fromEntries(chosen.map((each) => [each, covariates[each]])) } });
        return coefficientTable(fit, covariance(fit, "CR1S", [cluster]))[1];
      }),
    );
  agree(ours(), oneByOne());
  const [ours_ms] = race([ours]);
  const [peer_ms] = race([oneByOne], 3);
  const table = { rate, log: outcomes.log, focal, ...covariates };
  const lines = [
    Object.keys(table).join(","),
    ...Array.from(rate, (_, i) =>
      Object.values(table)
        .map((c) => c[i])
        .join(","),
    ),
  ];
  const inR = timeInR({
    packageName: "stats",
    files: { "rows.csv": lines.join("\n") },
    setup: SETUP_R,
    call: "curve()",
    runs: 5,
  });
  const year = Float64Array.from({ length: ROWS }, (_, i) => 2010 + Math.floor(i / 152));
  const estimators = ["pooled", "between", "area", "twoWay", "differences", "random"];
  const few = Object.fromEntries(names.slice(0, 5).map((each) => [each, covariates[each]]));
  const many = () =>
    specificationCurve({ outcomes: { rate }, focal, covariates: few, cluster, estimators, time: year, years: true });
  const manyOneByOne = () =>
    estimators.flatMap((estimator) =>
      Array.from({ length: 32 }, (_, mask) => {
        const own = Object.entries(few).filter((_each, j) => (mask >> j) & 1);
        const X = { ...Object.fromEntries(own), focal };
        const years = estimator !== "area";
        const { fit, area } = panelModel({ y: rate, X, area: cluster.codes, time: year, years }, estimator);
        return coefficientTable(fit, covariance(fit, "CR1S", [area])).find(({ term }) => term === "focal");
      }),
    );
  agree(many(), manyOneByOne());
  const [many_ms] = race([many]);
  const [many_peer_ms] = race([manyOneByOne], 3);
  return [
    { case: "from shared cross-products", ours_ms, peer: "one fit after the other (ours)", peer_ms },
    {
      case: "192 models by six estimators",
      ours_ms: many_ms,
      peer: "one fit after the other (ours)",
      peer_ms: many_peer_ms,
    },
    inR === null
      ? { case: "the same", ours_ms, peer: "plain R, elsewhere", peer_ms: 230 }
      : { case: "the same", ours_ms, peer: "plain R by cross-products", peer_ms: inR },
  ];
}

// As quick as plain R gets: cross-products once, each fit by their parts, residual scores summed by cluster through one matrix product.
const SETUP_R = `
d <- as.matrix(read.csv(file_of("rows.csv")))
Y <- d[, 1:2]; X <- cbind(1, d[, -(1:2)]); n <- nrow(X)
area <- factor((seq_len(n) - 1) %% 152); G <- nlevels(area)
XX <- crossprod(X); XY <- crossprod(X, Y)
chosen <- lapply(0:511, function(mask) c(1:2, 2 + which(bitwAnd(mask, 2^(0:8)) > 0)))
curve <- function() lapply(1:2, function(o) lapply(chosen, function(s) {
  bread <- chol2inv(chol(XX[s, s])); b <- bread %*% XY[s, o]; Xs <- X[, s]; k <- length(s)
  e <- drop(Y[, o] - Xs %*% b)
  scores <- rowsum((Xs * e) %*% bread[, 2], area, reorder = FALSE)
  c(b[2], sqrt(sum(scores^2) * G / (G - 1) * (n - 1) / (n - k)))
}))`;

function agree(found, wanted) {
  found.forEach((row, at) => {
    const far = (a, b) => Math.abs(a - b) > 1e-8 * Math.abs(b);
    if (far(row.estimate, wanted[at].estimate) || far(row.stdError, wanted[at].stdError))
      throw new Error(`specification ${at} differs`);
  });
}
