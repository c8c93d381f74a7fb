import { lnGamma } from "../distributions/index.ts";
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
import { poisson } from "./families.ts";
import { glmMatrix } from "./glm.ts";
import { greatestEven, startingDeviation } from "./laplace-newton.ts";

export type PoissonRandomInput = CountInterceptInput;
export type PoissonRandomFit = CountInterceptFit;

/**
 * Poisson regression with a random intercept per area, log link, by Laplace's approximation of the likelihood:
 *
 *   y ~ Poisson(exp(offset + X b + s u_g)),  u_g ~ N(0, 1)
 *   log L = sum_g [log f(y_g | u_g) - u_g^2 / 2 - ln(1 + s^2 M_g) / 2] at each area's best u_g, M_g its expected count there
 *
 * An area enters by its sums only. b and s together by Newton steps with exact first derivatives (second ones by differences of
 * them); errors from the second derivatives of all parameters, as lme4.
 *
 * @throws RangeError for bad arguments, counts that are all zero, or fewer than two areas.
 * R: `lme4::glmer(y ~ X + offset(o) + (1 | g), poisson)`, `glmmTMB::glmmTMB`.
 * @see Breslow & Clayton (1993), Journal of the American Statistical Association 88.
 */
export function poissonRandomIntercept(input: PoissonRandomInput): PoissonRandomFit {
  const start = countStart("poissonRandomIntercept", input, (plain) => glmMatrix({ ...plain, family: poisson }));
  const { y, group, pooled, basis } = start;
  const p = pooled.working.kept.length;
  const task: Task = { y, Q: basis.columns, base: pooled.linear, group };
  const first = new Float64Array(p + 1);
  first[p] = startingDeviation(y, pooled.fitted, group);
  const likelihood = (point: Float64Array): CountPoint => evaluate(task, point);
  const others = [0.3, 1, 3].map((s) => Float64Array.from(first).fill(s, p));
  const found = greatestEven(likelihood, { start: first, flat: new Float64Array(p + 1), others }, p);
  const factorials = -y.reduce((sum, value) => sum + lnGamma(value + 1), 0);
  const { inverse: _, ...fit } = countFit(start, likelihood, found, (mean) => mean, factorials);
  return fit;
}

interface Task {
  y: Float64Array;
  Q: Float64Array[];
  /** Linear predictor of the pooled fit, offset included: parameters count from there. */
  base: Float64Array;
  group: Factor;
}

/** Log-likelihood (without the factorials) and its derivatives by the basis coefficients and s. */
function evaluate({ y, Q, base, group }: Task, at: Float64Array): CountPoint {
  const { codes, levels } = group;
  const p = Q.length;
  const s = at[p]!;
  const linear = linearAt(base, Q, at);
  const rates = linear.map(exp);
  const events = new Float64Array(levels);
  const expected = new Float64Array(levels);
  let logLik = 0;
  for (let i = 0; i < y.length; i++) {
    const g = codes[i]!;
    events[g] = events[g]! + y[i]!;
    expected[g] = expected[g]! + rates[i]!;
    logLik += y[i]! * linear[i]!;
  }
  const modes = new Float64Array(levels);
  const factor = new Float64Array(levels);
  const growth = new Float64Array(levels);
  const score = new Float64Array(p + 1);
  for (let g = 0; g < levels; g++) {
    const u = bestMode(s, events[g]!, expected[g]!);
    const grown = exp(s * u);
    const M = expected[g]! * grown;
    const H = 1 + s * s * M;
    const left = events[g]! - M;
    modes[g] = u;
    growth[g] = grown;
    expected[g] = M;
    logLik += events[g]! * s * u - M - (u * u) / 2 - ln(H) / 2;
    const moved = (left - s * u * M) / H;
    score[p] = score[p]! + u * left - (2 * s * M + s * s * M * (u + s * moved)) / (2 * H);
    // What a row's rate adds to the derivative: its share of M, and of ln H.
    factor[g] = grown * (1 + (s * s) / (2 * H * H));
  }
  for (let k = 0; k < p; k++) {
    const column = Q[k]!;
    let sum = 0;
    for (let i = 0; i < y.length; i++) sum += (y[i]! - factor[codes[i]!]! * rates[i]!) * column[i]!;
    score[k] = sum;
  }
  const fitted = rates.map((rate, i) => rate * growth[codes[i]!]!);
  return { logLik, score, modes, curvature: expected, fitted };
}

/** The root of s (Y - M exp(s u)) = u, by Newton steps of at most one in the log rate. */
function bestMode(s: number, events: number, expected: number): number {
  let u = 0;
  for (let step = 0; step < 100 && s !== 0; step++) {
    const M = expected * exp(s * u);
    const full = (s * (events - M) - u) / (1 + s * s * M);
    const longest = 1 / Math.abs(s);
    const move = Math.max(-longest, Math.min(longest, full));
    u += move;
    if (Math.abs(move) <= 1e-15 * (1 + Math.abs(u))) break;
  }
  return u;
}
