import type { Panel } from "../../3-panel/panel.ts";
import {
  checkVariables,
  completeRows,
  evaluate,
  everyVariable,
  parseFormula,
  parseVariable,
  wantedFor,
  type Formula,
  type Variable,
} from "../../4-frame/index.ts";
import { expandTerms } from "../../5-matrix/index.ts";
import { factorOf, MOST_SMALLER_LEVELS, type Factor } from "../../6-estimators/absorb.ts";
import type { OlsMatrices } from "../../6-estimators/ols-matrix.ts";
import type { LadderStep, Problem } from "../../messages/types.ts";
import { chooseErrors, type ChosenErrors } from "./choose-errors.ts";
import { chooseEstimator, type Chosen } from "./choose-estimator.ts";
import { gradesOf, type Grades } from "./grades.ts";
import type { RegressOptions } from "./options.ts";
import * as problems from "./problems.ts";

export interface Prepared {
  chosen: Chosen;
  /** As the estimator reads it: with year effects where they were asked for. */
  formula: Formula;
  rows: Int32Array;
  ladder: LadderStep[];
  matrices: OlsMatrices;
  /** Which term of the formula made each column; -1 is the constant. */
  termOf: number[];
  effects: Factor[];
  errors: ChosenErrors;
  clusters: Factor[];
  weights: Variable | null;
  /** Area and time of each row, where the panel has them. */
  area: Factor | null;
  time: Float64Array | null;
  /** The outcome as grades; null but for the ordinal model. */
  grades: Grades | null;
}

/** From the entry and the panel to matrices; everything that can be wrong with the data is found here. */
export function prepare(panel: Panel, options: RegressOptions): Prepared | { problem: Problem; ladder: LadderStep[] } {
  let ladder: LadderStep[] = [];
  const refuse = (problem: Problem): { problem: Problem; ladder: LadderStep[] } => ({
    problem: problem.path === undefined ? { ...problem, path: ["formula"] } : problem,
    ladder,
  });
  const parsed = parseFormula(options.formula);
  if (!parsed.ok) return refuse(parsed.problem);
  const chosen = chooseEstimator(panel, parsed.formula, options);
  if ("code" in chosen) return refuse(chosen);
  const { formula } = chosen;
  const unknown = checkVariables(panel, everyVariable(formula));
  if (unknown !== null) return refuse(unknown);
  const errors = chooseErrors(panel, chosen, options.errors);
  if ("code" in errors) return refuse(errors);
  const weighted = weightVariable(panel, options.weights);
  if (weighted !== null && "code" in weighted) return refuse(weighted);

  const wanted = wantedFor(panel, [...everyVariable(formula), ...(weighted ? [weighted] : []), ...errors.clusters]);
  const complete = completeRows(panel, wanted);
  let { rows } = complete;
  ({ ladder } = complete);
  let weights: Float64Array | null = null;
  if (weighted !== null) {
    const dropped = dropZeroWeights(numbers(panel, weighted, rows), rows, ladder, weighted.label);
    if ("code" in dropped) return refuse(dropped);
    ({ rows, ladder, weights } = dropped);
  }
  if (rows.length === 0)
    return refuse(problems.noRows(ladder.findLast((step) => step.removed > 0)?.text.slice(3) ?? null));
  const outcome = formula.response!;
  const response = evaluate(panel, outcome.expression, rows);
  const title = panel.titles.get(outcome.label) ?? outcome.label;
  const grades = chosen.route === "ordinal" ? gradesOf(response, title, options.levels, listsLevels(outcome)) : null;
  if (grades !== null && "code" in grades) return refuse(grades);
  if (response.kind === "text" && grades === null) return refuse(problems.textOutcome(outcome.label));
  const y = response.kind === "text" ? Float64Array.from(response.codes) : response.values;
  const events = chosen.route === "counts" || chosen.route === "count-mixed";
  if (events && y.every((value) => value === 0)) return refuse(problems.allZero(title));
  if (y.every((value) => value === y[0])) return refuse(problems.constantOutcome(title, y[0]!));

  const effects = formula.absorb.map((variable) => factorFor(panel, variable, rows));
  if (effects.length === 2 && Math.min(...effects.map((effect) => effect.levels)) > MOST_SMALLER_LEVELS)
    return refuse(problems.tooManyLevels(MOST_SMALLER_LEVELS));
  const degree = polyProblem(panel, formula, rows);
  if (degree !== null) return refuse(degree);
  const level = formula.terms
    .flatMap(({ variables }) => variables)
    .find((variable) => hasOneLevel(panel, variable, rows));
  if (level !== undefined) return refuse(problems.oneLevel(panel.titles.get(level.label) ?? level.label));
  const constant = formula.intercept || effects.length > 0;
  const design = expandTerms(panel, rows, formula.terms, { intercept: constant });
  if (effects.length > 0) for (const list of [design.columns, design.names, design.low, design.termOf]) list.shift();
  if (design.columns.length === 0 && effects.length === 0) return refuse(problems.noTerms());
  const clusters = errors.clusters.map((variable) => factorFor(panel, variable, rows));
  const single = clusters.find((cluster) => cluster.levels < 2);
  if (single !== undefined) return refuse(problems.oneCluster(single.name));
  const matrices: OlsMatrices = {
    y,
    X: design.columns,
    low: design.low,
    names: design.names,
    intercept: formula.intercept && effects.length === 0,
    weights,
    offset: offsets(panel, formula, rows),
    absorb: effects,
  };
  const { area, time } = panel;
  return {
    ...{ chosen, formula, rows, ladder, matrices, effects, errors, clusters, weights: weighted, grades },
    termOf: design.termOf,
    area:
      area === null
        ? null
        : factorOf(
            "area",
            Int32Array.from(rows, (row) => area.of[row]!),
          ),
    time: time === null ? null : Float64Array.from(rows, (row) => time.values[time.of[row]!]!),
  };
}

