import { nearest } from "../messages/nearest.ts";
import type { Problem } from "../messages/types.ts";

/** The words for what can be wrong with a formula and with the measures it names. */

export function syntax(text: string, at: number, what: string): Problem {
  const shown = at < text.length ? `at "${text.slice(at, at + 12)}" (character ${at + 1})` : "at its end";
  return {
    code: "formula-syntax",
    severity: "error",
    text: `The formula "${text}" cannot be read ${shown}: ${what}.`,
    remedy: 'Write it as R does, for example "rate ~ spend + log(population) | area + time".',
    facts: { at },
  };
}

export function unknownName(name: string, at: number, known: readonly string[]): Problem {
  const near = nearest(name, known);
  return {
    code: "unknown-measure",
    severity: "error",
    text: `There is no measure "${name}".`,
    remedy: near === null ? `The measures are: ${known.slice(0, 12).join(", ")}.` : `Did you mean "${near}"?`,
    column: name,
    facts: { at, nearest: near },
  };
}

export function unknownFunction(name: string, at: number, known: readonly string[]): Problem {
  const near = nearest(name, known);
  return {
    code: "formula-function",
    severity: "error",
    text: `Formulas have no function "${name}".`,
    remedy: near === null ? `The functions are: ${known.join(", ")}.` : `Did you mean "${near}"?`,
    facts: { at, nearest: near },
  };
}

export function badArguments(name: string, at: number, expected: string): Problem {
  return {
    code: "formula-arguments",
    severity: "error",
    text: `"${name}" is not written as it must be here.`,
    remedy: `Write it as ${expected}.`,
    facts: { at },
  };
}

export function textInArithmetic(name: string, label: string): Problem {
  return {
    code: "text-in-arithmetic",
    severity: "error",
    text: `"${name}" holds text, so ${label} cannot be computed.`,
    remedy: `Use ${name} on its own (each of its values becomes a group) or choose a measure of numbers.`,
    column: name,
  };
}

export function measureNotNumber(title: string): Problem {
  return {
    code: "measure-not-number",
    severity: "error",
    text: `${title} holds text, and numbers are needed here.`,
    remedy: "Choose a measure of numbers.",
  };
}

export function notAvailable(what: string, instead: string): Problem {
  return { code: "not-available-yet", severity: "error", text: `${what} is not available yet.`, remedy: instead };
}

export function noKey(name: "area" | "time", at: number): Problem {
  return {
    code: name === "area" ? "no-areas" : "no-times",
    severity: "error",
    text: `The formula names "${name}", but the data have no ${name === "area" ? "areas" : "years"}.`,
    remedy: `Say in the study which column holds them (panel.${name}).`,
    facts: { at },
  };
}

export function notOneTerm(text: string): Problem {
  return {
    code: "formula-term",
    severity: "error",
    text: `"${text}" is more than one term.`,
    remedy: "Give each term as an entry of its own.",
  };
}
