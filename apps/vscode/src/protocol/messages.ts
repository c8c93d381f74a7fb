import type { Problem } from "@whyvary/core";

/** What crosses between the extension and its pages. This folder knows neither the editor nor a document. */

/** One change to the study: the value at a place; without a value the place is taken away. */
export interface StudyEdit {
  path: (string | number)[];
  value?: unknown;
}

/** What a menu or command of the editor asks of the page. */
export type Deed = "run" | "script" | "report" | "evidence" | "results" | "table" | "picture" | "study";

export type ToWebview =
  /** A file comes in slices, in order; `id` tells one transfer from another. */
  | { type: "fileBegins"; id: number; name: string; size: number }
  | { type: "fileBytes"; id: number; bytes: Uint8Array }
  | { type: "fileEnds"; id: number }
  | { type: "fileMissing"; name: string; reason: string }
  /** The study as it stands; `after` is the last of the page's own edits that is in it. */
  | { type: "study"; text: string; after: number }
  /** Which files were chosen in the dialog: their bytes come as files do. */
  | { type: "picked"; request: number; names: string[] }
  | { type: "saved"; request: number }
  | { type: "do"; deed: Deed; analysis?: string };

/** A question's result as far as the editor shows it. */
export interface Answered {
  id: string;
  ok: boolean;
  answer: string;
  problem?: Problem;
}

export type ToHost =
  | { type: "ready" }
  | { type: "read"; names: string[] }
  | { type: "edit"; id: number; edits: StudyEdit[] }
  | { type: "replace"; id: number; text: string }
  | { type: "undo" }
  | { type: "redo" }
  | { type: "open"; request: number }
  | { type: "save"; request: number; name: string; content: string | Uint8Array }
  | { type: "copy"; text: string; what: string }
  /** A study has been run: everything the editor shows of it. `text` is the study it was run on. */
  | { type: "ran"; text: string; read: number; used: number; problems: Problem[]; analyses: Answered[] }
  /** A file has been looked at. */
  | { type: "looked"; rows: number; columns: number; bytes: number; problems: Problem[] }
  /** A new study, made from the file being looked at. */
  | { type: "newStudy"; text: string }
  /** Show a cell in the text. */
  | { type: "reveal"; row: number; column?: string }
  /** Where one is in the page: given back when it opens again. */
  | { type: "keep"; place: object }
  | { type: "failed"; text: string };
