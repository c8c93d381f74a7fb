import { digamma, lnGamma } from "../distributions/index.ts";
import { exp, ln } from "../elementary/index.ts";
import type { Factor } from "./absorb.ts";
import {
  countFit,
  countStart,
  linearAt,
  type CountInterceptFit,
  type CountInterceptInput,
  type CountPoint,
} from "./count-intercepts.ts";
import { greatestEven, startingDeviation } from "./laplace-newton.ts";
import { negativeBinomialMatrix } from "./negative-binomial.ts";
import { poissonRandomIntercept } from "./poisson-random-intercept.ts";

export interface NegativeBinomialRandomFit extends CountInterceptFit {
  /** Variance mean + mean^2 / theta, within areas. */
  theta: number;
  thetaError: number;
}

/**
 * Negative binomial regression (NB2) with a random intercept per area, log link, by Laplace's approximation of the likelihood:
 *
 *   y ~ NB(mean exp(offset + X b + s u_g), variance mean + mean^2 / theta),  u_g ~ N(0, 1)
 *   log L = sum_g [log f(y_g | u_g) - u_g^2 / 2 - ln(1 + s^2 W_g) / 2] at each area's best u_g, W_g the curvature of log f there
 *
 * b, s and ln theta together by Newton steps; errors from the second derivatives of all of them.
 *
 * @throws RangeError for bad arguments, counts that are all zero or no more scattered than Poisson's (within areas), or fewer than two areas.
 * R: `glmmTMB::glmmTMB(y ~ X + offset(o) + (1 | g), family = nbinom2)`; `lme4::glmer.nb` gives some four digits of the same.
 * @see Booth, Casella, Friedl & Hobert (2003), Statistical Modelling 3.
 */
export function negativeBinomialRandomIntercept(input: CountInterceptInput): NegativeBinomialRandomFit {
  const caller = "negativeBinomialRandomIntercept";
  const start = countStart(caller, input, negativeBinomialMatrix);
  const { y, group, pooled, basis } = start;
  if (pooled.theta === Infinity) throw new RangeError(`${caller}: the counts scatter no more than Poisson's`);
  const p = pooled.working.kept.length;
  const task: Task = { y, ...distinct(y), Q: basis.columns, base: pooled.linear, group };
  const likelihood = (point: Float64Array): CountPoint => evaluate(task, point);
  const first = new Float64Array(p + 2);
  first[p] = startingDeviation(y, pooled.fitted, group);
  first[p + 1] = ln(pooled.theta);
  const flat = new Float64Array(p + 2).fill(first[p + 1]!, p + 1);
  // What areas do not take up is scatter within them: the more they take up, the larger theta.
  const others = [1, 10, 100].map((times) => {
    const other = Float64Array.from(first);
    other[p + 1] = Math.min(first[p + 1]! + ln(times), MOST - 1);
    return other;
  });
  const found = greatestEven(likelihood, { start: first, flat, others }, p);
  const lnTheta = found.at[p + 1]!;
  // Poisson's model is this one's end: where it is as good, theta has no value.
  if (lnTheta > MOST - 2 || poissonRandomIntercept(input).logLik > likelihood(found.at).logLik - 1e-7)
    throw new RangeError(`${caller}: within areas the counts scatter no more than Poisson's`);
  const theta = exp(lnTheta);
  const { inverse, ...fit } = countFit(start, likelihood, found, (mean) => mean + (mean * mean) / theta);
  return { ...fit, theta, thetaError: theta * Math.sqrt(inverse[p + 1]![p + 1]!) };
}

/** The logarithm of a theta above which the model cannot be told from Poisson's. */
const MOST = 16;

interface Task {
  y: Float64Array;
  /** The different counts, and which of them each row has: gamma functions are dear. */
  counts: Float64Array;
  of: Int32Array;
  /** Columns of mean square one. */
  Q: Float64Array[];
  /** The linear predictor of the pooled fit, offset included: parameters count from there. */
  base: Float64Array;
  group: Factor;
}

function distinct(y: Float64Array): Pick<Task, "counts" | "of"> {
  const counts = new Float64Array([...new Set(y)]);
  const places = new Map(Array.from(counts, (count, k) => [count, k]));
  return { counts, of: Int32Array.from(y, (count) => places.get(count)!) };
}

