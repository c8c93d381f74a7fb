import { rName } from "../../messages/r-text.ts";
import { likelyFactors, likelyOutcome, type MeasureFact } from "../likely-measures.ts";
import type { PanelFacts, Suggestion } from "../types.ts";
import { DEFAULT_REDRAW } from "./options.ts";

/** Shares of an outcome that sounds like a rate, with groups that sound like what people ask about. */
export function suggest(facts: PanelFacts): Suggestion {
  const outcome = likelyOutcome(facts);
  if (outcome === undefined) return { missing: "a measure that is a number" };
  const { deprivation, spend, vacancies, others } = likelyFactors(facts, outcome);
  const written = (measures: readonly (MeasureFact | undefined)[]): string[] =>
    measures.flatMap((measure) => (measure === undefined ? [] : [rName(measure.name)]));
  const blocks: { [name: string]: string | string[] } = {};
  if (facts.area !== null && facts.time !== null) blocks["Council"] = "area";
  if (facts.time !== null) blocks["Year"] = "time";
  if (deprivation !== undefined) blocks["Deprivation"] = written([deprivation]);
  const means = written([spend, vacancies]);
  if (means.length > 0)
    blocks[means.length === 2 ? "Spend and vacancies" : spend === undefined ? "Vacancies" : "Spend"] = means;
  if (Object.keys(blocks).length === 0)
    for (const measure of others.slice(0, 3)) blocks[measure.name.replace(/^[^A-Za-z]+/u, "")] = written([measure]);
  if (Object.keys(blocks).length === 0) return { missing: "a second measure, or areas and years" };
  return { options: { outcome: rName(outcome.name), blocks, bootstrap: { ...DEFAULT_REDRAW } } };
}
