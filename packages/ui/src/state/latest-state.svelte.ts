import type { Engine, Problem } from "@whyvary/core";
import type { Edit } from "../host/index.ts";
import type { ProvisionalDoc } from "./study-doc.ts";
import type { StudyState } from "./study-state.svelte.ts";
import { tryEdits } from "./try-edits.ts";

/** Rows typed by hand, in no file yet: each change is one edit of the study, tried before it is made. */
export class LatestState {
  readonly #engine: Engine;
  readonly #study: StudyState;

  constructor(engine: Engine, study: StudyState) {
    this.#engine = engine;
    this.#study = study;
  }

  get rows(): ProvisionalDoc[] {
    const rows: unknown = this.#study.doc.panel?.provisional;
    return Array.isArray(rows) ? (rows as ProvisionalDoc[]) : [];
  }

  /** Writes a row (a new one at the end), unless the engine finds something wrong with it: then that. */
  async write(row: ProvisionalDoc, at = this.rows.length): Promise<Problem[]> {
    return tryEdits(this.#engine, this.#study, this.#edits(this.rows.toSpliced(at, 1, row)), [
      "panel",
      "provisional",
      at,
    ]);
  }

  remove(at: number): void {
    this.#study.edit(this.#edits(this.rows.toSpliced(at, 1)));
  }

  #edits(rows: ProvisionalDoc[]): Edit[] {
    return [{ path: ["panel", "provisional"], value: rows.length === 0 ? undefined : rows }];
  }
}
