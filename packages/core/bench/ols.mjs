import { coefficientTable, covariance, factorOf, ols } from "../dist/index.js";
import { Matrix, solve } from "ml-matrix";
import { numbers, race } from "./_files.mjs";

export const name = "Least squares of a million rows on ten predictors, errors clustered in 1,000 groups";

const ROWS = 1_000_000;
const COLUMNS = 10;

export async function bench() {
  const random = numbers(3);
  const X = {};
  for (let j = 0; j < COLUMNS; j++)
    X[`x${j}`] = Float64Array.from({ length: ROWS }, () => (random() - 0.5) * (j + 1) + j);
  const y = Float64Array.from({ length: ROWS }, (_, i) => 2 * X.x0[i] - X.x3[i] + random());
  const groups = Int32Array.from({ length: ROWS }, (_, i) => (i * 7919) % 1000);
  const cluster = factorOf("group", groups);
  const effects = Int32Array.from({ length: ROWS }, (_, i) => (i * 7919) % 152);

  const ours = () => {
    const fit = ols({ y, X });
    if (fit.route.method !== "cross-products") throw new Error(`route ${fit.route.method}`);
    return coefficientTable(fit, covariance(fit, "CR1", [cluster]));
  };
  const columns = [new Float64Array(ROWS).fill(1), ...Object.values(X)];
  const naive = () => normalEquations(columns, y, groups, 1000);
  const [ours_ms, peer_ms] = race([ours, naive]);
  agree(ours(), naive());

  const absorbed = () => {
    const fit = ols({ y, X, absorb: { area: effects } });
    return coefficientTable(fit, covariance(fit, "CR1", [cluster]));
  };
  const [absorbed_ms] = race([absorbed], 3);
  return [
    { case: "coefficients and clustered errors", ours_ms, peer: "normal equations (ml-matrix)", peer_ms },
    { case: "the same with 152 absorbed effects", ours_ms: absorbed_ms, peer: "", peer_ms: null },
  ];
}

/** As one would write it at once: X'X and X'y by loops over the rows, ml-matrix for the rest. */
function normalEquations(columns, y, groups, count) {
  const p = columns.length;
  const A = Matrix.zeros(p, p);
  const b = Matrix.zeros(p, 1);
  for (let i = 0; i < y.length; i++) {
    for (let j = 0; j < p; j++) {
      for (let k = 0; k < p; k++) A.set(j, k, A.get(j, k) + columns[j][i] * columns[k][i]);
      b.set(j, 0, b.get(j, 0) + columns[j][i] * y[i]);
    }
  }
  const beta = solve(A, b);
  const scores = Matrix.zeros(count, p);
  for (let i = 0; i < y.length; i++) {
    let r = y[i];
    for (let j = 0; j < p; j++) r -= columns[j][i] * beta.get(j, 0);
    for (let j = 0; j < p; j++) scores.set(groups[i], j, scores.get(groups[i], j) + r * columns[j][i]);
  }
  const bread = solve(A, Matrix.eye(p));
  const V = bread.mmul(scores.transpose().mmul(scores)).mmul(bread);
  return { beta, errors: Array.from({ length: p }, (_, j) => Math.sqrt((V.get(j, j) * count) / (count - 1))) };
}

function agree(rows, { beta, errors }) {
  rows.forEach((row, j) => {
    const far = (a, b) => Math.abs(a - b) > 1e-8 * Math.max(1e-3, Math.abs(b));
    if (far(row.estimate, beta.get(j, 0)) || far(row.stdError, errors[j])) throw new Error(`${row.term} differs`);
  });
}
