import type { ReadOptions } from "../1-read/index.ts";
import { abortError, type Drive } from "./breathe.ts";
import { LocalEngine } from "./local-engine.ts";
import type { Engine, RunOptions } from "./types.ts";

/** The engine in this process: for Node, tests, and wherever there is no worker. */
export function startLocalEngine(): Engine {
  const engine = new LocalEngine();
  const drivers = ({ onProgress, signal }: RunOptions = {}): Drive => {
    if (signal?.aborted === true) throw abortError();
    return { onProgress, cancelled: () => signal?.aborted === true };
  };
  return {
    load: async (name, data, options) =>
      engine.load(name, data, (options?.read ?? {}) as ReadOptions, drivers(options)),
    rows: (file, from, to) => engine.rows(file, from, to),
    check: (study) => engine.check(study, {}),
    ask: (facts) => engine.ask(facts),
    run: async (study, options) => engine.run(study, drivers(options)),
    choices: async (study, analysis, options) => engine.choices(study, analysis, options?.moves, drivers(options)),
    evidence: async (study, options) => engine.evidence(study, options?.extra ?? {}, drivers(options)),
    panel: async (study, options) => engine.panel(study, drivers(options)),
    unload: (file) => engine.unload(file),
    close: () => engine.close(),
  };
}
