import type { Panel } from "../../3-panel/panel.ts";
import {
  checkVariables,
  completeRows,
  evaluate,
  parseTerms,
  parseVariable,
  wantedFor,
  type Term,
  type Variable,
  type Wanted,
} from "../../4-frame/index.ts";
import { expandTerms } from "../../5-matrix/index.ts";
import { isMissing } from "../../columns/column.ts";
import type { LadderStep, Problem } from "../../messages/types.ts";
import * as problems from "./problems.ts";
import { needsOf } from "./products.ts";
import { groupsInUse, type ShareBlock, type ShareModel } from "./share-model.ts";
import { yearDummies } from "./year-dummies.ts";

/** What is asked for: an outcome, groups of measures (or areas, or years) by name, and weights. */
export interface BlockChoice {
  outcome: string;
  blocks: { [name: string]: "area" | "time" | string[] };
  weights?: string | undefined;
  published?: { [name: string]: number } | undefined;
  /** Further outcomes and weights: rows must be complete for them too, so that choices between them change no rows. */
  further?: { text: string; path: (string | number)[] }[];
}

/** The data cannot answer, and why. */
export interface Unprepared {
  problem: Problem;
  ladder: LadderStep[];
}

export interface PreparedBlocks {
  model: ShareModel;
  ladder: LadderStep[];
  outcome: Variable;
  weights: Variable | null;
  /** Per block in study order; empty for areas and years. */
  terms: Term[][];
  wanted: Wanted[];
  rows: Int32Array;
  further: Variable[];
  /** Codes of the areas in use, in order. */
  areas: string[];
}

/** From options and panel to exact arrays on the rows in use, or the reason why not. */
export function prepareBlocks(panel: Panel, entry: BlockChoice): PreparedBlocks | Unprepared {
  const names = Object.keys(entry.blocks);
  const refuse = (problem: Problem, ladder: LadderStep[] = []): Unprepared => ({ problem, ladder });

  const outcome = parseVariable(entry.outcome);
  if (!outcome.ok) return refuse({ ...outcome.problem, path: ["outcome"] });
  const terms: Term[][] = [];
  for (const name of names) {
    const given = entry.blocks[name]!;
    const own: Term[] = [];
    if (typeof given !== "string")
      for (const [i, text] of given.entries()) {
        const parsed = parseTerms(text);
        if (!parsed.ok) return refuse({ ...parsed.problem, path: ["blocks", name, i] });
        // "a*b" beside "a" names a twice without meaning two of it.
        for (const term of parsed.terms)
          if (parsed.terms.length === 1 || !own.some((other) => sameTerm(other, term))) own.push(term);
      }
    terms.push(own);
  }
  const weights = entry.weights === undefined ? null : parseVariable(entry.weights);
  if (weights !== null && !weights.ok) return refuse({ ...weights.problem, path: ["weights"] });

  const further: { variables: Variable[]; path: (string | number)[] }[] = [];
  for (const { text, path } of entry.further ?? []) {
    const parsed = parseVariable(text);
    if (!parsed.ok) return refuse({ ...parsed.problem, path });
    further.push({ variables: [parsed.variable], path });
  }

  const badKey = names.flatMap((name) => keyProblem(panel, name, entry.blocks[name]!, names, entry))[0];
  if (badKey !== undefined) return refuse(badKey);
  const shared = firstShared(names, terms, outcome.variable);
  if (shared !== null) return refuse(shared);
  for (const name of Object.keys(entry.published ?? {}))
    if (!names.includes(name)) return refuse(problems.unknownBlock(name, names));

  const parts: { variables: Variable[]; path: (string | number)[] }[] = [
    { variables: [outcome.variable], path: ["outcome"] },
    ...terms.map((own, j) => ({ variables: own.flatMap((term) => term.variables), path: ["blocks", names[j]!] })),
    ...(weights === null ? [] : [{ variables: [weights.variable], path: ["weights"] }]),
    ...further,
  ];
  for (const { variables, path } of parts) {
    const problem = checkVariables(panel, variables);
    if (problem !== null) return refuse({ ...problem, path });
  }
  if (evaluate(panel, outcome.variable.expression).kind === "text")
    return refuse(problems.textOutcome(outcome.variable.label));
  if (weights !== null && evaluate(panel, weights.variable.expression).kind === "text")
    return refuse(problems.textWeights(weights.variable.label));

  for (const { variables, path } of further)
    if (evaluate(panel, variables[0]!.expression).kind === "text")
      return refuse({ ...problems.textOutcome(variables[0]!.label), path });

  const wanted = wantedFor(
    panel,
    parts.flatMap(({ variables }) => variables),
  );
  for (const { measure, title, column } of wanted)
    if (panel.rows > 0 && allMissing(column))
      return refuse(problems.allMissing(measure, title, pathOf(measure, parts)));
  const complete = completeRows(panel, wanted);
  const ladder = complete.ladder;
  let { rows } = complete;
  let weightValues: Float64Array | null = null;
  if (weights !== null) {
    const column = evaluate(panel, weights.variable.expression, rows);
    const values = column.kind === "number" ? column.values : new Float64Array(rows.length);
    const negative = values.find((value) => value < 0);
    if (negative !== undefined) return refuse(problems.negativeWeight(weights.variable.label, negative), ladder);
    const counting = rows.filter((_, i) => values[i]! > 0);
    if (counting.length < rows.length) {
      const title = panel.titles.get(weights.variable.label) ?? weights.variable.label;
      const removed = rows.length - counting.length;
      ladder.splice(-1, 1, { step: "complete", text: `${title} is zero`, rows: counting.length, removed });
      ladder.push({ step: "used", text: "used", rows: counting.length, removed: 0 });
    }
    weightValues = values.filter((value) => value > 0);
    rows = counting;
  }
  if (rows.length < 2) return refuse(problems.noRows(rows.length), ladder);

  const y = evaluate(panel, outcome.variable.expression, rows);
  const inUse =
    panel.area === null
      ? null
      : groupsInUse(
          rows.map((row) => panel.area!.of[row]!),
          panel.area.codes.length,
        );
  const times =
    panel.time === null ? null : Float64Array.from(rows, (row) => panel.time!.values[panel.time!.of[row]!]!);
  const blocks: ShareBlock[] = [];
  const needs = needsOf(
    names.map((name) => entry.blocks[name]!),
    terms,
  );
  for (const [j, own] of terms.entries())
    for (const { label, expression } of own.flatMap((term) => term.variables)) {
      const column = evaluate(panel, expression, rows);
      if (column.kind === "text" && column.codes.every((code) => code === column.codes[0]))
        return refuse(problems.oneLevel(names[j]!, panel.titles.get(label) ?? label), ladder);
    }
  const columns = measureColumns(panel, rows, terms);
  for (const [j, name] of names.entries()) {
    const given = entry.blocks[name]!;
    const role = typeof given === "string" ? given : "measures";
    const block: ShareBlock = {
      name,
      role,
      columns: role === "time" ? yearDummies(times!) : role === "area" ? [] : columns[j]!,
      needs: needs[j]!,
      published: entry.published?.[name] ?? null,
    };
    if (role === "area" && inUse!.groups.count < 2)
      return refuse(problems.oneGroup(name, role, panel.area!.labels[inUse!.kept[0]!]!), ladder);
    if (role === "time" && block.columns.length === 0)
      return refuse(problems.oneGroup(name, role, String(times![0])), ladder);
    blocks.push(block);
  }
  return {
    model: {
      outcome: outcome.variable.label,
      y: y.kind === "number" ? y.values : new Float64Array(0),
      weights: weightValues,
      blocks,
      areas: inUse?.groups ?? null,
      times,
    },
    ladder,
    outcome: outcome.variable,
    weights: weights === null ? null : weights.variable,
    terms,
    wanted,
    rows,
    further: further.flatMap(({ variables }) => variables),
    areas: inUse === null ? [] : Array.from(inUse.kept, (code) => panel.area!.codes[code]!),
  };
}

