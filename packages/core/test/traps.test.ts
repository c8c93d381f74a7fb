import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { safeParse } from "valibot";
import { expect, test } from "vitest";
import type { Panel, RateParts } from "../src/3-panel/panel.ts";
import { kinds } from "../src/8-analyses/index.ts";
import { modelNotes } from "../src/8-analyses/regress/model-notes.ts";
import type { RegressValue } from "../src/8-analyses/regress/value.ts";
import type { AnyKind, Context } from "../src/8-analyses/types.ts";
import { numberColumn } from "../src/columns/column.ts";
import { reasonCode } from "../src/columns/reasons.ts";
import { drain } from "../src/messages/drain.ts";
import { makePanel } from "./make-panel.ts";

/**
 * The traps of each method, each beside data that spring it and the code of the note that must be raised. A note that is in
 * neither this table nor the tests of its own kind fails the last test.
 */

type KindName = keyof typeof kinds;
type Make = (area: number, year: number) => number | string | null;
type Cells = { [measure: string]: Make };
type Entry = { [option: string]: unknown };

const YEARS = [2013, 2014, 2015, 2016, 2017, 2018];
const AREAS = 24;
const wave = (i: number, by: number): number => (((i * by) % 13) - 6) / 6;

/** Measures in which nothing is out of the way: they move within areas as well as between them, and none is a service. */
const QUIET: Cells = {
  rate: (a, t) => 60 + 3 * (a % 7) + 6 * wave(a * 5 + t * 3, 7) + t,
  x1: (a, t) => 20 + 4 * wave(a + 5 * t, 5) + (a % 5),
  x2: (a, t) => 50 + 5 * wave(3 * a + t * t, 11) + (a % 3),
  p1: (a, t) => 400 + 10 * a + 30 * wave(a + t, 5),
  p2: (a, t) => 380 + 12 * a + 40 * wave(a + 2 * t, 7),
  count: (a, t) => 500 + 20 * a + 10 * t + Math.round(12 * wave(a + t, 5)),
  people: (a, t) => 50_000 + 2_000 * a + 300 * t,
  grade: (a, t) => ["low", "middle", "high"][(a * 5 + t) % 3]!,
};

const ENTRIES: { [kind in KindName]: Entry } = {
  decompose: { outcome: "rate", blocks: { Place: "area", Year: "time", One: ["x1"], Two: ["x2"] }, bootstrap: { draws: 0 } }, // prettier-ignore
  profile: { outcome: "rate" },
  trend: { measures: ["count"], population: "people" },
  spread: { outcome: "rate" },
  audit: { published: [{ block: "Place", value: 0.4 }], declared: "before", outcomes: ["rate"], blocks: { Place: "area", Year: "time", One: [["x1"]] } }, // prettier-ignore
  omitted: { outcome: "rate", blocks: { Place: "area", Year: "time", One: ["x1"] }, add: { More: ["x2"] } },
  relate: { measure: "x1", outcome: "rate", adjust: ["x2"] },
  regress: { formula: "rate ~ x1 + x2 | area + time" },
  composition: { parts: ["p1", "p2"], unit: "number" },
  budget: { planned: "p1", spent: "p2", unit: "number" },
  reconcile: { pairs: [{ ours: "rate", published: "x1" }] },
};
const ALL = Object.keys(kinds) as KindName[];
const FOCUS = { area: "A00", neighbours: ["A01", "A02", "A03", "A04", "A05", "A06"] };

function panelOf(changes: Cells = {}, code: (area: number) => string = String, areas = AREAS, years = YEARS): Panel {
  const cells: { [name: string]: (number | string | null)[] } = { code: [], when: [] };
  const all = { ...QUIET, ...changes };
  for (const name of Object.keys(all)) cells[name] = [];
  for (let area = 0; area < areas; area++)
    years.forEach((year, t) => {
      cells["code"]!.push(code === String ? `A${String(area).padStart(2, "0")}` : code(area));
      cells["when"]!.push(year);
      for (const [name, make] of Object.entries(all)) cells[name]!.push(make(area, t));
    });
  const panel = makePanel(cells, { area: "code", time: "when" });
  const origin = (column: string) => [{ table: "made", file: "made.csv", column, source: "made up", release: "first" }];
  return { ...panel, origins: new Map([...panel.columns.keys()].map((name) => [name, origin(name)])) };
}

