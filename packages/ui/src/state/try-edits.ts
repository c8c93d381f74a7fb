import type { Engine, Problem } from "@whyvary/core";
import { applyEdits, type Edit } from "../host/index.ts";
import type { StudyState } from "./study-state.svelte.ts";

/**
 * Makes edits of the study unless the engine finds an error under `path` with them: then nothing is changed, and the errors are
 * given back. What is less than an error is made and told.
 */
export async function tryEdits(
  engine: Engine,
  study: StudyState,
  edits: Edit[],
  path: readonly (string | number)[],
): Promise<Problem[]> {
  const tried = applyEdits(study.raw, edits);
  const { problems } = await engine.check(JSON.parse(JSON.stringify(tried)));
  const own = problems.filter((problem) => path.every((part, at) => problem.path?.[at] === part));
  const wrong = own.filter(({ severity }) => severity === "error");
  if (wrong.length > 0) return wrong;
  study.edit(edits);
  return own;
}