/** Columns of each block's terms. All terms are expanded together, so that factors are coded as R codes them in one model. */
function measureColumns(panel: Panel, rows: Int32Array, terms: readonly Term[][]): ShareBlock["columns"][] {
  const all = terms.flatMap((own, block) => own.map((term) => ({ block, term })));
  all.sort((a, b) => a.term.variables.length - b.term.variables.length);
  const design = expandTerms(
    panel,
    rows,
    all.map(({ term }) => term),
    { intercept: true },
  );
  const out: ShareBlock["columns"][] = terms.map(() => []);
  design.columns.forEach((values, k) => {
    const term = design.termOf[k]!;
    if (term >= 0) out[all[term]!.block]!.push({ name: design.names[k]!, values });
  });
  return out;
}

function keyProblem(
  panel: Panel,
  name: string,
  given: "area" | "time" | string[],
  names: readonly string[],
  entry: BlockChoice,
): Problem[] {
  if (typeof given !== "string") return [];
  const key = given as "area" | "time";
  if (panel[key] === null) return [problems.noKeyFor(name, key)];
  const first = names.find((other) => entry.blocks[other] === key)!;
  return first === name ? [] : [problems.twoOfAKind(key, first, name)];
}

function firstShared(names: readonly string[], terms: readonly Term[][], outcome: Variable): Problem | null {
  const seen: { term: Term; block: string }[] = [];
  for (const [j, own] of terms.entries()) {
    for (const term of own) {
      const block = names[j]!;
      if (term.label === outcome.label) return problems.outcomeAmongBlocks(outcome.label, block);
      const before = seen.find((other) => sameTerm(other.term, term));
      if (before !== undefined) return problems.sharedColumn(term.label, before.block, block);
      seen.push({ term, block });
    }
  }
  return null;
}

/** a:b and b:a are one. */
function sameTerm(a: Term, b: Term): boolean {
  return (
    a.variables.length === b.variables.length &&
    a.variables.every((variable) => b.variables.some((other) => other.label === variable.label))
  );
}

function allMissing(column: Wanted["column"]): boolean {
  for (let row = 0; row < column.length; row++) if (!isMissing(column, row)) return false;
  return true;
}

function pathOf(
  measure: string,
  parts: readonly { variables: Variable[]; path: (string | number)[] }[],
): (string | number)[] {
  const part = parts.find(({ variables }) => variables.some((variable) => variable.label.includes(measure)));
  return part?.path ?? [];
}