function codes(name: KindName, panel: Panel, more: Entry = {}, focus: Context["focus"] = FOCUS): string[] {
  const kind: AnyKind = kinds[name];
  const parsed = safeParse(kind.options, { id: "it", kind: name, ...ENTRIES[name], ...more });
  if (!parsed.success) throw new Error(`${name}: ${parsed.issues[0].message}`);
  const outcome = drain(kind.run({ panel, focus: focus! }, parsed.output));
  if ("problem" in outcome) throw new Error(`${name}: ${outcome.problem.code} ${outcome.problem.text}`);
  return outcome.notes.map((note) => note.code);
}

/** The same entry with one name in place of another, wherever it stands. */
function renamed(kind: KindName, names: { [from: string]: string }): Entry {
  let text = JSON.stringify(ENTRIES[kind]);
  for (const [from, to] of Object.entries(names)) text = text.replace(new RegExp(`\\b${from}\\b`, "g"), to);
  return JSON.parse(text) as Entry;
}

/** What each kind's question is about. */
const OUTCOME: { [kind in KindName]: string } = {
  ...{ decompose: "rate", profile: "rate", trend: "count", spread: "rate", audit: "rate", omitted: "rate" },
  ...{ relate: "rate", regress: "rate", composition: "p1", budget: "p1", reconcile: "rate" },
};
/** The kinds that set a measure beside the outcome. */
const BESIDE: KindName[] = ["decompose", "audit", "omitted", "relate", "regress", "profile"];
const beside = (kind: KindName, name: string): Entry => (kind === "profile" ? { given: [name] } : renamed(kind, { x1: name })); // prettier-ignore

function withReason(panel: Panel, name: string, rows: number[], reason: "suppressed" | "unavailable"): Panel {
  const column = panel.columns.get(name)!;
  if (column.kind !== "number") throw new Error("numbers only");
  const reasons = new Uint8Array(panel.rows);
  const values = column.values.slice();
  for (const row of rows) {
    values[row] = NaN;
    reasons[row] = reasonCode(reason);
  }
  return { ...panel, columns: new Map([...panel.columns, [name, numberColumn(values, reasons)]]) };
}

// 1. Plans measure need and supply: every activity outcome of every kind.
test.each(ALL.flatMap((kind) => ["cpp_rate", "referrals", "looked_after_at_31_March"].map((name) => [kind, name] as const)))(
  "%s of %s says that it is activity, and not need alone",
  (kind, name) => {
    const panel = panelOf({ [name]: QUIET[OUTCOME[kind]]! });
    expect(codes(kind, panel, renamed(kind, { [OUTCOME[kind]]: name }))).toContain("activity");
  },
); // prettier-ignore

test("profile: a step of the pathway is activity too, and money spent on plans is not", () => {
  const panel = panelOf({ referral_rate: QUIET["rate"]!, plans_spend: QUIET["p1"]! });
  expect(codes("profile", panel, { enter: ["referral_rate"] })).toContain("activity");
  expect(codes("composition", panel, { parts: ["plans_spend", "p2"], unit: "£" })).not.toContain("activity");
  expect(codes("budget", panel, { planned: "plans_spend", unit: "£" })).not.toContain("activity");
});

