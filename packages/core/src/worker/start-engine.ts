import type { MoveOptions } from "../study/choice-moves.ts";
import type { Extra } from "../study/evidence.ts";
import { proxy, wrap, type Remote as Wrapped } from "comlink";
import type { PanelFacts } from "../8-analyses/types.ts";
import type { Progress } from "../messages/types.ts";
import { abortError } from "./breathe.ts";
import type { Remote } from "./endpoint.ts";
import { workerScript } from "./script.ts";
import type { Engine, RunOptions } from "./types.ts";

/** A worker that has not answered by then is ended. */
const PATIENCE = 1000;

/** What the client needs of a worker; a browser's Worker has it. */
export type WorkerLike = Worker;

export interface EngineOptions {
  /** Makes the worker, for pages whose policy forbids workers from blobs; called again after one had to be ended. */
  worker?: () => WorkerLike;
}

/**
 * Starts the engine in a worker. Cancelling rejects with AbortError at once; if the worker then does not answer within a
 * second it is ended, and a new one gets the files again from the Blobs kept here.
 */
export function startEngine(options: EngineOptions = {}): Engine {
  return new Client(options.worker ?? blobWorker);
}

function blobWorker(): Worker {
  const url = URL.createObjectURL(new Blob([workerScript()], { type: "text/javascript" }));
  const worker = new Worker(url, { name: "whyvary" });
  URL.revokeObjectURL(url);
  return worker;
}

/** What the calls of a worker that had to be ended are told. */
const RESTARTED = new Error("the worker was started again");

type Work<T> = (remote: Wrapped<Remote>, id: number, tell?: (progress: Progress) => void) => Promise<T>;

function aborted({ signal }: RunOptions): boolean {
  return signal?.aborted === true;
}

class Client implements Engine {
  readonly #make: () => WorkerLike;
  readonly #files = new Map<string, { blob: Blob; read: unknown }>();
  #worker: WorkerLike;
  #remote: Wrapped<Remote>;
  #calls = 0;
  /** Calls under way; all of them end when the worker is ended. */
  readonly #stops = new Set<(error: Error) => void>();
  /** Settles when the worker may be called: after a cancelled call was answered, or a new worker has its files. */
  #ready: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(make: () => WorkerLike) {
    this.#make = make;
    this.#worker = make();
    this.#remote = wrap<Remote>(this.#worker);
  }

  async load(name: string, data: Blob | Uint8Array, options: RunOptions & { read?: unknown } = {}) {
    const blob = data instanceof Blob ? data : new Blob([data as Uint8Array<ArrayBuffer>]);
    const read = options.read ?? {};
    const recognised = await this.#call(options, (remote, id, tell) => remote.load(id, name, blob, read, tell));
    this.#files.set(name, { blob, read });
    return recognised;
  }

  rows(file: string, from: number, to: number) {
    return this.#call({}, (remote) => remote.rows(file, from, to));
  }

  check(study: unknown) {
    return this.#call({}, (remote, id) => remote.check(id, study));
  }

  ask(facts: PanelFacts) {
    return this.#call({}, (remote) => remote.ask(facts));
  }

  run(study: unknown, options: RunOptions = {}) {
    return this.#call(options, (remote, id, tell) => remote.run(id, study, tell));
  }

  choices(study: unknown, analysis: string, options: RunOptions & { moves?: MoveOptions } = {}) {
    const { moves } = options;
    return this.#call(options, (remote, id, tell) => remote.choices(id, study, analysis, moves, tell));
  }

  evidence(study: unknown, options: RunOptions & { extra?: Extra } = {}) {
    return this.#call(options, (remote, id, tell) => remote.evidence(id, study, options.extra ?? {}, tell));
  }

  panel(study: unknown, options: RunOptions = {}) {
    return this.#call(options, (remote, id, tell) => remote.panel(id, study, tell));
  }

  unload(file: string) {
    this.#files.delete(file);
    return this.#call({}, (remote) => remote.unload(file));
  }

  async close() {
    this.#closed = true;
    this.#end(abortError());
    this.#files.clear();
  }

  async #call<T>(options: RunOptions, work: Work<T>): Promise<T> {
    if (aborted(options)) throw abortError();
    await this.#ready;
    if (aborted(options)) throw abortError();
    if (this.#closed) throw new Error("the engine has been closed");
    try {
      return await this.#ask(options, work);
    } catch (error) {
      // Another call's cancelling has cost this one its worker.
      if (error === RESTARTED) return this.#call(options, work);
      throw error;
    }
  }

  #ask<T>({ onProgress, signal }: RunOptions, work: Work<T>): Promise<T> {
    const id = ++this.#calls;
    return new Promise<T>((resolve, reject) => {
      const settle = (): void => {
        signal?.removeEventListener("abort", abort);
        this.#stops.delete(stop);
      };
      const stop = (error: Error): void => {
        settle();
        reject(error);
      };
      // A call that was let go may still tell: its progress is not ours any more.
      const tell = (step: Progress): void => {
        if (this.#stops.has(stop)) onProgress?.(step);
      };
      const answer = work(this.#remote, id, onProgress === undefined ? undefined : proxy(tell));
      const abort = (): void => {
        stop(abortError());
        this.#ready = Promise.all([this.#ready, this.#cancel(id, answer)]);
      };
      this.#stops.add(stop);
      signal?.addEventListener("abort", abort, { once: true });
      answer.then(
        (value) => {
          settle();
          resolve(value);
        },
        (error: Error) => stop(error.name === "AbortError" ? abortError() : error),
      );
    });
  }

  /** Asks the worker to stop a call; without an answer in time, starts another worker with the same files. */
  async #cancel(id: number, answer: Promise<unknown>): Promise<void> {
    const asked = this.#worker;
    void this.#remote.cancel(id);
    const answered = answer.then(
      () => true,
      () => true,
    );
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), PATIENCE)));
    const heard = await Promise.race([answered, late]);
    clearTimeout(timer);
    if (heard || this.#closed || this.#worker !== asked) return;
    this.#worker = this.#make();
    this.#remote = wrap<Remote>(this.#worker);
    this.#end(RESTARTED, asked);
    for (const [name, { blob, read }] of this.#files)
      await this.#remote.load(++this.#calls, name, blob, read as object);
  }

  #end(error: Error, worker = this.#worker): void {
    worker.terminate();
    for (const stop of this.#stops) stop(error);
  }
}
