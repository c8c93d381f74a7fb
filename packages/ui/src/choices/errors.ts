import type { AnalysisResult, CheckReport, Problem } from "@whyvary/core";

/** The first error whose place in the study is this choice, in words: it stands under the control. */
export function errorAt(
  path: readonly (string | number)[],
  check: CheckReport | null,
  result: AnalysisResult | null,
): string | null {
  // An analysis speaks of places below its own entry.
  const below = path[0] === "analyses" ? path.slice(2) : path;
  const study = (check?.problems ?? []).find(
    (problem) => problem.severity === "error" && startsWith(problem.path, path),
  );
  const own: Problem | undefined = result?.problem;
  const here = study ?? (startsWith(own?.path, path) || startsWith(own?.path, below) ? own : undefined);
  return here ? [here.text, here.remedy].filter(Boolean).join(" ") : null;
}

function startsWith(path: readonly (string | number)[] | undefined, prefix: readonly (string | number)[]): boolean {
  return (
    path !== undefined &&
    prefix.length > 0 &&
    path.length >= prefix.length &&
    prefix.every((part, i) => String(path[i]) === String(part))
  );
}
