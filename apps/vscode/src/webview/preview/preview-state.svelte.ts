import type { Engine, Problem, Progress, Recognised } from "@whyvary/core";
import { suggestionsFor, type Suggestion } from "./suggest.ts";

/** A file being looked at. */
export class PreviewState {
  file = $state.raw<Recognised | null>(null);
  suggestions = $state.raw<Suggestion[]>([]);
  progress = $state.raw<Progress | null>({ stage: "Fetching the file", done: 0, total: 0 });
  failure = $state.raw<Problem | null>(null);
  /** Counts the reads, so that the rows in sight are fetched again after each. */
  version = $state(0);
  readonly #engine: Engine;
  #abort: AbortController | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async look(name: string, data: Blob): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    try {
      const file = await this.#engine.load(name, data, {
        signal: abort.signal,
        onProgress: (progress) => (this.progress = progress),
      });
      if (this.#abort !== abort) return;
      const suggestions = await suggestionsFor(file, this.#engine);
      if (this.#abort !== abort) return;
      this.file = file;
      this.suggestions = suggestions;
      this.failure = null;
      this.version++;
    } catch (error) {
      if (abort.signal.aborted) return;
      this.fail(name, error instanceof Error ? error.message : String(error));
    } finally {
      if (this.#abort === abort) this.progress = null;
    }
  }

  fail(name: string, reason: string): void {
    this.progress = null;
    this.failure = {
      code: "file-not-readable",
      severity: "error",
      file: name,
      text: `${name} could not be read: ${reason}`,
      remedy: "See that it is still there and whole; this preview follows when it changes.",
    };
  }
}
