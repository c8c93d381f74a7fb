/** Where each residual stands: the area of its row and its calendar year. */
export interface Places {
  area: Int32Array;
  areas: number;
  time: ArrayLike<number>;
}

/**
 * Floor of an area block on its own when rows of one area resemble each other over time: expected share of variation between
 * area means when areas do not differ at all and noise has autocorrelation rho from one calendar year to the next,
 *
 *   (sum over areas of P_g / T_g - P / N) / (N - P / N)
 *
 * with P_g the sum of rho^|s - t| over an area's pairs of years, P the sum of these, T_g the area's years. For areas with the
 * same T years this is about [T + 2 sum (T - k) rho^k] / T^2; for rho = 0 it is (G - 1) / (N - 1). With `weights` the sums
 * are weighted.
 */
export function autocorrelatedFloor(places: Places, rho: number, weights: Float64Array | null = null): number {
  const weight = (row: number): number => (weights === null ? 1 : weights[row]!);
  let total = 0;
  let all = 0;
  let between = 0;
  for (const rows of rowsByArea(places)) {
    let own = 0;
    let pairs = 0;
    for (const i of rows) {
      own += weight(i);
      for (const j of rows)
        pairs += weight(i) * weight(j) * wholePower(rho, Math.abs(places.time[i]! - places.time[j]!));
    }
    total += own;
    all += pairs;
    if (own > 0) between += pairs / own;
  }
  return (between - all / total) / (total - all / total);
}

/**
 * Autocorrelation of yearly noise within areas, from residuals of the full model: the rho for which the ratio
 *
 *   sum of e_t e_(t-1) over neighbouring calendar years / sum of e_t^2
 *
 * has the value seen here. Taking out each area's mean over a few years makes that ratio negative even for independent
 * noise (Nickell), so it is not used as it stands: for each rho both sums are expected as they would be after the area means
 * are taken out, with the years that each area really has, and rho is found by bisection.
 *
 * @param residuals one per row; they add up to zero in each area.
 * @returns null when no area has two neighbouring years, none has more than two, or nothing is left over.
 * @see Nickell (1981), Econometrica 49(6); Solon (1984), NBER Technical Working Paper 39.
 */
export function withinAutocorrelation(residuals: Float64Array, places: Places): number | null {
  const groups = rowsByArea(places).filter((rows) => rows.length > 1);
  let products = 0;
  let squares = 0;
  let neighbours = 0;
  for (const rows of groups)
    for (const i of rows) {
      squares += residuals[i]! * residuals[i]!;
      for (const j of rows)
        if (1 === places.time[j]! - places.time[i]!) {
          products += residuals[i]! * residuals[j]!;
          neighbours++;
        }
    }
  if (neighbours === 0 || !(squares > 0)) return null;
  const seen = products / squares;
  const patterns = countPatterns(groups, places);
  let low = -0.99;
  let high = 0.99;
  const [least, most] = [expectedRatio(low, patterns), expectedRatio(high, patterns)];
  // Areas of two years: after their mean is out, each residual is the other with its sign changed, whatever rho is.
  if (most - least < 1e-9) return null;
  if (least >= seen) return low;
  if (most <= seen) return high;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (expectedRatio(middle, patterns) < seen) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Areas with the same years (from their first) expect the same: each pattern of years is computed once. */
function countPatterns(groups: readonly number[][], places: Places): { years: number[]; count: number }[] {
  const out = new Map<string, { years: number[]; count: number }>();
  for (const rows of groups) {
    const first = Math.min(...rows.map((row) => places.time[row]!));
    const years = rows.map((row) => places.time[row]! - first).sort((a, b) => a - b);
    const key = years.join(" ");
    const known = out.get(key);
    if (known === undefined) out.set(key, { years, count: 1 });
    else known.count++;
  }
  return [...out.values()];
}

/** For e = M u with M = I - 11'/T and cov(u) = rho^|s - t|: E[e_s e_t] = c_st - m_s - m_t + m, with m the means of c. */
function expectedRatio(rho: number, patterns: readonly { years: number[]; count: number }[]): number {
  let products = 0;
  let squares = 0;
  for (const { years, count } of patterns) {
    const means = years.map((s) => years.reduce((sum, t) => sum + wholePower(rho, Math.abs(s - t)), 0) / years.length);
    const mean = means.reduce((sum, value) => sum + value, 0) / years.length;
    years.forEach((s, i) => {
      squares += count * (1 - 2 * means[i]! + mean);
      const next = i + 1;
      if (years[next] === s + 1) products += count * (rho - means[i]! - means[next]! + mean);
    });
  }
  return products / squares;
}

function rowsByArea({ area, areas }: Places): number[][] {
  const out: number[][] = Array.from({ length: areas }, () => []);
  area.forEach((place, row) => out[place]!.push(row));
  return out;
}

function wholePower(base: number, exponent: number): number {
  let out = 1;
  for (let k = 0; k < exponent; k++) out *= base;
  return out;
}
