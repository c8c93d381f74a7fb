import { betaQuantile, chisqTail, fTail, normalQuantile } from "../distributions/index.ts";
import { ln } from "../elementary/index.ts";
import type { Factor } from "./absorb.ts";
import { finiteNumbers, meanOf } from "./check-numbers.ts";
import { ranks } from "./ranks.ts";

/** A test of groups: chi-square has one number of degrees of freedom, F two. */
export interface GroupTest {
  statistic: number;
  df: number[];
  pValue: number;
  words: string;
}

/**
 * Do two samples differ in their variances? F = s2_x / s2_y on n_x - 1 and n_y - 1, two-sided, with the ratio's interval. It takes
 * the values as normal: prefer `leveneTest` or `flignerTest` for rates.
 * @throws RangeError for fewer than two values a sample, or one without variation. R: `var.test(x, y)`.
 */
export function varianceRatio(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  level = 0.95,
): GroupTest & { estimate: number; low: number; high: number } {
  const [s, t] = [x, y].map((sample) => {
    const values = Array.from(finiteNumbers(sample, "varianceRatio"));
    if (values.length < 2) throw new RangeError("varianceRatio: at least two values a sample are needed");
    return squares(values, meanOf(values)) / (values.length - 1);
  }) as [number, number];
  if (!(s > 0 && t > 0)) throw new RangeError("varianceRatio: a sample does not vary");
  const statistic = s / t;
  const [a, b] = [x.length - 1, y.length - 1];
  const half = (1 - level) / 2;
  const pValue = Math.min(1, 2 * Math.min(fTail(statistic, a, b), fTail(1 / statistic, b, a)));
  const words = "F test of two variances";
  const low = statistic / fQuantile(1 - half, a, b);
  return {
    statistic,
    df: [a, b],
    pValue,
    words,
    estimate: statistic,
    low,
    high: statistic * fQuantile(1 - half, b, a),
  };
}

/** By way of beta. R: qf. */
function fQuantile(p: number, a: number, b: number): number {
  const x = betaQuantile(p, a / 2, b / 2);
  return (x * b) / ((1 - x) * a);
}

/**
 * Do groups differ in their variances? Bartlett's test: with n_g - 1 = v_g, v their sum and s2 the pooled variance,
 *
 *   K = [v ln s2 - sum v_g ln s2_g] / {1 + [sum 1/v_g - 1/v] / [3 (k - 1)]},  chi-square on k - 1
 *
 * It takes the values as normal, and rejects for heavy tails too: prefer `leveneTest` or `flignerTest` for rates.
 * @throws RangeError when lengths differ, with fewer than two groups, or a group of one value or without variation.
 * R: `bartlett.test(values ~ groups)`. @see Bartlett (1937), Proceedings of the Royal Society A 160.
 */
export function bartlettTest(values: ArrayLike<number>, groups: Factor): GroupTest {
  const parts = members("bartlettTest", values, groups);
  const free = parts.map((part) => part.length - 1);
  if (free.some((v) => v < 1)) throw new RangeError("bartlettTest: a group has a single value");
  const variances = parts.map((part, g) => squares(part, meanOf(part)) / free[g]!);
  if (variances.some((variance) => !(variance > 0))) throw new RangeError("bartlettTest: a group does not vary");
  const all = free.reduce((sum, v) => sum + v, 0);
  const pooled = variances.reduce((sum, variance, g) => sum + free[g]! * variance, 0) / all;
  const gap = free.reduce((sum, v, g) => sum - v * ln(variances[g]!), all * ln(pooled));
  const df = parts.length - 1;
  const statistic = gap / (1 + (free.reduce((sum, v) => sum + 1 / v, 0) - 1 / all) / (3 * df));
  return { statistic, df: [df], pValue: chisqTail(statistic, df), words: "Bartlett's test of equal variances" };
}

