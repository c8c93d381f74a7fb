import { normalQuantile, normalTwoSided, tTwoSided } from "../distributions/index.ts";
import { atanh, tanh } from "../elementary/index.ts";
import { finiteNumbers, meanOf } from "./check-numbers.ts";
import { kendallExact, spearmanExact } from "./correlation-exact.ts";
import { countDiscordant } from "./kendall-count.ts";
import { ranks } from "./ranks.ts";

export interface Correlation {
  estimate: number;
  statistic: number;
  /** Degrees of freedom of t; null where the p value is normal. */
  df: number | null;
  pValue: number;
  /** Interval by Fisher's z; null where there is none (Kendall, Spearman, fewer than four pairs). */
  low: number | null;
  high: number | null;
  words: string;
}

function pair(x: ArrayLike<number>, y: ArrayLike<number>): [Float64Array, Float64Array] {
  const a = finiteNumbers(x, "x");
  const b = finiteNumbers(y, "y", a.length);
  if (a.length < 3) throw new RangeError("a correlation needs at least three pairs");
  return [a, b];
}

function product(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [u, v] = [a[i]! - meanA, b[i]! - meanB];
    ab += u * v;
    aa += u * u;
    bb += v * v;
  }
  if (!(aa > 0 && bb > 0)) throw new RangeError("a correlation needs two variables that vary");
  return Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb)));
}

/**
 * Pearson's correlation: r = cov(x, y) / (sd x sd y), t = r sqrt((n - 2) / (1 - r^2)), interval tanh(atanh r +- z / sqrt(n - 3)).
 * @throws RangeError when lengths differ, fewer than three pairs, or a variable does not vary. R: `cor.test(x, y)`.
 */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>, level = 0.95): Correlation {
  const [a, b] = pair(x, y);
  const estimate = product(a, b);
  const df = a.length - 2;
  const statistic = Math.sqrt(df) * (estimate / Math.sqrt(1 - estimate * estimate));
  const reach = a.length > 3 ? -normalQuantile((1 - level) / 2, 0, 1) / Math.sqrt(a.length - 3) : null;
  const sure = reach !== null && Math.abs(estimate) < 1;
  return {
    estimate,
    statistic,
    df,
    pValue: tTwoSided(statistic, df),
    low: sure ? tanh(atanh(estimate) - reach) : null,
    high: sure ? tanh(atanh(estimate) + reach) : null,
    words: "Pearson's correlation, interval by Fisher's z",
  };
}

/**
 * Spearman's rank correlation: Pearson's of the ranks (ties share their mean), p from t on n - 2.
 * R: `cor.test(x, y, method = "spearman", exact = FALSE)`; R's default without ties is `exact` for n below 1,290.
 * @throws RangeError as `pearson`; with `exact` for ties or more than 1,290 pairs.
 */
export function spearman(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { exact = false }: { exact?: boolean } = {},
): Correlation {
  const [a, b] = pair(x, y);
  const [first, second] = [ranks(a), ranks(b)];
  const estimate = product(first.ranks, second.ranks);
  if (exact) {
    if (Math.min(first.ties.length, second.ties.length) < a.length)
      throw new RangeError("spearman: no exact p value with ties");
    const pValue = spearmanExact(first.ranks, second.ranks);
    const words = "Spearman's rank correlation, exact p; the statistic is the sum of squared differences of ranks";
    const n = a.length;
    return {
      estimate,
      statistic: ((n * n * n - n) * (1 - estimate)) / 6,
      df: null,
      pValue,
      low: null,
      high: null,
      words,
    };
  }
  const df = a.length - 2;
  const statistic = estimate / Math.sqrt((1 - estimate * estimate) / df);
  const words = "Spearman's rank correlation, p from t";
  return { estimate, statistic, df, pValue: tTwoSided(statistic, df), low: null, high: null, words };
}

/**
 * Kendall's tau-b: (concordant - discordant pairs) / sqrt((pairs not tied in x)(pairs not tied in y)), z with the variance
 * under ties. In n log n steps (Knight 1966).
 * R: `cor.test(x, y, method = "kendall", exact = FALSE)`; R's default without ties is `exact` for n below 50.
 * @throws RangeError as `pearson`; with `exact` for ties. @see Kendall (1976), Rank Correlation Methods.
 */
export function kendall(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { exact = false }: { exact?: boolean } = {},
): Correlation {
  const [a, b] = pair(x, y);
  const n = a.length;
  const { discordant, tiesBoth } = countDiscordant(a, b);
  const [tiesX, tiesY] = [ranks(a).ties, ranks(b).ties];
  const over = (ties: readonly number[], f: (t: number) => number): number => ties.reduce((sum, t) => sum + f(t), 0);
  const two = (t: number): number => t * (t - 1);
  const three = (t: number): number => t * (t - 1) * (t - 2);
  const spread = (t: number): number => two(t) * (2 * t + 5);
  const pairs = two(n) / 2;
  const [tiedX, tiedY] = [over(tiesX, two) / 2, over(tiesY, two) / 2];
  // Pairs apart in both = all - tied in one or the other; those not discordant are concordant.
  const S = pairs - tiedX - tiedY + tiesBoth - 2 * discordant;
  if (pairs === tiedX || pairs === tiedY) throw new RangeError("a correlation needs two variables that vary");
  const estimate = S / Math.sqrt((pairs - tiedX) * (pairs - tiedY));
  if (exact) {
    if (tiedX + tiedY > 0) throw new RangeError("kendall: no exact p value with ties");
    const words = "Kendall's tau, exact p; the statistic is the number of concordant pairs";
    const pValue = kendallExact(discordant, n);
    return { estimate, statistic: pairs - discordant, df: null, pValue, low: null, high: null, words };
  }
  const variance =
    (spread(n) - over(tiesX, spread) - over(tiesY, spread)) / 18 +
    (over(tiesX, two) * over(tiesY, two)) / (2 * two(n)) +
    (over(tiesX, three) * over(tiesY, three)) / (9 * three(n));
  const statistic = S / Math.sqrt(variance);
  const words = "Kendall's tau-b, p from the normal distribution";
  return { estimate, statistic, df: null, pValue: normalTwoSided(statistic), low: null, high: null, words };
}

/**
 * The smallest correlation that n independent pairs would have shown with the given power: tanh((z_(1 - alpha/2) + z_power) /
 * sqrt(n - 3)), by Fisher's z; `significant` is the smaller one that would merely be significant if it were found.
 * @throws RangeError for fewer than four pairs or levels outside (0, 1). R: `pwr::pwr.r.test(n, sig.level, power)` (nearly).
 * @see Cohen (1988), Statistical Power Analysis, chapter 3.
 */
export function smallestCorrelation(
  n: number,
  options: { power?: number; alpha?: number } = {},
): { detectable: number; significant: number } {
  const { power = 0.8, alpha = 0.05 } = options;
  if (!(n > 3 && power > 0 && power < 1 && alpha > 0 && alpha < 1))
    throw new RangeError("smallestCorrelation: n above 3 and levels between 0 and 1 are needed");
  const side = -normalQuantile(alpha / 2, 0, 1);
  const root = Math.sqrt(n - 3);
  return { detectable: tanh((side + normalQuantile(power, 0, 1)) / root), significant: tanh(side / root) };
}
