import type { Engine } from "@whyvary/core";

/**
 * The engine of a study whose files may still be on their way. A run begun before they are here would only tell that they are
 * missing: it waits, and the run that follows their arrival takes its place.
 */
export function patientEngine(engine: Engine, waiting: () => boolean): Engine {
  return {
    load: (name, data, options) => engine.load(name, data, options),
    rows: (file, from, to) => engine.rows(file, from, to),
    check: (study) => (waiting() ? new Promise(() => undefined) : engine.check(study)),
    run: (study, options) => engine.run(study, options),
    unload: (file) => engine.unload(file),
    close: () => engine.close(),
  };
}
