import { pow } from "../elementary/index.ts";
import { cholesky, choleskySolve } from "./cholesky.ts";
import { dot, norm } from "./dot.ts";

export interface Minimum {
  at: Float64Array;
  value: number;
  /** Second derivatives there, by differences. */
  hessian: Float64Array[];
  converged: boolean;
}

/** Steps of the difference quotients, by 1 + |x|: for the search, and for the fourth-order ones that settle the last digits. */
const SEARCH_STEP = 1e-5;
const FINE_STEP = 2e-3;
/** Share of a value that its own rounding may be. */
const ROUNDING = 1e-13;

/**
 * The minimum of a smooth function of a few variables of ordinary size (about one), without derivatives: a quasi-Newton (BFGS)
 * search, then Newton steps on fourth-order difference quotients, which leave some nine digits of the place of the minimum.
 * A point where the function is not finite counts as worse than any other.
 *
 * @see Nocedal & Wright, Numerical Optimization, 6.1 and 8.1.
 */
export function minimise(f: (x: Float64Array) => number, start: Float64Array): Minimum {
  const found = search(f, start);
  return polish(f, found);
}

/** Where else a function of variance may be lower: from none to one that leaves nothing else. */
const ELSEWHERE = [0, ...Array.from({ length: 23 }, (_, k) => 0.05 * pow(1.6, k))];

/**
 * The same for a function that is even in some of its variables, such as a deviance in standard deviations. Zero is then a place
 * where it is level without being lowest, and with few levels there is often more than one minimum. So no search begins at zero,
 * and from each minimum found the even variables are tried one by one along a grid; the search begins again at a lower place.
 *
 * @param even positions of those variables.
 */
export function minimiseEven(f: (x: Float64Array) => number, start: Float64Array, even: readonly number[]): Minimum {
  let found = minimise(
    f,
    start.map((v, j) => (even.includes(j) && Math.abs(v) < 0.1 ? 0.5 : v)),
  );
  for (let turn = 0; turn < 5; turn++) {
    let [least, place]: [number, Float64Array | null] = [found.value - 1e-7, null];
    for (const k of even)
      for (const value of ELSEWHERE) {
        const x = found.at.map((v, j) => (j === k ? value : v));
        const here = f(x);
        if (here < least) [least, place] = [here, x];
      }
    if (place === null) break;
    found = minimise(f, place);
  }
  return found;
}

function search(f: (x: Float64Array) => number, start: Float64Array): Float64Array {
  const n = start.length;
  let x = Float64Array.from(start);
  let value = f(x);
  let slope = gradient(f, x);
  let B = identity(n);
  for (let step = 0; step < 200; step++) {
    let direction = multiply(B, slope).map((v) => -v);
    if (!(dot(direction, slope) < 0)) {
      B = identity(n);
      direction = slope.map((v) => -v);
    }
    const fall = dot(direction, slope);
    // No step longer than two at a time: beyond that, the quadratic says little.
    let length = Math.min(1, 2 / (norm(direction) || 1));
    let next = x;
    let nextValue = Infinity;
    for (let half = 0; half < 40; half++, length /= 2) {
      next = x.map((v, j) => v + length * direction[j]!);
      nextValue = f(next);
      if (nextValue <= value + 1e-4 * length * fall) break;
    }
    if (!(nextValue < value)) break;
    const nextSlope = gradient(f, next);
    const s = next.map((v, j) => v - x[j]!);
    const y = nextSlope.map((v, j) => v - slope[j]!);
    const done = value - nextValue < 1e-11 * (Math.abs(value) + 1);
    update(B, s, y);
    [x, value, slope] = [next, nextValue, nextSlope];
    if (done) break;
  }
  return x;
}

