import { applyEdits, type Edit, type StudyDoor } from "@whyvary/ui";
import type { StudyEdit } from "../../protocol/messages.ts";
import { post } from "../door.ts";

/** The study as the editor's document has it. The page's own edits show at once, and the document follows. */
export class EditorStudy implements StudyDoor {
  #now: unknown = {};
  #text = "";
  #sent = 0;
  readonly #listeners = new Set<(study: unknown) => void>();
  /** Undo is the editor's. */
  readonly canUndo = false;
  readonly canRedo = false;

  get = (): unknown => this.#now;

  /** The text the study was last read from. */
  get text(): string {
    return this.#text;
  }

  subscribe(listener: (study: unknown) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  edit(edits: readonly Edit[]): void {
    post({ type: "edit", id: ++this.#sent, edits: edits as unknown as StudyEdit[] });
    this.#set(applyEdits(this.#now, edits));
  }

  replace(study: unknown): void {
    post({ type: "replace", id: ++this.#sent, text: JSON.stringify(study, null, 2) + "\n" });
    this.#set(study);
  }

  undo = (): void => post({ type: "undo" });
  redo = (): void => post({ type: "redo" });

  /** The document has changed; what does not yet hold the page's last edit is older than the page. Throws on broken JSON. */
  hear(text: string, after: number): void {
    if (after < this.#sent) return;
    this.#text = text;
    const next: unknown = JSON.parse(text);
    if (JSON.stringify(next) !== JSON.stringify(this.#now)) this.#set(next);
  }

  #set(next: unknown): void {
    this.#now = next;
    for (const listener of this.#listeners) listener(next);
  }
}