/** Traps in the figures themselves: any kind that uses them says so. */
const SHARED: [trap: string, code: string, kinds: KindName[], make: (kind: KindName) => [Panel, Entry?]][] = [
  ["a suppressed count is a low one", "suppressed-are-low", ALL, (kind) => [withReason(panelOf(), OUTCOME[kind], [9, 17], "suppressed")]], // prettier-ignore
  ["one row for two areas", "composite-areas", ALL, () => [panelOf({}, (a) => (a === 0 ? "A00" : a === 9 ? "B1 / B2" : `A${String(a).padStart(2, "0")}`))]], // prettier-ignore
  ["two releases in one measure", "two-releases", ALL, (kind) => [withReleases(panelOf(), OUTCOME[kind])]],
  ["the logarithm of a zero", "log-of-zero", ["decompose", "audit", "omitted", "relate", "regress"], (kind) => [panelOf({ rate: (a, t) => (a === 5 && t === 2 ? 0 : (QUIET["rate"]!(a, t) as number)) }), renamed(kind, { rate: "log(rate)" })]], // prettier-ignore
  ["rates on few events", "few-events", ["decompose", "audit", "omitted", "relate", "regress", "profile", "spread"], () => [withCounts(panelOf())]], // prettier-ignore
  ["spending of no named return", "which-spending", [...BESIDE, "composition"], (kind) => [unnamed(panelOf({ spend: QUIET["x1"]! })), kind === "composition" ? { parts: ["spend", "p2"] } : beside(kind, "spend")]], // prettier-ignore
  ["money and staff may follow the work", "either-way-round", BESIDE, (kind) => [panelOf({ vacancy_rate: QUIET["x1"]!, cpp_rate: QUIET["rate"]! }), JSON.parse(JSON.stringify({ ...ENTRIES[kind], ...beside(kind, "vacancy_rate") }).replace(/\brate\b/g, "cpp_rate")) as Entry]], // prettier-ignore
  ["whole areas, not children", "ecological-fallacy", BESIDE, (kind) => [panelOf({ pupils_black_percent: QUIET["x1"]! }), beside(kind, "pupils_black_percent")]], // prettier-ignore
];

/** As of a study that does not say whose figures these are. */
function unnamed(panel: Panel): Panel {
  const names = [...panel.columns.keys()];
  return { ...panel, origins: new Map(names.map((column) => [column, [{ table: "made", file: "made.csv", column }]])) };
}

function withReleases(panel: Panel, name: string): Panel {
  const of = (release: string) => ({
    table: release,
    file: `${release}.csv`,
    column: name,
    source: "made up",
    release,
  });
  return { ...panel, origins: new Map([...panel.origins!, [name, [of("2017"), of("2018")]]]) };
}

/** The rate as a count per people, a few of the counts under ten. */
function withCounts(panel: Panel): Panel {
  const rate = panel.columns.get("rate")!;
  const people = Float64Array.from({ length: panel.rows }, (_, row) => (row % 6 === 5 && row < 12 ? 1_000 : 50_000));
  const counts = people.map((size, row) => ((rate.at(row) as number) * size) / 10_000);
  const parts: RateParts = { count: "count", population: "people", times: 10_000, counts: numberColumn(counts), populations: numberColumn(people) }; // prettier-ignore
  return { ...panel, rates: new Map([["rate", parts]]), columns: new Map([...panel.columns, ["count", numberColumn(counts.slice())], ["people", numberColumn(people.slice())]]) }; // prettier-ignore
}

test.each(SHARED.flatMap(([trap, code, each, make]) => each.map((kind) => [trap, kind, code, make] as const)))(
  "%s: %s raises %s",
  (_, kind, code, make) => {
    const [panel, entry] = make(kind);
    const counts = code === "few-events" && kind === "profile" ? { count: "count", population: "people" } : {};
    expect(codes(kind, panel, { ...entry, ...counts })).toContain(code);
  },
);

test.each(ALL)("%s: quiet figures raise none of these", (kind) => {
  const found = codes(kind, panelOf());
  for (const code of ["activity", ...SHARED.map(([, code]) => code)])
    if (!(kind === "omitted" && code === "ecological-fallacy")) expect(found).not.toContain(code);
});

const fixed: Make = (a) => 10 + (a % 9);
const slow: Make = (a, t) => 10 + (a % 9) + wave(a + t, 5) / 5;

