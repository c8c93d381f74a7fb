import type { Expression, Formula, Term, Variable } from "./formula.ts";
import { everyVariable } from "./parse-formula.ts";

/** Names of the measures in an expression, each once, in order ("area" and "time" are the panel's keys). */
export function namesIn(expression: Expression): string[] {
  const out = new Set<string>();
  const walk = (e: Expression): void => {
    if (e.type === "name") out.add(e.name);
    else if (e.type === "unary") walk(e.argument);
    else if (e.type === "parens") walk(e.inner);
    else if (e.type === "binary") {
      walk(e.left);
      walk(e.right);
    } else if (e.type === "call") {
      // TRUE, levels and the like are options, not measures.
      for (const argument of e.arguments) if (argument.name === null) walk(argument.value);
    }
  };
  walk(expression);
  return [...out];
}

/** Names of the measures in a term, variable or formula, each once, in order. */
export function variablesOf(item: Formula | Term | Variable | readonly Term[]): string[] {
  const list = Array.isArray(item)
    ? (item as readonly Term[]).flatMap((term) => term.variables)
    : "expression" in item
      ? [item]
      : "absorb" in item
        ? everyVariable(item)
        : (item as Term).variables;
  return [...new Set(list.flatMap((variable) => namesIn(variable.expression)))];
}
