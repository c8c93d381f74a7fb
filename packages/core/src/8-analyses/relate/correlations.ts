import type { Task } from "../../messages/types.ts";
import { clusteredCorrelationTask, correlationInterval, CORRELATIONS } from "../../7-results/correlation-interval.ts";
import type { Pairs } from "./levels.ts";
import type { CorrelationLine } from "./value.ts";

/** Leaving out each of very many areas in turn would take too long: there the interval is left out and a note says so. */
export const MOST_JACKKNIFE = 1e6;

/** Raw and by rank at each level, with intervals that know which rows belong to one area. Grades have ranks only. */
export function* correlationsOf(levels: readonly Pairs[], ranksOnly: boolean): Task<CorrelationLine[]> {
  const methods = CORRELATIONS.filter((method) => !ranksOnly || method !== "pearson");
  const out: CorrelationLine[] = [];
  for (const { level, x, y, clusters } of levels)
    for (const method of methods) {
      yield { stage: "correlations", done: out.length, total: levels.length * methods.length };
      const large = clusters !== null && clusters.levels * x.length > MOST_JACKKNIFE;
      const found = clusters === null || large
        ? correlationInterval(x, y, method)
        : yield* clusteredCorrelationTask(x, y, method, clusters); // prettier-ignore
      const { estimate } = found;
      const [low, high] = large ? [null, null] : [found.low, found.high];
      out.push({ level, method, estimate, low, high, nobs: x.length });
    }
  return out;
}
