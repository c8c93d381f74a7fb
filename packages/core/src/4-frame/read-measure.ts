import type { Panel } from "../3-panel/panel.ts";
import { titleOf } from "../3-panel/words.ts";
import { isMissing, type Column, type NumberColumn } from "../columns/column.ts";
import type { Problem } from "../messages/types.ts";
import { checkVariables } from "./check-variables.ts";
import type { Wanted } from "./complete-rows.ts";
import { evaluate } from "./evaluate.ts";
import type { Variable } from "./formula.ts";
import { parseVariable } from "./parse-formula.ts";
import { measureNotNumber } from "./problems.ts";

/** A measure of numbers as an option names it: its figure in each row (NaN where it has none) and how R writes it. */
export interface ReadMeasure extends Wanted {
  name: string;
  variable: Variable;
  column: NumberColumn;
  values: Float64Array;
  r: string;
}

/** A measure, or an expression of measures, as it is written in an option; what is wrong with it stands at `path`. */
export function readVariable(panel: Panel, text: string, path: (string | number)[]): Variable | Problem {
  const parsed = parseVariable(text);
  const problem = parsed.ok ? checkVariables(panel, [parsed.variable]) : parsed.problem;
  return parsed.ok && problem === null ? parsed.variable : { ...problem!, path };
}

/** The same where it must be numbers. */
export function readMeasure(panel: Panel, text: string, path: (string | number)[]): ReadMeasure | Problem {
  const variable = readVariable(panel, text, path);
  if ("code" in variable) return variable;
  const { expression, label } = variable;
  const column = evaluate(panel, expression);
  const name = expression.type === "name" ? expression.name : label;
  const title = titleOf(panel, name);
  if (column.kind === "text") return { ...measureNotNumber(title), path };
  return { name, measure: name, title, variable, column, values: numbersOf(column), r: `with(panel, ${label})` };
}

/** A column's figures, NaN where a cell is missing; all NaN for text. */
export function numbersOf(column: Column): Float64Array {
  return Float64Array.from({ length: column.length }, (_, row) =>
    isMissing(column, row) || column.kind === "text" ? NaN : column.values[row]!,
  );
}
