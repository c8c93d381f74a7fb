import { figureAt } from "./figures.ts";
import { finite } from "./numbers.ts";
import type { Prepared } from "./prepare.ts";
import type { Rank } from "./value.ts";

/**
 * One's place from the highest rate, and the places that counting noise leaves open: those areas are surely higher (or lower)
 * whose rate differs by |z| > 1.96, z = (√r1 − √r2) / √(1/(4 n1) + 1/(4 n2)) with r = count / population n, each pair on its
 * own. Null without counts. The root makes the noise of a Poisson count alike at every size.
 */
export function rankOf(prepared: Prepared, areas: number): Rank | null {
  const { pooled, time, own } = prepared;
  if (pooled === null) return null;
  const rateAt = (area: number): { root: number; noise: number } | null => {
    const count = figureAt(prepared, pooled.count, area, time);
    const population = figureAt(prepared, pooled.population, area, time);
    return finite(count) && count >= 0 && population > 0
      ? { root: Math.sqrt(count / population), noise: 1 / (4 * population) }
      : null;
  };
  const mine = rateAt(own);
  if (mine === null) return null;
  const out: Rank = { rank: 1, of: 1, low: 1, high: 1 };
  let lower = 0;
  for (let area = 0; area < areas; area++) {
    const other = area === own ? null : rateAt(area);
    if (other === null) continue;
    const z = (other.root - mine.root) / Math.sqrt(other.noise + mine.noise);
    out.of += 1;
    if (other.root > mine.root) out.rank += 1;
    if (z > 1.96) out.low += 1;
    if (z < -1.96) lower += 1;
  }
  return { ...out, high: out.of - lower };
}
