import { numberColumn, takeRows, textColumn, type Column, type NumberColumn } from "../columns/column.ts";
import { byCodePoint } from "../columns/order.ts";
import { PRESENT } from "../columns/reasons.ts";
import type { Panel } from "../3-panel/panel.ts";
import { pow } from "../elementary/index.ts";
import { wholePower } from "../linalg/double-double.ts";
import { deparse } from "./deparse.ts";
import type { Expression } from "./formula.ts";
import { factorCall, polyCall, UNARY } from "./functions.ts";
import { lookUp } from "./look-up.ts";
import { rNumber } from "./r-number.ts";

/**
 * An expression's values on the panel's rows (or on the given ones). Text, `area` and factors come as text columns whose
 * dictionary is the list of levels in order; `poly` gives the column it is made from. A cell that is missing keeps its
 * reason; one that cannot be computed (log of 0) is missing with the reason "undefined". `scale` uses the rows it is given, or
 * only the first `sample` of them. The names must have passed `checkVariables`.
 */
export function evaluate(panel: Panel, expression: Expression, rows?: Int32Array, sample?: number): Column {
  if (expression.type === "parens") return evaluate(panel, expression.inner, rows, sample);
  if (expression.type === "name") {
    const column = lookUp(panel, expression.name);
    if (column === null) throw new Error(`evaluate: no column ${expression.name}`);
    const taken = rows === undefined ? column : takeRows(column, rows);
    return taken.kind === "text" ? ordered(taken, levelsInUse(taken).sort(byCodePoint)) : taken;
  }
  if (expression.type === "call" && (expression.name === "factor" || expression.name === "relevel"))
    return factor(panel, expression, rows);
  const count = rows === undefined ? panel.rows : rows.length;
  return numeric(panel, expression, count, rows, sample ?? count);
}

function numeric(
  panel: Panel,
  e: Expression,
  count: number,
  rows: Int32Array | undefined,
  sample: number,
): NumberColumn {
  const part = (inner: Expression): NumberColumn => numeric(panel, inner, count, rows, sample);
  switch (e.type) {
    case "number":
      return numberColumn(new Float64Array(count).fill(e.value));
    case "parens":
      return part(e.inner);
    case "name": {
      const column = evaluate(panel, e, rows);
      if (column.kind === "text") throw new Error(`evaluate: ${e.name} holds text`);
      return column;
    }
    case "unary": {
      const of = part(e.argument);
      return e.op === "-" ? map(of, (x) => -x) : of;
    }
    case "binary":
      return binary(e.op, part(e.left), part(e.right), e.right);
    case "call": {
      if (e.name === "poly") return part(polyCall(e)!.of);
      const of = part(e.arguments[0]!.value);
      return e.name === "scale" ? scale(of, sample) : map(of, UNARY.get(e.name)!);
    }
    case "text":
      throw new Error(`evaluate: text in arithmetic, ${deparse(e)}`);
  }
}

function map(of: NumberColumn, by: (x: number) => number): NumberColumn {
  return numberColumn(of.values.map(by), of.reasons === null ? null : Uint8Array.from(of.reasons));
}

function binary(op: string, a: NumberColumn, b: NumberColumn, right: Expression): NumberColumn {
  const x = a.values;
  const y = b.values;
  const out = new Float64Array(x.length);
  const whole = right.type === "number" && Math.floor(right.value) === right.value && Math.abs(right.value) <= 64;
  for (let i = 0; i < out.length; i++) {
    const p = x[i]!;
    const q = y[i]!;
    if (op === "+") out[i] = p + q;
    else if (op === "-") out[i] = p - q;
    else if (op === "*") out[i] = p * q;
    else if (op === "/") out[i] = p / q;
    else out[i] = whole ? wholePower(p, q) : pow(p, q);
  }
  if (a.reasons === null && b.reasons === null) return numberColumn(out);
  const reasons = new Uint8Array(out.length);
  for (let i = 0; i < out.length; i++) {
    const first = a.reasons === null ? PRESENT : a.reasons[i]!;
    reasons[i] = first !== PRESENT || b.reasons === null ? first : b.reasons[i]!;
    // A missing cell stays missing, whatever the arithmetic makes of it (R: NA^0 is 1).
    if (reasons[i] !== PRESENT) out[i] = NaN;
  }
  return numberColumn(out, reasons);
}

function scale(of: NumberColumn, sample: number): NumberColumn {
  const own = of.values.subarray(0, sample);
  let count = 0;
  let sum = 0;
  for (const x of own) if (x === x) [count, sum] = [count + 1, sum + x];
  let mean = sum / count;
  let rest = 0;
  for (const x of own) if (x === x) rest += x - mean;
  mean += rest / count;
  let squares = 0;
  for (const x of own) if (x === x) squares += (x - mean) * (x - mean);
  const sd = Math.sqrt(squares / (count - 1));
  return map(of, (x) => (x - mean) / sd);
}

function factor(panel: Panel, call: Expression & { type: "call" }, rows: Int32Array | undefined): Column {
  const parts = factorCall(call)!;
  const of = evaluate(panel, parts.of, rows);
  const text = of.kind === "text" ? of : groupsOfNumbers(of);
  let levels = parts.levels ?? [...text.dictionary];
  if (parts.reference !== null && levels.includes(parts.reference))
    levels = [parts.reference, ...levels.filter((level) => level !== parts.reference)];
  return ordered(text, levels);
}

function groupsOfNumbers(of: NumberColumn): ReturnType<typeof textColumn> {
  const values = [...new Set(of.values)].filter((x) => x === x).sort((a, b) => a - b);
  const place = new Map(values.map((value, i) => [value, i]));
  const codes = Int32Array.from(of.values, (x) => place.get(x) ?? -1);
  return textColumn(codes, values.map(rNumber), of.reasons);
}

function levelsInUse(column: Column & { kind: "text" }): string[] {
  const used = new Uint8Array(column.dictionary.length);
  for (const code of column.codes) if (code >= 0) used[code] = 1;
  return column.dictionary.filter((_, code) => used[code] === 1);
}

/** The same cells on a dictionary of the given levels; a value that is not among them is missing (as R's factor). */
function ordered(column: Column & { kind: "text" }, levels: readonly string[]): Column {
  const place = new Map(levels.map((level, i) => [level, i]));
  const to = Int32Array.from(column.dictionary, (word) => place.get(word) ?? -1);
  const codes = Int32Array.from(column.codes, (code) => (code < 0 ? -1 : to[code]!));
  return textColumn(codes, levels, column.reasons === null ? null : Uint8Array.from(column.reasons));
}
