import type { Problem } from "../messages/types.ts";
import { deparse } from "./deparse.ts";
import { expandAlgebra } from "./expand.ts";
import { checkFunctions } from "./functions.ts";
import type { Expression, Formula, Term, Variable } from "./formula.ts";
import { parseExpression } from "./parse-expression.ts";
import { notOneTerm, syntax } from "./problems.ts";
import { FormulaError } from "./tokens.ts";

const LONGEST = 20_000;

/** R's formula, with fixest's bar for absorbed effects and lme4's parentheses for random ones: `y ~ a * b | area + time`. */
export function parseFormula(text: string): { ok: true; formula: Formula } | { ok: false; problem: Problem } {
  return attempt(text, () => {
    const tree = parseExpression(text);
    if (tree.type !== "binary" || tree.op !== "~")
      throw new FormulaError(0, 'a formula has the outcome, then "~", then the terms');
    if (tree.right.type === "binary" && tree.right.op === "~") throw new FormulaError(tree.right.at, 'a second "~"');
    const response = variable(tree.left);
    let right = tree.right;
    let absorb: Variable[] = [];
    if (right.type === "binary" && right.op === "||")
      throw new FormulaError(right.at, '"||" stands only in a random term: (x || area)');
    if (right.type === "binary" && right.op === "|") {
      if (hasBar(right.left)) throw new FormulaError(right.at, 'only one "|" may stand outside parentheses');
      absorb = absorbed(right.right);
      right = right.left;
    }
    const { terms, written, intercept, offsets, random } = expandAlgebra(right, true);
    const own = terms.find((term) => term.variables.some((item) => item.label === response.label));
    if (own !== undefined)
      throw new FormulaError(tree.right.at, `the outcome "${response.label}" is also among the terms`);
    const formula: Formula = { text, response, intercept, terms, written, offsets, absorb, random };
    const problem = checkFunctions(everyVariable(formula));
    return problem === null ? { ok: true, formula } : { ok: false, problem };
  });
}

/** One term or several, as in a formula's right side: "idaci", "a:b", "a*b", "I(a^2)". */
export function parseTerms(text: string): { ok: true; terms: Term[] } | { ok: false; problem: Problem } {
  return attempt(text, () => {
    const { terms, intercept, offsets, random } = expandAlgebra(parseExpression(text), true);
    if (offsets.length > 0 || random.length > 0 || !intercept || terms.length === 0)
      throw new FormulaError(0, "only measures, functions of them and their products may stand here");
    const problem = checkFunctions(terms.flatMap((term) => term.variables));
    return problem === null ? { ok: true, terms } : { ok: false, problem };
  });
}

/** Exactly one term. */
export function parseTerm(text: string): { ok: true; term: Term } | { ok: false; problem: Problem } {
  const parsed = parseTerms(text);
  if (!parsed.ok) return parsed;
  const term = parsed.terms[0]!;
  return parsed.terms.length === 1 ? { ok: true, term } : { ok: false, problem: notOneTerm(text) };
}

/** One variable, such as an outcome: "rate", "log(rate)", "a / b". Arithmetic stands as it is, as on R's left side. */
export function parseVariable(text: string): { ok: true; variable: Variable } | { ok: false; problem: Problem } {
  return attempt(text, () => {
    const found = variable(parseExpression(text));
    const problem = checkFunctions([found]);
    return problem === null ? { ok: true, variable: found } : { ok: false, problem };
  });
}

/** Every variable of a formula: the response, those of the terms, offsets, absorbed and random ones. */
export function everyVariable(formula: Formula): Variable[] {
  return [
    ...(formula.response === null ? [] : [formula.response]),
    ...formula.terms.flatMap((term) => term.variables),
    ...formula.offsets,
    ...formula.absorb,
    ...formula.random.flatMap((term) => [...term.terms.flatMap((inner) => inner.variables), ...term.group.variables]),
  ];
}

function variable(expression: Expression): Variable {
  if (expression.type === "binary" && ["~", "|", "||", ":"].includes(expression.op))
    throw new FormulaError(expression.at, `"${expression.op}" may not stand here`);
  return { label: deparse(expression), expression };
}

function absorbed(expression: Expression): Variable[] {
  if (expression.type === "binary" && expression.op === "+")
    return [...absorbed(expression.left), ...absorbed(expression.right)];
  if (expression.type === "name" || expression.type === "call") return [variable(expression)];
  throw new FormulaError(expression.at, 'after "|" only names joined by "+" may stand');
}

function hasBar(expression: Expression): boolean {
  return (
    expression.type === "binary" &&
    (expression.op.startsWith("|") || hasBar(expression.left) || hasBar(expression.right))
  );
}

function attempt<T>(text: string, work: () => T): T | { ok: false; problem: Problem } {
  try {
    if (text.length > LONGEST) throw new FormulaError(0, "it is too long");
    return work();
  } catch (error) {
    if (error instanceof FormulaError) return { ok: false, problem: syntax(text, error.at, error.what) };
    throw error;
  }
}