function polish(f: (x: Float64Array) => number, start: Float64Array): Minimum {
  let x = start;
  let value = f(x);
  let converged = false;
  let hessian = curvature(f, x, FINE_STEP);
  for (let step = 0; step < 12 && !converged; step++) {
    const slope = fineGradient(f, x);
    const move = newtonStep(hessian, slope);
    const size = move.reduce((most, v, j) => Math.max(most, Math.abs(v) / (1 + Math.abs(x[j]!))), 0);
    let next = x.map((v, j) => v - move[j]!);
    let nextValue = f(next);
    for (let half = 0; half < 20 && !(nextValue <= value + 1e-9); half++) {
      next = next.map((v, j) => (v + x[j]!) / 2);
      nextValue = f(next);
    }
    // Where rounding of the values hides the rest of the way, there is nothing left to gain.
    const gain = Math.abs(dot(move, slope)) / 2;
    const rest = step > 1 && gain <= ROUNDING * (1 + Math.abs(value));
    [x, value] = [next, nextValue];
    converged = size < 1e-9 || rest;
    if (size > 1e-5 && !converged) hessian = curvature(f, x, FINE_STEP);
  }
  return { at: x, value, hessian: curvature(f, x, FINE_STEP), converged };
}

/** H^-1 g, damped until H is positive definite (a flat direction is then left where it is). */
function newtonStep(hessian: readonly Float64Array[], slope: Float64Array): Float64Array {
  const size = hessian.reduce((most, column, j) => Math.max(most, Math.abs(column[j]!)), 0) || 1;
  for (let damping = 1e-12 * size; ; damping *= 10) {
    const L = cholesky(hessian.map((column, j) => column.map((v, i) => (i === j ? v + damping : v))));
    if (L !== null) return choleskySolve(L, slope);
    // Next to where the function has no value: stay.
    if (!(damping < 1e300)) return slope.map(() => 0);
  }
}

function gradient(f: (x: Float64Array) => number, x: Float64Array): Float64Array {
  return x.map((v, j) => {
    const h = SEARCH_STEP * (1 + Math.abs(v));
    return (f(moved(x, j, h)) - f(moved(x, j, -h))) / (2 * h);
  });
}

function fineGradient(f: (x: Float64Array) => number, x: Float64Array): Float64Array {
  return x.map((v, j) => {
    const h = FINE_STEP * (1 + Math.abs(v));
    const near = f(moved(x, j, h)) - f(moved(x, j, -h));
    const far = f(moved(x, j, 2 * h)) - f(moved(x, j, -2 * h));
    return (8 * near - far) / (12 * h);
  });
}

/** Second derivatives by fourth-order (diagonal) and second-order (mixed) differences over steps of h (1 + |x|). */
export function curvature(f: (x: Float64Array) => number, x: Float64Array, h: number): Float64Array[] {
  const n = x.length;
  const middle = f(x);
  const out = Array.from({ length: n }, () => new Float64Array(n));
  const steps = x.map((v) => h * (1 + Math.abs(v)));
  for (let j = 0; j < n; j++) {
    const own = steps[j]!;
    const near = f(moved(x, j, own)) + f(moved(x, j, -own));
    const far = f(moved(x, j, 2 * own)) + f(moved(x, j, -2 * own));
    out[j]![j] = (16 * near - far - 30 * middle) / (12 * own * own);
    for (let k = 0; k < j; k++) {
      const other = steps[k]!;
      const same = f(moved(moved(x, j, own), k, other)) + f(moved(moved(x, j, -own), k, -other));
      const cross = f(moved(moved(x, j, own), k, -other)) + f(moved(moved(x, j, -own), k, other));
      out[j]![k] = out[k]![j] = (same - cross) / (4 * own * other);
    }
  }
  return out;
}

function moved(x: Float64Array, j: number, by: number): Float64Array {
  const out = Float64Array.from(x);
  out[j] = out[j]! + by;
  return out;
}

function identity(n: number): Float64Array[] {
  return Array.from({ length: n }, (_, j) => Float64Array.from({ length: n }, (__, i) => (i === j ? 1 : 0)));
}

function multiply(A: readonly Float64Array[], x: Float64Array): Float64Array {
  return x.map((_, i) => A.reduce((sum, column, j) => sum + column[i]! * x[j]!, 0));
}

/** BFGS update of the inverse curvature, in place; skipped where the step shows no positive curvature. */
function update(B: Float64Array[], s: Float64Array, y: Float64Array): void {
  const sy = dot(s, y);
  if (!(sy > 1e-12 * norm(s) * norm(y))) return;
  const By = multiply(B, y);
  const factor = (1 + dot(y, By) / sy) / sy;
  for (let j = 0; j < s.length; j++)
    for (let i = 0; i < s.length; i++)
      B[j]![i] = B[j]![i]! + factor * s[i]! * s[j]! - (By[i]! * s[j]! + s[i]! * By[j]!) / sy;
}