/**
 * Do groups differ in spread? One-way F test of the distances from each group's centre: the median (Brown and Forsythe's form, the
 * default, sound for skewed values) or the mean (Levene's own).
 * @throws RangeError when lengths differ, with fewer than two groups, or where no distance varies within a group.
 * R: `car::leveneTest(values ~ groups, center = median)`. @see Brown & Forsythe (1974), JASA 69.
 */
export function leveneTest(values: ArrayLike<number>, groups: Factor, centre: "median" | "mean" = "median"): GroupTest {
  const parts = members("leveneTest", values, groups);
  const distances = parts.map((part) => {
    const middle = centre === "median" ? median(part) : meanOf(part);
    return part.map((value) => Math.abs(value - middle));
  });
  const n = values.length;
  const k = parts.length;
  const means = distances.map((part) => meanOf(part));
  const overall = distances.flat().reduce((sum, value) => sum + value, 0) / n;
  const between = means.reduce((sum, mean, g) => sum + parts[g]!.length * (mean - overall) * (mean - overall), 0);
  const within = distances.reduce((sum, part, g) => sum + squares(part, means[g]!), 0);
  // What rounding leaves of two equal distances is nothing.
  const nothing = 1e-24 * distances.flat().reduce((sum, value) => sum + value * value, 0);
  if (!(within > nothing) || n <= k) throw new RangeError("leveneTest: the distances do not vary within the groups");
  const statistic = between / (k - 1) / (within / (n - k));
  const words = `Levene's test of equal spread about the ${centre}`;
  return { statistic, df: [k - 1, n - k], pValue: fTail(statistic, k - 1, n - k), words };
}

/**
 * Do groups differ in spread, whatever the shape of the values? Fligner and Killeen's test: ranks r of the distances from each
 * group's median, scored by a = qnorm((1 + r / (n + 1)) / 2); sum over groups of n_g (mean a_g - mean a)^2 over the variance of
 * all a, chi-square on k - 1.
 * @throws RangeError when lengths differ, with fewer than two groups, or where every distance is the same.
 * R: `fligner.test(values ~ groups)`. @see Conover, Johnson & Johnson (1981), Technometrics 23.
 */
export function flignerTest(values: ArrayLike<number>, groups: Factor): GroupTest {
  const parts = members("flignerTest", values, groups);
  const middles = parts.map(median);
  const n = values.length;
  const distances = Array.from(groups.codes, (g, i) => Math.abs(values[i]! - middles[g]!));
  const { ranks: places, ties } = ranks(distances);
  if (ties.length === 1) throw new RangeError("flignerTest: the distances from the medians do not vary");
  const scores = Array.from(places, (rank) => normalQuantile((1 + rank / (n + 1)) / 2, 0, 1));
  const overall = meanOf(scores);
  const variance = squares(scores, overall) / (n - 1);
  const sums = new Float64Array(parts.length);
  groups.codes.forEach((g, i) => (sums[g] = sums[g]! + scores[i]! - overall));
  const statistic = sums.reduce((sum, own, g) => sum + (own * own) / parts[g]!.length, 0) / variance;
  const df = parts.length - 1;
  return { statistic, df: [df], pValue: chisqTail(statistic, df), words: "Fligner and Killeen's test of equal spread" };
}

function members(where: string, values: ArrayLike<number>, groups: Factor): number[][] {
  const y = finiteNumbers(values, "values", groups.codes.length);
  const parts: number[][] = Array.from({ length: groups.levels }, () => []);
  groups.codes.forEach((g, i) => parts[g]!.push(y[i]!));
  if (parts.length < 2) throw new RangeError(`${where}: at least two groups are needed`);
  if (parts.some((part) => part.length === 0)) throw new RangeError(`${where}: a group is empty`);
  return parts;
}

/** As R's: the mean of the two in the middle, so that distances from it tie where R's do. */
function median(part: number[]): number {
  const sorted = [...part].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!];
  return (low + high) / 2;
}

function squares(part: readonly number[], about: number): number {
  return part.reduce((sum, value) => sum + (value - about) * (value - about), 0);
}
