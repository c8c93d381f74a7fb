import type { GenericSchema, InferOutput } from "valibot";
import type { AnswerPart, Json, LadderStep, Note, Problem, Task } from "../messages/types.ts";
import type { AreaMap } from "../3-panel/area-map.ts";
import type { Panel } from "../3-panel/panel.ts";
import type { Mention } from "./mentions.ts";

/** What an analysis is given: the panel after the study's own times and without, and the chosen area if there is one. */
export interface Context {
  panel: Panel;
  /**
   * `neighbours` are the areas that one's own is compared with, by code and nearest first, where the study says which;
   * `closeness` says in words how close each one is, `unmatched` who was named and is not in the data.
   */
  focus?: { area?: string; neighbours?: string[]; closeness?: (string | null)[]; unmatched?: string[] };
  /** Where areas stand on a map, where the study names one. */
  map?: AreaMap;
}

/** What is known of a panel before any question is asked of it. */
export interface PanelFacts {
  rows: number;
  area: { name: string; count: number } | null;
  time: { name: string; from: number; to: number; count: number } | null;
  group: boolean;
  focus: { area: string | null; neighbours: number };
  /** As written, where the study asks about one already. */
  outcome?: string;
  /** Different values are counted up to a hundred; `printed`: its own file prints the country's total. */
  measures: {
    name: string;
    title: string;
    type: "number" | "text";
    missing: number;
    distinct: number;
    printed?: boolean;
  }[];
}

/**
 * An entry (without id and kind) that makes sense on this panel, or what is missing for one: "a measure of spending". Options in
 * `give` are a person's to give, as no data holds them: the entry cannot be asked before.
 */
export type Suggestion = { options: { [key: string]: Json }; give?: string[] } | { missing: string };

/** What an analysis hands back. `value` is plain JSON without non-finite numbers (they are null, with a note). */
export interface Outcome<Value> {
  question: string;
  answer: AnswerPart[];
  value: Value;
  ladder: LadderStep[];
  notes: Note[];
  /** What was done, in English, written from the run itself. */
  statement: string;
  /** R lines that start from a data frame `panel` (columns `area`, `time` and the measures) and end with the same numbers. */
  rCode: string;
  /** Measures or columns (table.column) that the R lines need beside those the options mention. */
  uses?: string[];
}

/** A refusal: the data cannot answer this question, and why. */
export interface Refusal {
  problem: Problem;
  ladder: LadderStep[];
}

/** A figure that an answer leads with, by name; `share` is a fraction that reads as a percentage. */
export interface Headline {
  name: string;
  value: number | null;
  unit: "share" | "number";
}

/** One kind of question. A new kind is one folder and one line in the registry. */
export interface Kind<Name extends string, Schema extends GenericSchema, Value> {
  kind: Name;
  /** The question as a person asks it, before any data: for the picker. */
  title: string;
  /** What the data must have, in words, for the picker. */
  needs: string;
  /** Schema of the analysis entry in the study (with `id`, `kind` and the shared keys). */
  options: Schema;
  /** Names of the measures that the options mention, each with its path below the analysis entry. */
  mentions(options: InferOutput<Schema>): Mention[];
  /** For "Ask another": what could be asked here, or why not. */
  suggest?(facts: PanelFacts): Suggestion;
  /** What the answer leads with: given again where suppressed counts are bounded. */
  headline?(value: Value): Headline[];
  run(context: Context, options: InferOutput<Schema>): Task<Outcome<Value> | Refusal>;
}

export type AnyValue = { [key: string]: Json };

/** A kind as the registry holds it, its options known only to itself. */
export interface AnyKind {
  kind: string;
  title: string;
  needs: string;
  options: GenericSchema;
  mentions(options: unknown): Mention[];
  suggest?(facts: PanelFacts): Suggestion;
  headline?(value: unknown): Headline[];
  run(context: Context, options: unknown): Task<Outcome<unknown> | Refusal>;
}
