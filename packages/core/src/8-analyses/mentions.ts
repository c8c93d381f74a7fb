import { parseTerms, parseVariable, variablesOf } from "../4-frame/index.ts";

/** A measure that an entry names, and where: the path below the entry. */
export interface Mention {
  name: string;
  path: (string | number)[];
}

/** Names at a place of the entry, without the panel's own keys. */
export function named(names: readonly string[], path: (string | number)[]): Mention[] {
  return names.filter((name) => name !== "area" && name !== "time").map((name) => ({ name, path }));
}

/** The measures in an expression; none where it is not given or cannot be read. */
export function inVariable(text: string | undefined, path: (string | number)[]): Mention[] {
  const parsed = text === undefined ? null : parseVariable(text);
  return parsed?.ok ? named(variablesOf(parsed.variable), path) : [];
}

/** The same of a list, each at its place in it. */
export function inVariables(texts: readonly string[] | undefined, path: (string | number)[]): Mention[] {
  return (texts ?? []).flatMap((text, at) => inVariable(text, [...path, at]));
}

/** The measures in the terms of a group's member. */
export function inTerms(text: string, path: (string | number)[]): Mention[] {
  const parsed = parseTerms(text);
  return parsed.ok ? named(variablesOf(parsed.terms), path) : [];
}
