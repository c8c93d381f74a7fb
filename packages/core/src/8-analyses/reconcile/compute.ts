import type { Panel } from "../../3-panel/panel.ts";
import type { PrintedTotal } from "../../3-panel/printed-totals.ts";
import { gapReason, roundedTo, roundingReach } from "../../3-panel/total-gap.ts";
import type { ReadMeasure } from "../../4-frame/index.ts";
import { quantile7 } from "../../6-estimators/quantile.ts";
import type { ReconcileCheck, ReconcileRow } from "./value.ts";

const SHOWN = 50;
const known = (value: number): boolean => value - value === 0;

/** The sum over areas of each year against what the file prints for the country. */
export function checkTotal(panel: Panel, measure: ReadMeasure, printed: PrintedTotal): ReconcileCheck {
  const { values: years, of } = panel.time!;
  const parts = years.map((): number[] => []);
  for (let row = 0; row < panel.rows; row++)
    if (known(measure.values[row]!)) parts[of[row]!]!.push(measure.values[row]!);
  const unit = roundedTo(printed.totals.values());
  const rows = years.flatMap((time, at): ReconcileRow[] => {
    const published = printed.totals.get(time);
    const own = parts[at]!;
    if (published === undefined || own.length === 0) return [];
    const ours = own.reduce((x, y) => x + y, 0);
    const difference = published - ours;
    const reach = roundingReach(own.length, roundedTo(own), unit);
    const leftOut = (printed.areas.get(time) ?? own.length) - own.length;
    return [{ ...{ area: null, label: printed.place, time, ours, published, difference }, why: gapReason(difference, reach, leftOut, printed.without.get(time)) }]; // prettier-ignore
  });
  return {
    ...{ type: "total", ours: measure.name, oursTitle: measure.title, published: printed.place, publishedTitle: printed.place }, // prettier-ignore
    ...counts(rows, unit),
    onlyOurs: years.filter((time, at) => parts[at]!.length > 0 && !printed.totals.has(time)).length,
    onlyPublished: years.filter((time, at) => parts[at]!.length === 0 && printed.totals.has(time)).length,
    rows,
  };
}

/** Two measures row by row; apart by no more than half a unit of the published one is rounding. */
export function checkPair(panel: Panel, ours: ReadMeasure, published: ReadMeasure): ReconcileCheck {
  const unit = roundedTo(Array.from(published.values).filter(known));
  const rows: ReconcileRow[] = [];
  let [onlyOurs, onlyPublished] = [0, 0];
  for (let row = 0; row < panel.rows; row++) {
    const [a, b] = [ours.values[row]!, published.values[row]!];
    if (known(a) && !known(b)) onlyOurs++;
    if (!known(a) && known(b)) onlyPublished++;
    if (!known(a) || !known(b)) continue;
    const area = panel.area === null ? null : panel.area.of[row]!;
    rows.push({
      ...{ area: area === null ? null : panel.area!.codes[area]!, label: area === null ? `Row ${row + 1}` : panel.area!.labels[area]! }, // prettier-ignore
      ...{ time: panel.time === null ? null : panel.time.values[panel.time.of[row]!]!, ours: a, published: b },
      difference: b - a,
      why: gapReason(b - a, roundingReach(1, 0, unit), 0),
    });
  }
  return {
    ...{ type: "pair", ours: ours.name, oursTitle: ours.title, published: published.name, publishedTitle: published.title }, // prettier-ignore
    ...counts(rows, unit),
    ...{ onlyOurs, onlyPublished },
    rows: apart(rows).slice(0, SHOWN),
  };
}

/** Those apart by more than rounding, furthest first; equally far ones in their own order. */
function apart(rows: readonly ReconcileRow[]): ReconcileRow[] {
  return rows
    .filter(({ why }) => why !== "equal" && why !== "rounding")
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
}

function counts(rows: readonly ReconcileRow[], unit: number) {
  const far = apart(rows);
  const gaps = far.filter(({ published }) => published !== 0).map(({ difference, published }) => Math.abs(difference / published)); // prettier-ignore
  return {
    unit,
    compared: rows.length,
    equal: rows.filter(({ why }) => why === "equal").length,
    rounding: rows.filter(({ why }) => why === "rounding").length,
    differ: far.length,
    medianGap: gaps.length === 0 ? null : quantile7(Float64Array.from(gaps).sort(), 0.5),
    furthest: far[0] ?? null,
  };
}
