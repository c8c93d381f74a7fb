import type { Edit, Host } from "../host/index.ts";
import { asStudyDoc, type StudyDoc } from "./study-doc.ts";

/** The document as it stands, mirrored from the host, which keeps it. */
export class StudyState {
  /** As written, for the engine. */
  raw = $state.raw<unknown>({});
  canUndo = $state(false);
  canRedo = $state(false);
  /** As the page reads it. */
  doc: StudyDoc = $derived(asStudyDoc(this.raw));
  readonly #host: Host;
  #change: () => void;

  constructor(host: Host, onchange: () => void) {
    this.#host = host;
    this.#change = onchange;
    this.#mirror();
    host.study.subscribe(() => {
      this.#mirror();
      this.#change();
    });
  }

  #mirror(): void {
    this.raw = this.#host.study.get();
    this.canUndo = this.#host.study.canUndo;
    this.canRedo = this.#host.study.canRedo;
  }

  edit(edits: readonly Edit[]): void {
    this.#host.study.edit(edits);
  }

  replace(study: unknown): void {
    this.#host.study.replace(study);
  }

  undo(): void {
    this.#host.study.undo();
  }

  redo(): void {
    this.#host.study.redo();
  }
}
