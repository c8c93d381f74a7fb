import { exp } from "../elementary/index.ts";
import { finiteNumbers } from "./check-numbers.ts";

/**
 * Do two samples come from one distribution? D is the largest gap between their distribution functions; p by Kolmogorov's limit,
 * 2 sum (-1)^(k-1) exp(-2 k^2 n D^2), n = n_x n_y / (n_x + n_y). Ties and small samples make it cautious.
 *
 * @throws RangeError for an empty sample. R: `ks.test(x, y, exact = FALSE)`, whose p ends its sum at 1e-6.
 * @see Conover, Practical Nonparametric Statistics, 6.3.
 */
export function kolmogorovSmirnov(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
): { statistic: number; pValue: number; words: string } {
  const [a, b] = [x, y].map((sample) => finiteNumbers(sample, "kolmogorovSmirnov").slice().sort()) as [
    Float64Array,
    Float64Array,
  ];
  if (a.length === 0 || b.length === 0) throw new RangeError("kolmogorovSmirnov: a sample is empty");
  let [i, j, statistic] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const at = Math.min(a[i]!, b[j]!);
    while (i < a.length && a[i]! <= at) i++;
    while (j < b.length && b[j]! <= at) j++;
    statistic = Math.max(statistic, Math.abs(i / a.length - j / b.length));
  }
  const lambda = ((a.length * b.length) / (a.length + b.length)) * statistic * statistic;
  return { statistic, pValue: tail(lambda), words: "Kolmogorov and Smirnov's test of one distribution (limit)" };
}

/** For small arguments the sum alternates for ever: p is one there to all digits. */
function tail(lambda: number): number {
  if (lambda < 0.02) return 1;
  let sum = 0;
  for (let k = 1; k <= 200; k++) {
    const term = exp(-2 * k * k * lambda);
    sum += k % 2 === 1 ? term : -term;
    if (term < 1e-18 * sum) break;
  }
  return Math.min(1, 2 * sum);
}
