import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import { exp } from "../elementary/index.ts";

const STEP = 0.125;
const NEGLIGIBLE = 1e-18;
const ROOT_TWO_PI = 2.5066282746310002;

/**
 * Upper tail of the studentized range of `groups` means: how often the largest gap between them, in standard errors of one mean,
 * passes q where all are equal. With Z the normal range and s the root of chi-square(df) / df, independent,
 *
 *   P(Z / s > q) = integral of f(s) P(Z > q s) ds,
 *   P(Z > w) = k integral of phi(z) { Phi(z)^(k-1) - [Phi(z) - Phi(z - w)]^(k-1) } dz,
 *
 * both by the trapezium rule, which for such smooth bells is exact to rounding; all terms are positive, so small tails keep their digits.
 * @throws RangeError for fewer than two groups, or df that is not positive.
 * R: `ptukey(q, groups, df, lower.tail = FALSE)` (R's own digits end near 1e-10). @see Tukey (1949), Biometrics 5.
 */
export function studentizedRangeTail(q: number, groups: number, df: number): number {
  if (!Number.isInteger(groups) || groups < 2 || !(df > 0))
    throw new RangeError("studentizedRangeTail: needs two groups or more and positive degrees of freedom");
  if (!(q > 0)) return 1;
  if (df === Infinity) return rangeTail(q, groups);
  // The density of ln s up to its constant, by which the same sum divides: no digits go on large gamma functions.
  const density = (t: number): number => exp(-(df / 2) * (exp(2 * t) - 1 - 2 * t));
  const step = 0.14 / Math.sqrt(Math.max(1, df));
  let mass = 1;
  let sum = rangeTail(q, groups);
  for (const way of [step, -step])
    for (let t = way; ; t += way) {
      const weight = density(t);
      mass += weight;
      sum += weight * rangeTail(q * exp(t), groups);
      if (!(weight > NEGLIGIBLE * sum)) break;
    }
  return Math.min(1, sum / mass);
}

/** P(range of k standard normals > w). */
function rangeTail(w: number, k: number): number {
  let sum = 0;
  const last = w / 2 + 9;
  for (let z = -9; z <= last; z += STEP) {
    const all = normalCdf(z, 0, 1);
    const above = normalCdf(z - w, 0, 1);
    const kept = all - above;
    // all^(k-1) - kept^(k-1), without subtracting near equals.
    let [powers, power] = [0, 1];
    for (let i = 0; i < k - 1; i++) {
      powers = powers * kept + power;
      power *= all;
    }
    sum += exp((-z * z) / 2) * above * powers;
  }
  return Math.min(1, (k * sum * STEP) / ROOT_TWO_PI);
}

/**
 * The q that the studentized range passes with probability 1 - p. R: `qtukey(p, groups, df)`, which stops at about 1e-4.
 * @throws RangeError for p outside 0 to 1, and as `studentizedRangeTail`.
 */
export function studentizedRangeQuantile(p: number, groups: number, df: number): number {
  if (!(p >= 0 && p < 1)) throw new RangeError("studentizedRangeQuantile: p must lie from 0 to below 1");
  const gap = (q: number): number => studentizedRangeTail(q, groups, df) - (1 - p);
  let [low, high] = [0, 4];
  let [above, below] = [p, gap(high)];
  while (below > 0) [low, above, high, below] = [high, below, 2 * high, gap(2 * high)];
  // False position; an end that stays put has its gap halved (Illinois), so both close in.
  for (let i = 0; i < 100 && high - low > 1e-13 * high; i++) {
    const q = (low * below - high * above) / (below - above);
    const at = gap(q);
    if (at === 0 || q <= low || q >= high) return q;
    if (at > 0) [low, above, below] = [q, at, below / 2];
    else [high, below, above] = [q, at, above / 2];
    if (Math.abs(at) < 1e-15) return q;
  }
  return (low + high) / 2;
}
