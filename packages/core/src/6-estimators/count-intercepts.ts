import { evenBasis } from "./even-basis.ts";
import { factorOf, type Factor } from "./absorb.ts";
import type { GlmFit } from "./glm.ts";
import { inverseInformation, NEAR_ZERO, type Scored } from "./laplace-newton.ts";
import { plainMatrices, type PlainInput, type PlainMatrices } from "./plain-input.ts";

/** What regressions of counts with a random intercept per area have in common, whichever distribution the counts follow. */

export interface CountInterceptInput extends Pick<PlainInput, "y" | "X" | "names" | "offset"> {
  /** Area of each row. */
  by: ArrayLike<string | number>;
}

export interface CountInterceptFit {
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

/** The fit without areas, on columns of ordinary size: parameters count from there. */
export interface CountStart {
  caller: string;
  y: Float64Array;
  names: string[];
  group: Factor;
  pooled: GlmFit;
  basis: ReturnType<typeof evenBasis>;
}

/** @throws RangeError for bad arguments, or fewer than two areas. */
export function countStart<Pooled extends GlmFit>(
  caller: string,
  input: CountInterceptInput,
  pool: (plain: PlainMatrices) => Pooled,
): CountStart & { pooled: Pooled } {
  const plain = plainMatrices(caller, input);
  const { y, X, names } = plain;
  const group = factorOf("area", input.by, y.length);
  if (group.levels < 2) throw new RangeError(`${caller}: there is one area only`);
  const pooled = pool(plain);
  const { kept } = pooled.working;
  const columns = Array.from(kept, (j) => X[j]!);
  return { caller, y, names, group, pooled, basis: evenBasis(columns, kept[0] === 0) };
}

/** The linear predictor `base` moved by the basis coefficients, the first of `at`. */
export function linearAt(base: Float64Array, Q: readonly Float64Array[], at: Float64Array): Float64Array {
  const linear = Float64Array.from(base);
  Q.forEach((column, k) => {
    const b = at[k]!;
    for (let i = 0; i < linear.length; i++) linear[i] = linear[i]! + b * column[i]!;
  });
  return linear;
}

/** What a likelihood tells of a point besides its value: the areas' best u, the curvature there, and expected counts. */
export interface CountPoint extends Scored {
  modes: Float64Array;
  curvature: Float64Array;
  fitted: Float64Array;
}

/**
 * The fit at the best point (basis coefficients, s, then whatever else the distribution has), with errors from the second derivatives
 * of all parameters, which are handed back too. `varianceOf` is that of a count of this mean.
 */
export function countFit(
  start: CountStart,
  likelihood: (at: Float64Array) => CountPoint,
  found: { at: Float64Array; converged: boolean },
  varianceOf: (mean: number) => number,
  constant = 0,
): CountInterceptFit & { inverse: Float64Array[] } {
  const { caller, y, names, group, pooled, basis } = start;
  const { kept } = pooled.working;
  const [n, p] = [y.length, kept.length];
  const at = Float64Array.from(found.at);
  const zero = Math.abs(at[p]!) < NEAR_ZERO;
  if (zero) at[p] = 0;
  const now = likelihood(at);
  const inverse = inverseInformation(caller, likelihood, at);
  const coefficients = new Float64Array(names.length).fill(NaN);
  const moved = basis.coefficients(at);
  kept.forEach((j, i) => (coefficients[j] = pooled.working.coefficients[j]! + moved[i]!));
  const deviation = Math.abs(at[p]!);
  const variance = deviation * deviation;
  const { fitted } = now;
  const pearson = fitted.reduce((sum, mu, i) => sum + ((y[i]! - mu) * (y[i]! - mu)) / varianceOf(mu), 0);
  const logLik = now.logLik + constant;
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
    aic: -2 * logLik + 2 * at.length,
    nobs: n,
    areas: group.levels,
    modes: now.modes.map((u) => at[p]! * u),
    modeVariances: now.curvature.map((w) => variance / (1 + variance * w)),
    fitted,
    pearsonDispersion: n > at.length ? pearson / (n - at.length) : null,
    boundaryRows: fitted.reduce((count, mu) => count + (mu < NO_EVENT ? 1 : 0), 0),
    converged: found.converged,
    inverse,
  };
}
