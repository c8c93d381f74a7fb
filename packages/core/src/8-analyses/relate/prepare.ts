import type { Panel } from "../../3-panel/panel.ts";
import { titleOf } from "../../3-panel/words.ts";
import {
  areasOf,
  completeRows,
  evaluate,
  readMeasure,
  readVariable,
  rNumber,
  wantedFor,
  type Variable,
} from "../../4-frame/index.ts";
import { factorOf, type Factor } from "../../6-estimators/absorb.ts";
import type { LadderStep, Problem } from "../../messages/types.ts";
import type { RelateOptions } from "./options.ts";
import * as problems from "./problems.ts";

export interface Prepared {
  ladder: LadderStep[];
  rows: Int32Array;
  /** The measure in steps of `unit`. */
  x: Float64Array;
  y: Float64Array;
  unit: number;
  adjust: { name: string; values: Float64Array }[];
  product: { name: string; values: Float64Array } | null;
  sort: "measure" | "grades" | "groups";
  /** The grades or groups that occur, lowest first; y then holds positions among them. */
  levels: string[];
  /** All grades as given, for R. */
  given: string[];
  area: Factor | null;
  time: Factor | null;
  /** Are there several rows of one area? */
  repeated: boolean;
  variables: { measure: Variable; outcome: Variable; adjust: Variable[]; product: Variable | null };
}

const MOST_GROUPS = 20;

/** From the entry and the panel to columns on a common sample; all that can be wrong is found here. */
export function prepare(panel: Panel, entry: RelateOptions): Prepared | { problem: Problem; ladder: LadderStep[] } {
  let ladder: LadderStep[] = [];
  const refuse = (problem: Problem) => ({ problem, ladder });
  let fault: Problem | null = null;
  const sound = (found: Variable | Problem): Variable | null => {
    if (!("code" in found)) return found;
    fault ??= found;
    return null;
  };
  const numeric = (text: string, path: (string | number)[]): Variable | null => {
    const found = readMeasure(panel, text, path);
    return sound("code" in found ? found : found.variable);
  };
  const measure = numeric(entry.measure, ["measure"]);
  const outcome = sound(readVariable(panel, entry.outcome, ["outcome"]));
  const product = entry.product === undefined ? null : numeric(entry.product, ["product"]);
  const adjust = (entry.adjust ?? []).map((text, at) => numeric(text, ["adjust", at]));
  if (fault !== null) return refuse(fault);
  const others = adjust.filter((each) => each!.label !== measure!.label) as Variable[];
  if (product !== null && !others.some(({ label }) => label === product.label)) others.push(product);
  if (measure!.label === outcome!.label) return refuse(problems.sameMeasure());

  const wordy = evaluate(panel, outcome!.expression).kind === "text";
  const sort = entry.levels !== undefined ? "grades" : wordy ? "groups" : "measure";
  if (entry.margin !== undefined && sort === "groups") return refuse(problems.marginWithGroups());
  if (entry.margin !== undefined && sort === "grades" && entry.margin <= 1) return refuse(problems.oddsMargin());
  const complete = completeRows(panel, wantedFor(panel, [measure!, outcome!, ...others]));
  let { rows } = complete;
  ({ ladder } = complete);
  if (sort !== "measure") ({ rows, ladder } = latestRows(panel, rows, ladder));
  const needed = others.length + 4;
  if (rows.length < needed) return refuse(problems.fewRows(rows.length, needed));
  const numbers = ({ expression }: Variable): Float64Array => {
    const column = evaluate(panel, expression, rows);
    if (column.kind === "text") throw new Error("relate: text was not refused");
    return column.values;
  };
  const unit = entry.unit ?? 1;
  const x = numbers(measure!).map((value) => value / unit);
  if (x.every((value) => value === x[0])) return refuse(problems.constant(titleOf(panel, entry.measure), "measure"));
  const given = (entry.levels ?? []).map(text);
  let levels: string[] = [];
  let y: Float64Array;
  if (sort === "measure") y = numbers(outcome!);
  else {
    const column = evaluate(panel, outcome!.expression, rows);
    const labels = Array.from({ length: rows.length }, (_, i) => text(column.at(i)!));
    const found = sort === "grades" ? given : [...new Set(labels)].sort();
    const odd = labels.find((label) => !found.includes(label));
    if (odd !== undefined) return refuse(problems.gradeUnknown(odd, given));
    levels = found.filter((level) => labels.includes(level));
    if (levels.length > MOST_GROUPS) return refuse(problems.manyGroups(levels.length));
    y = Float64Array.from(labels, (label) => levels.indexOf(label));
  }
  if (y.every((value) => value === y[0])) return refuse(problems.constant(titleOf(panel, entry.outcome), "outcome"));
  const { area, time } = panel;
  const factor = (name: string, of: Int32Array | undefined): Factor | null =>
    of === undefined ? null : factorOf(name, rows.map((row) => of[row]!)); // prettier-ignore
  const areas = factor("area", area?.of);
  const moderator = product === null ? null : others.find(({ label }) => label === product.label)!;
  return {
    ...{ ladder, rows, x, y, unit, sort, levels, given, area: areas, time: factor("time", time?.of) },
    adjust: others.map((each) => ({ name: each.label, values: numbers(each) })),
    product: moderator === null ? null : { name: moderator.label, values: numbers(moderator) },
    repeated: areas !== null && areas.levels < rows.length && areas.levels > 2,
    variables: { measure: measure!, outcome: outcome!, adjust: others, product: moderator },
  };
}

const text = (value: string | number): string => (typeof value === "number" ? rNumber(value) : value.trim());

/** Grades last for years, so that the rows of one area are no independent witnesses: the latest complete one stands for it. */
function latestRows(panel: Panel, rows: Int32Array, ladder: LadderStep[]): { rows: Int32Array; ladder: LadderStep[] } {
  const { area } = panel;
  if (area === null) return { rows, ladder };
  const last = new Map<number, number>();
  for (const row of rows) last.set(area.of[row]!, row);
  const kept = rows.filter((row) => last.get(area.of[row]!) === row);
  if (kept.length === rows.length) return { rows, ladder };
  const gone = rows.filter((row) => last.get(area.of[row]!) !== row);
  const step: LadderStep = {
    ...{ step: "complete", text: "earlier rows of the same area", rows: kept.length, removed: gone.length },
    ...{ areas: areasOf(panel, gone)! },
  };
  const used: LadderStep = { step: "used", text: "used", rows: kept.length, removed: 0 };
  return { rows: kept, ladder: [...ladder.slice(0, -1), step, used] };
}
