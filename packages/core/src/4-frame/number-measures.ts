import { type NumberColumn } from "../columns/column.ts";
import type { Panel } from "../3-panel/panel.ts";
import type { Problem } from "../messages/types.ts";
import { checkVariables } from "./check-variables.ts";
import type { Wanted } from "./complete-rows.ts";
import { evaluate } from "./evaluate.ts";
import type { Variable } from "./formula.ts";
import { parseVariable } from "./parse-formula.ts";
import { textMeasure } from "./problems.ts";

export interface NumberMeasure extends Wanted {
  variable: Variable;
  column: NumberColumn;
}

/** A measure of numbers (or an expression of measures) by what the study calls it, over all rows of the panel. */
export function numberMeasure(panel: Panel, text: string, path: (string | number)[]): NumberMeasure | Problem {
  const parsed = parseVariable(text);
  if (!parsed.ok) return { ...parsed.problem, path };
  const { variable } = parsed;
  const unknown = checkVariables(panel, [variable]);
  if (unknown !== null) return { ...unknown, path };
  const column = evaluate(panel, variable.expression);
  const name = variable.expression.type === "name" ? variable.expression.name : variable.label;
  if (column.kind === "text") return { ...textMeasure(name), path };
  return { variable, measure: name, title: panel.titles.get(name) ?? name, column };
}
