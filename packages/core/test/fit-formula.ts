import type { Panel } from "../src/3-panel/panel.ts";
import {
  checkVariables,
  completeRows,
  evaluate,
  everyVariable,
  parseFormula,
  wantedFor,
} from "../src/4-frame/index.ts";
import { expandTerms } from "../src/5-matrix/index.ts";
import type { ModelTerm } from "../src/7-results/term-tests.ts";
import { olsMatrix } from "../src/6-estimators/ols-matrix.ts";
import { factorOf } from "../src/6-estimators/absorb.ts";
import type { OlsFit } from "../src/6-estimators/ols-fit.ts";
import { makePanel } from "./make-panel.ts";
import { referenceData } from "./reference.ts";

/** The ten predictors of the reference cases on the made-up panel. */
export const F10 =
  "cpp_rate ~ imd + idaci + ethnic_pct + spend_per_child + vacancy_rate + agency_rate + caseload + lone_parent_pct + unemployment + log_density";

export function laPanel(file = "la_panel.csv"): Panel {
  return makePanel(referenceData(file));
}

export interface Fitted {
  fit: OlsFit;
  rows: Int32Array;
  /** The formula's terms with the columns that each made. */
  terms: ModelTerm[];
}

/** From a formula to a fit by the public stations, without the study around them. */
export function fitFormula(panel: Panel, text: string, weights?: number[]): Fitted {
  const parsed = parseFormula(text);
  if (!parsed.ok) throw new Error(parsed.problem.text);
  const { formula } = parsed;
  const problem = checkVariables(panel, everyVariable(formula));
  if (problem !== null) throw new Error(problem.text);
  const { rows } = completeRows(panel, wantedFor(panel, everyVariable(formula)));
  const response = evaluate(panel, formula.response!.expression, rows);
  if (response.kind === "text") throw new Error("text outcome");
  const intercept = formula.intercept && formula.absorb.length === 0;
  const design = expandTerms(panel, rows, formula.terms, { intercept: formula.intercept });
  const terms = formula.terms.map(({ label, variables }, place) => ({
    name: label,
    variables: variables.map((variable) => variable.label),
    columns: design.names.filter((_, j) => design.termOf[j] === place),
  }));
  if (!intercept && formula.intercept) {
    design.columns.shift();
    design.names.shift();
    design.low.shift();
  }
  const absorb = formula.absorb.map((variable) => {
    const column = evaluate(panel, variable.expression, rows);
    return factorOf(
      variable.label,
      Array.from({ length: rows.length }, (_, i) => column.at(i)!),
    );
  });
  const fit = olsMatrix({
    y: response.values,
    X: design.columns,
    names: design.names,
    low: design.low,
    intercept,
    absorb,
    weights: weights === undefined ? null : Float64Array.from(rows, (row) => weights[row]!),
  });
  return { fit, rows, terms };
}