/** Log-likelihood and its derivatives by the basis coefficients, s and ln theta. */
function evaluate({ y, counts, of, Q, base, group }: Task, at: Float64Array): CountPoint {
  const { codes, levels } = group;
  const p = Q.length;
  const [s, theta] = [at[p]!, exp(at[p + 1]!)];
  const linear = linearAt(base, Q, at);
  const modes = bestModes(y, linear, codes, levels, s, theta);
  const n = y.length;
  const fitted = new Float64Array(n);
  // Per row: derivative by the linear predictor, curvature, its derivative; per area: their sums.
  const [a, w, v] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const [A, W, V, aTheta, wTheta] = Array.from({ length: 5 }, () => new Float64Array(levels)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const shared = theta * ln(theta) - lnGamma(theta);
  const [psi, lnTheta] = [digamma(theta), ln(theta)];
  const ofCount = counts.map((count) => lnGamma(count + theta) - lnGamma(count + 1) + shared);
  const slopeOf = counts.map((count) => digamma(count + theta) - psi + lnTheta + 1);
  let logLik = 0;
  let direct = 0;
  for (let i = 0; i < n; i++) {
    const g = codes[i]!;
    const eta = linear[i]! + s * modes[g]!;
    const mu = exp(eta);
    const total = theta + mu;
    const count = y[i]!;
    fitted[i] = mu;
    const logTotal = ln(total);
    logLik += ofCount[of[i]!]! + count * eta - (count + theta) * logTotal;
    direct += slopeOf[of[i]!]! - logTotal - (count + theta) / total;
    a[i] = (theta * (count - mu)) / total;
    w[i] = (theta * mu * (count + theta)) / (total * total);
    v[i] = (w[i]! * (theta - mu)) / total;
    A[g] = A[g]! + a[i]!;
    W[g] = W[g]! + w[i]!;
    V[g] = V[g]! + v[i]!;
    aTheta[g] = aTheta[g]! + ((count - mu) * mu) / (total * total);
    wTheta[g] = wTheta[g]! + (mu * (count * mu - count * theta + 2 * theta * mu)) / (total * total * total);
  }
  const score = new Float64Array(p + 2);
  score[p + 1] = direct;
  const [outer, inner] = [new Float64Array(levels), new Float64Array(levels)];
  for (let g = 0; g < levels; g++) {
    const u = modes[g]!;
    const H = 1 + s * s * W[g]!;
    logLik -= (u * u) / 2 + ln(H) / 2;
    const bySlope = (A[g]! - s * u * W[g]!) / H;
    score[p] = score[p]! + u * A[g]! - (2 * s * W[g]! + s * s * V[g]! * (u + s * bySlope)) / (2 * H);
    const byTheta = (s * aTheta[g]!) / H;
    score[p + 1] = score[p + 1]! - (s * s * (wTheta[g]! + V[g]! * s * byTheta)) / (2 * H);
    // A column enters by its rows' v and, as it moves the mode, by their w.
    outer[g] = (s * s) / (2 * H);
    inner[g] = (s * s * V[g]!) / H;
  }
  score[p + 1] = score[p + 1]! * theta;
  for (let k = 0; k < p; k++) {
    const column = Q[k]!;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const g = codes[i]!;
      sum += (a[i]! - outer[g]! * (v[i]! - inner[g]! * w[i]!)) * column[i]!;
    }
    score[k] = sum;
  }
  return { logLik: at[p + 1]! > MOST ? -Infinity : logLik, score, modes, curvature: W, fitted };
}

/** Each area's root of s sum a - u = 0 (concave), by Newton steps of at most one in the log rate, all areas at once. */
function bestModes(
  y: Float64Array,
  linear: Float64Array,
  codes: Int32Array,
  levels: number,
  s: number,
  theta: number,
): Float64Array {
  const u = new Float64Array(levels);
  const longest = 1 / Math.abs(s);
  let before = Infinity;
  for (let step = 0; step < 100 && s !== 0; step++) {
    const slope = new Float64Array(levels);
    const curve = new Float64Array(levels);
    for (let i = 0; i < y.length; i++) {
      const g = codes[i]!;
      const mu = exp(linear[i]! + s * u[g]!);
      const total = theta + mu;
      slope[g] = slope[g]! + (theta * (y[i]! - mu)) / total;
      curve[g] = curve[g]! + (theta * mu * (y[i]! + theta)) / (total * total);
    }
    let most = 0;
    for (let g = 0; g < levels; g++) {
      const full = (s * slope[g]! - u[g]!) / (1 + s * s * curve[g]!);
      const move = Math.max(-longest, Math.min(longest, full));
      u[g] = u[g]! + move;
      most = Math.max(most, Math.abs(move) / (1 + Math.abs(u[g]!)));
    }
    // Steps shrink by squares until only rounding is left of them.
    if (most <= 1e-15 || (most < 1e-9 && most >= before)) break;
    before = most;
  }
  return u;
}
