import { betaCdf, normalCdf, normalQuantile } from "../distributions/index.ts";
import { exp, ln } from "../elementary/index.ts";
import { finiteNumbers, meanOf } from "./check-numbers.ts";

/** Royston's polynomials: of 1 / sqrt n for the two outer weights, of n or ln n for mean and spread of ln(1 - W). */
const OUTER = [0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056];
const SECOND = [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633];
const SMALL = { mean: [0.544, -0.39978, 0.025054, -6.714e-4], log: [1.3822, -0.77857, 0.062767, -0.0020322] };
const LARGE = { mean: [-1.5861, -0.31082, -0.083751, 0.0038915], log: [-0.4803, -0.082676, 0.0030302] };

const polynomial = (c: readonly number[], x: number): number => c.reduceRight((sum, each) => sum * x + each, 0);

/**
 * Do values follow a normal distribution? Shapiro and Wilk's W = (sum a_i y_(i))^2 / sum (y - mean)^2 with Royston's weights and
 * p value (AS R94). With many rows it rejects for differences that matter to nobody.
 *
 * @throws RangeError for fewer than 3 or more than 5,000 values, or when all are the same. R: `shapiro.test(x)`.
 * @see Royston (1995), Remark AS R94, Applied Statistics 44.
 */
export function shapiroWilk(values: ArrayLike<number>): { statistic: number; pValue: number } {
  const x = Float64Array.from(finiteNumbers(values, "values")).sort();
  const n = x.length;
  if (n < 3 || n > 5000) throw new RangeError("shapiroWilk: from 3 to 5,000 values are needed");
  const mean = meanOf(x);
  const squares = x.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  if (!(squares > 0)) throw new RangeError("shapiroWilk: all values are the same");
  if (n === 3) return ofThree(((x[2]! - x[0]!) * (x[2]! - x[0]!)) / 2 / squares);
  const half = Math.floor(n / 2);
  // Normal scores of the upper half, largest first.
  const m = Float64Array.from({ length: half }, (_, i) => -normalQuantile((i + 1 - 0.375) / (n + 0.25), 0, 1));
  const total = 2 * m.reduce((sum, score) => sum + score * score, 0);
  const root = 1 / Math.sqrt(n);
  const a = new Float64Array(half);
  const outer = n > 5 ? 2 : 1;
  a[0] = polynomial(OUTER, root) + m[0]! / Math.sqrt(total);
  if (outer === 2) a[1] = polynomial(SECOND, root) + m[1]! / Math.sqrt(total);
  let scores = total;
  let rest = 1;
  for (let i = 0; i < outer; i++) {
    scores -= 2 * m[i]! * m[i]!;
    rest -= 2 * a[i]! * a[i]!;
  }
  const scale = Math.sqrt(scores / rest);
  for (let i = outer; i < half; i++) a[i] = m[i]! / scale;
  const sum = a.reduce((all, weight, i) => all + weight * (x[n - 1 - i]! - x[i]!), 0);
  const statistic = (sum * sum) / squares;
  let y = ln(1 - statistic);
  const { mean: middle, log } = n <= 11 ? SMALL : LARGE;
  const at = n <= 11 ? n : ln(n);
  if (n <= 11) {
    const edge = -2.273 + 0.459 * n;
    if (y >= edge) return { statistic, pValue: 1e-99 };
    y = -ln(edge - y);
  }
  const z = (y - polynomial(middle, at)) / exp(polynomial(log, at));
  return { statistic, pValue: normalCdf(-z, 0, 1) };
}

/** Of three values W is exact, from 3/4 to 1: p = (6 / pi) (asin sqrt W - asin sqrt(3/4)), an arcsine law. */
function ofThree(statistic: number): { statistic: number; pValue: number } {
  return { statistic, pValue: Math.min(1, Math.max(0, 3 * betaCdf(statistic, 0.5, 0.5) - 2)) };
}
