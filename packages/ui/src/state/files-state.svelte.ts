import type { Engine, Problem, Progress, Recognised } from "@whyvary/core";
import type { PickedFile } from "../host/index.ts";

export interface FileEntry {
  /** The name the engine knows it by. */
  name: string;
  data: Blob;
  status: "loading" | "ready" | "failed";
  progress: Progress | null;
  /** The options it was read with, as JSON; undefined where it was read in the usual way. */
  readAs: string | undefined;
  recognised: Recognised | null;
  /** When the bytes could not be read at all. */
  failure: Problem | null;
}

/** The files a person gave, and what was recognised in each. */
export class FilesState {
  entries = $state.raw<FileEntry[]>([]);
  loading = $derived(this.entries.some((entry) => entry.status === "loading"));
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  find(name: string): FileEntry | undefined {
    return this.entries.find((entry) => entry.name === name);
  }

  #put(entry: FileEntry): void {
    const at = this.entries.findIndex(({ name }) => name === entry.name);
    this.entries = at < 0 ? [...this.entries, entry] : this.entries.with(at, entry);
  }

  /** Reads a file, or reads it again with other options; the one of the same name gives way. */
  async load(file: PickedFile, read?: unknown): Promise<FileEntry> {
    const before = this.find(file.name);
    const again = before?.data === file.data ? before.recognised : null;
    let entry: FileEntry = {
      name: file.name,
      data: file.data,
      status: "loading",
      progress: null,
      readAs: JSON.stringify(read),
      recognised: again,
      failure: null,
    };
    this.#put(entry);
    try {
      const recognised = await this.#engine.load(file.name, file.data, {
        ...(read === undefined ? {} : { read }),
        onProgress: (progress) => {
          if (this.find(file.name) !== entry) return;
          entry = { ...entry, progress };
          this.#put(entry);
        },
      });
      const bad = recognised.problems.find((problem) => problem.severity === "error");
      entry = { ...entry, status: bad ? "failed" : "ready", progress: null, recognised };
    } catch (error) {
      entry = { ...entry, status: "failed", progress: null, failure: unreadable(file.name, error) };
    }
    this.#put(entry);
    return entry;
  }

  /** All that is wrong with a file: found while reading it, or while the study used it. */
  problemsOf(entry: FileEntry, fromCheck: readonly Problem[]): Problem[] {
    const own = [...(entry.failure ? [entry.failure] : []), ...(entry.recognised?.problems ?? [])];
    const alike = (a: Problem, b: Problem) => a.code === b.code && a.row === b.row && a.column === b.column;
    const later = fromCheck.filter(
      (problem) => problem.file === entry.name && !own.some((known) => alike(known, problem)),
    );
    return [...own, ...later];
  }

  async remove(name: string): Promise<void> {
    this.entries = this.entries.filter((entry) => entry.name !== name);
    await this.#engine.unload(name);
  }

  async clear(): Promise<void> {
    for (const { name } of this.entries) await this.remove(name);
  }
}

function unreadable(file: string, error: unknown): Problem {
  return {
    code: "file-not-readable",
    severity: "error",
    file,
    text: `${file} could not be read: ${error instanceof Error ? error.message : String(error)}.`,
    remedy: "Close it in other programs, check that it is still where it was, and drop it again.",
  };
}
