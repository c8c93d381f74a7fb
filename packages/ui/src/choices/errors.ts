import type { AnalysisResult, CheckReport, Problem } from "@whyvary/core";

/** The first error whose place in the study is this choice, in words: it stands under the control. */
export function errorAt(
  path: readonly (string | number)[],
  check: CheckReport | null,
  result: AnalysisResult | null,
): string | null {
  const all: Problem[] = [...(check?.problems ?? []), ...(result?.problem ? [result.problem] : [])];
  const here = all.find((problem) => problem.severity === "error" && startsWith(problem.path, path));
  return here ? [here.text, here.remedy].filter(Boolean).join(" ") : null;
}

function startsWith(path: readonly (string | number)[] | undefined, prefix: readonly (string | number)[]): boolean {
  return (
    path !== undefined && path.length >= prefix.length && prefix.every((part, i) => String(path[i]) === String(part))
  );
}
