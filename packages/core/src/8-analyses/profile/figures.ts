import { tQuantile } from "../../distributions/index.ts";
import { finite, meanOrNull, medianOf, orNull } from "./numbers.ts";
import type { Named, Prepared } from "./prepare.ts";
import type { Compared, Stage } from "./value.ts";

/** The figure of an area in a year; NaN where there is none. */
export function figureAt(prepared: Prepared, { values }: Named, area: number, time: number | null): number {
  const row = prepared.rowOf(area, time);
  return row < 0 ? NaN : values[row]!;
}

/**
 * One measure beside those compared with, in the year looked at. The range is where one more area like them would be expected,
 * were their figures normal: mean ± t(0.975, n − 1) sd √(1 + 1/n). R: `predict(lm(x ~ 1), interval = "prediction")`.
 */
export function compared(prepared: Prepared, measure: Named, stage: Stage | null, areas: number): Compared {
  const { time, peers, groupAreas } = prepared;
  const at = (area: number): number => figureAt(prepared, measure, area, time);
  const own = at(prepared.own);
  const theirs = peers.map(at);
  const values = theirs.filter(finite);
  const n = values.length;
  const mean = meanOrNull(values);
  const sd = n < 2 ? null : Math.sqrt(values.reduce((sum, x) => sum + (x - mean!) * (x - mean!), 0) / (n - 1));
  const spread = sd !== null && sd > 0 ? sd : null;
  const reach = n < 3 || spread === null ? null : tQuantile(0.975, n - 1) * spread * Math.sqrt(1 + 1 / n);
  const known = finite(own) && reach !== null;
  const all = Array.from({ length: areas }, (_, area) => at(area)).filter(finite);
  return {
    ...{ measure: measure.name, title: measure.title, stage },
    own: orNull(own),
    ...{ mean, median: medianOf(values), sd, count: n },
    low: reach === null ? null : mean! - reach,
    high: reach === null ? null : mean! + reach,
    distance: finite(own) && spread !== null ? (own - mean!) / spread : null,
    ratio: finite(own) && mean !== null && mean !== 0 ? own / mean : null,
    place: !known ? null : own > mean! + reach ? "above" : own < mean! - reach ? "below" : "within",
    group: meanOrNull(groupAreas.map(at).filter(finite)),
    all: meanOrNull(all),
    peers: theirs.map(orNull),
  };
}
