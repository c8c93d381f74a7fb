import { normalQuantile } from "../distributions/index.ts";
import { countNumbers, positiveNumbers } from "./check-numbers.ts";
import { quantile7 } from "./quantile.ts";

export type FunnelVariant = "square-root" | "pearson";

export interface FunnelOptions {
  /** "square-root" (default): on the square root of counts, limits on O / E. "pearson": on the rate, (r - t) / sqrt(t / n). */
  variant?: FunnelVariant;
  /** How many standard errors the limits lie away: default 3; 3.09 bounds 99.8%. */
  reach?: number;
  /** Share of z values pulled in at each end before the overdispersion is estimated: default 0.1. */
  winsorise?: number;
}

export interface Funnel {
  variant: FunnelVariant;
  /** In words, for the reader. */
  words: string;
  /** The common rate, events per person. */
  target: number;
  expected: Float64Array;
  /** Counting noise alone. */
  z: Float64Array;
  /** How many times the winsorised z values vary more than counting noise. */
  phi: number;
  /** Variance between areas, on the scale of `variant`: of the ratio O / E, or of the rate. */
  tau2: number;
  /** z with that variance added. */
  zAdditive: Float64Array;
  /** z over sqrt(phi), where phi is above one. */
  zMultiplicative: Float64Array;
  /** Limits by area: ratios O / E ("square-root") or rates per person ("pearson"). */
  low: Float64Array;
  high: Float64Array;
  lowAdditive: Float64Array;
  highAdditive: Float64Array;
  /** Areas beyond the limits, without and with overdispersion. */
  beyond: number;
  beyondAdditive: number;
}

/**
 * Which areas lie further from the common rate than counting noise, or than counting noise and the usual differences
 * between areas, would put them. E = n sum O / sum n. Two variants:
 *
 * square root: z = 2 (sqrt O - sqrt E), w = 4 E, limits (1 +- (reach / 2) sqrt(1 / E + 4 tau2))^2 on O / E;
 * Pearson: t = sum O / sum n, z = (O / n - t) / sqrt(t / n), w = n / t, limits t +- reach sqrt(t / n + tau2) on the rate.
 *
 * z is winsorised (type 7 quantiles) only for phi = sum z^2 / I; tau2 = max(0, [I phi - (I - 1)] / [sum w - sum w^2 / sum w]).
 * With tau2 the Pearson z is (r - t) / sqrt(t / n + tau2), the other z / sqrt(1 + 4 E tau2).
 *
 * @param observed events, one count an area. @param population people, one an area.
 * @throws RangeError for fewer than two areas, counts below zero, none at all, or a population that is not above zero.
 * R: no package; the formulas above.
 * @see Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24; Spiegelhalter,
 *   Sherlaw-Johnson, Bardsley, Blunt, Wood & Grigg (2012), JRSS A 175.
 */
export function funnel(
  observed: ArrayLike<number>,
  population: ArrayLike<number>,
  options: FunnelOptions = {},
): Funnel {
  const { variant = "square-root", reach = 3, winsorise = 0.1 } = options;
  if (!(winsorise >= 0 && winsorise < 0.5)) throw new RangeError("funnel: winsorise must be from 0 to below 0.5");
  if (!(reach > 0)) throw new RangeError("funnel: reach must be above zero");
  const O = countNumbers(observed, "observed");
  const n = positiveNumbers(population, "population", O.length);
  const areas = O.length;
  if (areas < 2) throw new RangeError("funnel: at least two areas are needed");
  const target = sum(O) / sum(n);
  if (!(target > 0)) throw new RangeError("funnel: there are no events at all");
  const root = variant === "square-root";
  const expected = n.map((people) => people * target);
  const z = O.map((count, i) =>
    root ? 2 * (Math.sqrt(count) - Math.sqrt(expected[i]!)) : (count / n[i]! - target) / Math.sqrt(target / n[i]!),
  );
  // What each area's z has as precision: one over the variance of its ratio or rate.
  const w = root ? expected.map((value) => 4 * value) : n.map((people) => people / target);
  const phi = sum(pulledIn(z, winsorise).map((value) => value * value)) / areas;
  const sumW = sum(w);
  const tau2 = Math.max(0, (areas * phi - (areas - 1)) / (sumW - sum(w.map((value) => value * value)) / sumW));
  const zAdditive = z.map((value, i) => value / Math.sqrt(1 + w[i]! * tau2));
  const limit = (side: number, extra: number): Float64Array =>
    w.map((value) => {
      const gap = side * reach * Math.sqrt(1 / value + extra);
      // Below a root of zero there is nothing: the limit stays at zero.
      return root ? squared(Math.max(0, 1 + gap)) : target + gap;
    });
  const past = (values: Float64Array): number => values.reduce((count, v) => count + (Math.abs(v) > reach ? 1 : 0), 0);
  return {
    variant,
    words: root
      ? "funnel on the square root of counts, overdispersion added"
      : "funnel on the rate (Pearson), overdispersion added",
    target,
    expected,
    z,
    phi,
    tau2,
    zAdditive,
    zMultiplicative: z.map((value) => value / Math.sqrt(Math.max(1, phi))),
    low: limit(-1, 0),
    high: limit(1, 0),
    lowAdditive: limit(-1, tau2),
    highAdditive: limit(1, tau2),
    beyond: past(z),
    beyondAdditive: past(zAdditive),
  };
}

/** Values beyond the outer quantiles are moved onto them. */
function pulledIn(z: Float64Array, share: number): Float64Array {
  const sorted = Float64Array.from(z).sort();
  const [low, high] = [quantile7(sorted, share), quantile7(sorted, 1 - share)];
  return z.map((value) => Math.min(Math.max(value, low), high));
}

/** How far limits that hold this share of areas by chance lie away: `funnelReach(0.998)` is 3.09. R: `qnorm(1 - (1 - p) / 2)`. */
export function funnelReach(share: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError("funnelReach: a share between 0 and 1 is needed");
  return -normalQuantile((1 - share) / 2, 0, 1);
}

const squared = (value: number): number => value * value;
const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
