/** The shapes of a parsed formula. Nothing here is ever run as code: stations walk these trees. */

export type Expression =
  | { type: "number"; value: number; at: number }
  | { type: "text"; value: string; at: number }
  | { type: "name"; name: string; at: number }
  | { type: "unary"; op: string; argument: Expression; at: number }
  | { type: "binary"; op: string; left: Expression; right: Expression; at: number }
  | { type: "parens"; inner: Expression; at: number }
  | { type: "call"; name: string; arguments: Argument[]; at: number };

export interface Argument {
  /** The name before `=`, or null for a positional argument. */
  name: string | null;
  value: Expression;
}

/** One of R's model variables: a measure or a function of measures, with R's own spelling of it. */
export interface Variable {
  label: string;
  expression: Expression;
}

/** A product of variables; a main effect has one. */
export interface Term {
  /** As R names it: "a", "a:b", "I(a^2)". */
  label: string;
  variables: Variable[];
}

/** `(1 + x | area)`; `(1 | region/area)` is two of them, by region and by area within region, as lme4 reads it. */
export interface RandomTerm {
  label: string;
  intercept: boolean;
  terms: Term[];
  /** False for `(x || area)`: intercept and slopes are then taken to go their own ways. */
  correlated: boolean;
  /** Rows that agree on all the variables belong together; the label is lme4's: "area:region". */
  group: { label: string; variables: Variable[] };
}

export interface Formula {
  text: string;
  response: Variable | null;
  intercept: boolean;
  /** In R's order: main effects, then products of two, and so on. */
  terms: Term[];
  /** The labels of the terms in the order written, by which R names products: "b:a" where b comes first. */
  written: string[];
  offsets: Variable[];
  /** Effects after the bar, taken out without printing their coefficients. */
  absorb: Variable[];
  random: RandomTerm[];
}

/** Some of a formula's terms as a script must write them: R names and orders them by itself, and then as this module does. */
export function asWritten({ written }: Pick<Formula, "written">, terms: readonly Term[]): Term[] {
  const place = ({ label }: Term): number => (written.includes(label) ? written.indexOf(label) : written.length);
  return [...terms].sort((a, b) => place(a) - place(b));
}
