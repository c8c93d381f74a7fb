import { andList, figure, wholePercent } from "../../messages/format.ts";
import type { Note } from "../../messages/types.ts";
import type { RegressValue } from "./value.ts";

/** Above this, errors that take the dispersion as one are some fifth too small or worse. */
const OVERDISPERSED = 1.5;

/** What the chosen model itself brings that could mislead. */
export function modelNotes(value: RegressValue): Note[] {
  const notes: Note[] = [];
  const add = (code: string, name: string, text: string, facts: Note["facts"] = {}): number =>
    notes.push({ code, name, text, facts });
  const { fit, random, ordinal, estimator } = value;
  if (value.converged === false)
    add(
      "not-converged",
      "No best fit found.",
      "The search did not come to rest: these figures are not to be relied on.",
    );
  if ((value.boundaryRows ?? 0) > 0)
    add(
      "separation",
      "Perfect separation.",
      "The terms foretell some rows with certainty, so a coefficient runs away and its standard error means nothing: leave a term out or merge its levels.",
      { rows: value.boundaryRows },
    );
  const pearson = fit.pearsonDispersion;
  if (typeof pearson === "number" && pearson > OVERDISPERSED && fit.dispersion === 1 && estimator !== "nb2") {
    const offer = estimator === "binomial" ? "quasibinomial" : "quasipoisson or nb2";
    add(
      "overdispersion",
      "More scatter than the model allows.",
      `Pearson's dispersion is ${figure(pearson)}, and the model takes it as 1: model-based errors are far too small. Compare ${offer}, or cluster the errors.`,
      { dispersion: pearson },
    );
  }
  if (estimator === "nb2" && fit.theta === null)
    add(
      "theta-infinite",
      "No extra scatter.",
      "The counts vary no more than Poisson counts would: the model is Poisson's.",
    );
  if (random !== null && random.singular)
    add(
      "singular",
      "A variance of nothing.",
      random.method === "Swamy-Arora"
        ? random.groups.length > 1
          ? `The variance between ${andList(random.variances.filter(({ variance }) => variance === 0).map(({ group }) => (group === "area" ? "areas" : "years")))} came out as zero or below, and counts as zero.`
          : "The variance between areas came out as zero or below: the fit is the pooled one."
        : "A variance between groups is zero, or two random parts go wholly together: a valid answer, at the edge of what is possible; a simpler model would fit as well.",
      { method: random.method },
    );
  if (random !== null && random.modes.length > 0)
    add(
      "no-league-table",
      "Not a league table.",
      "Departures of single groups are drawn towards the average and come with wide ranges: they rank nobody.",
    );
  if (random?.pcv !== null && random?.pcv !== undefined && random.pcv < 0)
    add(
      "negative-pcv",
      "More differs, not less.",
      `With the terms the variance between groups is ${wholePercent(-random.pcv)} larger than without: they uncover differences that were hidden.`,
      { pcv: random.pcv },
    );
  const grades = ordinal?.emptyGrades ?? [];
  if (grades.length > 0)
    add("empty-level", "A grade nobody has.", `No row has the grade ${grades.join(", ")}.`, { levels: grades });
  const brant = ordinal?.proportional;
  if (brant?.pValue !== null && brant?.pValue !== undefined && brant.pValue < 0.05)
    add(
      "odds-not-proportional",
      "One coefficient for every cut?",
      "The terms seem to matter differently at different grades: look at the check by term.",
      { pValue: brant.pValue },
    );
  return notes;
}
