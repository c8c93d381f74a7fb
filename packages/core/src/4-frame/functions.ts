import type { Problem } from "../messages/types.ts";
import { exp, ln } from "../elementary/index.ts";
import { deparse } from "./deparse.ts";
import type { Expression, Variable } from "./formula.ts";
import { badArguments, syntax, unknownFunction } from "./problems.ts";
import { rNumber } from "./r-number.ts";

/** log(1 + x) without losing small x: the rounding of 1 + x cancels in the quotient (Kahan). */
function log1p(x: number): number {
  const u = 1 + x;
  return u === 1 ? x : (ln(u) * x) / (u - 1);
}

function expm1(x: number): number {
  const u = exp(x);
  if (u === 1) return x;
  return u - 1 === -1 || u === Infinity ? u - 1 : ((u - 1) * x) / ln(u);
}

const LN10 = 2.302585092994046;
const LN2 = 0.6931471805599453;

/** Functions of one number, as R names them. */
export const UNARY: ReadonlyMap<string, (x: number) => number> = new Map([
  ["log", ln],
  ["log10", (x: number) => ln(x) / LN10],
  ["log2", (x: number) => ln(x) / LN2],
  ["log1p", log1p],
  ["exp", exp],
  ["expm1", expm1],
  ["sqrt", Math.sqrt],
  ["abs", Math.abs],
  ["I", (x: number) => x],
]);

/** Functions that look at the whole sample, or make groups. */
export const SPECIAL = ["factor", "relevel", "poly", "scale"] as const;

const KNOWN = [...UNARY.keys(), ...SPECIAL];

export interface PolyCall {
  of: Expression;
  degree: number;
  raw: boolean;
}

/** The parts of a `poly(x, 3, raw = TRUE)`. */
export function polyCall(call: Expression & { type: "call" }): PolyCall | null {
  const place = (name: string, at: number): Expression | undefined =>
    call.arguments.find((a) => a.name === name)?.value ?? call.arguments.filter((a) => a.name === null)[at]?.value;
  const of = call.arguments[0]?.name === null ? call.arguments[0].value : undefined;
  const degree = place("degree", 1);
  const raw = call.arguments.find((a) => a.name === "raw")?.value;
  const power = degree === undefined ? 1 : degree.type === "number" ? degree.value : NaN;
  const flag = raw === undefined ? false : raw.type === "name" ? flagOf(raw.name) : null;
  const odd = call.arguments.some((a) => a.name !== null && a.name !== "degree" && a.name !== "raw");
  if (of === undefined || odd || flag === null || !(power >= 1 && power <= 50 && power === Math.floor(power)))
    return null;
  return { of, degree: power, raw: flag };
}

export interface FactorCall {
  of: Expression;
  /** Levels in their order, when the formula lists them. */
  levels: string[] | null;
  reference: string | null;
}

/** The parts of `factor(x)`, `factor(x, levels = c("a", "b"))` and `relevel(x, ref = "a")`. */
export function factorCall(call: Expression & { type: "call" }): FactorCall | null {
  const of = call.arguments[0];
  if (of === undefined || of.name !== null || call.arguments.length > 2) return null;
  const second = call.arguments[1];
  if (call.name === "relevel") {
    if (second === undefined || (second.name !== null && second.name !== "ref")) return null;
    const reference = second.value;
    if (reference.type === "text") return { of: of.value, levels: null, reference: reference.value };
    return reference.type === "number" ? { of: of.value, levels: null, reference: rNumber(reference.value) } : null;
  }
  if (second === undefined) return { of: of.value, levels: null, reference: null };
  const list = second.value;
  if ((second.name !== null && second.name !== "levels") || list.type !== "call" || list.name !== "c") return null;
  const levels: string[] = [];
  for (const item of list.arguments) {
    if (item.value.type !== "text" && item.value.type !== "number") return null;
    levels.push(item.value.type === "text" ? item.value.value : rNumber(item.value.value));
  }
  return { of: of.value, levels, reference: null };
}

function flagOf(name: string): boolean | null {
  if (name === "TRUE" || name === "T") return true;
  return name === "FALSE" || name === "F" ? false : null;
}

/** The first function that is unknown, or not written as it must be. */
export function checkFunctions(variables: readonly Variable[]): Problem | null {
  for (const variable of variables) {
    const problem = check(variable.expression, true, variable.label);
    if (problem !== null) return problem;
  }
  return null;
}

function check(e: Expression, outermost: boolean, label: string): Problem | null {
  if (e.type === "text") return syntax(label, label.length, "text may stand only as a level of factor() or relevel()");
  if (e.type === "parens") return check(e.inner, outermost, label);
  if (e.type === "unary")
    return e.op === "~" ? syntax(label, label.length, '"~" inside a term') : check(e.argument, false, label);
  if (e.type === "binary") {
    if (["~", "|", "||", ":"].includes(e.op))
      return syntax(label, label.length, `"${e.op}" cannot be computed inside a term`);
    return check(e.left, false, label) ?? check(e.right, false, label);
  }
  if (e.type !== "call") return null;
  if (e.name === "poly") {
    const parts = outermost ? polyCall(e) : null;
    return parts === null
      ? badArguments(deparse(e), e.at, "a term of its own: poly(x, 2)")
      : check(parts.of, false, label);
  }
  if (e.name === "factor" || e.name === "relevel") {
    const parts = outermost ? factorCall(e) : null;
    if (parts === null)
      return badArguments(
        deparse(e),
        e.at,
        'a term of its own: factor(x), factor(x, levels = c("a", "b")) or relevel(x, ref = "a")',
      );
    return check(parts.of, e.name === "relevel", label);
  }
  if (e.name !== "scale" && !UNARY.has(e.name)) return unknownFunction(e.name, e.at, KNOWN);
  if (e.arguments.length !== 1 || e.arguments[0]!.name !== null) return badArguments(deparse(e), e.at, `${e.name}(x)`);
  return check(e.arguments[0]!.value, false, label);
}