/** Traps of one method each. */
const OWN: [section: string, trap: string, kind: KindName, changes: Cells, entry: Entry, code: string][] = [
  ["2.1", "a measure fixed over time beside areas", "decompose", { x1: fixed }, {}, "cannot-be-told-apart"],
  ["2.1", "the same among the choices", "audit", { x1: fixed }, {}, "cannot-be-told-apart"],
  ["2.1", "the same, left out or not", "omitted", { x2: fixed }, {}, "cannot-be-told-apart"],
  ["2.1", "the same with a coefficient", "regress", { x1: fixed }, {}, "absorbed"],
  ["2.1", "the same held equal", "relate", { x2: fixed }, {}, "cannot-be-told-apart"],
  ["2.1", "a measure that hardly changes within areas", "decompose", { x1: slow }, {}, "near-constant"],
  ["2.1", "the same among the choices", "audit", { x1: slow }, {}, "near-constant"],
  ["2.1", "the same, left out or not", "omitted", { x2: slow }, {}, "near-constant"],
  ["2.1", "the same with a coefficient", "regress", { x1: slow }, {}, "near-constant"],
  ["5", "a figure on one side only", "reconcile", { x1: (a, t) => (a === 0 && t === 0 ? null : 20 + 4 * wave(a + 5 * t, 5)) }, {}, "one-side-only"], // prettier-ignore
  ["2.2", "the share depends on the order", "decompose", { x1: (a, t) => 3 * (a % 7) + wave(a + 5 * t, 5) }, {}, "order-decides"], // prettier-ignore
  ["2.4", "areas are not practice", "decompose", {}, {}, "not-practice"],
  ["2.4", "areas are not practice", "audit", {}, {}, "not-practice"],
  ["2.4", "areas are not practice", "omitted", {}, {}, "not-practice"],
  ["5", "any national shock looks the same as policy", "decompose", {}, {}, "any-shared-change"],
  ["5", "any national shock looks the same as policy", "audit", {}, {}, "any-shared-change"],
  ["5", "any national shock looks the same as policy", "omitted", {}, {}, "any-shared-change"],
  ["2.6", "noise alone gives areas a share", "decompose", {}, {}, "by-chance"],
  ["2.7", "a product before its parts", "decompose", {}, { blocks: { One: ["x1"], Two: ["x2"], Both: ["x1:x2"] } }, "orders-restricted"], // prettier-ignore
  ["2.8", "weights are another question", "decompose", {}, { weights: "people" }, "weighted"],
  ["2.9", "a range is not for other years", "decompose", {}, { bootstrap: { draws: 40 } }, "what-ranges-mean"],
  ["2.10", "a count of specifications is no probability", "audit", {}, {}, "count-not-probability"],
  ["2.10", "choices written down after the results", "audit", {}, { declared: "after" }, "declared-after"],
  ["2.10", "a share by an unstated definition", "audit", {}, {}, "cannot-be-rebuilt"],
  ["2.10", "what is left over depends on the definition", "audit", {}, {}, "depends-on-definition"],
  ["2.10", "shares of different outcomes", "audit", {}, { published: [{ block: "Place", value: 0.4, outcome: "rate" }, { block: "One", value: 0.1, outcome: "count" }] }, "not-of-one-whole"], // prettier-ignore
  ["2.10", "a specification that cannot be computed", "audit", {}, { years: [{}, { from: 2018 }], blocks: { Place: "area", One: [["x1"]] } }, "not-computed"], // prettier-ignore
  ["2.11", "what lasts and is left out hides behind areas", "decompose", {}, {}, "left-out"],
  ["2.11", "the critics' point speaks of areas", "omitted", {}, {}, "ecological-fallacy"],
  ["2.11", "another definition of a share", "decompose", {}, {}, "mixed-definition"],
  ["3", "a sign that leaving years out reverses", "regress", { rate: (a, t) => 12 * t - 4 * wave(a + 5 * t, 5), x1: (a, t) => 10 * t + 4 * wave(a + 5 * t, 5) }, { formula: "rate ~ x1 | area" }, "sign-reversed"], // prettier-ignore
  ["3", "the same between two measures", "relate", { rate: (a, t) => 12 * t - 4 * wave(a + 5 * t, 5), x1: (a, t) => 10 * t + 4 * wave(a + 5 * t, 5) }, {}, "years-reverse"], // prettier-ignore
  ["3", "one area carries the slope", "regress", { x1: (a, t) => 20 + wave(a + 5 * t, 5) / 9 + (a === 4 && t === 2 ? 60 : 0) }, { errors: "CR1" }, "few-effective-clusters"], // prettier-ignore
  ["3", "one area carries the link", "relate", { x1: (a, t) => 20 + wave(a + 5 * t, 5) / 9 + (a === 4 && t === 2 ? 60 : 0), rate: (a, t) => (QUIET["rate"]!(a, t) as number) + (a === 4 && t === 2 ? 30 : 0) }, { adjust: ["x2"] }, "one-area"], // prettier-ignore
  ["3", "the family of the counts decides", "regress", { n: (a, t) => 20 + 9 * (a % 7) * (t + 1) }, { formula: "n ~ x1", estimator: "poisson" }, "overdispersion"], // prettier-ignore
  ["3", "departures of areas are no league table", "regress", {}, { formula: "rate ~ x1 + (1 | area)", estimator: "mixed" }, "no-league-table"], // prettier-ignore
  ["3", "the range rests on two areas", "spread", {}, { count: "count", population: "people", outcome: "made" }, "two-ends"], // prettier-ignore
  ["3", "beyond chance is the rule", "spread", { count: (a, t) => Math.round(100 * (3 + wave(a, 7) + t / 9)) }, { outcome: "made" }, "overdispersed"], // prettier-ignore
  ["3", "two funnels", "spread", { count: (a, t) => Math.round(20 * (3 + wave(a, 7) + t / 9) * (a === 3 ? 1.25 : 1)) }, { outcome: "made" }, "funnel-variants"], // prettier-ignore
  [
    "3",
    "counts shared out between areas",
    "spread",
    { count: (a) => 500.5 + a },
    { outcome: "made" },
    "counts-not-whole",
  ],
  ["3", "a gradient along nothing", "spread", { x1: () => 5 }, { by: "x1" }, "no-gradient"],
  ["4", "fewer in the gradient", "spread", { x1: (a, t) => (a === 3 ? null : QUIET["x1"]!(a, t)) }, { by: "x1" }, "gradient-rows"], // prettier-ignore
  ["3", "an interaction that one area carries", "omitted", { x1: (a, t) => 20 + wave(a + 5 * t, 5) / 9 + (a === 4 ? 60 + t : 0) }, { interactions: [["x1", "x2"]] }, "few-degrees"], // prettier-ignore
  [
    "2.1",
    "a slope that cannot be told from another",
    "omitted",
    { x2: (a, t) => 2 * (QUIET["x1"]!(a, t) as number) },
    { follow: "x2" },
    "no-slope",
  ],
  ["3", "nearly the same twice", "regress", { x2: (a, t) => 2 * (QUIET["x1"]!(a, t) as number) + wave(a * t, 7) / 1e8 }, {}, "nearly-collinear"], // prettier-ignore
  ["3", "two terms carried by single areas", "regress", { x1: (a, t) => 20 + wave(a + 5 * t, 5) / 9 + (a === 4 && t === 2 ? 60 : 0), x2: (a, t) => 20 + wave(a + 3 * t, 5) + (a === 9 && t === 3 ? 30 : 0) }, {}, "dominant-area"], // prettier-ignore
  ["3", "a fit computed from its terms", "regress", { rate: (a, t) => 3 + 2 * (QUIET["x1"]!(a, t) as number) }, { formula: "rate ~ x1", errors: "classical" }, "perfect-fit"], // prettier-ignore
  ["3", "counts without extra scatter", "regress", { n: (a, t) => 20 + Math.round(wave(a + t, 5)) }, { formula: "n ~ x1", estimator: "nb2", errors: "classical" }, "theta-infinite"], // prettier-ignore
  ["3", "terms that uncover differences", "regress", { rate: (a, t) => 5 * wave(a + 5 * t, 5) + wave(a * t, 7) / 5, x1: (a, t) => 5 * wave(a + 5 * t, 5) + 3 * (a % 7) }, { formula: "rate ~ x1 + (1 | area)", estimator: "mixed" }, "negative-pcv"], // prettier-ignore
  ["3", "one coefficient for every cut", "regress", { x1: (a, t) => (a + t) % 2, grade: (a, t) => ((a + t) % 2 ? ["middle", "middle", "middle", "low", "high"][(a * 3 + t) % 5]! : ["low", "high", "low", "high", "middle"][(a * 3 + t) % 5]!) }, { formula: "grade ~ x1", estimator: "ordinal", levels: ["low", "middle", "high"] }, "odds-not-proportional"], // prettier-ignore
  ["3", "a Hausman statistic below zero", "regress", { rate: (a, t) => 60 + 6 * wave(a * 10 + t * 11, 7) + 2 * wave(a, 11) }, { formula: "rate ~ x1 + x2", estimator: "random" }, "negative-hausman"], // prettier-ignore
  ["3", "a variance that is no positive number", "regress", { rate: (a, t) => 60 + 6 * wave(a * 2 + t * 7, 7) + 2 * wave(a, 7) }, { formula: "rate ~ x1 + x2", errors: { type: "CR1", cluster: ["area", "time"] } }, "no-standard-error"], // prettier-ignore
  ["4", "spending below zero", "budget", { p2: (a, t) => (a === 3 && t === 5 ? -40 : (QUIET["p2"]!(a, t) as number)) }, {}, "negative-spending"], // prettier-ignore
  ["3", "a convex gradient", "spread", { rate: (a) => [9, 14, 21, 23, 32, 35, 47, 51, 71, 113, 180, 300][a % 12]!, x1: (a) => a % 12 }, { by: "x1" }, "convex-gradient"], // prettier-ignore
  ["3", "many models are no test", "omitted", {}, {}, "curve-is-not-inference"],
  ["3", "the unmeasured factor is a bound", "omitted", {}, {}, "strength-is-a-bound"],
  ["3", "a margin set after looking", "relate", {}, { margin: 2, declared: "after" }, "margin-after"],
  ["3", "a margin of which it is not said when", "relate", {}, { margin: 2 }, "margin-after"],
  ["3", "grades look back", "relate", {}, { outcome: "grade", levels: ["low", "middle", "high"] }, "ratings-lag"],
  ["4", "a figure has a vintage", "trend", {}, {}, "no-vintage"],
  ["4", "an absent council is not a zero", "trend", { count: (a, t) => (a === 3 && t > 3 ? null : (QUIET["count"]!(a, t) as number)) }, {}, "other-areas"], // prettier-ignore
  ["4", "areas do not add to the country", "trend", {}, {}, "totals-of-areas"],
  ["4", "an absent council is not a zero", "spread", { rate: (a, t) => (a === 3 && t === 5 ? null : (QUIET["rate"]!(a, t) as number)) }, {}, "without-figure"], // prettier-ignore
  ["4", "zeros stay zeros", "composition", { p1: (a, t) => (a === 3 && t === 5 ? 0 : (QUIET["p1"]!(a, t) as number)) }, {}, "zeros"], // prettier-ignore
  ["4", "in cash", "composition", {}, { unit: "£" }, "cash"],
  ["4", "a budget before or within the year", "budget", {}, {}, "budget-vintage"],
  ["5", "not the 31 March stock", "spread", { "episodes_in_need": QUIET["rate"]!, cin_at_31_march: QUIET["rate"]! }, { outcome: "cin_at_31_march" }, "stock-or-flow"], // prettier-ignore
  ["5", "not the 31 March stock", "spread", { episodes_in_need: QUIET["rate"]! }, { outcome: "episodes_in_need" }, "stock-or-flow"], // prettier-ignore
  ["5", "per episode, not per child", "spread", { spend_per_episode: QUIET["rate"]! }, { outcome: "spend_per_episode" }, "per-what"], // prettier-ignore
  ["5", "deprivation confounds both", "relate", {}, { adjust: undefined }, "nothing-held-equal"],
  ["5", "deprivation confounds both", "relate", { x1: (a, t) => 20 + 5 * (a % 7) + wave(a + 5 * t, 5), rate: (a, t) => 60 + 9 * (a % 7) + wave(3 * a + t, 7), x2: (a, t) => 4 * (a % 7) + wave(a + t, 11) / 4 }, {}, "confounded"], // prettier-ignore
  ["5", "regression to the mean", "relate", { change_in_rate: QUIET["rate"]! }, { outcome: "change_in_rate" }, "regression-to-the-mean"], // prettier-ignore
  ["5", "lines are redefined", "composition", {}, { unit: "£" }, "redefined-lines"],
  ["5", "the count hangs on the threshold", "budget", {}, {}, "threshold"],
  ["5", "a definition that breaks the series", "trend", { count: (a, t) => ((QUIET["count"]!(a, t) as number) * (t > 2 ? 1.4 : 1)) }, {}, "break-in-series"], // prettier-ignore
  ["5", "a published figure that cannot be this one", "trend", {}, { published: [{ claim: "plans", percent: 78, measure: "count" }] }, "published-not-reached"], // prettier-ignore
  ["5", "what is left over is not practice", "profile", {}, { given: ["x1"] }, "left-over"],
  ["5", "many measures compared", "profile", {}, { compare: ["x1", "x2", "p1", "p2", "count", "people"] }, "many-compared"], // prettier-ignore
];

