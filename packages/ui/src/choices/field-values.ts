import type { Field } from "@whyvary/core";

/** Between what stands in the study and what a control shows. Nothing is lost: a value that its control cannot hold is shown as JSON. */

export const isObject = (value: unknown): value is { [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isWord = (value: unknown): boolean => typeof value === "string" || typeof value === "number";

/** Can the field's own control show this value whole? */
export function fits(field: Field, value: unknown): boolean {
  if (value === undefined) return true;
  switch (field.control) {
    case "measure":
    case "area":
    case "formula":
    case "group":
    case "text":
      return typeof value === "string";
    case "time":
    case "number":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    case "choice":
    case "word":
      return isWord(value);
    case "groups":
    case "alternatives":
      return isObject(value) && Object.values(value).every((each) => isGroup(field, each));
    case "tuples":
      return Array.isArray(value) && value.every((each) => isTexts(each) && each.length === field.length);
    case "figures":
      return isObject(value) && Object.values(value).every((each) => typeof each === "number");
    case "values":
      return isObject(value) && Object.values(value).every((each) => sameJson(parseValue(String(each)), each));
    case "measures":
    case "areas":
      return isTexts(value);
    case "choices":
      return Array.isArray(value) && value.every((each) => (field.words as unknown[]).includes(each));
    // A text with a comma, or a number written as text, would not come back as it was.
    case "list":
      return Array.isArray(value) && sameJson(parseList(value.join(", "), field.of), value);
    case "object":
      return isObject(value) && Object.keys(value).every((key) => field.fields.some((inner) => inner.key === key));
    case "rows":
      return Array.isArray(value) && value.every((row) => fits({ ...field, control: "object" }, row));
    case "json":
      return true;
  }
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === "string");

/** One of the field's words, a list of texts, or with alternatives a list of such lists. */
function isGroup(field: Field & { words: string[] }, value: unknown): boolean {
  if (typeof value === "string") return field.words.includes(value);
  return field.control === "groups" ? isTexts(value) : Array.isArray(value) && value.every(isTexts);
}

const sameJson = (parsed: Parsed, value: unknown): boolean =>
  "value" in parsed && JSON.stringify(parsed.value) === JSON.stringify(value);

/** Is what a person gives all there, each row with what every row must have? */
export function complete(field: Field, value: unknown): boolean {
  if (value === undefined || value === "") return false;
  if (field.control !== "rows" && field.control !== "object") return !Array.isArray(value) || value.length > 0;
  const rows = field.control === "rows" ? value : [value];
  const needed = field.fields.filter(({ required }) => required);
  const whole = (row: unknown): boolean => isObject(row) && needed.every((inner) => complete(inner, row[inner.key]));
  return Array.isArray(rows) && rows.length > 0 && rows.every(whole);
}

export type Parsed = { value: unknown } | { error: string };

export const jsonText = (value: unknown): string => (value === undefined ? "" : JSON.stringify(value, null, 1));

export function parseJson(text: string): Parsed {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { error: 'This is not JSON: texts stand in quotes, as in {"name": "value"} or ["one", "two"].' };
  }
}

interface Limits {
  integer: boolean;
  least: number | null;
  most: number | null;
}

/** "1,000", "0.5", "1e-3" or "−2": as people write numbers. */
export function parseNumber(text: string, { integer, least, most }: Limits): Parsed {
  const number = plainNumber(text);
  if (number === null) return { error: `“${text.trim()}” is not a number.` };
  if (integer && !Number.isInteger(number)) return { error: `${text.trim()} is not a whole number.` };
  if (least !== null && number < least) return { error: `${text.trim()} is too small: at least ${least}.` };
  if (most !== null && number > most) return { error: `${text.trim()} is too large: at most ${most}.` };
  return { value: number };
}

/** A number where it is written as one, else the words: page 12, page "iv". */
export function parseWord(text: string): Parsed {
  const plain = text.trim();
  return { value: /^\d+$/.test(plain) ? Number(plain) : plain };
}

/** A number where it is written as one, else the words. */
export function parseValue(text: string): Parsed {
  const plain = text.trim();
  return { value: plainNumber(plain) ?? plain };
}

/** Parts between commas; numbers where a list of numbers, or of either, is wanted. */
export function parseList(text: string, of: "text" | "number" | "either"): Parsed {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (of === "text") return { value: parts };
  const wrong = parts.find((part) => plainNumber(part) === null);
  if (of === "number" && wrong !== undefined) return { error: `“${wrong}” is not a number.` };
  return { value: parts.map((part) => plainNumber(part) ?? part) };
}

function plainNumber(text: string): number | null {
  const plain = text
    .trim()
    .replace(/^−/u, "-")
    .replace(/(\d),(?=\d{3}(\D|$))/g, "$1");
  return /^-?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : null;
}
