export type Adjustment = "bonferroni" | "holm" | "hochberg" | "hommel" | "BH" | "BY";

/**
 * p values adjusted for how many there are. Bonferroni, Holm, Hochberg, Hommel: the chance of even one false finding; BH (false
 * discovery rate) and BY (the same under any dependence): the expected share of false ones among the findings.
 *
 * @param pValues between 0 and 1, in any order; the answer keeps it.
 * @throws RangeError when a value is not between 0 and 1. R: `p.adjust(p, method)`.
 * @see Holm (1979); Hochberg (1988); Hommel (1988); Benjamini & Hochberg (1995); Benjamini & Yekutieli (2001).
 */
export function adjustP(pValues: ArrayLike<number>, method: Adjustment): Float64Array {
  const n = pValues.length;
  const p = Float64Array.from(pValues);
  p.forEach((value, i) => {
    if (!(value >= 0 && value <= 1)) throw new RangeError(`adjustP: pValues[${i}] is not between 0 and 1`);
  });
  if (method === "bonferroni") return p.map((value) => Math.min(1, value * n));
  const order = Int32Array.from(p, (_, i) => i).sort((a, b) => p[a]! - p[b]!);
  const out = new Float64Array(n);
  if (method === "holm") {
    let most = 0;
    order.forEach((i, k) => {
      most = Math.max(most, Math.min(1, p[i]! * (n - k)));
      out[i] = most;
    });
    return out;
  }
  if (method === "hommel") return hommel(p, order);
  let harmonic = 1;
  if (method === "BY") for (let k = 2; k <= n; k++) harmonic += 1 / k;
  let least = 1;
  for (let k = n - 1; k >= 0; k--) {
    const factor = method === "hochberg" ? n - k : (harmonic * n) / (k + 1);
    least = Math.min(least, p[order[k]!]! * factor);
    out[order[k]!] = least;
  }
  return out;
}

/**
 * At each size m of a set of the largest p values, q = min over j of m p_(n - m + j) / j bounds what its members may be; the greatest
 * bound over all sizes counts. R: `p.adjust(p, "hommel")`.
 */
function hommel(p: Float64Array, order: Int32Array): Float64Array {
  const n = p.length;
  const sorted = Float64Array.from(order, (i) => p[i]!);
  const most = Float64Array.from(sorted).fill(sorted.reduce((least, value, k) => Math.min(least, (n * value) / (k + 1)), 1)); // prettier-ignore
  for (let m = n - 1; m > 1; m--) {
    let q = Infinity;
    for (let j = 2; j <= m; j++) q = Math.min(q, (m * sorted[n - m + j - 1]!) / j);
    for (let k = 0; k < n; k++) most[k] = Math.max(most[k]!, Math.min(m * sorted[Math.min(k, n - m)]!, q));
  }
  const out = new Float64Array(n);
  order.forEach((i, k) => (out[i] = Math.max(most[k]!, sorted[k]!)));
  return out;
}
