import type { PickedFile } from "@whyvary/ui";
import { post } from "../door.ts";

/** The files a study names: asked of the editor once each, and waited for together. */
export class NeededFiles {
  readonly #asked = new Set<string>();
  readonly #open = new Set<string>();
  #come: PickedFile[] = [];

  /** Asks for those not asked for yet; true when there are any to wait for. */
  want(names: Iterable<string>): boolean {
    const fresh = [...new Set(names)].filter((name) => name !== "" && !this.#asked.has(name));
    for (const name of fresh) {
      this.#asked.add(name);
      this.#open.add(name);
    }
    if (fresh.length > 0) post({ type: "read", names: fresh });
    return this.#open.size > 0;
  }

  /** A file came, or is not there. All of them, when it was the last one waited for. */
  came(name: string, file: PickedFile | null): PickedFile[] | null {
    this.#asked.add(name);
    this.#open.delete(name);
    if (file) this.#come = [...this.#come.filter((one) => one.name !== name), file];
    if (this.#open.size > 0) return null;
    const all = this.#come;
    this.#come = [];
    return all;
  }

  get waiting(): boolean {
    return this.#open.size > 0;
  }
}
