import { ols } from "../../6-estimators/ols.ts";
import { coefficientTable } from "../../7-results/coefficient-table.ts";
import { covariance } from "../../7-results/covariance.ts";
import { predict } from "../../7-results/predict.ts";
import { figureAt } from "./figures.ts";
import { finite, meanOrNull } from "./numbers.ts";
import type { Named, Prepared } from "./prepare.ts";
import type { Expected } from "./value.ts";

/** An area's outcome, then its circumstances. */
type Row = number[];

/**
 * What would be expected of an area with these circumstances: least squares on the other areas (in the same year, or on the
 * averages of their complete years), one's own left out, with the prediction interval of one area. A reason where there is none.
 * R: `predict(lm(outcome ~ given, data = others), own, interval = "prediction")`.
 */
export function expectedOf(
  prepared: Prepared,
  from: "year" | "average",
  times: number,
  areas: number,
): Expected | string | null {
  const { given, outcome, own } = prepared;
  if (given.length === 0) return null;
  const wanted = [outcome, ...given];
  const rowFor = (area: number): Row | null =>
    from === "year" ? complete(prepared, wanted, area, prepared.time) : average(prepared, wanted, area, times);
  const mine = rowFor(own);
  if (mine === null) {
    const lacking = given.find((measure) => !finite(figureAt(prepared, measure, own, prepared.time)));
    return `one's own area has no figure of ${lacking?.title ?? "one of them"}`;
  }
  const others = Array.from({ length: areas }, (_, area) => area).flatMap((area) => {
    const row = area === own ? null : rowFor(area);
    return row === null ? [] : [row];
  });
  if (others.length < given.length + 3) return `only ${others.length} other areas have every figure`;
  const names = given.map(({ name }) => name);
  const fit = ols({
    y: others.map((row) => row[0]!),
    X: names.map((_, j) => others.map((row) => row[j + 1]!)),
    names,
  });
  if (fit.aliased.length > 0) return `${fit.aliased[0]!} cannot be told apart from the others`;
  const classical = covariance(fit, "classical");
  const [guess] = predict(fit, classical, [[1], ...mine.slice(1).map((value) => [value])]);
  const observed = mine[0]!;
  const sigma = Math.sqrt(fit.rss / fit.dfResidual);
  return {
    ...{ given: names, from, areas: others.length, observed, expected: guess!.fit, sigma },
    ...{ low: guess!.predictionLow, high: guess!.predictionHigh },
    gap: observed - guess!.fit,
    gapLow: observed - guess!.predictionHigh,
    gapHigh: observed - guess!.predictionLow,
    rSquared: fit.mss / (fit.mss + fit.rss),
    coefficients: coefficientTable(fit, classical),
    beyond: given
      .filter(
        (_, j) =>
          others.every((row) => row[j + 1]! < mine[j + 1]!) || others.every((row) => row[j + 1]! > mine[j + 1]!),
      )
      .map(({ title }) => title),
  };
}

function complete(prepared: Prepared, wanted: readonly Named[], area: number, time: number | null): Row | null {
  const row = wanted.map((measure) => figureAt(prepared, measure, area, time));
  return row.every(finite) ? row : null;
}

/** Each measure's mean over the years in which all are there. */
function average(prepared: Prepared, wanted: readonly Named[], area: number, times: number): Row | null {
  const rows = Array.from({ length: times }, (_, t) => complete(prepared, wanted, area, t)).filter(
    (row) => row !== null,
  );
  return rows.length === 0 ? null : wanted.map((_, j) => meanOrNull(rows.map((row) => row[j]!))!);
}
