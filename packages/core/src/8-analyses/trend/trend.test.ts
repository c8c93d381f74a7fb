import { describe, expect, it } from "vitest";
import { makePanel } from "../../../test/make-panel.ts";
import { hasR } from "../../../test/r.ts";
import { expectSameAsR } from "../../../test/same-as-r.ts";
import { readBytes, sharedFile } from "../../../test/studies.ts";
import type { Panel } from "../../3-panel/panel.ts";
import { drain } from "../../messages/drain.ts";
import { bytesFile } from "../../study/bytes-file.ts";
import { prepare } from "../../study/prepare.ts";
import type { Outcome } from "../types.ts";
import { trend, type TrendOptions, type TrendValue } from "./index.ts";

const withR = hasR();
const panelFile = sharedFile("panel/england-la-panel.csv");

const ask = (panel: Panel, entry: Partial<TrendOptions>) =>
  drain(trend.run({ panel }, { id: "t", kind: "trend", measures: ["referrals"], ...entry }));

function answered(panel: Panel, entry: Partial<TrendOptions>): Outcome<TrendValue> {
  const outcome = ask(panel, entry);
  if ("problem" in outcome) throw new Error(outcome.problem.text);
  return outcome;
}

const text = (outcome: Outcome<TrendValue>): string => outcome.answer.map((part) => part.text).join("");
const codes = (outcome: Outcome<TrendValue>): string[] => outcome.notes.map(({ code }) => code);

/** What R gives too: titles, origins and claims are ours alone. */
function figuresOnly({ value, rCode }: Outcome<TrendValue>): { value: unknown; rCode: string } {
  const bare = ({ title: _, from: __, ...row }: TrendValue["rows"][number]) => row;
  return {
    value: {
      rows: value.rows.map(bare),
      population: value.population && bare(value.population),
      series: value.series.map(({ measure, points }) => ({ measure, points })),
      published: value.published.map(({ claim: _, ...one }) => one),
    },
    rCode,
  };
}

/** The national facts, one row a year. */
const england = (): Panel =>
  makePanel(
    {
      year: [2011, 2018],
      referrals: [615_000, 655_630],
      section47: [111_700, 198_090],
      icpc: [53_000, 79_470],
      episodes: [735_500, 753_840],
      cin_stock: [382_400, 404_710],
      cpp: [42_700, 53_790],
      cla: [65_520, 75_420],
      cla_16: [13_860, 17_330],
      starting_16: [3_340, 5_710],
      children: [11_045_369, 11_866_960],
    },
    { time: "year" },
  );

const MEASURES = ["referrals", "section47", "icpc", "episodes", "cin_stock", "cpp", "cla", "cla_16", "starting_16"];
const PUBLISHED = [
  { claim: "referrals", percent: 7, measure: "referrals" },
  { claim: "section 47 enquiries", percent: 77, measure: "section47" },
  { claim: "children in need", percent: 2, measure: "cin_stock" },
  { claim: "protection plans", percent: 26, measure: "cpp" },
  { claim: "looked after", percent: 15, measure: "cla" },
  { claim: "looked after, 16 and over", percent: 78, measure: "cla_16" },
  { claim: "children", percent: 5.2, measure: "children" },
];

describe("the national facts and what was published of them", () => {
  const outcome = answered(england(), { measures: MEASURES, population: "children", published: PUBLISHED });
  const { rows, published, population } = outcome.value;

  it("growth as METHODS has it", () => {
    const growth = rows.map((row) => (row.growth * 100).toFixed(1));
    expect(growth).toEqual(["6.6", "77.3", "49.9", "2.5", "5.8", "26.0", "15.1", "25.0", "71.0"]);
    expect((population!.growth * 100).toFixed(1)).toBe("7.4");
  });

  it("+2% is the episodes, not the stock: 2.494 rounds to 2, the printed 2.5 might not", () => {
    const need = published[2]!;
    expect([need.fits, need.measureFits]).toEqual([["episodes"], false]);
    expect((rows[3]!.growth * 100).toFixed(3)).toBe("2.494");
  });

  it("+78% looked after at 16 and over cannot be the stock, nor any other of these", () => {
    expect(published[5]).toMatchObject({ fits: [], measureFits: false });
    expect(text(outcome)).toContain("fits none of these; cla_16 went 25.0% up, so it cannot be that");
  });

  it("+5.2% children would need a base near 11.28 million", () => {
    const children = published[6]!;
    expect(children.measureFits).toBe(false);
    expect((children.neededFirst! / 1e6).toFixed(2)).toBe("11.28");
    expect(outcome.notes.find(({ facts }) => facts["measure"] === "children")!.text).toContain("11,280,380");
  });

  it("the others fit what they are said to be", () => {
    expect([0, 1, 3, 4].map((at) => published[at]!.measureFits)).toEqual([true, true, true, true]);
    expect(codes(outcome)).toContain("activity");
  });
});

