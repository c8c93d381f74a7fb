import { takePanel } from "../../3-panel/index.ts";
import type { Panel } from "../../3-panel/panel.ts";
import { variablesOf } from "../../4-frame/index.ts";
import { factorOf } from "../../6-estimators/absorb.ts";
import type { OlsFit } from "../../6-estimators/ols-fit.ts";
import { leaveOneOut } from "../../7-results/leave-one-out.ts";
import type { Task } from "../../messages/types.ts";
import type { FitOutcome } from "./fitted.ts";
import type { Prepared } from "./prepare.ts";
import type { RegressValue, Without } from "./value.ts";

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

/**
 * The same by fitting the formula again on the rows of the other areas, one after the other: for models whose coefficients cannot be
 * updated, since what an area leaves behind (variances, weights, polynomials) changes with it. An area without which the model
 * cannot be fitted, or tells no such coefficient, is no end of the range.
 */
export function* rangeByRefits(
  panel: Panel,
  prepared: Prepared,
  coefficients: RegressValue["coefficients"],
  refit: (panel: Panel) => FitOutcome,
): Task<RegressValue["leaveOneOut"]> {
  const { formula, weights, area, rows } = prepared;
  if (area === null || area.levels < 3) return [];
  const names = new Set([...variablesOf(formula), ...(weights === null ? [] : variablesOf(weights))]);
  const columns = new Map([...panel.columns].filter(([name]) => names.has(name)));
  const whole = { ...panel, columns };
  const { codes, labels, of } = panel.area!;
  const places = [...new Set(rows.map((row) => of[row]!))].sort((a, b) => a - b);
  const found = new Map(coefficients.map(({ term }) => [term, [] as { place: number; estimate: number }[]]));
  for (const [done, place] of places.entries()) {
    yield { stage: "leaving areas out", done, total: places.length };
    const again = refit(
      takePanel(
        whole,
        rows.filter((row) => of[row] !== place),
      ),
    );
    if ("problem" in again) continue;
    for (const { term, estimate } of again.coefficients) found.get(term)?.push({ place, estimate });
  }
  return coefficients.flatMap(({ term, estimate }) => {
    const own = found.get(term)!;
    if (own.length === 0) return [];
    const best = (score: (value: number) => number): Without => {
      const most = own.reduce((at, one) => (score(one.estimate) > score(at.estimate) ? one : at));
      return { area: codes[most.place]!, label: labels[most.place]!, estimate: most.estimate };
    };
    return [
      {
        term,
        lowest: best((value) => -value),
        highest: best((value) => value),
        mostMoved: best((value) => Math.abs(value - estimate)),
      },
    ];
  });
}
