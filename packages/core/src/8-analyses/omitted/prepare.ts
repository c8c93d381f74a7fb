import type { Panel } from "../../3-panel/panel.ts";
import { evaluate } from "../../4-frame/index.ts";
import { prepareBlocks, type PreparedBlocks, type Unprepared } from "../../7-results/blocks/prepare-blocks.ts";
import type { OmittedOptions } from "./options.ts";
import { nameTwice, tooManyCovariates } from "./problems.ts";

export interface Named {
  label: string;
  values: Float64Array;
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
}

/** More covariates that come and go would be more than 1,024 models. */
const MOST = 10;

/** Everything on the rows that are complete for every step. */
export function prepareOmitted(panel: Panel, entry: OmittedOptions): OmittedModel | Unprepared {
  const twice = Object.keys(entry.add).find((name) => name in entry.blocks);
  if (twice !== undefined) return { problem: nameTwice(twice), ladder: [] };
  if ((entry.covariates ?? []).length > MOST) return { problem: tooManyCovariates(MOST), ladder: [] };
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
    return { label, values: column.kind === "number" ? column.values : new Float64Array(0) };
  });
  const pairs = (entry.interactions ?? []).map((): [Named, Named] => [named.shift()!, named.shift()!]);
  const measures = prepared.model.blocks.flatMap(({ role, columns }) =>
    role === "measures" ? columns.map(({ name, values }) => ({ label: name, values })) : [],
  );
  const follow = entry.follow === undefined ? (measures[0] ?? null) : named.shift()!;
  const covariates = (entry.covariates ?? []).map(() => named.shift()!);
  const others = measures.filter(({ label }) => label !== follow?.label);
  return {
    prepared,
    base: Object.keys(entry.blocks).length,
    added: Object.keys(entry.add),
    pairs,
    follow,
    covariates: entry.covariates === undefined ? others.slice(0, MOST) : covariates.filter(({ label }) => label !== follow?.label), // prettier-ignore
    forms: named.filter(({ label }) => label !== prepared.outcome.label),
    errors: entry.weights === undefined ? (entry.errors ?? "CR2") : "CR1",
  };
}
