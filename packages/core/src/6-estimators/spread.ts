import { countNumbers, finiteNumbers, meanOf, positiveNumbers } from "./check-numbers.ts";
import { quantile7 } from "./quantile.ts";

export interface Spread {
  areas: number;
  mean: number;
  median: number;
  /** Standard deviation with n - 1. */
  sd: number;
  lowest: number;
  highest: number;
  p10: number;
  p90: number;
  /** Highest over lowest: rests on the two most extreme areas, often the smallest. Null where the lowest is zero or below. */
  highestOverLowest: number | null;
  p90OverP10: number | null;
  /** sd / mean; null where the mean is not above zero. */
  coefficientOfVariation: number | null;
  /** Every area counts the same. Null where a value is below zero or all are zero. */
  gini: number | null;
}

/**
 * How far areas lie apart in one year: range, p90/p10, coefficient of variation and Gini index beside each other.
 *
 * cv = sd / mean; Gini = sum_i (2 i - n - 1) y_(i) / (n sum y). Quantiles are of type 7.
 * @param values one number an area, all in one unit; ratios have none.
 * @throws RangeError with fewer than two values or one that is not finite.
 * R: `quantile(y, c(.1, .9))`, `sd(y) / mean(y)`, `ineq::Gini(y)`.
 * @see Cowell (2011), Measuring Inequality, chapter 2.
 */
export function spread(values: ArrayLike<number>): Spread {
  const sorted = Float64Array.from(finiteNumbers(values, "values")).sort();
  const n = sorted.length;
  if (n < 2) throw new RangeError("spread: at least two areas are needed");
  const mean = meanOf(sorted);
  let squares = 0;
  let ranked = 0;
  let sum = 0;
  sorted.forEach((value, i) => {
    squares += (value - mean) * (value - mean);
    ranked += (2 * (i + 1) - n - 1) * value;
    sum += value;
  });
  const sd = Math.sqrt(squares / (n - 1));
  const [lowest, highest] = [sorted[0]!, sorted[n - 1]!];
  const [p10, p90] = [quantile7(sorted, 0.1), quantile7(sorted, 0.9)];
  return {
    areas: n,
    mean,
    median: quantile7(sorted, 0.5),
    sd,
    lowest,
    highest,
    p10,
    p90,
    highestOverLowest: lowest > 0 ? highest / lowest : null,
    p90OverP10: p10 > 0 ? p90 / p10 : null,
    coefficientOfVariation: mean > 0 ? sd / mean : null,
    gini: lowest >= 0 && sum > 0 ? ranked / (n * sum) : null,
  };
}

export interface SystematicSpread {
  /** Systematic component of variation: variance of the areas' true ratios to the common rate, counting noise taken out. */
  scv: number;
  /** Share of the variance of the rates that counting alone would give; null where the rates do not vary. */
  noiseShare: number | null;
  /** The common rate, events per person. */
  rate: number;
}

/**
 * Spread of rates with counting noise taken out.
 *
 * SCV = [sum (O - E)^2 / E^2 - sum 1 / E] / I with E = n sum O / sum n; may be negative where areas differ by less than
 * counts do by chance. Noise share = mean of O / n^2 over the variance (n - 1) of O / n.
 * @param observed events, one count an area. @param population people, one an area.
 * @throws RangeError for fewer than two areas, counts below zero, none at all, or a population that is not above zero.
 * R: `E <- n * sum(O) / sum(n); (sum((O - E)^2 / E^2) - sum(1 / E)) / length(O)`.
 * @see McPherson, Wennberg, Hovind & Clifford (1982), New England Journal of Medicine 307.
 */
export function systematicSpread(observed: ArrayLike<number>, population: ArrayLike<number>): SystematicSpread {
  const O = countNumbers(observed, "observed");
  const n = positiveNumbers(population, "population", O.length);
  const areas = O.length;
  if (areas < 2) throw new RangeError("systematicSpread: at least two areas are needed");
  const rate = meanOf(O) / meanOf(n);
  if (!(rate > 0)) throw new RangeError("systematicSpread: there are no events at all");
  const rates = O.map((count, i) => count / n[i]!);
  const mean = meanOf(rates);
  let systematic = 0;
  let noise = 0;
  let squares = 0;
  for (let i = 0; i < areas; i++) {
    const expected = n[i]! * rate;
    systematic += ((O[i]! - expected) * (O[i]! - expected)) / (expected * expected) - 1 / expected;
    noise += O[i]! / (n[i]! * n[i]!);
    squares += (rates[i]! - mean) * (rates[i]! - mean);
  }
  // What rounding leaves of equal rates is nothing.
  const nothing = 1e-28 * areas * mean * mean;
  return {
    scv: systematic / areas,
    noiseShare: squares > nothing ? noise / areas / (squares / (areas - 1)) : null,
    rate,
  };
}
