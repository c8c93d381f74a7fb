import type { Panel } from "../../3-panel/panel.ts";
import { lowerFirst, spoken } from "../../3-panel/words.ts";
import { evaluate } from "../../4-frame/index.ts";
import { prepareBlocks, type PreparedBlocks, type Unprepared } from "../../7-results/blocks/prepare-blocks.ts";
import type { ShareBlock } from "../../7-results/blocks/share-model.ts";
import { inSample, sampleSets, type SampleSets } from "../samples.ts";
import type { AuditOptions } from "./options.ts";
import * as problems from "./problems.ts";

export interface AuditBlock {
  name: string;
  role: "area" | "time" | "measures";
  /** Each alternative: positions among `pool`. */
  alternatives: { words: string; measures: number[] }[];
}

export interface AuditModel {
  prepared: PreparedBlocks;
  blocks: AuditBlock[];
  /** Every measure of every alternative, once: its columns on all complete rows. */
  pool: ShareBlock[];
  outcomes: { label: string; words: string; values: Float64Array }[];
  weights: { label: string | null; words: string; values: Float64Array | null }[];
  /** Rows (positions among the complete ones) by years, then by sample. */
  years: SampleSets["years"];
  samples: SampleSets["samples"];
  rowsOf(years: number, sample: number): Int32Array;
  areaOf: Int32Array | null;
  areaCount: number;
  times: Float64Array | null;
  definitions: ("order" | "average" | "mixed")[];
}

/** All choices on the rows that are complete for every one of them, so that no choice changes the rows but years and samples. */
export function prepareAudit(panel: Panel, entry: AuditOptions): AuditModel | Unprepared {
  const names = Object.keys(entry.blocks);
  const refuse = (problem: Unprepared["problem"]): Unprepared => ({ problem, ladder: [] });
  const bad = publishedProblem(entry, names);
  if (bad !== null) return refuse(bad);
  const sets = sampleSets(panel, entry);
  if ("code" in sets) return refuse(sets);

  const pseudo: [string, "area" | "time" | string[]][] = [];
  const blocks = names.map((name): AuditBlock => {
    const given = entry.blocks[name]!;
    if (typeof given === "string") {
      pseudo.push([name, given]);
      return { name, role: given as "area" | "time", alternatives: [{ words: "", measures: [] }] };
    }
    const places = new Map<string, number>();
    const alternatives = given.map((texts) => ({
      words: texts.map((text) => lowerFirst(spoken(panel, text))).join(", "),
      measures: [...new Set(texts)].map((text) => {
        if (!places.has(text)) places.set(text, pseudo.push([`${name}: ${text}`, [text]]) - 1);
        return places.get(text)!;
      }),
    }));
    return { name, role: "measures", alternatives };
  });
  const weights = (entry.weights ?? ["none"]).map((label) => (label === "none" ? null : label));
  const prepared = prepareBlocks(panel, {
    outcome: entry.outcomes[0]!,
    blocks: Object.fromEntries(pseudo),
    further: [
      ...entry.outcomes.slice(1).map((text, i) => ({ text, path: ["outcomes", i + 1] })),
      ...weights.flatMap((text, i) => (text === null ? [] : [{ text, path: ["weights", i] }])),
    ],
  });
  if ("problem" in prepared) return prepared;
  if (prepared.model.blocks.some(({ needs }) => needs.length > 0)) return refuse(problems.productsNotHere());

  const { rows } = prepared;
  const numbers = prepared.further.map((variable) => {
    const column = evaluate(panel, variable.expression, rows);
    return { label: variable.label, values: column.kind === "number" ? column.values : new Float64Array(0) };
  });
  const named = numbers.map((each) => ({ ...each, words: lowerFirst(spoken(panel, each.label)) }));
  const { label } = prepared.outcome;
  const outcomes = [
    { label, words: lowerFirst(spoken(panel, label)), values: prepared.model.y },
    ...named.slice(0, entry.outcomes.length - 1),
  ];
  const weighted = named.slice(entry.outcomes.length - 1);
  const zero = weighted.find(({ values }) => values.some((value) => !(value > 0)));
  if (zero !== undefined) return { problem: problems.weightNotPositive(zero.label, 0), ladder: prepared.ladder };
  let next = 0;
  const { times } = prepared.model;
  const areaOf = panel.area === null ? null : rows.map((row) => panel.area!.of[row]!);
  return {
    prepared,
    blocks,
    pool: prepared.model.blocks,
    outcomes,
    weights: weights.map((label) => (label === null ? { label, words: "none", values: null } : weighted[next++]!)),
    ...sets,
    rowsOf(y, s) {
      const all = Int32Array.from(rows, (_, i) => i);
      return all.filter(inSample(sets, [y, s], { times, areaOf, codes: panel.area?.codes ?? [] }));
    },
    areaOf,
    areaCount: panel.area?.codes.length ?? 0,
    times,
    definitions: definitionsOf(entry, blocks),
  };
}

/** A mixed model needs an area block; without one that definition is left out, and said. */
export function definitionsOf(entry: AuditOptions, blocks: readonly AuditBlock[]): AuditModel["definitions"] {
  const asked = [...new Set(entry.definitions ?? (["order", "average", "mixed"] as const))];
  const kept = asked.filter((each) => each !== "mixed" || blocks.some(({ role }) => role === "area"));
  return kept.length > 0 ? kept : ["average"];
}

function publishedProblem(entry: AuditOptions, names: readonly string[]): Unprepared["problem"] | null {
  const seen = new Set<string>();
  let sum = 0;
  for (const [at, { block, value }] of entry.published.entries()) {
    if (!names.includes(block) && block !== "left over") return problems.unknownShare(block, names, at);
    if (seen.has(block)) return problems.shareTwice(block, at);
    seen.add(block);
    sum += value;
  }
  return sum > 1.02 ? problems.moreThanAll(sum) : null;
}
