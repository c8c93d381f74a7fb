import { chisqTail, normalTwoSided } from "../distributions/index.ts";
import type { Factor } from "./absorb.ts";
import { finiteNumbers } from "./check-numbers.ts";
import { ranks, tieCubes } from "./ranks.ts";

export interface RankTest {
  statistic: number;
  /** Degrees of freedom of chi-squared; null for Wilcoxon's tests. */
  df: number | null;
  pValue: number;
  words: string;
}

/**
 * Do groups differ in where their values lie? Kruskal and Wallis' rank test, ties allowed for:
 * H = [12 / (n (n + 1)) sum R_g^2 / n_g - 3 (n + 1)] / [1 - sum (t^3 - t) / (n^3 - n)], chi-squared on groups - 1.
 * @throws RangeError when lengths differ, with fewer than two groups, or when all values are the same.
 * R: `kruskal.test(values, groups)`. @see Kruskal & Wallis (1952), JASA 47.
 */
export function kruskalWallis(values: ArrayLike<number>, groups: Factor): RankTest {
  const y = finiteNumbers(values, "values", groups.codes.length);
  const n = y.length;
  if (groups.levels < 2) throw new RangeError("kruskalWallis: at least two groups are needed");
  const { ranks: r, ties } = ranks(y);
  if (ties.length === 1) throw new RangeError("kruskalWallis: all values are the same");
  const sums = new Float64Array(groups.levels);
  const sizes = new Float64Array(groups.levels);
  groups.codes.forEach((g, i) => {
    sums[g] = sums[g]! + r[i]!;
    sizes[g] = sizes[g]! + 1;
  });
  let squares = 0;
  for (let g = 0; g < groups.levels; g++) squares += (sums[g]! * sums[g]!) / sizes[g]!;
  const statistic = ((12 * squares) / (n * (n + 1)) - 3 * (n + 1)) / (1 - tieCubes(ties) / (n * n * n - n));
  const df = groups.levels - 1;
  return { statistic, df, pValue: chisqTail(statistic, df), words: "Kruskal-Wallis rank test" };
}

export interface WilcoxonOptions {
  /** Default as R: exact below 50 values a sample where none are tied. */
  exact?: boolean;
  /** Continuity correction of the normal approximation; default true. */
  correct?: boolean;
}

/**
 * Do two samples differ in where their values lie? Wilcoxon's rank sum test (Mann-Whitney): W = sum of x's ranks - n1 (n1 + 1)/2,
 * with var = n1 n2 / 12 [(n + 1) - sum (t^3 - t) / (n (n - 1))], or exactly from all arrangements.
 * @throws RangeError for an empty sample, all values the same, or `exact` with ties.
 * R: `wilcox.test(x, y, exact, correct)`. @see Wilcoxon (1945), Biometrics Bulletin 1; Mann & Whitney (1947).
 */
export function wilcoxonRankSum(x: ArrayLike<number>, y: ArrayLike<number>, options: WilcoxonOptions = {}): RankTest {
  const [a, b] = [finiteNumbers(x, "x"), finiteNumbers(y, "y")];
  const [n1, n2] = [a.length, b.length];
  if (n1 === 0 || n2 === 0) throw new RangeError("wilcoxonRankSum: a sample is empty");
  const { ranks: r, ties } = ranks(Float64Array.of(...a, ...b));
  if (ties.length === 1) throw new RangeError("wilcoxonRankSum: all values are the same");
  let statistic = (-n1 * (n1 + 1)) / 2;
  for (let i = 0; i < n1; i++) statistic += r[i]!;
  const n = n1 + n2;
  const tied = ties.length < n;
  if (options.exact ?? (n1 < 50 && n2 < 50 && !tied)) {
    if (tied) throw new RangeError("wilcoxonRankSum: no exact p value with ties");
    return {
      statistic,
      df: null,
      pValue: fromCounts(rankSumCounts(n1, n2), statistic),
      words: "Wilcoxon rank sum, exact",
    };
  }
  const variance = ((n1 * n2) / 12) * (n + 1 - tieCubes(ties) / (n * (n - 1)));
  return approximate(statistic, (n1 * n2) / 2, variance, options.correct ?? true, "Wilcoxon rank sum");
}

/**
 * Do pairs differ in one direction? Wilcoxon's signed rank test: V = sum of the ranks of |x - y| where x > y, pairs without a
 * difference left out; var = n (n + 1)(2n + 1)/24 - sum (t^3 - t)/48, or exactly from all signs.
 * @throws RangeError when lengths differ, no pair differs, or `exact` with ties or zeros.
 * R: `wilcox.test(x, y, paired = TRUE, exact, correct)`.
 */
export function wilcoxonSignedRank(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: WilcoxonOptions = {},
): RankTest {
  const a = finiteNumbers(x, "x");
  const b = finiteNumbers(y, "y", a.length);
  const gaps = a.map((value, i) => value - b[i]!).filter((gap) => gap !== 0);
  const n = gaps.length;
  if (n === 0) throw new RangeError("wilcoxonSignedRank: no pair differs");
  const { ranks: r, ties } = ranks(gaps.map(Math.abs));
  const statistic = gaps.reduce((sum, gap, i) => sum + (gap > 0 ? r[i]! : 0), 0);
  const tied = ties.length < n || n < a.length;
  if (options.exact ?? (n < 50 && !tied)) {
    if (tied) throw new RangeError("wilcoxonSignedRank: no exact p value with ties or zeros");
    return { statistic, df: null, pValue: fromCounts(signCounts(n), statistic), words: "Wilcoxon signed rank, exact" };
  }
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - tieCubes(ties) / 48;
  return approximate(statistic, (n * (n + 1)) / 4, variance, options.correct ?? true, "Wilcoxon signed rank");
}

function approximate(statistic: number, mean: number, variance: number, correct: boolean, name: string): RankTest {
  const gap = statistic - mean;
  const z = (gap - (correct ? Math.sign(gap) * 0.5 : 0)) / Math.sqrt(variance);
  const words = `${name}, normal approximation ${correct ? "with" : "without"} continuity correction`;
  return { statistic, df: null, pValue: normalTwoSided(z), words };
}

/** Two-sided p from how many arrangements give each value of a statistic that is symmetric about its middle. */
function fromCounts(counts: Float64Array, statistic: number): number {
  const end = counts.length - 1;
  const outer = Math.min(statistic, end - statistic);
  let tail = 0;
  let total = 0;
  counts.forEach((count, value) => {
    total += count;
    if (value <= outer) tail += count;
  });
  return Math.min(1, (2 * tail) / total);
}

/** How many of the choices of n1 ranks among n1 + n2 give each value of W: W(k, m) is W(k - 1, m) moved by m, or W(k, m - 1). */
function rankSumCounts(n1: number, n2: number): Float64Array {
  const counts = Array.from({ length: n1 + 1 }, () => Float64Array.from({ length: n1 * n2 + 1 }, (_, w) => +(w === 0)));
  for (let m = 1; m <= n2; m++)
    for (let k = 1; k <= n1; k++)
      for (let w = m; w <= k * m; w++) counts[k]![w] = counts[k]![w]! + counts[k - 1]![w - m]!;
  return counts[n1]!;
}

/** How many of the 2^n choices of signs give each sum of positive ranks. */
function signCounts(n: number): Float64Array {
  const out = new Float64Array((n * (n + 1)) / 2 + 1);
  out[0] = 1;
  for (let rank = 1; rank <= n; rank++)
    for (let sum = (rank * (rank + 1)) / 2; sum >= rank; sum--) out[sum] = out[sum]! + out[sum - rank]!;
  return out;
}
