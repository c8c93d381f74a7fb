import { expect, test } from "vitest";
import { makePanel } from "../../../test/make-panel.ts";
import { hasR } from "../../../test/r.ts";
import { expectSameAsR } from "../../../test/same-as-r.ts";
import { textColumn } from "../../columns/column.ts";
import { drain } from "../../messages/drain.ts";
import { profile, type ProfileOptions } from "./index.ts";

const areas = 14;
const years = [2020, 2021, 2022];
const wave = (i: number, by: number): number => (((i * by) % 13) - 6) / 6;
type Make = (area: number, time: number) => number | string | null;

const plain: { [name: string]: Make } = {
  rate: (a, t) => 50 + 8 * wave(a, 5) + 2 * t,
  starts: (a, t) => 60 + 9 * wave(a, 7) + t,
  repeats: (a) => 20 + 3 * wave(a, 4),
  poverty: (a) => 15 + 5 * wave(a, 5) + wave(a, 3),
  children: (a) => 20_000 + 900 * a,
};

/** Areas A00 to A13 by years, in two groups. */
function panelOf(changes: { [name: string]: Make } = {}, { timed = true } = {}) {
  const measures = { ...plain, ...changes };
  const cells: Record<string, (string | number | null)[]> = { code: [], when: [] };
  for (const name of Object.keys(measures)) cells[name] = [];
  for (let area = 0; area < areas; area++)
    (timed ? years : [2022]).forEach((year, t) => {
      cells["code"]!.push(`A${String(area).padStart(2, "0")}`);
      cells["when"]!.push(year);
      for (const [name, make] of Object.entries(measures)) cells[name]!.push(make(area, timed ? t : 2));
    });
  const panel = makePanel(cells as never, timed ? { area: "code", time: "when" } : { area: "code" });
  panel.group = textColumn(panel.area!.of.map((at) => (at < 9 ? 0 : 1)), ["North", "South"]); // prettier-ignore
  return panel;
}

const neighbours = ["A01", "A02", "A03", "A04", "A05", "A06"];
const focus = { area: "A00", neighbours };
const run = (panel: ReturnType<typeof panelOf>, entry: Partial<ProfileOptions> = {}, who: object | null = focus) =>
  drain(profile.run({ panel, ...(who === null ? {} : { focus: who }) }, { id: "why", kind: "profile", outcome: "rate", ...entry })); // prettier-ignore

function ask(...given: Parameters<typeof run>) {
  const outcome = run(...given);
  if ("problem" in outcome) throw new Error(`${outcome.problem.code}: ${outcome.problem.text}`);
  return outcome;
}

test.each<[string, { [name: string]: Make }, Partial<ProfileOptions>, object]>([
  ["no-neighbours", {}, {}, { area: "A00" }],
  ["neighbours-unmatched", {}, {}, { ...focus, unmatched: ["Nowhere"] }],
  ["neighbours-unmatched", {}, {}, { area: "A00", neighbours: ["A01", "A02", "A03", "left out by choice"] }],
  ["neighbours-without-figure", { rate: (a, t) => (a === 3 ? null : plain["rate"]!(a, t)) }, {}, focus],
  ["few-neighbours", {}, {}, { area: "A00", neighbours: ["A01", "A02"] }],
  ["left-over", {}, { given: ["poverty"] }, focus],
  ["beyond-the-others", { poverty: (a) => (a === 0 ? 90 : 10 + a) }, { given: ["poverty"] }, focus],
  ["range-below-zero", { rate: (a) => (a % 7 === 3 ? 90 : 1 + (a % 3)) }, { given: ["poverty"] }, focus],
  ["not-expected", { poverty: (a) => (a === 0 ? null : a) }, { given: ["poverty"] }, focus],
  ["stock-over-starts", {}, { starts: "starts" }, focus],
  ["many-compared", {}, { starts: "starts", returning: ["repeats"], given: ["poverty"], stay: ["children"] }, focus],
  ["activity", { cpp_rate: plain["rate"]! }, { outcome: "cpp_rate" }, focus],
])("the note %s is raised on data that spring it", (code, changes, entry, who) => {
  expect(ask(panelOf(changes), entry, who).notes.map((note) => note.code)).toContain(code);
});

