export type Adjustment = "bonferroni" | "holm" | "hochberg" | "BH" | "BY";

/**
 * p values adjusted for how many there are. Bonferroni, Holm, Hochberg: the chance of even one false finding; BH (false
 * discovery rate) and BY (the same under any dependence): the expected share of false ones among the findings.
 *
 * @param pValues between 0 and 1, in any order; the answer keeps it.
 * @throws RangeError when a value is not between 0 and 1. R: `p.adjust(p, method)`.
 * @see Holm (1979); Hochberg (1988); Benjamini & Hochberg (1995); Benjamini & Yekutieli (2001).
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
