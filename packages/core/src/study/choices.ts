import * as v from "valibot";
import type { GenericSchema } from "valibot";
import type { Json } from "../messages/types.ts";
import type { Control } from "../8-analyses/shared-options.ts";
import { validateStudy } from "./validate.ts";

/** One choice on which an answer rests, as it stands and how else it could stand. */
export interface Choice {
  /** The option's key; "panel.times" and "panel.without" are the whole study's. */
  key: string;
  path: (string | number)[];
  label: string;
  /** As it stands, in words. */
  value: string;
  /** Written in the study, rather than left at the usual. */
  changed: boolean;
  reason: string | null;
  alternatives: Alternative[];
}

/** Another way to choose: this value in the study, or none, so that the usual holds. */
export interface Alternative {
  value?: Json;
  words: string;
}

const UNASKED = new Set(["id", "kind", "title", "text", "reason"]);

const LABELS: { [key: string]: string } = {
  times: "Years",
  without: "Left out by choice",
  outcome: "Outcome",
  blocks: "Factors, in groups",
  weights: "What each one counts",
  bootstrap: "Redraws",
  published: "Published figures",
  errors: "Standard errors",
};

/**
 * Every choice of one analysis, in the order of its kind's own options, then those of the whole study: what is written is
 * chosen, all else is the usual. Empty where the analysis is not there or cannot be used.
 */
export function listChoices(document: unknown, id: string): Choice[] {
  const { study, analyses } = validateStudy(document);
  const found = analyses.find(({ spec }) => spec.id === id);
  if (study === null || found === undefined || found.kind === null) return [];
  const at = study.analyses.indexOf(found.spec);
  const entry = found.spec as { [key: string]: Json | undefined };
  const reasons = found.spec.reason;
  const own = entriesOf(found.kind.options).flatMap(([key, schema]): Choice[] => {
    if (UNASKED.has(key)) return [];
    const given = entry[key];
    return [
      {
        key,
        path: ["analyses", at, key],
        label: labelOf(key, schema),
        value: given === undefined ? usualWords(schema) : valueWords(given),
        changed: given !== undefined,
        reason: typeof reasons === "object" ? (reasons[key] ?? null) : null,
        alternatives: alternativesOf(key, schema, given),
      },
    ];
  });
  const shared = (["times", "without"] as const).flatMap((key): Choice[] => {
    const given = study.panel?.[key];
    if (given === undefined) return [];
    const label = `${LABELS[key]!}, for every question`;
    const away = [{ words: key === "times" ? "every year" : "nobody left out" }];
    return [{ key: `panel.${key}`, path: ["panel", key], label, value: valueWords(given as Json), changed: true, reason: null, alternatives: away }]; // prettier-ignore
  });
  const whole = typeof reasons === "string" ? reasons : (reasons?.["overall"] ?? null);
  if (whole !== null && own[0] !== undefined && own[0].reason === null) own[0].reason = whole;
  return [...own, ...shared];
}

/** The study with that one analysis alone and one choice made another way. */
export function withAlternative(
  document: unknown,
  id: string,
  path: readonly (string | number)[],
  to: Alternative | null,
): unknown {
  // prettier-ignore
  const copy = structuredCloneOf(document) as { analyses?: { id?: unknown }[] };
  if (to !== null) {
    let node = copy as unknown as { [key: string | number]: unknown };
    for (const step of path.slice(0, -1)) node = node[step] as typeof node;
    const last = path.at(-1)!;
    if (to.value === undefined) delete node[last];
    else node[last] = to.value;
  }
  return { ...copy, analyses: (copy.analyses ?? []).filter((entry) => entry.id === id) };
}

/** A study is JSON. */
function structuredCloneOf(document: unknown): unknown {
  return JSON.parse(JSON.stringify(document)) as unknown;
}

interface Opened {
  type: string;
  entries?: { [key: string]: GenericSchema };
  options?: unknown[];
  wrapped?: GenericSchema;
  default?: unknown;
}

function entriesOf(schema: GenericSchema): [string, GenericSchema][] {
  return Object.entries((schema as unknown as Opened).entries ?? {});
}

function inside(schema: GenericSchema): GenericSchema {
  const { type, wrapped } = schema as unknown as Opened;
  return type === "optional" && wrapped !== undefined ? inside(wrapped) : schema;
}

function labelOf(key: string, schema: GenericSchema): string {
  const { label } = v.getMetadata(inside(schema)) as Control;
  const spaced = key.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return label ?? LABELS[key] ?? spaced.slice(0, 1).toUpperCase() + spaced.slice(1);
}

function usualWords(schema: GenericSchema): string {
  const usual = (schema as unknown as Opened).default;
  return usual === undefined || typeof usual === "function" ? "as usual" : valueWords(usual as Json);
}

function alternativesOf(key: string, schema: GenericSchema, given: Json | undefined): Alternative[] {
  const found: Alternative[] = [];
  const opened = schema as unknown as Opened;
  if (given !== undefined && opened.type === "optional")
    found.push({ words: key === "times" ? "every year" : key === "without" ? "nobody left out" : usualWords(schema) });
  if (key === "outcome" && typeof given === "string") {
    const logged = /^log\(\s*([^()]+?)\s*\)$/.exec(given)?.[1];
    found.push(
      logged === undefined ? { value: `log(${given})`, words: `log(${given})` } : { value: logged, words: logged },
    );
  }
  const plain = inside(schema) as unknown as Opened;
  if (plain.type === "boolean") {
    const usual = opened.default === true;
    if (given === undefined) found.push({ value: !usual, words: valueWords(!usual) });
  }
  for (const word of wordsOf(plain)) {
    if (word === given || (typeof given === "object" && given !== null && !Array.isArray(given) && given["type"] === word)) continue; // prettier-ignore
    if (word === opened.default) continue;
    found.push({ value: word, words: word });
  }
  return found;
}

/** The words on offer, of a list or of the list among several forms. */
function wordsOf({ type, options }: Opened): string[] {
  if (type === "picklist") return (options ?? []).filter((word) => typeof word === "string");
  if (type !== "union") return [];
  const list = (options as Opened[]).find((option) => option.type === "picklist");
  return list === undefined ? [] : wordsOf(list);
}

/** A value of the study as people read it: lists with commas, groups by name. */
export function valueWords(value: Json): string {
  if (value === null) return "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(valueWords).join(", ");
  const { from, to, ...rest } = value;
  if (Object.keys(rest).length === 0 && (from !== undefined || to !== undefined))
    return from === undefined ? `to ${valueWords(to!)}` : to === undefined ? `from ${valueWords(from)}` : `${valueWords(from)} to ${valueWords(to)}`; // prettier-ignore
  return Object.entries(value)
    .map(([name, each]) => `${name}: ${valueWords(each)}`)
    .join("; ");
}
