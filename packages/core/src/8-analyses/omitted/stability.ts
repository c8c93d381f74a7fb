import type { OlsFit } from "../../6-estimators/ols-fit.ts";
import { oster } from "../../7-results/oster.ts";
import type { OmittedModel } from "./prepare.ts";
import type { OmittedStability } from "./value.ts";

/** What R2 rises by must be more than rounding. */
const NOTHING = 1e-10;

/**
 * The slope as published and once what was left out is added. Published measures and years are in both, so R2 is of what they
 * leave; columns that `fit`, the model of everything, cannot tell apart are in neither.
 */
export function stabilityOf({ prepared, base, follow }: OmittedModel, fit: OlsFit): OmittedStability {
  const { y, weights, blocks } = prepared.model;
  const known = blocks.map(({ role, columns }) =>
    role === "area" ? [] : columns.filter(({ name }) => name !== follow!.label && !fit.aliased.includes(name)),
  );
  const years = blocks.map(({ role }) => role === "time");
  const late = known.filter((_, j) => j >= base && !years[j]).flat();
  const always = known.filter((_, j) => j < base || years[j]).flat();
  const named = (columns: typeof late, as: string) =>
    Object.fromEntries(columns.map(({ values }, k) => [`${as} ${k}`, values]));
  const none = (reason: string): OmittedStability => ({ short: null, long: null, rMax: null, delta: null, reason });
  if (late.length === 0) return none("nothing else was left out that can be told apart from what is there");
  let found;
  try {
    const X = { controls: named(late, "c"), always: named(always, "a") };
    found = oster({ y, treatment: follow!.values, ...X, ...(weights === null ? {} : { weights }) });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return none("the measures leave nothing of it or of the outcome");
  }
  const { short, long, rMax } = found;
  if (!(long.rSquared - short.rSquared > NOTHING))
    return { short, long, rMax, delta: null, reason: "what was left out does not raise R-squared" };
  if (!(1 - long.rSquared > NOTHING))
    return { short, long, rMax, delta: null, reason: "R-squared is 1, and nothing is left for what is unseen" };
  const delta = found.delta();
  if (!Number.isFinite(delta))
    return { short, long, rMax, delta: null, reason: "no amount of what is unseen would bring it to nothing" };
  return { short, long, rMax, delta, reason: null };
}