/** factor(x, levels = c("a", "b")) */
function listsLevels({ expression }: Variable): boolean {
  return expression.type === "call" && expression.name === "factor" && expression.arguments.length > 1;
}

function weightVariable(panel: Panel, text: string | undefined): Variable | Problem | null {
  if (text === undefined) return null;
  const parsed = parseVariable(text);
  const problem = parsed.ok ? checkVariables(panel, [parsed.variable]) : parsed.problem;
  if (problem !== null) return { ...problem, path: ["weights"] };
  const variable = (parsed as { variable: Variable }).variable;
  return evaluate(panel, variable.expression).kind === "number"
    ? variable
    : {
        ...problems.textOutcome(variable.label),
        code: "text-weight",
        text: `The weight "${variable.label}" holds text.`,
        path: ["weights"],
      };
}

/** Rows of weight 0 count for nothing and are set aside, as R does. */
function dropZeroWeights(
  values: Float64Array,
  rows: Int32Array,
  ladder: LadderStep[],
  name: string,
): { rows: Int32Array; ladder: LadderStep[]; weights: Float64Array } | Problem {
  const negative = values.find((w) => w < 0);
  if (negative !== undefined) return problems.badWeight(name, negative);
  const kept = rows.filter((_, i) => values[i]! > 0);
  if (kept.length === rows.length) return { rows, ladder, weights: values };
  const removed = rows.length - kept.length;
  const step: LadderStep = { step: "complete", text: `${name} is 0`, rows: kept.length, removed, measure: name };
  const used: LadderStep = { step: "used", text: "used", rows: kept.length, removed: 0 };
  return { rows: kept, ladder: [...ladder.slice(0, -1), step, used], weights: values.filter((w) => w > 0) };
}

function numbers(panel: Panel, variable: Variable, rows: Int32Array): Float64Array {
  const column = evaluate(panel, variable.expression, rows);
  if (column.kind === "text") throw new Error(`regress: ${variable.label} holds text`);
  return column.values;
}

function offsets(panel: Panel, formula: Formula, rows: Int32Array): Float64Array | null {
  if (formula.offsets.length === 0) return null;
  const sum = new Float64Array(rows.length);
  for (const offset of formula.offsets) {
    const values = numbers(panel, offset, rows);
    for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + values[i]!;
  }
  return sum;
}

/** The groups of a variable, in order of first appearance on these rows. */
function factorFor(panel: Panel, variable: Variable, rows: Int32Array): Factor {
  const column = evaluate(panel, variable.expression, rows);
  return factorOf(variable.label, column.kind === "text" ? column.codes : column.values);
}

function hasOneLevel(panel: Panel, { expression }: Variable, rows: Int32Array): boolean {
  const column = evaluate(panel, expression, rows);
  return column.kind === "text" && column.codes.every((code) => code === column.codes[0]);
}

function polyProblem(panel: Panel, formula: Formula, rows: Int32Array): Problem | null {
  for (const { label, expression } of formula.terms.flatMap((term) => term.variables)) {
    if (expression.type !== "call" || expression.name !== "poly") continue;
    const column = evaluate(panel, expression, rows);
    const distinct = column.kind === "number" ? new Set(column.values).size : 0;
    const degree = expression.arguments.find((a, i) => a.name === "degree" || (i === 1 && a.name === null))?.value;
    if ((degree?.type === "number" ? degree.value : 1) >= distinct) return problems.polyDegree(label, distinct);
  }
  return null;
}
