import { expect, test } from "vitest";
import { makePanel } from "../../../test/make-panel.ts";
import { drain } from "../../messages/drain.ts";
import { relate, type RelateOptions } from "./index.ts";

const areas = 40;
const years = [2018, 2019, 2020];
const wave = (i: number, by: number): number => (((i * by) % 13) - 6) / 6;

/** Areas by years, a figure of each from area and year. */
function panelOf(measures: { [name: string]: (area: number, year: number) => number | string }) {
  const cells: Record<string, (string | number)[]> = { code: [], when: [] };
  for (const name of Object.keys(measures)) cells[name] = [];
  for (let area = 0; area < areas; area++)
    years.forEach((year, t) => {
      cells["code"]!.push(`A${String(area).padStart(2, "0")}`);
      cells["when"]!.push(year);
      for (const [name, make] of Object.entries(measures)) cells[name]!.push(make(area, t));
    });
  return makePanel(cells, { area: "code", time: "when" });
}

const run = (panel: ReturnType<typeof panelOf>, entry: Partial<RelateOptions>) =>
  drain(relate.run({ panel }, { id: "link", kind: "relate", measure: "spend", outcome: "rate", ...entry }));

function notes(panel: ReturnType<typeof panelOf>, entry: Partial<RelateOptions> = {}): string[] {
  const outcome = run(panel, entry);
  if ("problem" in outcome) throw new Error(outcome.problem.text);
  return outcome.notes.map(({ code }) => code);
}

const need = (area: number): number => area % 10;
const plain = {
  need: (a: number) => need(a) + wave(a, 3),
  spend: (a: number, t: number) => 100 + 10 * need(a) + 9 * wave(a + 3 * t, 5),
  rate: (a: number, t: number) => 30 + 5 * need(a) + 3 * wave(a + 7 * t, 11),
};

test.each<[string, Parameters<typeof panelOf>[0], Partial<RelateOptions>]>([
  ["nothing-held-equal", plain, {}],
  ["confounded", plain, { adjust: ["need"] }],
  ["between-within", { ...plain, rate: (a, t) => 5 * need(a) - wave(a + 3 * t, 5) + wave(a + t, 7) / 9 }, {}],
  ["years-reverse", { ...plain, spend: (a, t) => 50 * t + 5 * wave(a + 3 * t, 5), rate: (a, t) => 40 * t - 3 * wave(a + 3 * t, 5) }, {}], // prettier-ignore
  ["one-area", { ...plain, spend: (a, t) => 100 + wave(a + 3 * t, 5) + (a === 7 && t === 1 ? 200 : 0) }, {}],
  ["ratings-lag", { ...plain, rate: (a) => ["low", "middle", "high"][a % 3]! }, { levels: ["low", "middle", "high"] }],
  ["too-few-to-see", { ...plain, rate: (a, t) => wave(a + t, 11) + wave(a, 7) }, {}],
  ["small-groups", { ...plain, rate: (a) => (a < 3 ? "few" : a % 2 ? "odd" : "even") }, {}],
  ["cannot-be-told-apart", { ...plain, fixed: need }, { adjust: ["fixed"] }],
  ["activity", { ...plain, cpp_rate: plain.rate }, { outcome: "cpp_rate" }],
])("the note %s is raised on data that spring it", (code, measures, entry) => {
  expect(notes(panelOf(measures), entry)).toContain(code);
});

test("quiet data raise no note of a trap", () => {
  const quiet = panelOf({ ...plain, spend: (a, t) => 100 + 9 * wave(a + 3 * t, 5), rate: (a, t) => 30 + 8 * wave(a + 3 * t, 5) + wave(a + t, 7) }); // prettier-ignore
  expect(notes(quiet, { adjust: ["need"] })).toEqual(["cannot-be-told-apart"]);
});

test.each<[string, Partial<RelateOptions>]>([
  ["same-measure", { outcome: "spend" }],
  ["measure-not-number", { measure: "word" }],
  ["measure-not-number", { adjust: ["word"] }],
  ["unknown-measure", { measure: "spent" }],
  ["grade-unknown", { outcome: "word", levels: ["a", "b"] }],
  ["odds-margin", { outcome: "word", levels: ["a", "b", "c"], margin: 0.5 }],
  ["margin-with-groups", { outcome: "word", margin: 2 }],
  ["constant", { outcome: "flat" }],
])("refusal: %s", (code, entry) => {
  const panel = panelOf({ ...plain, word: (a) => ["a", "b", "c"][a % 3]!, flat: () => 1 });
  expect(run(panel, entry)).toMatchObject({ problem: { code, severity: "error" } });
});

test("“no link” is never said where a link could not have been seen", () => {
  const outcome = run(panelOf({ ...plain, rate: (a, t) => wave(a + t, 11) + wave(a, 7) }), {});
  if ("problem" in outcome) throw new Error(outcome.problem.text);
  const text = outcome.answer.map((part) => part.text).join("");
  expect(text).not.toMatch(/\bno link\b|unrelated|not linked/i);
  expect(text).toContain("40 areas could have shown a correlation of 0.431 or more");
  expect(text).toContain("No margin was set");
});

test("against a margin: too small to matter, or not to be called so", () => {
  const panel = panelOf(plain);
  const verdict = (margin: number): boolean | null => {
    const outcome = run(panel, { margin });
    if ("problem" in outcome) throw new Error(outcome.problem.text);
    return outcome.value.slopes.at(-1)!.equivalent;
  };
  const least = run(panel, {}) as { value: { slopes: { smallestMargin: number }[] } };
  const edge = least.value.slopes.at(-1)!.smallestMargin;
  expect([verdict(edge * 1.01), verdict(edge * 0.99)]).toEqual([true, false]);
});
