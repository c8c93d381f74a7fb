import type { Engine, Problem, Recognised } from "@whyvary/core";

/** A study is checked here only while no page does it: its words at once, its files where they are small. */

/** Core comes in when there is something to check, not when the extension starts. */
const loadCore = () => import("./core.ts");

export async function startEngineHere(): Promise<Engine> {
  const { startLocalEngine } = await loadCore();
  return startLocalEngine();
}

/** What is wrong in the document itself: version, keys, names, kinds. */
export async function wordsOf(study: unknown): Promise<Problem[]> {
  const { validateStudy } = await loadCore();
  return validateStudy(study).problems;
}

/** What is wrong with it once its files are known; analyses are not run, but the names they use are looked up. */
export async function checkWith(engine: Engine, study: unknown): Promise<Problem[]> {
  const { validateStudy, nearest } = await loadCore();
  const report = await engine.check(study);
  const found = [...report.problems];
  if (report.panel === null) return found;
  const known = report.panel.measures.map(({ name }) => name);
  const { analyses } = validateStudy(study);
  for (const [at, { kind, options, problems }] of analyses.entries()) {
    if (kind === null || options === null || problems.length > 0) continue;
    for (const { name, path } of kind.mentions(options)) {
      if (known.includes(name)) continue;
      const meant = nearest(name, known);
      found.push({
        code: "unknown-measure",
        severity: "error",
        text: `There is no measure “${name}”.`,
        remedy: meant === null ? `The measures are: ${known.slice(0, 12).join(", ")}.` : `Did you mean “${meant}”?`,
        column: name,
        path: ["analyses", at, ...path],
        facts: { nearest: meant },
      });
    }
  }
  return found;
}

/** Reads a delimited file for what is wrong in it. */
export async function checkFile(
  name: string,
  bytes: Uint8Array,
  options: { signal?: AbortSignal; onProgress?: (done: number) => void } = {},
): Promise<Recognised> {
  const engine = await startEngineHere();
  const { signal, onProgress } = options;
  const known = await engine.load(name, bytes, {
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress: ({ done, total }) => onProgress(total > 0 ? done / total : 0) }),
  });
  await engine.close();
  return known;
}
