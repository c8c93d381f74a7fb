import { ln } from "../elementary/index.ts";
import { cholesky, choleskySolve } from "../linalg/cholesky.ts";

/** A log-likelihood and its first derivatives at a point. */
export interface Scored {
  logLik: number;
  score: Float64Array;
}

const STEP = 1e-4;

/**
 * The greatest value of a smooth log-likelihood of parameters of ordinary size (a step of one changes log rates by about one), by
 * Newton steps, halved until they rise; second derivatives by differences of the exact first ones.
 */
export function greatest<T extends Scored>(
  evaluate: (at: Float64Array) => T,
  start: Float64Array,
): { at: Float64Array; now: T; converged: boolean } {
  let at = start;
  let now = evaluate(at);
  let converged = false;
  for (let step = 0; step < 60 && !converged; step++) {
    const move = choleskySolve(cholesky(definite(information(evaluate, at)))!, now.score);
    const decrement = move.reduce((sum, value, k) => sum + value * now.score[k]!, 0);
    let next = at.map((value, k) => value + move[k]!);
    let then = evaluate(next);
    for (let half = 0; half < 40 && !(then.logLik >= now.logLik - 1e-9); half++) {
      next = next.map((value, k) => (value + at[k]!) / 2);
      then = evaluate(next);
    }
    [at, now] = [next, then];
    converged = Math.abs(decrement) < 1e-14;
  }
  return { at, now, converged };
}

/** Minus the second derivatives, by fourth-order differences of the first ones. */
export function information(evaluate: (at: Float64Array) => Scored, at: Float64Array): Float64Array[] {
  const size = at.length;
  const out = Array.from(at, (_, j) => {
    const to = (by: number): Float64Array => evaluate(at.map((v, k) => (k === j ? v + by : v))).score;
    const [a, b, c, d] = [to(STEP), to(-STEP), to(2 * STEP), to(-2 * STEP)];
    return a.map((value, k) => -(8 * (value - b[k]!) - (c[k]! - d[k]!)) / (12 * STEP));
  });
  for (let j = 0; j < size; j++) for (let i = 0; i < j; i++) out[i]![j] = out[j]![i] = (out[i]![j]! + out[j]![i]!) / 2;
  return out;
}

/** The matrix, its diagonal made heavier until it is positive definite. */
export function definite(matrix: readonly Float64Array[]): Float64Array[] {
  let out = matrix.map((column) => Float64Array.from(column));
  for (let extra = 1e-6; cholesky(out) === null; extra *= 10)
    out = matrix.map((column, j) => column.map((v, i) => (i === j ? v + extra * (1 + Math.abs(v)) : v)));
  return out;
}

/** Spread of the groups' log ratios of observed to expected counts: where the search begins. */
export function startingDeviation(
  y: Float64Array,
  expected: Float64Array,
  { codes, levels }: { codes: Int32Array; levels: number },
): number {
  const O = new Float64Array(levels);
  const E = new Float64Array(levels);
  codes.forEach((g, i) => {
    O[g] = O[g]! + y[i]!;
    E[g] = E[g]! + expected[i]!;
  });
  const ratios = O.map((o, g) => ln((o + 0.5) / (E[g]! + 0.5)));
  const mean = ratios.reduce((sum, r) => sum + r, 0) / levels;
  return Math.max(0.1, Math.sqrt(ratios.reduce((sum, r) => sum + (r - mean) * (r - mean), 0) / levels));
}
