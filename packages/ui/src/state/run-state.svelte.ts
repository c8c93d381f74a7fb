import type { CheckReport, Engine, Progress, Results } from "@whyvary/core";

type RunProgress = Progress & { analysis?: string };

const WAIT_MS = 200;

/** The figures on the page: run again after every edit, the old ones kept in sight while the new ones are made. */
export class RunState {
  results = $state.raw<Results | null>(null);
  check = $state.raw<CheckReport | null>(null);
  progress = $state.raw<RunProgress | null>(null);
  busy = $state(false);
  /** The last run was stopped by hand: the figures shown may be older than the choices. */
  stopped = $state(false);
  /** What went wrong in our own code, if anything did. */
  failure = $state<string | null>(null);
  /** The study the results were made from. */
  ranFor = $state.raw<unknown>(null);
  readonly #engine: Engine;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** After a breath without further edits, so that a drag or a typed number is one run. */
  schedule(study: unknown): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.busy = true;
    this.stopped = false;
    this.progress = null;
    this.#timer = setTimeout(() => void this.now(study), WAIT_MS);
  }

  async now(study: unknown): Promise<void> {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.busy = true;
    this.stopped = false;
    this.failure = null;
    try {
      const check = await this.#engine.check(study);
      if (abort.signal.aborted) return;
      this.check = check;
      const results = await this.#engine.run(study, {
        signal: abort.signal,
        onProgress: (progress) => {
          if (!abort.signal.aborted) this.progress = progress;
        },
      });
      if (abort.signal.aborted) return;
      this.results = results;
      this.ranFor = study;
    } catch (error) {
      if (abort.signal.aborted) return;
      this.failure = error instanceof Error ? error.message : String(error);
    } finally {
      if (this.#abort === abort) {
        this.busy = false;
        this.progress = null;
      }
    }
  }

  cancel(): void {
    if (!this.busy) return;
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#abort = undefined;
    this.busy = false;
    this.progress = null;
    this.stopped = true;
  }

  /** Another study: nothing of the last one's figures may stay in sight. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.results = null;
    this.check = null;
    this.stopped = false;
    this.failure = null;
  }
}
