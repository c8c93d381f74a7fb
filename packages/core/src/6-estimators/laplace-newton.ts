import { ln } from "../elementary/index.ts";
import { cholesky, choleskyInverse, choleskySolve } from "../linalg/cholesky.ts";

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
    const shape = definite(information(evaluate, at));
    if (shape === null) break;
    const move = choleskySolve(cholesky(shape)!, now.score);
    const decrement = move.reduce((sum, value, k) => sum + value * now.score[k]!, 0);
    let next = at.map((value, k) => value + move[k]!);
    let then = evaluate(next);
    // What rounding may take off a likelihood of this size is no fall.
    const least = now.logLik - 1e-9 - 1e-13 * Math.abs(now.logLik);
    for (let half = 0; half < 40 && !(then.logLik >= least); half++) {
      next = next.map((value, k) => (value + at[k]!) / 2);
      then = evaluate(next);
    }
    if (!(then.logLik >= least)) break;
    [at, now] = [next, then];
    converged = Math.abs(decrement) < 1e-14;
  }
  return { at, now, converged };
}

/**
 * The same for a log-likelihood that is even in the standard deviation at position `even`. It is level where that is zero, so a
 * search may end there though the greatest value lies elsewhere, or the other way about: the search begins again from `others` where
 * it ended at zero, and from `flat`, the best point with zero, where that is better than what was found.
 */
export function greatestEven<T extends Scored>(
  evaluate: (at: Float64Array) => T,
  starts: { start: Float64Array; flat: Float64Array; others: readonly Float64Array[] },
  even: number,
): { at: Float64Array; now: T; converged: boolean } {
  let found = greatest(evaluate, starts.start);
  if (Math.abs(found.at[even]!) < NEAR_ZERO) {
    for (const start of starts.others) {
      const other = greatest(evaluate, start);
      if (other.now.logLik > found.now.logLik + 1e-9) found = other;
    }
  } else if (evaluate(starts.flat).logLik > found.now.logLik + 1e-9) found = greatest(evaluate, starts.flat);
  return found;
}

/** A hair from zero is zero. */
export const NEAR_ZERO = 1e-4;

/** Minus the second derivatives, by fourth-order differences of the first ones. */
function information(evaluate: (at: Float64Array) => Scored, at: Float64Array): Float64Array[] {
  const size = at.length;
  const out = Array.from(at, (_, j) => {
    const to = (by: number): Float64Array => evaluate(at.map((v, k) => (k === j ? v + by : v))).score;
    const [a, b, c, d] = [to(STEP), to(-STEP), to(2 * STEP), to(-2 * STEP)];
    return a.map((value, k) => -(8 * (value - b[k]!) - (c[k]! - d[k]!)) / (12 * STEP));
  });
  for (let j = 0; j < size; j++) for (let i = 0; i < j; i++) out[i]![j] = out[j]![i] = (out[i]![j]! + out[j]![i]!) / 2;
  return out;
}

/** The matrix, its diagonal made heavier until it is positive definite; null where it holds what is no number. */
function definite(matrix: readonly Float64Array[]): Float64Array[] | null {
  if (matrix.some((column) => column.some((value) => value - value !== 0))) return null;
  let out = matrix.map((column) => Float64Array.from(column));
  for (let extra = 1e-6; cholesky(out) === null; extra *= 10)
    out = matrix.map((column, j) => column.map((v, i) => (i === j ? v + extra * (1 + Math.abs(v)) : v)));
  return out;
}

/**
 * The inverse of minus the second derivatives.
 * @throws RangeError where they are no numbers: the search has been led to where the likelihood cannot be worked out.
 */
export function inverseInformation(
  owner: string,
  evaluate: (at: Float64Array) => Scored,
  at: Float64Array,
): Float64Array[] {
  const shape = definite(information(evaluate, at));
  if (shape === null) throw new RangeError(`${owner}: counts and offsets lie too far apart to work out a likelihood`);
  return choleskyInverse(cholesky(shape)!);
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
