import { chisqTail, fTail, normalCdf } from "../distributions/index.ts";
import type { Factor } from "../6-estimators/absorb.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { qr, solveR, qty } from "../linalg/qr.ts";
import type { Covariance } from "./covariance.ts";

/** A test of a hypothesis. Null: the figure does not exist. */
export interface TestResult {
  statistic: number | null;
  /** One (chi-square) or two (F) degrees of freedom; none: normal. */
  df: number[];
  pValue: number | null;
}

/**
 * F test of a model against a smaller one inside it, on the same rows.
 * F = [(RSS0 - RSS1) / (df0 - df1)] / (RSS1 / df1). R: `anova(small, large)`, `plm::pFtest(within, pooling)`.
 * @throws RangeError when the second is not the smaller one, or rows differ.
 */
export function fTest(large: OlsFit, small: OlsFit): TestResult {
  const df = small.dfResidual - large.dfResidual;
  if (small.nobs !== large.nobs || !(df > 0)) throw new RangeError("fTest: the second model is not inside the first");
  if (!(large.dfResidual > 0) || !(large.rss > 0)) return { statistic: null, df: [df, large.dfResidual], pValue: null };
  const statistic = (small.rss - large.rss) / df / (large.rss / large.dfResidual);
  return { statistic, df: [df, large.dfResidual], pValue: fTail(statistic, df, large.dfResidual) };
}

/**
 * Wald test that the named coefficients are all zero: W = b' V^-1 b. With finite degrees of freedom F = W / q on (q, the smallest
 * of them), else chi-square. Null where V cannot be inverted (fewer clusters than coefficients). For the Mundlak test: the model
 * `mundlak`, errors clustered by area, names ending in _mean. R: `car::linearHypothesis(fit, names, vcov.)`.
 * @throws RangeError for a name without a coefficient.
 */
export function waldTest(fit: OlsFit, covariance: Covariance, names: readonly string[]): TestResult {
  const places = names.map((name) => {
    const place = fit.kept.findIndex((j) => fit.names[j] === name);
    if (place < 0) throw new RangeError(`waldTest: no coefficient ${name}`);
    return place;
  });
  const b = Float64Array.from(places, (place) => fit.coefficients[fit.kept[place]!]!);
  const V = places.map((j) => Float64Array.from(places, (k) => covariance.matrix[j]![k]!));
  const df2 = Math.min(...places.map((place) => covariance.df[place]!));
  const form = quadraticForm(V, b);
  const q = names.length;
  if (df2 === Infinity) return { statistic: form, df: [q], pValue: form === null ? null : chisqTail(form, q) };
  return {
    statistic: form === null ? null : form / q,
    df: [q, df2],
    pValue: form === null ? null : fTail(form / q, q, df2),
  };
}

/**
 * Hausman's classical test that random and area effects agree: d' (V_w - V_r)^-1 d over the coefficients both have. The difference
 * of the variances need not be positive, and then the statistic can be negative and has no p value: use the Mundlak test.
 * R: `plm::phtest(within, random)`. @see Hausman (1978), Econometrica 46.
 */
export function hausmanTest(within: OlsFit, withinV: Covariance, random: OlsFit, randomV: Covariance): TestResult {
  const pairs: [number, number][] = [];
  within.kept.forEach((j, a) => {
    const b = random.kept.findIndex((k) => random.names[k] === within.names[j]);
    if (b >= 0) pairs.push([a, b]);
  });
  if (pairs.length === 0) throw new RangeError("hausmanTest: the models share no coefficient");
  const d = Float64Array.from(
    pairs,
    ([a, b]) => within.coefficients[within.kept[a]!]! - random.coefficients[random.kept[b]!]!,
  );
  const V = pairs.map(([a, b]) =>
    Float64Array.from(pairs, ([c, e]) => withinV.matrix[a]![c]! - randomV.matrix[b]![e]!),
  );
  const statistic = quadraticForm(V, d);
  const pValue = statistic === null || statistic < 0 ? null : chisqTail(statistic, pairs.length);
  return { statistic, df: [pairs.length], pValue };
}

/** b' V^-1 b for symmetric V, each row and column first scaled by its own size; null where V is singular. */
function quadraticForm(V: readonly Float64Array[], b: Float64Array): number | null {
  const scale = b.map((_, j) => Math.sqrt(Math.abs(V[j]![j]!)) || 1);
  const factors = qr(V.map((column, j) => column.map((value, i) => value / (scale[i]! * scale[j]!))));
  if (factors.rank < V.length) return null;
  const right = b.map((value, j) => value / scale[j]!);
  const solved = solveR(factors, qty(factors, right));
  return right.reduce((sum, value, j) => sum + value * solved[j]!, 0);
}

export interface LagrangeTests {
  area: TestResult;
  time: TestResult;
  both: TestResult;
}

/**
 * Breusch and Pagan's Lagrange multiplier tests on the pooled fit: are there area effects, year effects, either? `honda`: the
 * one-sided forms, normal. For any unbalanced panel. R: `plm::plmtest(pooled, effect, type = "bp" | "honda")`.
 * @see Breusch & Pagan (1980), Review of Economic Studies 47; Baltagi & Li (1990).
 */
export function lagrangeTests(pooled: OlsFit, area: Factor, time: Factor, type: "bp" | "honda" = "bp"): LagrangeTests {
  const a = standardised(pooled, area);
  const t = standardised(pooled, time);
  const chisq = (statistic: number, df: number): TestResult => ({
    statistic,
    df: [df],
    pValue: chisqTail(statistic, df),
  });
  if (type === "bp") return { area: chisq(a * a, 1), time: chisq(t * t, 1), both: chisq(a * a + t * t, 2) };
  const normal = (statistic: number): TestResult => ({ statistic, df: [], pValue: normalCdf(-statistic, 0, 1) });
  return { area: normal(a), time: normal(t), both: normal((a + t) / Math.sqrt(2)) };
}

/** N / sqrt(2 (sum T_g^2 - N)) times (sum of squared group sums of residuals / sum of squared residuals - 1). */
function standardised({ residuals }: OlsFit, factor: Factor): number {
  const sums = new Float64Array(factor.levels);
  const counts = new Float64Array(factor.levels);
  residuals.forEach((r, i) => {
    const g = factor.codes[i]!;
    sums[g] = sums[g]! + r;
    counts[g] = counts[g]! + 1;
  });
  const square = (x: Float64Array): number => x.reduce((sum, value) => sum + value * value, 0);
  const n = residuals.length;
  return (n / Math.sqrt(2 * (square(counts) - n))) * (square(sums) / square(residuals) - 1);
}
