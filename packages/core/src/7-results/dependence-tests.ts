import { chisqTail, fTail, normalCdf } from "../distributions/index.ts";
import { factorOf, type Factor } from "../6-estimators/absorb.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { olsMatrix } from "../6-estimators/ols-matrix.ts";
import { covariance } from "./covariance.ts";
import type { TestResult } from "./panel-tests.ts";

/**
 * Wooldridge's test for serial correlation in a fit with area effects: residuals on the year before's, errors clustered by area
 * (CR0); without serial correlation the slope is -1 / (T - 1), T the number of years. `by`: pairs of calendar neighbours, or of
 * neighbouring rows, over gaps too, as plm. Null where every area has two years.
 * @throws RangeError where no pair of neighbours is left.
 * R: `plm::pwartest(within)`. @see Wooldridge (2010), Econometric Analysis of Cross Section and Panel Data, 10.5.4.
 */
export function serialTest(
  fit: OlsFit,
  area: Factor,
  time: ArrayLike<number>,
  by: "calendar" | "rows" = "calendar",
): TestResult & { slope: number; expected: number } {
  const order = Array.from(area.codes, (_, i) => i).sort(
    (a, b) => area.codes[a]! - area.codes[b]! || time[a]! - time[b]!,
  );
  const pairs: [number, number][] = [];
  for (let k = 1; k < order.length; k++) {
    const [a, b] = [order[k - 1]!, order[k]!];
    if (area.codes[a] === area.codes[b] && (by === "rows" || time[b]! - time[a]! === 1)) pairs.push([a, b]);
  }
  if (pairs.length < 3) throw new RangeError("serialTest: too few neighbouring years");
  const auxiliary = olsMatrix({
    y: Float64Array.from(pairs, ([, b]) => fit.residuals[b]!),
    X: [new Float64Array(pairs.length).fill(1), Float64Array.from(pairs, ([a]) => fit.residuals[a]!)],
    names: ["(Intercept)", "before"],
    intercept: true,
  });
  const clusters = factorOf(
    area.name,
    pairs.map(([, b]) => area.codes[b]!),
  );
  const { matrix } = covariance(auxiliary, "CR0", [clusters]);
  const slope = auxiliary.coefficients[1]!;
  const expected = -1 / (new Set(Array.from(time)).size - 1);
  const df = [1, auxiliary.dfResidual];
  // With two years each the second residual is the first with its sign changed, whatever the data: there is nothing to test.
  if (!(auxiliary.rss > 1e-20 * auxiliary.mss)) return { statistic: null, df, pValue: null, slope, expected };
  const statistic = ((slope - expected) * (slope - expected)) / matrix[1]![1]!;
  return { statistic, df, pValue: fTail(statistic, 1, auxiliary.dfResidual), slope, expected };
}

/**
 * Breusch and Godfrey's test for serial correlation up to `order`: residuals on the columns of the fit and their own lags, zero
 * where there is none; N times the R2 of that is chi-square(order). The lag is the row before *in the order of the rows given*, for
 * a panel sorted by area and time, and runs over from one area to the next: so plm does it. With `area` a lag stays inside its area.
 * After area effects residuals correlate by -1 / (T - 1) of themselves, which this test takes as serial correlation when T is
 * small: prefer `serialTest` there.
 * @throws RangeError for an order that is not a whole number from 1 to the rows less the columns.
 * R: `plm::pbgtest(fit, order = 1)`, `lmtest::bgtest(fit, order)`. @see Breusch (1978); Godfrey (1978), Econometrica 46.
 */
export function panelBreuschGodfrey(fit: OlsFit, order = 1, area?: Factor): TestResult {
  const n = fit.nobs;
  if (!Number.isInteger(order) || order < 1 || order >= n - fit.rank)
    throw new RangeError(`panelBreuschGodfrey: order ${order} is not a whole number that the rows allow`);
  const e = fit.residuals;
  const lags = Array.from({ length: order }, (_, k) =>
    e.map((_, i) => {
      const before = i - k - 1;
      return before < 0 || (area && area.codes[before] !== area.codes[i]) ? 0 : e[before]!;
    }),
  );
  const names = [...fit.design, ...lags].map((_, j) => `x${j}`);
  const auxiliary = olsMatrix({ y: e, X: [...fit.design, ...lags], names, intercept: false });
  const total = e.reduce((sum, value) => sum + value * value, 0);
  const statistic = total > 0 ? n * (1 - auxiliary.rss / total) : null;
  return { statistic, df: [order], pValue: statistic === null ? null : chisqTail(statistic, order) };
}

/**
 * Pesaran's CD test for dependence between areas: the sum over pairs of areas of sqrt(T_ij) r_ij over the root of the number of pairs,
 * r_ij the correlation of their residuals over the T_ij years both have. Standard normal without dependence. Pairs with fewer than
 * two common years, or whose residuals do not differ over them, do not count; null where no pair does.
 * R: `plm::pcdtest(fit, test = "cd")`. @see Pesaran (2021), Empirical Economics 60.
 */
export function crossSectionTest(fit: OlsFit, area: Factor, time: Factor): TestResult {
  const { levels: G } = area;
  const table = Array.from({ length: G }, () => new Float64Array(time.levels).fill(NaN));
  area.codes.forEach((g, i) => (table[g]![time.codes[i]!] = fit.residuals[i]!));
  let [sum, pairs] = [0, 0];
  for (let g = 0; g < G; g++)
    for (let h = 0; h < g; h++) {
      const { count, correlation } = correlate(table[g]!, table[h]!);
      if (count < 2 || correlation !== correlation) continue;
      sum += Math.sqrt(count) * correlation;
      pairs++;
    }
  if (pairs === 0) return { statistic: null, df: [], pValue: null };
  const statistic = sum / Math.sqrt(pairs);
  return { statistic, df: [], pValue: 2 * normalCdf(-Math.abs(statistic), 0, 1) };
}

/** Correlation over the places where both have a value, about the means of those. */
function correlate(a: Float64Array, b: Float64Array): { count: number; correlation: number } {
  let [count, sumA, sumB] = [0, 0, 0];
  for (let t = 0; t < a.length; t++) {
    if (a[t]! + b[t]! !== a[t]! + b[t]!) continue;
    count += 1;
    sumA += a[t]!;
    sumB += b[t]!;
  }
  let [ab, aa, bb] = [0, 0, 0];
  for (let t = 0; t < a.length; t++) {
    const [x, y] = [a[t]! - sumA / count, b[t]! - sumB / count];
    if (x + y !== x + y) continue;
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return { count, correlation: ab / Math.sqrt(aa * bb) };
}
