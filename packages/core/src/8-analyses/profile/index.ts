import type { Panel } from "../../3-panel/panel.ts";
import { isProvisional } from "../../3-panel/provisional/provisional.ts";
import type { Task } from "../../messages/types.ts";
import { rName } from "../../messages/r-text.ts";
import { whyMissing } from "../why-missing.ts";
import { likelyFactors, likelyOutcome } from "../likely-measures.ts";
import { namesIn } from "../../4-frame/index.ts";
import { inVariable, inVariables, type Mention } from "../mentions.ts";
import type { Context, Kind, Outcome, PanelFacts, Refusal, Suggestion } from "../types.ts";
import { compared } from "./figures.ts";
import { expectedOf } from "./expected.ts";
import { notesFor } from "./notes.ts";
import { options, type ProfileOptions } from "./options.ts";
import { prepare, type Named, type Prepared } from "./prepare.ts";
import { rankOf } from "./rank.ts";
import { rCode } from "./r-code.ts";
import type { Compared, ProfileValue, Stage, Verdict } from "./value.ts";
import { answer, question, statement } from "./words.ts";
import { overTime, together } from "./years.ts";

export type { ProfileOptions } from "./options.ts";
export type { ProfileValue } from "./value.ts";

/** One's own area beside its neighbours: where it stands, which step differs, what its circumstances lead one to expect. */
export const profile: Kind<"profile", typeof options, ProfileValue> = {
  kind: "profile",
  title: "Why is ours different?",
  needs: "Your area chosen, and a rate of several areas. Better with neighbours, and with the steps that lead to it.",
  options,
  mentions,
  suggest,
  headline: ({ now, expected, rank, label }) => [
    { name: label, value: now.own, unit: "number" },
    { name: "those compared with, mean", value: now.mean, unit: "number" },
    { name: "ours over theirs", value: now.ratio, unit: "number" },
    ...(expected === null ? [] : [{ name: "expected", value: expected.expected, unit: "number" as const }]),
    ...(rank === null ? [] : [{ name: "place from the highest", value: rank.rank, unit: "number" as const }]),
  ],
  run,
};

const SINGLE = ["outcome", "count", "population", "starts", "stock"] as const;
const LISTS = ["enter", "stay", "returning", "given", "compare"] as const;

function mentions(entry: ProfileOptions): Mention[] {
  return [
    ...SINGLE.flatMap((key) => inVariable(entry[key], [key])),
    ...LISTS.flatMap((key) => inVariables(entry[key], [key])),
  ];
}

/** The first measure that can be a rate, with those whose names tell their place on the pathway. */
function suggest(facts: PanelFacts): Suggestion {
  const { area, focus } = facts;
  if (area === null) return { missing: "a column of areas" };
  if (focus.area === null) return { missing: "your own area" };
  if (area.count < 4) return { missing: "other areas to compare with" };
  const outcome = likelyOutcome(facts);
  if (outcome === undefined) return { missing: "a measure that is a number" };
  const { deprivation } = likelyFactors(facts, outcome);
  return {
    options: { outcome: rName(outcome.name), ...(deprivation && { given: [rName(deprivation.name)] }) },
  };
}

function* run(context: Context, entry: ProfileOptions): Task<Outcome<ProfileValue> | Refusal> {
  yield { stage: "comparing", done: 0, total: 2 };
  const prepared = prepare(context, entry);
  if ("problem" in prepared) return prepared;
  yield { stage: "comparing", done: 1, total: 2 };
  const { panel } = context;
  const value = valueOf(context, entry, prepared);
  return {
    question: question(value),
    answer: answer(panel, value),
    value,
    ladder: prepared.ladder,
    notes: notesFor(panel, prepared, value),
    statement: statement(panel, value),
    rCode: rCode(panel, prepared, value),
  };
}

function valueOf({ panel }: Context, entry: ProfileOptions, prepared: Prepared): ProfileValue {
  const { codes, labels } = panel.area!;
  const times = panel.time?.values ?? [];
  const areas = codes.length;
  const compare = (measure: Named, stage: Stage | null): Compared => compared(prepared, measure, stage, areas);
  const now = compare(prepared.outcome, null);
  if (prepared.pooled !== null) {
    now.group = prepared.group === null ? null : together(prepared, prepared.groupAreas, prepared.time);
    now.all = together(prepared, codes.map((_, at) => at), prepared.time); // prettier-ignore
  }
  const pathway = prepared.pathway.map(({ measure, stage }) => compare(measure, stage));
  const expected = expectedOf(prepared, entry.expect ?? "year", Math.max(1, times.length), areas);
  const stageOf = new Map(prepared.pathway.map(({ measure, stage }) => [measure.name, stage]));
  const differs = prepared.compare
    .map((measure) => compare(measure, stageOf.get(measure.name) ?? null))
    .filter(({ distance }) => distance !== null);
  differs.sort((a, b) => Math.abs(b.distance!) - Math.abs(a.distance!));
  return {
    area: codes[prepared.own]!,
    label: labels[prepared.own]!,
    time: prepared.time === null ? null : times[prepared.time]!,
    outcome: prepared.outcome.name,
    title: prepared.outcome.title,
    peers: {
      by: prepared.by,
      areas: prepared.peers.map((at, i) => ({
        area: codes[at]!,
        label: labels[at]!,
        closeness: prepared.closeness[i]!,
        ...whyOf(prepared, at, prepared.time),
      })),
      unmatched: prepared.unmatched,
      missing: prepared.peers.filter((_, i) => now.peers[i] === null).map((at) => labels[at]!),
    },
    group: prepared.group,
    pooled: prepared.pooled && { count: prepared.pooled.count.name, population: prepared.pooled.population.name, times: prepared.pooled.times }, // prettier-ignore
    now,
    years: overTime(prepared, times, areas).map((year, t) => ({ ...year, ...markOf(panel, prepared, t) })),
    pathway,
    verdicts: { enter: verdict(pathway, "enter"), stay: verdict(pathway, "stay"), return: verdict(pathway, "return") },
    expected: typeof expected === "string" ? null : expected,
    notExpected: typeof expected === "string" ? expected : null,
    rank: rankOf(prepared, areas),
    differs,
  };
}

/** Why an area has no figure in a year, where it has none. */
function whyOf({ outcome, rowOf }: Prepared, area: number, time: number | null): { why?: string } {
  const why = outcome.column === null ? null : whyMissing(outcome.column, rowOf(area, time));
  return why === null ? {} : { why };
}

/** What is to be said of one's own figure of a year: why there is none, or that it rests on one typed by hand. */
function markOf(panel: Panel, prepared: Prepared, time: number): { why?: string; provisional?: true } {
  const names = namesIn(prepared.outcome.variable.expression);
  const typed = isProvisional(panel, names, prepared.rowOf(prepared.own, time));
  return { ...whyOf(prepared, prepared.own, time), ...(typed && { provisional: true as const }) };
}

/** A stage is clear where one of its measures lies beyond the others' range and none beyond the opposite end. */
function verdict(pathway: readonly Compared[], stage: Stage): Verdict | null {
  const places = pathway.filter((item) => item.stage === stage && item.place !== null).map(({ place }) => place);
  if (places.length === 0) return null;
  const [above, below] = [places.includes("above"), places.includes("below")];
  return above && below ? "mixed" : above ? "more" : below ? "fewer" : "no sign";
}
