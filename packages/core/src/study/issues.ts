import * as v from "valibot";
import type { Problem } from "../messages/types.ts";
import { missingKey, ruleBroken, unknownKey, wrongValue, type Path } from "./problems.ts";

type Schema = v.GenericSchema & {
  type: string;
  entries?: Record<string, Schema>;
  options?: Schema[];
  item?: Schema;
  value?: Schema;
  wrapped?: Schema;
  pipe?: Schema[];
};

/** Checks a value against a schema; what is wrong comes back in the study's own words, with the nearest known key. */
export function parseWith<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  path: Path = [],
): { ok: true; output: v.InferOutput<S> } | { ok: false; problems: Problem[] } {
  const result = v.safeParse(schema, value);
  if (result.success) return { ok: true, output: result.output };
  const problems = result.issues.flatMap((issue) => translate(schema as unknown as Schema, issue, path));
  return { ok: false, problems };
}

function translate(schema: Schema, issue: v.BaseIssue<unknown>, base: Path): Problem[] {
  const below = (issue.path ?? []).map((item) => (item as { key: string | number }).key);
  const path = [...base, ...below];
  const here = schemaAt(schema, below);
  if (issue.type === "strict_object" && issue.expected === "never")
    return [unknownKey(path, keysOf(schemaAt(schema, below.slice(0, -1))))];
  if (issue.received === "undefined" && /object/.test(issue.type)) return [missingKey(path)];
  // Of several shapes the one that shares most keys with what was written is the one that was meant.
  const meant = here === null ? null : likeliest(here, issue.input);
  if (meant !== null && here !== null && (issue.type === "union" || issue.type === "variant")) {
    const inner = parseWith(meant, issue.input, path);
    if (!inner.ok && inner.problems.length > 0) return inner.problems;
  }
  const [key] = isPlain(issue.input) ? Object.keys(issue.input) : [];
  if (issue.type === "union" && meant === null && key !== undefined && keysOf(here).length > 0)
    return [unknownKey([...path, key], keysOf(here))];
  // Words that the schema itself has for a fault are kept.
  if (!issue.message.startsWith("Invalid ")) return [ruleBroken(path, issue.message)];
  return [wrongValue(path, expectedText(issue, here), issue.input)];
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function likeliest(schema: Schema, input: unknown): Schema | null {
  const options = flatOptions(schema);
  if (input === null || typeof input !== "object") return null;
  if (Array.isArray(input)) return options.find((option) => unwrap(option).type === "array") ?? null;
  let best: Schema | null = null;
  let most = 0;
  for (const option of options) {
    const keys = keysOf(option);
    const shared = Object.keys(input).filter((key) => keys.includes(key)).length;
    if (shared > most) {
      best = option;
      most = shared;
    }
  }
  return best;
}

function unwrap(schema: Schema): Schema {
  let at = schema;
  for (;;) {
    if (at.wrapped !== undefined) at = at.wrapped;
    else return at;
  }
}

function flatOptions(schema: Schema): Schema[] {
  const plain = unwrap(schema);
  return plain.options !== undefined && typeof plain.options[0] === "object"
    ? plain.options.flatMap(flatOptions)
    : [plain];
}

/** The schema at a place below another; null where there are several. */
function schemaAt(schema: Schema, path: Path): Schema | null {
  let at: Schema | null = schema;
  for (const key of path) {
    const plain: Schema = unwrap(at);
    const next: Schema | undefined =
      plain.entries?.[String(key)] ?? plain.item ?? (plain.type === "record" ? plain.value : undefined);
    if (next === undefined) return null;
    at = next;
  }
  return at;
}

function keysOf(schema: Schema | null): string[] {
  if (schema === null) return [];
  return flatOptions(schema).flatMap((option) => Object.keys(option.entries ?? {}));
}

const WORDS: Record<string, string> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  strict_object: "an object",
  loose_object: "an object",
  record: "an object",
};

function expectedText(issue: v.BaseIssue<unknown>, schema: Schema | null): string {
  if (issue.type === "union" && schema !== null) {
    const kinds = [...new Set(flatOptions(schema).map((option) => WORDS[option.type] ?? option.type))];
    return kinds.join(" or ");
  }
  if (issue.type === "integer") return "a whole number";
  return WORDS[issue.type] ?? issue.expected ?? issue.message;
}