test("quiet data raise no note", () => expect(ask(panelOf()).notes).toEqual([]));

test.each<[string, { [name: string]: Make }, Partial<ProfileOptions>, object | null]>([
  ["no-focus", {}, {}, null],
  ["focus-unknown", {}, {}, { area: "Z" }],
  ["unknown-measure", {}, { given: ["povertie"] }, focus],
  ["measure-not-number", { word: () => "a" }, { enter: ["word"] }, focus],
  ["no-figure", { rate: (a, t) => (a === 0 && t === 2 ? null : 5 + a) }, { year: 2022 }, focus],
  ["no-figure", {}, { year: 1999 }, focus],
  ["count-and-population", {}, { count: "starts" }, focus],
  ["counts-do-not-make-rate", {}, { count: "starts", population: "children" }, focus],
  ["stock-is-starts", {}, { starts: "rate" }, focus],
])("refusal: %s", (code, changes, entry, who) => {
  expect(run(panelOf(changes), entry, who)).toMatchObject({ problem: { code, severity: "error" } });
});

test("a measure whose name needs quotes is named without them", () => {
  const panel = panelOf({ "odd name": (a, t) => plain["rate"]!(a, t) });
  const { value } = ask(panel, { outcome: "`odd name`", compare: ["`odd name`", "repeats"] });
  expect([value.outcome, value.title]).toEqual(["odd name", "odd name"]);
  expect(value.differs.map(({ measure }) => measure)).toContain("odd name");
});

test("the last year with a figure of one's own is taken, and refusals name it", () => {
  const gap = panelOf({ rate: (a, t) => (a === 0 && t === 2 ? null : 5 + a) });
  expect(ask(gap).value.time).toBe(2021);
  expect(run(gap, { year: 2022 })).toMatchObject({ problem: { remedy: "Its last figure is of 2021." } });
});

test("without neighbours one's own group stands in, and where it is small all others", () => {
  expect(ask(panelOf(), {}, { area: "A00" }).value.peers).toMatchObject({ by: "group", areas: { length: 8 } });
  const panel = panelOf();
  panel.group = null;
  expect(ask(panel, {}, { area: "A00" }).value.peers).toMatchObject({ by: "all", areas: { length: 13 } });
});

test("“more” only beyond the range of those compared with, in the direction that all agree on", () => {
  const verdicts = (rate: number, repeats: number) =>
    ask(panelOf({ starts: (a, t) => (a === 0 ? rate : plain["starts"]!(a, t) as number), repeats: (a, t) => (a === 0 ? repeats : plain["repeats"]!(a, t) as number) }), { starts: "starts", returning: ["repeats"] }).value.verdicts; // prettier-ignore
  expect(verdicts(200, 20)).toMatchObject({ enter: "more", return: "no sign" });
  expect(verdicts(60, 90)).toMatchObject({ enter: "no sign", return: "more" });
  expect(verdicts(5, 1)).toMatchObject({ enter: "fewer", stay: "more", return: "fewer" });
});

test.skipIf(!hasR()).each([
  ["with years", true],
  ["without years", false],
])("as the R script, counts pooled, %s", { timeout: 60_000 }, (_, timed) => {
  const count: Make = (a, t) => ((plain["rate"]!(a, t) as number) * (plain["children"]!(a, t) as number)) / 10_000;
  const panel = panelOf({ count }, { timed });
  const outcome = ask(panel, { count: "count", population: "children", starts: "starts", returning: ["repeats"], given: ["poverty"] }); // prettier-ignore
  const { given: _g, from: _f, coefficients: _c, beyond: _b, ...figures } = outcome.value.expected!;
  expectSameAsR(panel, { value: { ...outcome.value, expected: figures }, rCode: outcome.rCode }, { keys: ["now", "years", "pathway", "differs", "expected", "rank"] }); // prettier-ignore
});
