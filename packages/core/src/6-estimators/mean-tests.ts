import { fTail, tQuantile, tTwoSided } from "../distributions/index.ts";
import type { Factor } from "./absorb.ts";
import { finiteNumbers, meanOf } from "./check-numbers.ts";

export interface MeanTest {
  /** Difference of the means, and its interval. */
  estimate: number;
  low: number;
  high: number;
  statistic: number;
  df: number;
  pValue: number;
  words: string;
}

function moments(values: ArrayLike<number>, name: string): { n: number; mean: number; variance: number } {
  const x = finiteNumbers(values, name);
  const n = x.length;
  if (n < 2) throw new RangeError(`${name}: at least two values are needed`);
  const mean = meanOf(x);
  return { n, mean, variance: x.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (n - 1) };
}

/**
 * Do two samples differ in their means? Welch's t test (variances may differ, the default), Student's (`equal`), or of pairs.
 * Welch: SE^2 = s1/n1 + s2/n2, df = SE^4 / [(s1/n1)^2/(n1 - 1) + (s2/n2)^2/(n2 - 1)], s the variances.
 *
 * @throws RangeError for fewer than two values a sample, no variation at all, or pairs of different lengths.
 * R: `t.test(x, y, var.equal, paired)`. @see Welch (1947), Biometrika 34.
 */
export function tTest(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  form: "welch" | "equal" | "paired" = "welch",
  level = 0.95,
): MeanTest {
  if (form === "paired" && x.length !== y.length) throw new RangeError("tTest: pairs need samples of one length");
  const finish = (estimate: number, variance: number, df: number, words: string): MeanTest => {
    if (!(variance > 0)) throw new RangeError("tTest: the values do not vary");
    const stdError = Math.sqrt(variance);
    const reach = tQuantile(1 - (1 - level) / 2, df) * stdError;
    const statistic = estimate / stdError;
    const pValue = tTwoSided(statistic, df);
    return { estimate, low: estimate - reach, high: estimate + reach, statistic, df, pValue, words };
  };
  if (form === "paired") {
    const { n, mean, variance } = moments(
      Float64Array.from(x, (value, i) => value - y[i]!),
      "differences",
    );
    return finish(mean, variance / n, n - 1, "t test of pairs");
  }
  const [a, b] = [moments(x, "x"), moments(y, "y")];
  const gap = a.mean - b.mean;
  if (form === "equal") {
    const df = a.n + b.n - 2;
    const pooled = ((a.n - 1) * a.variance + (b.n - 1) * b.variance) / df;
    return finish(gap, pooled * (1 / a.n + 1 / b.n), df, "t test, variances taken as equal");
  }
  const [u, v] = [a.variance / a.n, b.variance / b.n];
  const df = ((u + v) * (u + v)) / ((u * u) / (a.n - 1) + (v * v) / (b.n - 1));
  return finish(gap, u + v, df, "Welch's t test");
}

/**
 * Do groups differ in their means where their variances differ too? Welch's F: with w = n / s2 and m the w-weighted mean,
 * F = [sum w (mean - m)^2 / (k - 1)] / [1 + 2 (k - 2) L], L = sum (1 - w / sum w)^2 / (n - 1) / (k^2 - 1), df k - 1 and 1 / (3 L).
 *
 * @throws RangeError when lengths differ, with fewer than two groups, or a group of one value or without variation.
 * R: `oneway.test(values ~ groups)`. @see Welch (1951), Biometrika 38.
 */
export function welchAnova(
  values: ArrayLike<number>,
  groups: Factor,
): { statistic: number; df: [number, number]; pValue: number } {
  const y = finiteNumbers(values, "values", groups.codes.length);
  const k = groups.levels;
  if (k < 2) throw new RangeError("welchAnova: at least two groups are needed");
  const members: number[][] = Array.from({ length: k }, () => []);
  groups.codes.forEach((g, i) => members[g]!.push(y[i]!));
  const parts = members.map((list) => moments(list, groups.name));
  if (parts.some((part) => !(part.variance > 0))) throw new RangeError("welchAnova: a group does not vary");
  const w = parts.map(({ n, variance }) => n / variance);
  const total = w.reduce((sum, each) => sum + each, 0);
  const middle = parts.reduce((sum, { mean }, g) => sum + w[g]! * mean, 0) / total;
  let between = 0;
  let loss = 0;
  parts.forEach(({ n, mean }, g) => {
    between += w[g]! * (mean - middle) * (mean - middle);
    const open = 1 - w[g]! / total;
    loss += (open * open) / (n - 1) / (k * k - 1);
  });
  const statistic = between / (k - 1) / (1 + 2 * (k - 2) * loss);
  const df2 = 1 / (3 * loss);
  return { statistic, df: [k - 1, df2], pValue: fTail(statistic, k - 1, df2) };
}
