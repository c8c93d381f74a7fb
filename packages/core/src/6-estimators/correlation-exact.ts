/** Two-sided p of Kendall's tau without ties: how many orders have so few, or so many, discordant pairs. R: `ckendall`. */
export function kendallExact(discordant: number, n: number): number {
  // Share of orders with k discordant pairs: a new value stands before 0 to m of the m there already.
  let shares = Float64Array.of(1);
  for (let m = 1; m < n; m++) {
    const next = new Float64Array(shares.length + m);
    shares.forEach((share, k) => {
      for (let more = 0; more <= m; more++) next[k + more] = next[k + more]! + share / (m + 1);
    });
    shares = next;
  }
  const few = shares.slice(0, discordant + 1).reduce((sum, share) => sum + share, 0);
  const many = shares.slice(discordant).reduce((sum, share) => sum + share, 0);
  return Math.min(1, 2 * Math.min(few, many));
}

const MOST_ORDERS = 9;

/**
 * Two-sided p of Spearman's rho without ties, from all n! orders: how many have a sum of squared differences as small, or as large.
 * @throws RangeError above nine pairs. R: `cor.test(exact = TRUE)`, which goes on by a series.
 */
export function spearmanExact(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length;
  if (n > MOST_ORDERS) throw new RangeError("spearman: an exact p value is for nine pairs at most");
  const sum = Array.from({ length: n }, (_, i) => (a[i]! - b[i]!) * (a[i]! - b[i]!)).reduce((s, v) => s + v, 0);
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
  return Math.min(1, (2 * Math.min(few, many)) / all);
}
