import type { Panel } from "../../3-panel/panel.ts";
import { factorOf } from "../../6-estimators/absorb.ts";
import type { OlsFit } from "../../6-estimators/ols-fit.ts";
import { leaveOneOut } from "../../7-results/leave-one-out.ts";
import type { Prepared } from "./prepare.ts";
import type { RelateValue } from "./value.ts";

const MOST_AREAS = 2000;
const MOST_COLUMNS = 60;

/** How far the last slope moves when single areas are left out, and which one moves it most. */
export function influenceOf(
  panel: Panel,
  { rows, area, adjust, time }: Prepared,
  fit: OlsFit | null,
): RelateValue["influence"] {
  // prettier-ignore
  if (fit === null || panel.area === null || area === null || area.levels < 4 || area.levels > MOST_AREAS) return null;
  if (adjust.length + (time?.levels ?? 0) > MOST_COLUMNS) return null;
  const { codes, labels, of } = panel.area;
  const places = rows.map((row) => of[row]!);
  const groups = factorOf("area", places);
  const found = leaveOneOut(fit, groups).find(({ term }) => term === "x");
  if (found === undefined || found.mostMoved < 0) return null;
  const place = places[groups.codes.indexOf(found.mostMoved)]!;
  return {
    estimate: found.estimate,
    low: found.without[found.lowest]!,
    high: found.without[found.highest]!,
    mostMoved: { area: codes[place]!, label: labels[place]!, estimate: found.without[found.mostMoved]! },
  };
}
