import type { Panel } from "../src/3-panel/panel.ts";
import { everyVariable, completeRows, evaluate, parseFormula, wantedFor } from "../src/4-frame/index.ts";
import { expandTerms } from "../src/5-matrix/index.ts";
import { factorOf, type Factor } from "../src/6-estimators/absorb.ts";
import type { PlainMatrices } from "../src/6-estimators/plain-input.ts";
import { ln } from "../src/elementary/index.ts";

export interface Matrices extends PlainMatrices {
  rows: Int32Array;
  factor(name: string): Factor;
  column(name: string): Float64Array;
}

/** A formula as plain matrices, with what R would have put beside it. The offset is the logarithm of a column. */
export function matrices(panel: Panel, text: string, options: { logOffset?: string; weights?: string } = {}): Matrices {
  const parsed = parseFormula(text);
  if (!parsed.ok) throw new Error(parsed.problem.text);
  const { formula } = parsed;
  const { rows } = completeRows(panel, wantedFor(panel, everyVariable(formula)));
  const cells = (name: string): (string | number)[] => {
    const column = panel.columns.get(name)!;
    return Array.from(rows, (row) => column.at(row)!);
  };
  const column = (name: string): Float64Array => Float64Array.from(cells(name) as number[]);
  const response = evaluate(panel, formula.response!.expression, rows);
  if (response.kind === "text") throw new Error("text outcome");
  const design = expandTerms(panel, rows, formula.terms, { intercept: formula.intercept });
  const absorb = formula.absorb.map(({ label }) => factorOf(label, cells(label)));
  const intercept = formula.intercept && absorb.length === 0;
  if (formula.intercept && !intercept) {
    design.columns.shift();
    design.names.shift();
  }
  return {
    rows,
    y: response.values,
    X: design.columns,
    names: design.names,
    intercept,
    weights: options.weights === undefined ? null : column(options.weights),
    offset: options.logOffset === undefined ? null : column(options.logOffset).map(ln),
    absorb,
    factor: (name) => factorOf(name, cells(name)),
    column,
  };
}
