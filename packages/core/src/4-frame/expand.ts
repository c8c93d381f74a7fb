import { deparse } from "./deparse.ts";
import type { Expression, RandomTerm, Term, Variable } from "./formula.ts";
import { FormulaError } from "./tokens.ts";

/** R's term algebra: sets of variables, kept in the order in which they come up. */
export interface TermAlgebra {
  variables: Variable[];
  terms: Term[];
  written: string[];
  intercept: boolean;
  offsets: Variable[];
  random: RandomTerm[];
}

/** A term while it is being worked out: positions among the variables, ascending. */
type Bits = number[];

const MOST_TERMS = 2000;

/** Expands + - * : / ^ and parentheses into terms, as R's `terms.formula` does, main effects first. */
export function expandAlgebra(right: Expression, intercept: boolean): TermAlgebra {
  const variables: Variable[] = [];
  const offsets: Variable[] = [];
  const random: RandomTerm[] = [];
  const key = (bits: Bits): string => bits.join(",");

  function position(expression: Expression): number {
    const label = deparse(expression);
    const known = variables.findIndex((variable) => variable.label === label);
    if (known >= 0) return known;
    variables.push({ label, expression });
    return variables.length - 1;
  }

  function union(...sets: Bits[][]): Bits[] {
    const out = new Map<string, Bits>();
    for (const set of sets) for (const bits of set) if (!out.has(key(bits))) out.set(key(bits), bits);
    if (out.size > MOST_TERMS) throw new FormulaError(0, `it makes more than ${MOST_TERMS} terms`);
    return [...out.values()];
  }

  function product(a: Bits[], b: Bits[]): Bits[] {
    if (a.length * b.length > MOST_TERMS) throw new FormulaError(0, `it makes more than ${MOST_TERMS} terms`);
    return union(a.flatMap((x) => b.map((y) => [...new Set([...x, ...y])].sort((p, q) => p - q))));
  }

  function remove(from: Bits[], what: Bits[]): Bits[] {
    const gone = new Set(what.map(key));
    return from.filter((bits) => !gone.has(key(bits)));
  }

  function walk(e: Expression): Bits[] {
    if (e.type === "parens") {
      if (e.inner.type !== "binary" || !e.inner.op.startsWith("|")) return walk(e.inner);
      random.push(...randomTerms(e.inner.left, e.inner.right, e.inner.op));
      return [];
    }
    if (e.type === "number") {
      // As in R, the last word counts: "0 + 1" has an intercept again.
      if (e.value === 0 || e.value === 1) {
        intercept = e.value === 1;
        return [];
      }
      throw new FormulaError(e.at, "the only numbers that may stand alone are 0 and 1");
    }
    if (e.type === "text") throw new FormulaError(e.at, "text may stand only inside a function");
    if (e.type === "unary" && e.op === "+") return walk(e.argument);
    if (e.type === "unary" && e.op === "-") return minus([], e.argument);
    if (e.type === "call" && e.name === "offset") {
      const inner = e.arguments[0]?.value;
      if (inner === undefined || e.arguments.length > 1) throw new FormulaError(e.at, "offset takes one measure");
      offsets.push({ label: deparse(e), expression: inner });
      return [];
    }
    if (e.type !== "binary") return [[position(e)]];
    if (e.op === "+") return union(walk(e.left), walk(e.right));
    if (e.op === "-") return minus(walk(e.left), e.right);
    if (e.op === ":") return product(walk(e.left), walk(e.right));
    if (e.op === "*") {
      const [a, b] = [walk(e.left), walk(e.right)];
      return union(a, b, product(a, b));
    }
    if (e.op === "/") {
      const [a, b] = [walk(e.left), walk(e.right)];
      return union(a, product([[...new Set(a.flat())].sort((p, q) => p - q)], b));
    }
    if (e.op === "^") {
      const power = e.right.type === "number" ? e.right.value : NaN;
      if (!(power >= 1 && power <= 9 && Math.floor(power) === power))
        throw new FormulaError(e.right.at, "the power must be a whole number; for a square write I(x^2)");
      const base = walk(e.left);
      let out = base;
      for (let i = 1; i < power; i++) out = union(out, product(out, base));
      return out;
    }
    throw new FormulaError(e.at, `"${e.op}" may not stand here`);
  }

  function minus(from: Bits[], what: Expression): Bits[] {
    if (what.type === "number" && what.value === 1) {
      intercept = false;
      return from;
    }
    if (what.type === "number" && what.value === 0) {
      intercept = true;
      return from;
    }
    return remove(from, walk(what));
  }

  function randomTerms(left: Expression, right: Expression, bar: string): RandomTerm[] {
    const inner = expandAlgebra(left, true);
    if (inner.random.length > 0 || inner.offsets.length > 0)
      throw new FormulaError(left.at, "only measures may stand before the bar of a random term");
    return groupings(right).map((names) => {
      const variables = names.map((expression) => ({ label: deparse(expression), expression }));
      const label = variables.map((item) => item.label).join(":");
      return {
        label: `(${deparse(left)} ${bar} ${label})`,
        intercept: inner.intercept,
        terms: inner.terms,
        correlated: bar === "|",
        group: { label, variables },
      };
    });
  }

  /** a/b is a, and b within a (named b:a, as lme4 does); a:b is the two together. */
  function groupings(e: Expression): Expression[][] {
    if (e.type === "parens") return groupings(e.inner);
    if (e.type === "name" || e.type === "call") return [[e]];
    if (e.type === "binary" && (e.op === "/" || e.op === ":")) {
      const [left, right] = [groupings(e.left), groupings(e.right)];
      if (right.length > 1) throw new FormulaError(e.right.at, "write nested groups as a/b/c");
      const outer = left.at(-1)!;
      return e.op === "/" ? [...left, [...right[0]!, ...outer]] : [[...outer, ...right[0]!]];
    }
    throw new FormulaError(e.at, "after the bar of a random term stand groups: area, region/area or region:area");
  }

  const found = walk(right);
  const labelOf = (bits: Bits): string => bits.map((i) => variables[i]!.label).join(":");
  const written = found.map(labelOf);
  // Sorting is stable: within one order of product, terms keep the order in which they were written.
  const terms = found
    .sort((a, b) => a.length - b.length)
    .map((bits) => ({
      label: labelOf(bits),
      variables: bits.map((i) => variables[i]!),
    }));
  return { variables, terms, written, intercept, offsets, random };
}
