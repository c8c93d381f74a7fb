import type { Panel } from "../../3-panel/panel.ts";
import { evaluate } from "../../4-frame/index.ts";
import { prepareBlocks, type PreparedBlocks, type Unprepared } from "../../7-results/blocks/prepare-blocks.ts";
import { rString } from "../../messages/r-text.ts";
import { sampleSets, type SampleSets } from "../samples.ts";
import type { CURVE_MODELS, OmittedOptions } from "./options.ts";
import { nameTwice, needsYears, tooManyCovariates, tooManyModels, weightsForRowsOnly } from "./problems.ts";

export interface Named {
  label: string;
  values: Float64Array;
  /** The same column in the R script. */
  r: string;
}

export interface OmittedModel {
  prepared: PreparedBlocks;
  /** Number of groups as published; those left out follow. */
  base: number;
  added: string[];
  pairs: [Named, Named][];
  follow: Named | null;
  covariates: Named[];
  forms: Named[];
  errors: "CR1" | "CR2";
  /** What the curve chooses between besides covariates and forms. */
  sets: SampleSets;
  estimators: (typeof CURVE_MODELS)[number][];
  /** Was any of it declared? Then there is a curve without covariates too. */
  declared: boolean;
}

/** More covariates that come and go would be more than 1,024 models for each other choice. */
const MOST = 10;
/** More models would be a table that nobody can read. */
const MOST_MODELS = 8192;
const BY_WEIGHTS: readonly string[] = ["pooled", "within", "two-way"];

/** Everything on the rows that are complete for every step. */
export function prepareOmitted(panel: Panel, entry: OmittedOptions): OmittedModel | Unprepared {
  const twice = Object.keys(entry.add).find((name) => name in entry.blocks);
  if (twice !== undefined) return { problem: nameTwice(twice), ladder: [] };
  if ((entry.covariates ?? []).length > MOST) return { problem: tooManyCovariates(MOST), ladder: [] };
  const sets = sampleSets(panel, entry);
  if ("code" in sets) return { problem: sets, ladder: [] };
  const estimators = [...new Set(entry.estimators ?? (["pooled"] as const))];
  for (const [at, estimator] of estimators.entries()) {
    if (panel.time === null && (estimator === "two-way" || estimator === "first-difference"))
      return { problem: needsYears(estimator, at), ladder: [] };
    if (entry.weights !== undefined && !BY_WEIGHTS.includes(estimator))
      return { problem: weightsForRowsOnly(estimator, at), ladder: [] };
  }
  const texts = [
    ...(entry.interactions ?? []).flatMap((pair, i) => pair.map((text, k) => ({ text, path: ["interactions", i, k] }))),
    ...(entry.follow === undefined ? [] : [{ text: entry.follow, path: ["follow"] }]),
    ...(entry.covariates ?? []).map((text, i) => ({ text, path: ["covariates", i] })),
    ...(entry.forms ?? []).map((text, i) => ({ text, path: ["forms", i] })),
  ];
  const prepared = prepareBlocks(panel, {
    outcome: entry.outcome,
    blocks: { ...entry.blocks, ...entry.add },
    weights: entry.weights,
    further: texts,
  });
  if ("problem" in prepared) return prepared;
  const named = prepared.further.map(({ label, expression }): Named => {
    const column = evaluate(panel, expression, prepared.rows);
    return { label, values: column.kind === "number" ? column.values : new Float64Array(0), r: `with(used, ${label})` };
  });
  const pairs = (entry.interactions ?? []).map((): [Named, Named] => [named.shift()!, named.shift()!]);
  const measures = prepared.model.blocks.flatMap(({ role, columns }) =>
    role === "measures" ? columns.map(({ name, values }) => ({ label: name, values, r: `X[, ${rString(name)}]` })) : [],
  );
  const follow = entry.follow === undefined ? (measures[0] ?? null) : named.shift()!;
  const covariates = (entry.covariates ?? []).map(() => named.shift()!);
  const others = measures.filter(({ label }) => label !== follow?.label);
  const kept = entry.covariates === undefined ? others.slice(0, MOST) : covariates.filter(({ label }) => label !== follow?.label); // prettier-ignore
  const forms = named.filter(({ label }) => label !== prepared.outcome.label);
  const models = (1 << kept.length) * (1 + forms.length) * sets.years.length * sets.samples.length * estimators.length;
  if (models > MOST_MODELS) return { problem: tooManyModels(models, MOST_MODELS), ladder: prepared.ladder };
  return {
    prepared,
    base: Object.keys(entry.blocks).length,
    added: Object.keys(entry.add),
    pairs,
    follow,
    covariates: kept,
    forms,
    errors: entry.weights === undefined ? (entry.errors ?? "CR2") : "CR1",
    sets,
    estimators,
    declared: sets.years.length * sets.samples.length * estimators.length * (1 + forms.length) > 1,
  };
}
