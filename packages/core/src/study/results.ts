import type { AnswerPart, LadderStep, Note, Problem } from "../messages/types.ts";

import type { Bounds } from "./bounds.ts";

/** Results of a study: plain JSON, the same bytes on every engine. */
export interface Results {
  whyvary: 1;
  version: string;
  title?: string;
  inputs: { file: string; sha256: string; rows: number }[];
  /** The shared ladder, from reading to the panel. */
  ladder: LadderStep[];
  problems: Problem[];
  analyses: AnalysisResult[];
}

export interface AnalysisResult<Value = unknown> {
  id: string;
  kind: string;
  ok: boolean;
  question: string;
  answer: AnswerPart[];
  value: Value | null;
  ladder: LadderStep[];
  notes: Note[];
  /** Where suppressed counts are bounded: the headline with all of them at their lowest, and at their highest. */
  bounds?: Bounds;
  statement: string;
  /** A whole R script: reads the files, builds the panel, gives the same numbers. */
  rCode: string;
  problem?: Problem;
}
