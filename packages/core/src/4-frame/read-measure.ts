import type { Panel } from "../3-panel/panel.ts";
import { isMissing, type Column } from "../columns/column.ts";
import { titleOf } from "../3-panel/words.ts";
import type { Problem } from "../messages/types.ts";
import { checkVariables } from "./check-variables.ts";
import { evaluate } from "./evaluate.ts";
import type { Variable } from "./formula.ts";
import { parseVariable } from "./parse-formula.ts";

/** A measure of numbers as an option names it: its figure in each row (NaN where it has none) and how R writes it. */
export interface ReadMeasure {
  name: string;
  title: string;
  variable: Variable;
  values: Float64Array;
  r: string;
}

/** A measure, or an expression of measures, that must be numbers; what is wrong with it stands at `path`. */
export function readMeasure(panel: Panel, text: string, path: (string | number)[]): ReadMeasure | Problem {
  const parsed = parseVariable(text);
  if (!parsed.ok) return { ...parsed.problem, path };
  const unknown = checkVariables(panel, [parsed.variable]);
  if (unknown !== null) return { ...unknown, path };
  const { expression, label } = parsed.variable;
  const column = evaluate(panel, expression);
  if (column.kind === "text")
    return {
      code: "measure-not-number",
      severity: "error",
      text: `${titleOf(panel, label)} holds text, and numbers are needed here.`,
      remedy: "Choose a measure of numbers.",
      path,
    };
  return {
    name: label,
    title: titleOf(panel, label),
    variable: parsed.variable,
    values: numbersOf(column),
    r: `with(panel, ${label})`,
  };
}

/** A column's figures, NaN where a cell is missing; all NaN for text. */
export function numbersOf(column: Column): Float64Array {
  return Float64Array.from({ length: column.length }, (_, row) =>
    isMissing(column, row) || column.kind === "text" ? NaN : column.values[row]!,
  );
}
