import { normalCdf } from "../distributions/index.ts";
import { exp } from "../elementary/index.ts";

/** Two-sided p of Kendall's tau without ties: how many orders have so few, or so many, discordant pairs. R: `ckendall`. */
export function kendallExact(discordant: number, n: number): number {
  // The distribution is symmetric: only the nearer tail is counted, up to its own end.
  const most = (n * (n - 1)) / 2;
  const end = Math.min(discordant, most - discordant);
  // Share of orders with k discordant pairs: a new value stands before 0 to m of the m there already, each as likely.
  let shares = new Float64Array(end + 1);
  shares[0] = 1;
  const upTo = new Float64Array(end + 2);
  for (let m = 1; m < n; m++) {
    for (let k = 0; k <= end; k++) upTo[k + 1] = upTo[k]! + shares[k]!;
    shares = shares.map((_, k) => (upTo[k + 1]! - upTo[Math.max(0, k - m)]!) / (m + 1));
  }
  return Math.min(1, 2 * shares.reduce((sum, share) => sum + share, 0));
}

/** Up to here all orders are counted; beyond, R's series, and where R leaves it for t. */
const ALL_ORDERS = 9;
const MOST_PAIRS = 1290;

/**
 * Two-sided p of Spearman's rho without ties, from the sum of squared differences of ranks: up to nine pairs from all n! orders, up to
 * 1,290 by Edgeworth's series about the normal distribution, whose tail can come out as nothing where p is below some 1e-7.
 *
 * @throws RangeError above 1,290 pairs. R: `cor.test(method = "spearman", exact = TRUE)`.
 * @see Best & Roberts (1975), algorithm AS 89, Applied Statistics 24.
 */
export function spearmanExact(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length;
  if (n > MOST_PAIRS) throw new RangeError("spearman: an exact p value is for 1,290 pairs at most");
  const sum = Array.from({ length: n }, (_, i) => (a[i]! - b[i]!) * (a[i]! - b[i]!)).reduce((s, v) => s + v, 0);
  return Math.min(1, 2 * (n <= ALL_ORDERS ? smallerTail(n, sum) : seriesTail(n, sum)));
}

/** The smaller of the shares of orders with a sum as small, or as large. */
function smallerTail(n: number, sum: number): number {
  let [few, many, all] = [0, 0, 0];
  const order = Array.from({ length: n }, (_, i) => i);
  const visit = (at: number, so: number): void => {
    if (at === n) {
      all++;
      if (so <= sum) few++;
      if (so >= sum) many++;
      return;
    }
    for (let k = at; k < n; k++) {
      [order[at], order[k]] = [order[k]!, order[at]!];
      visit(at + 1, so + (order[at]! - at) * (order[at]! - at));
      [order[at], order[k]] = [order[k]!, order[at]!];
    }
  };
  visit(0, 0);
  return Math.min(few, many) / all;
}

/** The tail on the side of the sum; sums are even, so the step to the next is cut in the middle. */
function seriesTail(n: number, sum: number): number {
  const middle = (n * n * n - n) / 6;
  const lower = sum <= middle;
  const h = 1 / n;
  const x = ((lower ? sum + 1 : sum - 1) / middle - 1) * Math.sqrt(n - 1);
  const z = x * x;
  const fourth = 0.0072 - 0.0831 * h + z * h * (0.0131 - 4.6e-4 * z);
  const third = 0.0879 + 0.0151 * h - z * fourth;
  const second = -0.0758 + h * (0.1033 + 0.3932 * h) - z * h * third;
  const first = 0.2274 + h * (0.2531 + 0.1745 * h) + z * second;
  const correction = (x * h * first) / exp(z / 2);
  const tail = lower ? normalCdf(x, 0, 1) - correction : normalCdf(-x, 0, 1) + correction;
  return Math.min(1, Math.max(0, tail));
}
