import type { Panel } from "../../3-panel/panel.ts";
import { checkVariables, parseVariable, type Variable } from "../../4-frame/index.ts";
import { ERROR_TYPES, type ErrorType } from "../../7-results/covariance.ts";
import type { Problem } from "../../messages/types.ts";
import type { Chosen } from "./choose-estimator.ts";
import type { RegressOptions } from "./options.ts";
import { clustersNotUsed, drawsNotUsed, errorsNotHere, noClusters, oneWayOnly } from "./problems.ts";

export interface ChosenErrors {
  type: ErrorType | "wild";
  clusters: Variable[];
  draws: number;
  seed: number;
}

/** Those that take one clustering only, and a least squares fit. */
const ONE_WAY = new Set<string>(["CR2", "CR3", "wild"]);
const LINEAR = [...ERROR_TYPES, "wild"] as const;
const COUNTS = LINEAR.filter((type) => !ONE_WAY.has(type));

/** Which errors are defined for which estimator. */
function defined(chosen: Chosen): readonly string[] {
  // Years as random tie every area to every other: no sum over areas stands for the whole.
  if (chosen.estimator === "two-way-random") return ["classical"];
  if (chosen.route === "least-squares" || chosen.route === "panel") return LINEAR;
  return chosen.route === "counts" ? COUNTS : ["classical"];
}

/**
 * Which standard errors: what the study says, else clustered on the areas (CR1), else classical where there are none or where the
 * model itself says how areas resemble themselves.
 */
export function chooseErrors(
  panel: Panel,
  estimated: Chosen,
  errors: RegressOptions["errors"],
): ChosenErrors | Problem {
  const possible = defined(estimated);
  const { route, estimator } = estimated;
  const usual = panel.area === null || possible.length === 1 ? "classical" : "CR1";
  const type = typeof errors === "string" ? errors : (errors?.type ?? usual);
  if (!possible.includes(type))
    return errorsNotHere(type, route === "count-mixed" ? `${estimator} with a random term` : estimator, possible);
  const named = typeof errors === "object" && errors.cluster !== undefined ? [errors.cluster].flat() : null;
  const drawn = typeof errors === "object" && (errors.draws !== undefined || errors.seed !== undefined);
  if (drawn && type !== "wild") return drawsNotUsed(type);
  const { draws = 9999, seed = 1 } = typeof errors === "object" ? errors : {};
  const chosen = { type, clusters: [] as Variable[], draws, seed };
  if (!type.startsWith("CR") && type !== "wild") return named === null ? chosen : clustersNotUsed(type);
  if (named === null && panel.area === null) return noClusters(type);
  if (ONE_WAY.has(type) && (named?.length ?? 1) > 1) return oneWayOnly(type);
  for (const name of named ?? ["area"]) {
    const parsed = parseVariable(name);
    if (!parsed.ok) return { ...parsed.problem, path: ["errors"] };
    const problem = checkVariables(panel, [parsed.variable]);
    if (problem !== null) return { ...problem, path: ["errors"] };
    chosen.clusters.push(parsed.variable);
  }
  return chosen;
}
