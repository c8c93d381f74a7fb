export { checkVariables } from "./check-variables.ts";
export { areasOf, completeRows, wantedFor, type Wanted } from "./complete-rows.ts";
export { deparse } from "./deparse.ts";
export { evaluate } from "./evaluate.ts";
export type { Expression, Formula, RandomTerm, Term, Variable } from "./formula.ts";
export { lookUp } from "./look-up.ts";
export { everyVariable, parseFormula, parseTerm, parseTerms, parseVariable } from "./parse-formula.ts";
export { rNumber } from "./r-number.ts";
export { namesIn, variablesOf } from "./variables.ts";