describe.skipIf(panelFile === null)("the real panel", () => {
  const study = {
    whyvary: 1,
    tables: { panel: { file: "panel.csv", source: "DfE", release: "compiled 2025" } },
    panel: { area: "old_la_code", time: "year", label: "la_name" },
  };
  const built = (): Panel => {
    const { built: b } = drain(prepare(study, [bytesFile("panel.csv", readBytes(panelFile!))]));
    if (b === null || !b.ok) throw new Error("no panel");
    return b.panel;
  };

  it("referrals summed over councils: 655,625 in 2018 and 6.6% more than in 2011; why they are not the published 655,630 is noted", () => {
    const outcome = answered(built(), { measures: ["referrals", "section47"], from: 2011, to: 2018 });
    const [referrals, section47] = outcome.value.rows;
    expect([referrals!.last, referrals!.areasLast, (referrals!.growth * 100).toFixed(1)]).toEqual([
      655_625,
      152,
      "6.6",
    ]);
    expect(referrals!.from).toBe("panel.csv, referrals (DfE; compiled 2025)");
    expect(codes(outcome)).toEqual(expect.arrayContaining(["totals-of-areas", "other-areas", "activity"]));
    expect(codes(outcome)).not.toContain("no-vintage");
    // Four councils more have figures in the last year: the total overstates the growth of section 47 enquiries.
    expect(section47!.sameGrowth).toBeLessThan(section47!.growth);
    expect(referrals!.compared).toBe(referrals!.sameAreas);
  });

  it.skipIf(!withR)("equals R", () => {
    const whole = built();
    const names = ["referrals", "cpp_at_31_march", "population_0_17"];
    const panel = { ...whole, columns: new Map(names.map((name) => [name, whole.columns.get(name)!])) };
    const entry = { measures: names.slice(0, 2), population: "population_0_17", from: 2013, to: 2018, published: [{ claim: "plans", percent: 26, measure: "cpp_at_31_march" }] }; // prettier-ignore
    expectSameAsR(panel, figuresOnly(answered(panel, entry)));
  });
});

const small = (): Panel =>
  makePanel(
    {
      area: ["a", "b", "c", "a", "b", "c", "a", "b", "d"],
      year: [2016, 2016, 2016, 2017, 2017, 2017, 2018, 2018, 2018],
      referrals: [10, 20, 4, 12, null, 5, 15, 10, 9],
      spend: [1, 2, 3, 4, 5, 6, 7, 8, 9],
      people: [100, 200, 50, 101, 210, 52, 102, 220, 60],
    },
    { area: "area", time: "year" },
  );

describe("areas, notes and refusals", () => {
  it.skipIf(!withR)("every figure equals R's, with areas that come and go, and with no areas", () => {
    expectSameAsR(small(), figuresOnly(answered(small(), { population: "people" })));
    const entry = { measures: MEASURES, population: "children", published: PUBLISHED };
    expectSameAsR(england(), figuresOnly(answered(england(), entry)));
  });

  it("says who is in both years, and that small counts move by chance", () => {
    const outcome = answered(small(), { population: "people" });
    expect(outcome.value.rows[0]).toMatchObject({ areasFirst: 3, areasLast: 3, sameAreas: 2, grew: 1, compared: 2 });
    expect(codes(outcome)).toEqual(expect.arrayContaining(["other-areas", "no-vintage", "activity"]));
    expect(codes(answered(small(), { to: 2017 }))).toContain("small-counts");
    expect(outcome.ladder.at(-1)!.rows).toBe(9);
  });

  it.each([
    ["no-time", makePanel({ referrals: [1, 2] }), {}],
    ["not-two-years", small(), { from: 2018, to: 2018 }],
    ["no-figures", small(), { from: 2010 }],
    ["nothing-at-first", makePanel({ year: [2016, 2017], referrals: [0, 2] }, { time: "year" }), {}],
    ["no-common-years", makePanel({ year: [2016, 2017], referrals: [null, 2] }, { time: "year" }), {}],
    ["published-measure", small(), { published: [{ claim: "spend", percent: 2, measure: "spend" }] }],
    ["measure-not-number", makePanel({ year: [2016, 2017], referrals: ["x", "y"] }, { time: "year" }), {}],
  ] as [string, Panel, Partial<TrendOptions>][])("refuses: %s", (code, panel, entry) => {
    const outcome = ask(panel, entry);
    expect("problem" in outcome && outcome.problem.code).toBe(code);
  });
});

it("prints the country's own total beside the sum, with why they differ", () => {
  const panel = makePanel({ area: ["a", "a", "b", "b"], year: [2011, 2018, 2011, 2018], referrals: [101, 203, 202, 304] }, { area: "area", time: "year" }); // prettier-ignore
  const years = (first: number, last: number) => new Map([[2011, first], [2018, last]]); // prettier-ignore
  const printed = { file: "r.csv", column: "n", place: "Freeland", totals: years(300, 600), areas: years(2, 2), without: years(0, 1) }; // prettier-ignore
  const outcome = answered({ ...panel, printed: new Map([["referrals", printed]]) }, {});
  expect(outcome.value.rows[0]!.printed).toEqual({ place: "Freeland", first: 300, last: 600 });
  const note = outcome.notes.find(({ code }) => code === "printed-totals")!;
  expect(note.text).toContain("300 in 2011, where the areas add up to 303 (rounding) and 600 in 2018, where the areas add up to 507 (1 area has no figure)"); // prettier-ignore
  expect(codes(outcome)).not.toContain("totals-of-areas");
  if (withR) expectSameAsR(panel, figuresOnly(outcome));
});
