import type { Panel } from "../../3-panel/panel.ts";
import { lookUp, namesIn, type Expression } from "../../4-frame/index.ts";
import { numberColumn, takeRows, textColumn, type Column } from "../../columns/column.ts";
import type { Problem } from "../../messages/types.ts";
import type { RegressOptions } from "./options.ts";
import type { Prepared } from "./prepare.ts";
import * as problems from "./problems.ts";

/** A case to predict, with a value for every measure in the formula. */
export interface Case {
  name: string;
  at: { [measure: string]: number | string };
  /** Measures that the study did not name. */
  usual: string[];
  outside: string[];
}

/** The measures on the right side of the formula, and whether each one makes groups. */
export function measuresOf({ formula }: Prepared): Map<string, boolean> {
  const out = new Map<string, boolean>();
  const variables = [...formula.terms.flatMap((term) => term.variables), ...formula.offsets];
  for (const { expression } of variables)
    for (const name of namesIn(expression)) out.set(name, (out.get(name) ?? false) || makesGroups(expression));
  return out;
}

function makesGroups(expression: Expression): boolean {
  return expression.type === "call" && (expression.name === "factor" || expression.name === "relevel");
}

/** What is asked for, completed with usual values; or why it cannot be predicted. */
export function readCases(panel: Panel, prepared: Prepared, asked: RegressOptions["predict"]): Case[] | Problem {
  if (asked === undefined || asked.length === 0) return [];
  const { chosen, effects, errors } = prepared;
  if (!["least-squares", "counts", "mixed"].includes(chosen.route)) return problems.noPrediction(chosen.estimator);
  if (effects.length > 0) return problems.noLevel(effects.map(({ name }) => name));
  if (errors.type === "wild") return problems.noPrediction("wild");
  const measures = measuresOf(prepared);
  const known = new Map<string, { column: Column; groups: boolean }>();
  for (const [name, groups] of measures)
    known.set(name, { column: takeRows(lookUp(panel, name)!, prepared.rows), groups });
  const out: Case[] = [];
  for (const [k, { name, at = {} }] of asked.entries()) {
    const path = (measure: string): (string | number)[] => ["predict", k, "at", measure];
    for (const measure of Object.keys(at))
      if (!known.has(measure)) return problems.notInFormula(measure, [...known.keys()], path(measure));
    const whole: Case = { name, at: {}, usual: [], outside: [] };
    for (const [measure, { column, groups }] of known) {
      const given = at[measure];
      if (given === undefined) {
        whole.usual.push(measure);
        whole.at[measure] = usualOf(column, groups, measure === "time");
        continue;
      }
      const problem = valueProblem(measure, given, column, groups, path(measure));
      if (problem !== null) return problem;
      whole.at[measure] = given;
      if (typeof given === "number" && column.kind === "number" && isOutside(given, column.values))
        whole.outside.push(measure);
    }
    out.push(whole);
  }
  return out;
}

/** A number must be a number; what makes groups must be one of those there are. */
function valueProblem(
  measure: string,
  given: number | string,
  column: Column,
  groups: boolean,
  path: (string | number)[],
): Problem | null {
  if (column.kind === "number") {
    if (typeof given !== "number" || given - given !== 0) return problems.notANumber(measure, given, path);
    return groups && !column.values.includes(given)
      ? problems.noSuchGroup(measure, given, [...new Set(column.values)].sort((a, b) => a - b).map(String), path)
      : null;
  }
  const words = [...new Set(column.codes)].map((code) => column.dictionary[code]!);
  return words.includes(String(given)) ? null : problems.noSuchGroup(measure, given, words.sort(), path);
}

function isOutside(value: number, values: Float64Array): boolean {
  return !values.some((one) => one <= value) || !values.some((one) => one >= value);
}

/** The mean of numbers; of groups the most frequent one, the first among equals; of years as groups the last. */
function usualOf(column: Column, groups: boolean, years: boolean): number | string {
  if (column.kind === "number" && !groups) return meanOf(column.values);
  if (column.kind === "number" && years) return column.values.reduce((a, b) => Math.max(a, b));
  const counts = new Map<number, number>();
  const values = column.kind === "number" ? column.values : column.codes;
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const ordered = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const most = ordered[0]![0];
  if (column.kind === "number") return most;
  const ties = ordered.filter(([, count]) => count === ordered[0]![1]).map(([code]) => column.dictionary[code]!);
  return ties.reduce((a, b) => (b < a ? b : a));
}

function meanOf(values: Float64Array): number {
  let mean = 0;
  for (let pass = 0; pass < 2; pass++) mean += values.reduce((sum, value) => sum + (value - mean), 0) / values.length;
  return mean;
}

/** The rows used and the cases below them, as a panel of the formula's measures alone. */
export function withCases(panel: Panel, prepared: Prepared, cases: readonly Case[]): Panel {
  const columns = new Map<string, Column>();
  for (const name of measuresOf(prepared).keys()) {
    const own = takeRows(lookUp(panel, name)!, prepared.rows);
    const more = cases.map(({ at }) => at[name]!);
    columns.set(
      name,
      own.kind === "number"
        ? numberColumn(Float64Array.from([...own.values, ...(more as number[])]))
        : textColumn(Int32Array.from([...own.codes, ...more.map((word) => own.dictionary.indexOf(String(word)))]), [
            ...own.dictionary,
          ]),
    );
  }
  // Area and time stand among the columns here, so that a case may have a year that no row has.
  return { ...panel, rows: prepared.rows.length + cases.length, columns, area: null, time: null, group: null };
}
