import type { ToWebview } from "../protocol/messages.ts";

export interface ArrivedFile {
  name: string;
  data: Blob;
}

/** Puts files together from their slices; a newer transfer of the same file ends an older one. */
export class IncomingFiles {
  readonly #under = new Map<number, { name: string; size: number; done: number; parts: Uint8Array<ArrayBuffer>[] }>();

  /** The file, when this message was its end. */
  take(message: ToWebview): ArrivedFile | null {
    if (message.type === "fileBegins") {
      for (const [id, { name }] of this.#under) if (name === message.name) this.#under.delete(id);
      this.#under.set(message.id, { name: message.name, size: message.size, done: 0, parts: [] });
    } else if (message.type === "fileBytes") {
      const file = this.#under.get(message.id);
      if (!file) return null;
      const bytes = new Uint8Array(message.bytes);
      file.parts.push(bytes);
      file.done += bytes.length;
    } else if (message.type === "fileEnds") {
      const file = this.#under.get(message.id);
      this.#under.delete(message.id);
      if (file) return { name: file.name, data: new Blob(file.parts) };
    }
    return null;
  }

  /** How much of a file has come, from 0 to 1; null when nothing is under way. */
  get share(): number | null {
    const [file] = this.#under.values();
    return file === undefined ? null : file.size === 0 ? 1 : file.done / file.size;
  }
}
