import type { Panel } from "../../3-panel/panel.ts";
import { areaWord } from "../../3-panel/words.ts";
import { readMeasure } from "../../4-frame/index.ts";
import { rName } from "../../messages/r-text.ts";
import type { LadderStep, Problem, Task } from "../../messages/types.ts";
import { inVariable, inVariables, type Mention } from "../mentions.ts";
import type { Context, Kind, Outcome, PanelFacts, Refusal, Suggestion } from "../types.ts";
import { checkPair, checkTotal } from "./compute.ts";
import { notesFor } from "./notes.ts";
import { options, type ReconcileOptions } from "./options.ts";
import * as problems from "./problems.ts";
import { rCode, type Asked } from "./r-code.ts";
import type { ReconcileValue } from "./value.ts";
import { answer, question, statement } from "./words.ts";

export type { ReconcileOptions } from "./options.ts";
export type { ReconcileValue } from "./value.ts";

/** Do the figures used here agree with what is published: sums with printed totals, rates with printed rates, release with release. */
export const reconcile: Kind<"reconcile", typeof options, ReconcileValue> = {
  kind: "reconcile",
  title: "Do the figures agree with the published ones?",
  needs: "A file that prints the country’s total beside the councils, or two measures that should be the same.",
  options,
  mentions,
  suggest,
  run,
};

function mentions({ totals, pairs }: ReconcileOptions): Mention[] {
  return [
    ...inVariables(totals, ["totals"]),
    ...(pairs ?? []).flatMap(({ ours, published }, at) => [
      ...inVariable(ours, ["pairs", at, "ours"]),
      ...inVariable(published, ["pairs", at, "published"]),
    ]),
  ];
}

/** Measures whose file prints a total; else two whose names say that they are the same, computed and published. */
function suggest({ measures }: PanelFacts): Suggestion {
  const printed = measures.filter((one) => one.printed === true).slice(0, 6);
  if (printed.length > 0) return { options: { totals: printed.map(({ name }) => rName(name)) } };
  const bare = (name: string): string => name.replace(/_?(published|calc|ours|computed)$/i, "");
  const published = measures.find(({ name, type }) => type === "number" && /published$/i.test(name));
  const ours = measures.find(({ name }) => published !== undefined && name !== published.name && bare(name) === bare(published.name)); // prettier-ignore
  if (published === undefined || ours === undefined)
    return { missing: "a printed total, or a measure as published beside our own" };
  return { options: { pairs: [{ ours: rName(ours.name), published: rName(published.name) }] } };
}

// oxlint-disable-next-line require-yield
function* run({ panel }: Context, entry: ReconcileOptions): Task<Outcome<ReconcileValue> | Refusal> {
  const asked = prepare(panel, entry);
  if ("code" in asked) return { problem: asked, ladder: [] };
  const checks = asked.map((one) => one.type === "pair" ? checkPair(panel, one.ours, one.published) : checkTotal(panel, one.measure, one.printed)); // prettier-ignore
  const empty = checks.findIndex(({ compared }) => compared === 0);
  if (empty >= 0) {
    const { oursTitle, publishedTitle, type } = checks[empty]!;
    const path = type === "total" ? ["totals"] : ["pairs"];
    return { problem: problems.nothingShared(oursTitle, publishedTitle, path), ladder: [] };
  }
  const [unit, units] = panel.area === null ? ["row", "rows"] : [areaWord(panel).one, areaWord(panel).many];
  const value: ReconcileValue = { unit, units, checks };
  const ladder = ladderOf(panel, asked);
  return {
    question: question(value),
    answer: answer(value),
    value,
    ladder,
    notes: notesFor(panel, ladder, value),
    statement: statement(value),
    rCode: rCode(asked),
    uses: asked.flatMap((one) => (one.type === "pair" ? [] : [one.measure.name])),
  };
}

/** What is to be held against what; the first thing wrong with it. */
function prepare(panel: Panel, { totals, pairs }: ReconcileOptions): Asked[] | Problem {
  const printed = panel.time === null ? new Map() : (panel.printed ?? new Map());
  const wanted = totals ?? (pairs === undefined ? [...printed.keys()].map(rName) : []);
  if (wanted.length === 0 && pairs === undefined) return problems.nothingToCheck();
  const asked: Asked[] = [];
  for (const [at, text] of wanted.entries()) {
    const measure = readMeasure(panel, text, ["totals", at]);
    if ("code" in measure) return measure;
    const found = printed.get(measure.name);
    if (found === undefined) return problems.noPrintedTotal(measure.title, ["totals", at]);
    asked.push({ type: "total", measure, printed: found });
  }
  for (const [at, pair] of (pairs ?? []).entries()) {
    const ours = readMeasure(panel, pair.ours, ["pairs", at, "ours"]);
    if ("code" in ours) return ours;
    const published = readMeasure(panel, pair.published, ["pairs", at, "published"]);
    if ("code" in published) return published;
    if (ours.r === published.r) return problems.samePair(ours.title, ["pairs", at]);
    asked.push({ type: "pair", ours, published });
  }
  return asked;
}

/** Every check uses the rows that it can: a row is set aside where no check has a figure of it. */
function ladderOf(panel: Panel, asked: readonly Asked[]): LadderStep[] {
  const all = asked.flatMap((one) => (one.type === "pair" ? [one.ours, one.published] : [one.measure]));
  let rows = 0;
  for (let row = 0; row < panel.rows; row++) if (all.some(({ values }) => values[row]! - values[row]! === 0)) rows++;
  const removed = panel.rows - rows;
  return [
    ...(removed === 0 ? [] : [{ step: "complete" as const, text: "none of the figures", rows, removed }]),
    { step: "used", text: "used", rows, removed: 0 },
  ];
}
