import type { Panel } from "../../3-panel/panel.ts";
import { checkVariables, parseVariable, type Variable } from "../../4-frame/index.ts";
import type { ErrorType } from "../../7-results/covariance.ts";
import type { Problem } from "../../messages/types.ts";
import type { RegressOptions } from "./options.ts";
import { clustersNotUsed, noClusters, twoWayCr2 } from "./problems.ts";

export interface ChosenErrors {
  type: ErrorType;
  clusters: Variable[];
}

/** Which standard errors: what the study says, else clustered on the areas (CR1), else classical where there are none. */
export function chooseErrors(panel: Panel, errors: RegressOptions["errors"]): ChosenErrors | Problem {
  const type = typeof errors === "string" ? errors : (errors?.type ?? (panel.area === null ? "classical" : "CR1"));
  const named = typeof errors === "object" && errors.cluster !== undefined ? [errors.cluster].flat() : null;
  if (!type.startsWith("CR")) return named === null ? { type, clusters: [] } : clustersNotUsed(type);
  if (named === null && panel.area === null) return noClusters(type);
  if (type === "CR2" && (named?.length ?? 1) > 1) return twoWayCr2();
  const clusters: Variable[] = [];
  for (const name of named ?? ["area"]) {
    const parsed = parseVariable(name);
    if (!parsed.ok) return { ...parsed.problem, path: ["errors"] };
    const problem = checkVariables(panel, [parsed.variable]);
    if (problem !== null) return { ...problem, path: ["errors"] };
    clusters.push(parsed.variable);
  }
  return { type, clusters };
}
