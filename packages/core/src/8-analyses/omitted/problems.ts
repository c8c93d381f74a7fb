import type { Problem } from "../../messages/types.ts";

/** The words for what cannot be added. */

function error(code: string, text: string, remedy: string, path: (string | number)[]): Problem {
  return { code, severity: "error", text, remedy, path };
}

export const nameTwice = (name: string): Problem =>
  error("name-twice", `"${name}" is a group as published and also one that was left out.`, "Give them two names.", ["add", name]); // prettier-ignore

export const tooManyCovariates = (most: number): Problem =>
  error("too-many-covariates", `At most ${most} measures can come and go: every set of them is a model.`, "Name fewer.", ["covariates"]); // prettier-ignore
