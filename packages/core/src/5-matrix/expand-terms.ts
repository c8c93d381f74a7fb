import type { Panel } from "../3-panel/panel.ts";
import { evaluate } from "../4-frame/evaluate.ts";
import type { Expression, Term, Variable } from "../4-frame/formula.ts";
import { polyCall } from "../4-frame/functions.ts";
import { orthogonalPowers, power, rawPowers } from "./poly.ts";

export interface Design {
  columns: Float64Array[];
  /** As R names them: "(Intercept)", "regionLondon", "a:b", "poly(x, 2)1". */
  names: string[];
  /** Which term made each column; -1 is the intercept. */
  termOf: number[];
  /** What rounding cut off a column when it was computed (powers of a measure); null where it is exact or not known. */
  low: (Float64Array | null)[];
}

/** One variable on the rows in use: a number (one or more columns) or a factor (levels in order, first is the reference). */
type Data =
  | { kind: "numbers"; columns: Float64Array[]; names: string[]; low?: Float64Array[] }
  | { kind: "factor"; label: string; codes: Int32Array; levels: readonly string[] };

/**
 * The columns of a model matrix for some terms on some rows, as R's `model.matrix` with treatment contrasts: a factor leaves
 * out its first level where the rest of its term is already in the model, and keeps every level where it is not; without an
 * intercept the first factor keeps every level. A text measure is a factor, its levels in code point order, unused ones
 * dropped. Polynomials and `scale` are computed on these rows, or with `sample` on the first so many of them, the others being new
 * rows for the same columns.
 *
 * The terms must have passed `checkVariables`, and no row may miss a value.
 */
export function expandTerms(
  panel: Panel,
  rows: Int32Array,
  terms: readonly Term[],
  options: { intercept: boolean; sample?: number },
): Design {
  const cache = new Map<string, Data>();
  const dataOf = (variable: Variable): Data => {
    let data = cache.get(variable.label);
    if (data === undefined) {
      data = read(panel, variable, rows, options.sample ?? rows.length);
      cache.set(variable.label, data);
    }
    return data;
  };
  const design: Design = { columns: [], names: [], termOf: [], low: [] };
  if (options.intercept) push(design, new Float64Array(rows.length).fill(1), "(Intercept)", -1);
  let fullDue = !options.intercept;
  terms.forEach((term, t) => {
    let part: Part | null = null;
    for (const variable of term.variables) {
      const data = dataOf(variable);
      let full = false;
      if (data.kind === "factor") {
        full = fullDue || !restIsInModel(term, variable, terms.slice(0, t));
        fullDue = false;
      }
      const next = data.kind === "factor" ? dummies(data, full) : data;
      part = part === null ? next : product(part, next);
    }
    part?.columns.forEach((column, k) => push(design, column, part.names[k]!, t, part.low?.[k]));
  });
  return design;
}

interface Part {
  columns: Float64Array[];
  names: string[];
  low?: Float64Array[];
}

function push(design: Design, column: Float64Array, name: string, term: number, low?: Float64Array): void {
  design.low.push(low ?? null);
  design.columns.push(column);
  design.names.push(name);
  design.termOf.push(term);
}

/** R's rule: is the term without this variable contained in a term before it? (The constant always is.) */
function restIsInModel(term: Term, variable: Variable, before: readonly Term[]): boolean {
  const rest = term.variables.filter((other) => other.label !== variable.label).map((other) => other.label);
  if (rest.length === 0) return true;
  return before.some((other) => rest.every((label) => other.variables.some((item) => item.label === label)));
}

function read(panel: Panel, variable: Variable, rows: Int32Array, sample: number): Data {
  const { label, expression } = variable;
  const column = evaluate(panel, expression, rows, sample);
  if (column.kind === "text") return factorInUse(label, column.codes, column.dictionary);
  const squared = powerOf(expression);
  if (squared !== null) {
    const base = evaluate(panel, squared.base, rows, sample);
    if (base.kind === "number") {
      const { high, low } = power(base.values, squared.exponent);
      return { kind: "numbers", columns: [high], names: [label], low: [low] };
    }
  }
  const call = expression.type === "call" && expression.name === "poly" ? polyCall(expression) : null;
  if (call === null) return { kind: "numbers", columns: [column.values], names: [label] };
  const raw = call.raw ? rawPowers(column.values, call.degree) : null;
  const columns = raw?.columns ?? orthogonalPowers(column.values, call.degree, sample);
  const names = columns.length === 1 ? [label] : columns.map((_, k) => label + String(k + 1));
  return { kind: "numbers", columns, names, ...(raw && { low: raw.low }) };
}

/** The parts of I(x^3), whose rounding can be known exactly; null for anything else. */
function powerOf(expression: Expression): { base: Expression; exponent: number } | null {
  if (expression.type !== "call" || expression.name !== "I") return null;
  const inner = expression.arguments[0]!.value;
  if (inner.type !== "binary" || inner.op !== "^" || inner.left.type !== "name" || inner.right.type !== "number")
    return null;
  const exponent = inner.right.value;
  return exponent >= 1 && exponent <= 64 && Math.floor(exponent) === exponent ? { base: inner.left, exponent } : null;
}

function factorInUse(label: string, codes: Int32Array, levels: readonly string[]): Data {
  const used = new Int32Array(levels.length).fill(-1);
  for (const code of codes) used[code] = 0;
  let count = 0;
  for (let level = 0; level < levels.length; level++) if (used[level] === 0) used[level] = count++;
  return {
    kind: "factor",
    label,
    codes: codes.map((code) => used[code]!),
    levels: levels.filter((_, level) => used[level]! >= 0),
  };
}

function dummies(data: Data & { kind: "factor" }, full: boolean): Part {
  const first = full ? 0 : 1;
  const columns = data.levels.slice(first).map(() => new Float64Array(data.codes.length));
  data.codes.forEach((code, i) => {
    if (code >= first) columns[code - first]![i] = 1;
  });
  return { columns, names: data.levels.slice(first).map((level) => data.label + level) };
}

/** Columns of a product: the first part varies fastest, as in R. */
function product(a: Part, b: Part): Part {
  const columns: Float64Array[] = [];
  const names: string[] = [];
  b.columns.forEach((right, k) =>
    a.columns.forEach((left, j) => {
      columns.push(left.map((value, i) => value * right[i]!));
      names.push(`${a.names[j]!}:${b.names[k]!}`);
    }),
  );
  return { columns, names };
}
