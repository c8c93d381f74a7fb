import type { Panel } from "../../3-panel/panel.ts";
import { factorOf } from "../../6-estimators/absorb.ts";
import type { OlsFit } from "../../6-estimators/ols-fit.ts";
import { leaveOneOut } from "../../7-results/leave-one-out.ts";
import type { Prepared } from "./prepare.ts";
import type { RegressValue } from "./value.ts";

/** More columns, effects that cut across areas among them, would make a quick regression slow. */
const MOST_COLUMNS = 60;
const MOST_AREAS = 2000;

/** Can areas be left out one by one from this fit? Not where leaving one out would change how the others are transformed. */
export function canLeaveOut({ chosen, area, effects, matrices }: Prepared): boolean {
  const fixed = chosen.route === "least-squares" || chosen.estimator === "first-difference";
  const cutting = effects.filter(({ name }) => name !== "area").reduce((sum, { levels }) => sum + levels, 0);
  return (
    fixed &&
    area !== null &&
    area.levels > 2 &&
    area.levels <= MOST_AREAS &&
    matrices.X.length + cutting <= MOST_COLUMNS
  );
}

/** Between what values each coefficient moves when single areas are left out, and which areas those are. */
export function rangeWithoutAreas(
  panel: Panel,
  prepared: Prepared,
  fit: OlsFit,
  rows: Int32Array,
): RegressValue["leaveOneOut"] {
  if (!canLeaveOut(prepared) || fit.rank === 0) return [];
  const { codes, labels, of } = panel.area!;
  const places = rows.map((row) => of[row]!);
  const groups = factorOf("area", places);
  if (groups.levels < 3) return [];
  const placeOf = new Int32Array(groups.levels);
  groups.codes.forEach((code, i) => (placeOf[code] = places[i]!));
  return leaveOneOut(fit, groups).flatMap(({ term, without, lowest, highest, mostMoved }) => {
    if (lowest < 0) return [];
    const named = (g: number) => ({ area: codes[placeOf[g]!]!, label: labels[placeOf[g]!]!, estimate: without[g]! });
    return [{ term, lowest: named(lowest), highest: named(highest), mostMoved: named(mostMoved) }];
  });
}