test.each(OWN)("%s %s: %s", (_section, _trap, kind, changes, entry, code) => {
  let panel = panelOf(changes);
  if (entry["outcome"] === "made") {
    const made = Float64Array.from({ length: panel.rows }, (_, row) => (10_000 * (panel.columns.get("count")!.at(row) as number)) / (panel.columns.get("people")!.at(row) as number)); // prettier-ignore
    panel = { ...panel, columns: new Map([...panel.columns, ["made", numberColumn(made)]]) };
    entry = { ...entry, count: "count", population: "people" };
  }
  if (code === "no-vintage") panel = { ...panel, origins: new Map() };
  expect(codes(kind, panel, entry)).toContain(code);
});

test.each([
  ["decompose", { blocks: { Place: "area", One: ["x1"] }, bootstrap: { draws: 20 } }, "few-areas"],
  ["omitted", {}, "few-clusters"],
  ["relate", {}, "few-clusters"],
  ["regress", {}, "few-clusters"],
  ["spread", {}, "few-areas"],
] as [KindName, Entry, string][])("%s with eight areas says that they are few", (kind, entry, code) => {
  expect(codes(kind, panelOf({}, String, 8), entry)).toContain(code);
  expect(codes(kind, panelOf(), entry)).not.toContain(code);
});

