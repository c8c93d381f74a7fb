import type { Engine } from "@whyvary/core";

/**
 * The engine of a study whose files may still be on their way. A run begun before they are here would only tell that they are
 * missing: it waits, and the run that follows their arrival takes its place. Files being read are waited for likewise.
 */
export function patientEngine(engine: Engine, waiting: () => boolean): Engine {
  let loads = 0;
  return {
    async load(name, data, options) {
      loads++;
      try {
        return await engine.load(name, data, options);
      } finally {
        loads--;
      }
    },
    rows: (file, from, to) => engine.rows(file, from, to),
    async check(study) {
      if (waiting()) return new Promise(() => undefined);
      // One file is read after another: only a pause without any is their end.
      while (loads > 0) await new Promise((done) => setTimeout(done, 20));
      return engine.check(study);
    },
    ask: (facts) => engine.ask(facts),
    run: (study, options) => engine.run(study, options),
    choices: (study, analysis, options) => engine.choices(study, analysis, options),
    evidence: (study, options) => engine.evidence(study, options),
    panel: (study, options) => engine.panel(study, options),
    unload: (file) => engine.unload(file),
    close: () => engine.close(),
  };
}
