import type { Engine, Problem } from "@whyvary/core";
import { applyEdits, type Edit } from "../host/index.ts";
import type { ProvisionalDoc } from "./study-doc.ts";
import type { StudyState } from "./study-state.svelte.ts";

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
    const edits = this.#edits(this.rows.toSpliced(at, 1, row));
    const tried = applyEdits(this.#study.raw, edits);
    const { problems } = await this.#engine.check(JSON.parse(JSON.stringify(tried)));
    const own = problems.filter(({ path }) => path?.[0] === "panel" && path[1] === "provisional" && path[2] === at);
    const wrong = own.filter(({ severity }) => severity === "error");
    if (wrong.length > 0) return wrong;
    this.#study.edit(edits);
    return own;
  }

  remove(at: number): void {
    this.#study.edit(this.#edits(this.rows.toSpliced(at, 1)));
  }

  #edits(rows: ProvisionalDoc[]): Edit[] {
    return [{ path: ["panel", "provisional"], value: rows.length === 0 ? undefined : rows }];
  }
}
