import type { Problem } from "../../messages/types.ts";

const error = (code: string, text: string, remedy: string, path: (string | number)[]): Problem => ({
  ...{ code, severity: "error", text, remedy, path },
});

export const noTime = (): Problem =>
  error("no-time", "The data have no years, so nothing can grow.", "Name the panel's time.", ["measures"]);

export const noCommonYears = (): Problem =>
  error("no-common-years", "The counts have no two years in common.", "Choose counts of the same years.", ["measures"]);

export const notTwoYears = (from: number, to: number): Problem =>
  error("not-two-years", `From ${from} to ${to} nothing can grow.`, "Choose a later last year.", ["to"]);

export const noFigures = (title: string, year: number, path: (string | number)[]): Problem =>
  error("no-figures", `${title} has no figures in ${year}.`, "Choose a year in which every measure has figures.", path);

export const nothingAtFirst = (title: string, year: number): Problem =>
  error("nothing-at-first", `${title} is ${"not above zero"} in ${year}, so growth in percent has no meaning.`, "Choose another first year.", ["from"]); // prettier-ignore

export const notAmong = (name: string, at: number): Problem => ({
  ...error("published-measure", `${name} is not among the measures.`, "Add it to the measures, or leave it out.", ["published", at, "measure"]), // prettier-ignore
});
