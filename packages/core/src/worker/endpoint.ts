import { expose } from "comlink";
import type { ReadOptions } from "../1-read/index.ts";
import type { PanelFacts } from "../8-analyses/types.ts";
import type { Progress } from "../messages/types.ts";
import type { MoveOptions } from "../study/choice-moves.ts";
import type { Extra } from "../study/evidence.ts";
import type { Drive } from "./breathe.ts";
import { LocalEngine } from "./local-engine.ts";

/** The worker's side: the engine, with calls that a message by id can cancel. */

const engine = new LocalEngine();
const cancelled = new Set<number>();

type Tell = ((progress: Progress) => void) | undefined;

async function cancellable<T>(id: number, tell: Tell, work: (drivers: Drive) => Promise<T>): Promise<T> {
  try {
    return await work({ onProgress: tell, cancelled: () => cancelled.has(id) });
  } finally {
    cancelled.delete(id);
  }
}

const remote = {
  ping: (): true => true,
  cancel: (id: number): void => void cancelled.add(id),
  load: (id: number, name: string, data: Blob, read: ReadOptions, tell?: Tell) =>
    cancellable(id, tell, (drivers) => engine.load(name, data, read, drivers)),
  rows: (file: string, from: number, to: number) => engine.rows(file, from, to),
  check: (id: number, study: unknown, tell?: Tell) => cancellable(id, tell, (drivers) => engine.check(study, drivers)),
  ask: (facts: PanelFacts) => engine.ask(facts),
  run: (id: number, study: unknown, tell?: Tell) => cancellable(id, tell, (drivers) => engine.run(study, drivers)),
  choices: (id: number, study: unknown, analysis: string, moves?: MoveOptions, tell?: Tell) =>
    cancellable(id, tell, (drivers) => engine.choices(study, analysis, moves, drivers)),
  evidence: (id: number, study: unknown, extra: Extra, tell?: Tell) =>
    cancellable(id, tell, (drivers) => engine.evidence(study, extra, drivers)),
  panel: (id: number, study: unknown, tell?: Tell) => cancellable(id, tell, (drivers) => engine.panel(study, drivers)),
  unload: (file: string) => engine.unload(file),
};

export type Remote = typeof remote;

expose(remote);
