/** The plain shapes in which every station reports. All are JSON: they cross the worker and stand in results as they are. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Bad data or a bad study: a value, never an exception. `code` is for programs and tests, the words are for people. */
export interface Problem {
  code: string;
  severity: "error" | "warning" | "info";
  /** One or two sentences: what is wrong and where. */
  text: string;
  /** What to do about it. */
  remedy?: string;
  /** File name as the study or the user gave it. */
  file?: string;
  /** Record number as a spreadsheet shows it: the header is row 1. */
  row?: number;
  column?: string;
  value?: string;
  /** Place in the study document. */
  path?: (string | number)[];
  /** How many cells or rows are alike, when one problem stands for many. */
  count?: number;
  facts?: { [key: string]: Json };
}

/** Something in a result that could mislead: a bold name and one sentence. */
export interface Note {
  code: string;
  name: string;
  text: string;
  facts: { [key: string]: Json };
}

/** A piece of an answer; the strong pieces are the figures. Pieces are joined without adding spaces. */
export interface AnswerPart {
  text: string;
  strong?: true;
}

export interface Progress {
  stage: string;
  done: number;
  total: number;
}

/** A long loop: yields where it stands, returns its result. `drain` runs it through, the worker runs it breath by breath. */
export type Task<T> = Generator<Progress, T, void>;

export type LadderStepName =
  | "read"
  | "where"
  | "reshape"
  | "shift"
  | "provisional"
  | "join"
  | "measures"
  | "times"
  | "without"
  | "complete"
  | "used";

/** One rung: `rows` are left after it, `removed` were set aside by it. Rows read = rows used + all removed. */
export interface LadderStep {
  step: LadderStepName;
  /** In words: "left out by choice", "no vacancy rate", "other years". */
  text: string;
  rows: number;
  removed: number;
  /** The measure whose missing cells set the rows aside. */
  measure?: string;
  /** Who was set aside, by name. */
  areas?: { area: string; label: string; times: number[] }[];
  /** Why the cells are missing, counted: { "unavailable": 3, "blank": 11 }. */
  reasons?: { [reason: string]: number };
}
