import type { GenericSchema } from "valibot";
import type { Control } from "./shared-options.ts";

/** One option of a kind as a page can offer it: plain JSON, read from the schema. */
export type Field = {
  key: string;
  label: string;
  about: string | null;
  /** Shown under "More choices". */
  advanced: boolean;
  required: boolean;
} & Shape;

/** What may be chosen. `json` is anything that no control is made for: it is written as JSON. */
export type Shape =
  | { control: "measure" | "measures" | "area" | "areas" | "time" | "formula" | "group" | "text" | "word" | "json" }
  /** A fraction is written as a percentage where `percent` says so. */
  | { control: "number"; integer: boolean; least: number | null; most: number | null; percent: boolean }
  | { control: "boolean" }
  | { control: "choice"; words: (string | number)[] }
  | { control: "choices"; words: (string | number)[] }
  | { control: "list"; of: "text" | "number" | "either" }
  /** Named groups: each one of the words, or a list of measures; or several such lists to choose between. */
  | { control: "groups" | "alternatives"; words: string[] }
  /** Lists of so many measures each. */
  | { control: "tuples"; length: number }
  /** A number by name, such as a share by year. */
  | { control: "figures"; percent: boolean }
  /** A value by measure: a number, or words. */
  | { control: "values" }
  | { control: "object"; fields: Field[] }
  | { control: "rows"; fields: Field[] };

/** A valibot schema as this file walks it: what its node kinds have in common. */
interface Node {
  type: string;
  kind?: string;
  pipe?: Node[];
  wrapped?: Node;
  entries?: { [key: string]: Node };
  item?: Node;
  value?: Node;
  options?: (string | number | Node)[];
  literal?: unknown;
  requirement?: unknown;
  metadata?: Control;
  description?: string;
}

/** Keys that every analysis has: the page offers them by itself. */
const SHARED = new Set(["id", "kind", "title", "text", "times", "without", "reason"]);

/** The options of a kind, in the order of its schema, without those that all kinds share. */
export function fieldsOf(schema: GenericSchema): Field[] {
  return entriesOf(schema as unknown as Node).filter(({ key }) => !SHARED.has(key));
}

function entriesOf(node: Node): Field[] {
  return Object.entries(bare(node).entries ?? {}).map(([key, entry]) => {
    const said = saidOf(entry);
    return {
      key,
      label: said.label ?? labelOf(key),
      about: said.about,
      advanced: said.advanced ?? false,
      required: entry.type !== "optional",
      ...shapeOf(entry, said),
    };
  });
}

const wrapping = new Set(["optional", "nullable", "nullish", "exact_optional", "undefinedable"]);

/** The schema inside what makes it optional. */
function bare(node: Node): Node {
  return wrapping.has(node.type) && node.wrapped !== undefined ? bare(node.wrapped) : node;
}

const partsOf = (node: Node): Node[] => (node.pipe === undefined ? [node] : node.pipe);

/** The label, the description and what is picked, wherever in the wrapping they stand; the outermost counts. */
function saidOf(node: Node): { about: string | null } & Control {
  const inner: { about: string | null } & Control =
    wrapping.has(node.type) && node.wrapped !== undefined ? saidOf(node.wrapped) : { about: null };
  for (const part of node.pipe ?? []) {
    if (part.type === "description" && part.description !== undefined) inner.about = part.description;
    if (part.type === "metadata") Object.assign(inner, part.metadata);
    if (part !== node && (part.pipe !== undefined || wrapping.has(part.type))) {
      const deeper = saidOf(part);
      Object.assign(inner, { ...deeper, about: deeper.about ?? inner.about });
    }
  }
  return inner;
}

function shapeOf(entry: Node, { picks, percent = false }: Control = {}): Shape {
  if (picks !== undefined) return { control: picks };
  const node = bare(entry);
  const parts = partsOf(node);
  switch (node.type) {
    case "string":
      return { control: "text" };
    case "boolean":
      return { control: "boolean" };
    case "number":
      return numberShape(parts, percent);
    case "literal":
      return typeof node.literal === "string" || typeof node.literal === "number"
        ? { control: "choice", words: [node.literal] }
        : { control: "json" };
    case "picklist":
      return { control: "choice", words: node.options as (string | number)[] };
    case "union":
      return unionShape(node);
    case "array":
      return arrayShape(bare(node.item!));
    case "record":
      return recordShape(bare(node.value!), percent);
    case "strict_object":
    case "object":
      return { control: "object", fields: entriesOf(node) };
    default:
      return { control: "json" };
  }
}

function numberShape(parts: Node[], percent: boolean): Shape {
  const limit = (type: string): number | null => {
    const found = parts.find((part) => part.type === type)?.requirement;
    return typeof found === "number" ? found : null;
  };
  const integer = parts.some(({ type }) => type === "integer" || type === "safe_integer");
  return { control: "number", integer, least: limit("min_value"), most: limit("max_value"), percent };
}

/** A union of words is a choice, of text and number a word; any other could be two things, which only JSON can say. */
function unionShape(node: Node): Shape {
  if ((node.options as Node[]).every(({ type }) => type === "string" || type === "number")) return { control: "word" };
  const words = (node.options as Node[]).flatMap((option): (string | number)[] | null[] => {
    const shape = shapeOf(option);
    return shape.control === "choice" ? shape.words : [null];
  });
  return words.includes(null as never) ? { control: "json" } : { control: "choice", words: words as string[] };
}

function arrayShape(item: Node): Shape {
  if (saidOf(item).picks === "measure") return { control: "measures" };
  if (saidOf(item).picks === "area") return { control: "areas" };
  const shape = shapeOf(item);
  if (shape.control === "choice") return { control: "choices", words: shape.words };
  if (item.type === "union" && (item.options as Node[]).every(({ type }) => type === "string" || type === "number"))
    return { control: "list", of: "either" };
  if (item.type === "array" && bare(item.item!).type === "string") {
    const length = partsOf(item).find(({ type }) => type === "length")?.requirement;
    if (typeof length === "number") return { control: "tuples", length };
  }
  if (shape.control === "text" || shape.control === "number") return { control: "list", of: shape.control };
  if (shape.control === "object") return { control: "rows", fields: shape.fields };
  return { control: "json" };
}

/** Names with lists of measures under them, or with numbers. */
function recordShape(value: Node, percent: boolean): Shape {
  if (value.type === "number") return { control: "figures", percent };
  const options = value.type === "union" ? (value.options as Node[]) : [value];
  if (options.every(({ type }) => type === "number" || type === "string")) return { control: "values" };
  const words = options.flatMap(({ literal }) => (typeof literal === "string" ? [literal] : []));
  const [list, ...more] = options.filter(({ literal }) => literal === undefined);
  if (list?.type !== "array" || more.length > 0) return { control: "json" };
  const item = bare(list.item!);
  if (item.type === "string") return { control: "groups", words };
  if (item.type === "array" && bare(item.item!).type === "string") return { control: "alternatives", words };
  return { control: "json" };
}

/** "maxLag" -> "Max lag": for an option that has no label of its own. */
function labelOf(key: string): string {
  const words = key
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[-_]+/g, " ")
    .toLowerCase();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
