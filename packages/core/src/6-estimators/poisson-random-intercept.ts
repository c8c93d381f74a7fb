import { lnGamma } from "../distributions/index.ts";
import { exp, ln } from "../elementary/index.ts";
import { factorOf, type Factor } from "./absorb.ts";
import { evenBasis } from "./even-basis.ts";
import { poisson } from "./families.ts";
import { glmMatrix } from "./glm.ts";
import { greatestEven, inverseInformation, NEAR_ZERO, startingDeviation } from "./laplace-newton.ts";
import { plainMatrices, type PlainInput } from "./plain-input.ts";

export interface PoissonRandomInput extends Pick<PlainInput, "y" | "X" | "names" | "offset"> {
  /** Area of each row. */
  by: ArrayLike<string | number>;
}

export interface PoissonRandomFit {
  names: string[];
  /** NaN where aliased. */
  coefficients: Float64Array;
  kept: Int32Array;
  aliased: string[];
  /** Of the kept coefficients, from the joint second derivatives; df infinite (z). What `coefficientTable` takes. */
  matrix: Float64Array[];
  df: Float64Array;
  /** Standard deviation of the log rates between areas, and its error. Zero is a valid answer (then without an error). */
  areaDeviation: number;
  areaDeviationError: number | null;
  logLik: number;
  aic: number;
  nobs: number;
  areas: number;
  /** Each area's log rate ratio (order of first appearance) and its conditional variance. */
  modes: Float64Array;
  modeVariances: Float64Array;
  fitted: Float64Array;
  /** Pearson's chi-square over rows less parameters: far above 1, the errors are too small. */
  pearsonDispersion: number | null;
  /** Rows that are foretold to have no event: with any, a coefficient runs away (separation) and errors mean nothing. */
  boundaryRows: number;
  converged: boolean;
}

/** An expected count that can only come of a coefficient that runs away. */
const NO_EVENT = 1e-8;

/** How many rows have such a fitted count. */
export const rowsWithoutEvent = (fitted: Float64Array): number =>
  fitted.reduce((count, mu) => count + (mu < NO_EVENT ? 1 : 0), 0);

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
  const plain = plainMatrices("poissonRandomIntercept", input);
  const { y, X, names } = plain;
  const n = y.length;
  const group = factorOf("area", input.by, n);
  if (group.levels < 2) throw new RangeError("poissonRandomIntercept: there is one area only");
  const pooled = glmMatrix({ ...plain, family: poisson });
  const { kept } = pooled.working;
  const p = kept.length;
  const basis = evenBasis(
    Array.from(kept, (j) => X[j]!),
    kept[0] === 0,
  );
  const task: Task = { y, Q: basis.columns, base: pooled.linear, group };
  const start = new Float64Array(p + 1);
  start[p] = startingDeviation(y, pooled.fitted, group);
  const likelihood = (point: Float64Array): ReturnType<typeof evaluate> => evaluate(task, point);
  const others = [0.3, 1, 3].map((s) => Float64Array.from(start).fill(s, p));
  const { at, converged } = greatestEven(likelihood, { start, flat: new Float64Array(p + 1), others }, p);
  const zero = Math.abs(at[p]!) < NEAR_ZERO;
  if (zero) at[p] = 0;
  const now = evaluate(task, at);
  const inverse = inverseInformation("poissonRandomIntercept", likelihood, at);
  const coefficients = new Float64Array(names.length).fill(NaN);
  const moved = basis.coefficients(at);
  kept.forEach((j, i) => (coefficients[j] = pooled.working.coefficients[j]! + moved[i]!));
  const deviation = Math.abs(at[p]!);
  const fitted = now.linear.map((eta, i) => exp(eta + now.modes[group.codes[i]!]!));
  const pearson = fitted.reduce((sum, mu, i) => sum + ((y[i]! - mu) * (y[i]! - mu)) / mu, 0);
  const logLik = now.logLik - y.reduce((sum, value) => sum + lnGamma(value + 1), 0);
  return {
    names,
    coefficients,
    kept,
    aliased: names.filter((_, j) => coefficients[j] !== coefficients[j]),
    matrix: basis.covariance(inverse),
    df: new Float64Array(p).fill(Infinity),
    areaDeviation: deviation,
    areaDeviationError: zero ? null : Math.sqrt(inverse[p]![p]!),
    logLik,
    aic: -2 * logLik + 2 * (p + 1),
    nobs: n,
    areas: group.levels,
    modes: now.modes,
    modeVariances: now.expected.map((M) => (deviation * deviation) / (1 + deviation * deviation * M)),
    fitted,
    pearsonDispersion: n > p + 1 ? pearson / (n - p - 1) : null,
    boundaryRows: rowsWithoutEvent(fitted),
    converged,
  };
}

interface Task {
  y: Float64Array;
  Q: Float64Array[];
  /** Linear predictor of the pooled fit, offset included: parameters count from there. */
  base: Float64Array;
  group: Factor;
}

/** Log-likelihood (without the factorials) and its derivatives by the basis coefficients and s. */
function evaluate({ y, Q, base, group }: Task, at: Float64Array) {
  const { codes, levels } = group;
  const p = Q.length;
  const s = at[p]!;
  const linear = Float64Array.from(base);
  for (let k = 0; k < p; k++) {
    const [column, b] = [Q[k]!, at[k]!];
    for (let i = 0; i < linear.length; i++) linear[i] = linear[i]! + b * column[i]!;
  }
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
  const score = new Float64Array(p + 1);
  for (let g = 0; g < levels; g++) {
    const u = bestMode(s, events[g]!, expected[g]!);
    const grown = exp(s * u);
    const M = expected[g]! * grown;
    const H = 1 + s * s * M;
    const left = events[g]! - M;
    modes[g] = s * u;
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
  return { logLik, score, linear, modes, expected };
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