test.each(["no-intervals", "not-drawn"])("relate on a panel too large for it: %s", (code) => {
  expect(codes("relate", panelOf({}, String, 520), { adjust: undefined })).toContain(code);
});

test("regress: a search that does not come to rest", () => {
  const { fit, ...value } = { fit: {}, random: null, ordinal: null, converged: false };
  expect(modelNotes({ ...value, fit } as RegressValue).map((each) => each.code)).toEqual(["not-converged"]);
});

/** Every note that a kind can raise, by the code in its source. */
const folder = fileURLToPath(new URL("../src/8-analyses/", import.meta.url));
const CODE = /(?:\bnote|\badd)\(\s*"([a-z-]+)"|\bcode(?:: |, )"([a-z-]+)"|^\s+code === [^?]*\? "([a-z-]+)" : "/gm;

test.each(ALL)("%s: no note without a test that springs it", (kind) => {
  const files = readdirSync(folder + kind);
  const read = (file: string): string => readFileSync(`${folder}${kind}/${file}`, "utf8");
  const source = files.filter((file) => file.endsWith("notes.ts")).map(read).join("\n"); // prettier-ignore
  const tested = files.filter((file) => file.endsWith(".test.ts")).map(read).join("\n"); // prettier-ignore
  const raised = [...source.matchAll(CODE)].map((match) => match[1] ?? match[2] ?? match[3]!);
  expect(raised.length).toBeGreaterThan(0);
  const here = new Set([...OWN.filter((row) => row[2] === kind).map((row) => row[5]), ...SHARED.map(([, code]) => code), "few-clusters", "few-areas", "no-intervals", "not-drawn", "not-converged"]); // prettier-ignore
  const missing = raised.filter((code) => !here.has(code) && !tested.includes(`"${code}"`));
  if (missing.length > 0) throw new Error(`no test springs ${missing.join(", ")}`);
});
