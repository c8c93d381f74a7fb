import type { Problem } from "../../messages/types.ts";

/** The words for what cannot be added. */

function error(code: string, text: string, remedy: string, path: (string | number)[]): Problem {
  return { code, severity: "error", text, remedy, path };
}

export const nameTwice = (name: string): Problem =>
  error("name-twice", `"${name}" is a group as published and also one that was left out.`, "Give them two names.", ["add", name]); // prettier-ignore

export const tooManyCovariates = (most: number): Problem =>
  error("too-many-covariates", `At most ${most} measures can come and go: every set of them is a model.`, "Name fewer.", ["covariates"]); // prettier-ignore

export const tooManyModels = (count: number, most: number): Problem =>
  error("too-many-models", `The declared choices make ${count} models of the curve; at most ${most} are kept and shown.`, "Name fewer measures that come and go, samples or ways to fit.", ["covariates"]); // prettier-ignore

export const weightsForRowsOnly = (estimator: string, at: number): Problem =>
  error("estimator-without-weights", `“${estimator}” takes no weights here: it is fitted on means or changes of areas, not on rows.`, "Leave it out, or leave the weights out.", ["estimators", at]); // prettier-ignore

export const needsYears = (estimator: string, at: number): Problem =>
  error("no-areas", `“${estimator}” compares years, and the data have none.`, "Say in the study which column holds them (panel.time), or leave it out.", ["estimators", at]); // prettier-ignore
