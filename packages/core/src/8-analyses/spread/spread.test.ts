import { describe, expect, it } from "vitest";
import { answered, ask, figuresOnly, KEYS, small } from "../../../test/ask-spread.ts";
import { laPanelYear } from "../../../test/la-panel-year.ts";
import { makePanel } from "../../../test/make-panel.ts";
import { hasR, runR } from "../../../test/r.ts";
import { referenceCases, relativeGap } from "../../../test/reference.ts";
import { expectSameAsR } from "../../../test/same-as-r.ts";
import { bytes, readBytes, sharedFile } from "../../../test/studies.ts";
import type { Panel } from "../../3-panel/panel.ts";
import { drain } from "../../messages/drain.ts";
import type { Outcome } from "../types.ts";
import { bytesFile } from "../../study/bytes-file.ts";
import { run } from "../../study/run.ts";
import { prepare } from "../../study/prepare.ts";
import type { SpreadOptions, SpreadValue } from "./index.ts";
import { answer } from "./words.ts";

const panelFile = sharedFile("panel/england-la-panel.csv");
const withR = hasR();

const text = (outcome: Outcome<SpreadValue>): string => outcome.answer.map((part) => part.text).join("");

describe.skipIf(panelFile === null)("plans at 31 March 2018 on the real panel", () => {
  const study = {
    whyvary: 1,
    tables: { panel: { file: "panel.csv" } },
    panel: {
      ...{ area: "old_la_code", time: "year", label: "la_name", group: "region_name" },
      measures: {
        plans: { rate: "panel.cpp_at_31_march", per: "panel.population_0_17", times: 10000, title: "Plans per 10,000" },
        idaci: "panel.idaci2019_average_score",
      },
      without: ["201", "420"],
    },
  };
  const built = () => {
    const { built: b } = drain(prepare(study, [bytesFile("panel.csv", readBytes(panelFile!))]));
    if (b === null || !b.ok) throw new Error("no panel");
    return b.panel;
  };

  it("the figures of METHODS, from the rate's own definition", () => {
    const outcome = answered(built(), { outcome: "plans", year: 2018, by: "idaci" }, "806");
    const { figures, funnels, rows } = outcome.value;
    expect(rows).toHaveLength(147);
    const [root] = funnels;
    expect([root!.phi.toFixed(2), Math.sqrt(root!.tau2).toFixed(4)]).toEqual(["25.62", "0.1311"]);
    expect([root!.beyond, root!.beyondAdditive]).toEqual([94, 6]);
    expect((100 * figures.scv!).toFixed(2)).toBe("17.15");
    expect([figures.highestOverLowest!.toFixed(2), figures.p90OverP10!.toFixed(2)]).toEqual(["7.50", "2.59"]);
    // By the formula as written, in plain R too.
    expect((100 * figures.noiseShare!).toFixed(1)).toBe("2.6");
    expect(outcome.notes.map(({ code }) => code)).toEqual(expect.arrayContaining(["activity", "overdispersed", "two-ends", "without-figure"])); // prettier-ignore
    expect(text(outcome)).toContain("2.59 times");
    expect(text(outcome)).toContain("Middlesbrough has");
  });

  it.skipIf(!withR)(
    "the whole script of the study, from the file on, gives the same",
    () => {
      const results = run(
        { ...study, analyses: [{ id: "s", kind: "spread", outcome: "plans", year: 2018, by: "idaci" }] },
        { "panel.csv": readBytes(panelFile!) },
      );
      const [analysis] = results.analyses;
      expect(analysis!.ok).toBe(true);
      expectSameAsRFiles(analysis!.rCode, analysis!.value as SpreadValue);
    },
    60_000,
  );
});

function expectSameAsRFiles(script: string, value: SpreadValue): void {
  const theirs = runR<{ figures: Record<string, number>; years: { scv: number }[] }>(
    script,
    { "panel.csv": readBytes(panelFile!) },
    "result",
  );
  for (const key of ["scv", "noiseShare", "p90OverP10", "gini", "common"])
    expect(theirs.figures[key]).toBeCloseTo(value.figures[key] as number, 10);
  expect(theirs.years).toHaveLength(value.years.length);
}

describe("the reference case through the kind", () => {
  const { values, tol_rel } = referenceCases("funnel.json").get("laA_lastyear")!;
  const { cpp_count, child_pop, cpp_rate } = laPanelYear("last");
  const area = Array.from(cpp_count, (_, i) => String(i).padStart(3, "0"));
  const panel = makePanel({ area, rate: [...cpp_rate], cpp: [...cpp_count], children: [...child_pop] }, { area: "area" }); // prettier-ignore

  it("z and phi of both variants", () => {
    const { value } = answered(panel, { count: "cpp", population: "children" });
    const inOrder = value.rows.toSorted((a, b) => Number(a.area) - Number(b.area)).slice(0, 10);
    const close = (ours: number[], theirs: number[]): void => expect(relativeGap(ours, theirs)).toBeLessThanOrEqual(tol_rel); // prettier-ignore
    close(inOrder.map(({ z }) => z!), values.z_sqrt_first10); // prettier-ignore
    close(inOrder.map(({ zPearson }) => zPearson!), values.z_first10); // prettier-ignore
    close(inOrder.map(({ zPearsonAdditive }) => zPearsonAdditive!), values.z_additive_first10); // prettier-ignore
    const pearson = value.funnels[1]!;
    close([pearson.phi, pearson.tau2], [values.phi_winsor10, values.tau2]);
    expect([pearson.beyond, pearson.beyondAdditive]).toEqual([values.n_outside_998, values.n_outside_998_additive]);
    close([inOrder[0]!.low!, inOrder[0]!.high!].map((rate) => (rate / 1e4) * child_pop[0]!), values.exact_ci_95_first3[0]); // prettier-ignore
  });
});

describe("one's own beside the common rate", () => {
  const { cpp_count, child_pop, cpp_rate } = laPanelYear("last");
  const area = Array.from(cpp_count, (_, i) => String(i).padStart(3, "0"));
  const panel = makePanel({ area, rate: [...cpp_rate], cpp: [...cpp_count], children: [...child_pop] }, { area: "area" }); // prettier-ignore
  const { value } = answered(panel, { count: "cpp", population: "children" });
  const { common } = value.figures;
  const within = value.rows.filter(({ z }) => Math.abs(z!) <= 3);

  it.each([
    ["no further than chance allows", within.find(({ low, high }) => low! < common! && common! < high!)!],
    ["outside that range, as one in twenty is by chance", within.find(({ low, high }) => low! > common! || common! > high!)!], // prettier-ignore
    ["beyond chance, but not beyond the usual differences", value.rows.find(({ z, zAdditive }) => Math.abs(z!) > 3 && Math.abs(zAdditive!) <= 3)!], // prettier-ignore
    ["it stands out", value.rows.find(({ zAdditive }) => Math.abs(zAdditive!) > 3)!],
  ])("%s", (words, row) => {
    const said = answer(panel, value, row.area).map(({ text }) => text).join(""); // prettier-ignore
    expect(said).toContain(`: ${words}`);
  });
});

describe.skipIf(!withR)("every figure equals its R script's", () => {
  const cases: [string, Panel, Partial<SpreadOptions>][] = [
    ["counts, years and a gradient", small(), { count: "cpp", population: "children", by: "poverty" }],
    ["an earlier year", small(), { count: "cpp", population: "children", year: 2016 }],
    ["no counts", small(), { by: "poverty" }],
    ["no panel", makePanel({ rate: [3, 1, 4, 1.5, 9, 2.6], by: [1, 2, 3, 4, 4, 6] }), { by: "by" }],
    [
      "rows with counts, some of the same rank",
      makePanel({ rate: [20, 15, 10, 30, 12, 14, 9, 8, 40, 21, 11, 6].map((x) => x / 2), O: [20, 15, 10, 30, 12, 14, 9, 8, 40, 21, 11, 6], n: Array.from({ length: 12 }, () => 2000), by: [1, 2, 1, 3, 2, 1, 2, 3, 3, 1, 1, 2] }), // prettier-ignore
      { count: "O", population: "n", by: "by" },
    ],
    ["below zero", makePanel({ rate: [-3, 1, 4, 1.5, 9] }), {}],
    [
      "counts that are not whole",
      makePanel({ area: ["a", "b", "c", "d"], rate: [100, 250, 60, 90], cpp: [1.5, 2.5, 3, 9], children: [150, 100, 500, 1000] }, { area: "area" }), // prettier-ignore
      { count: "cpp", population: "children" },
    ],
  ];
  it.each(cases)("%s", (_, panel, entry) => {
    expectSameAsR(panel, figuresOnly(answered(panel, entry)), { keys: KEYS });
  });
});

describe("words and notes", () => {
  const codes = (outcome: Outcome<SpreadValue>): string[] => outcome.notes.map(({ code }) => code);

  it("the deciles of METHODS: slope 94.5 from -5.7, the linear index refused, the log form 11.9", () => {
    const rate = [9, 14, 21, 23, 32, 35, 47, 51, 71, 113];
    const outcome = answered(makePanel({ rate, decile: rate.map((_, i) => i + 1) }), { by: "decile" });
    const { gradient } = outcome.value;
    expect([gradient!.sii.toFixed(1), gradient!.intercept.toFixed(1), gradient!.riiLog!.toFixed(1)]).toEqual(["94.5", "-5.7", "11.9"]); // prettier-ignore
    expect([gradient!.riiRatio, gradient!.refused]).toEqual([null, true]);
    expect(codes(outcome)).toContain("convex-gradient");
    expect(text(outcome)).toContain("11.9 times as high by the log form");
  });

  it("no league table: without intervals the rows keep the order of the codes", () => {
    const outcome = answered(small());
    expect(outcome.value.ordered).toBe(false);
    expect(outcome.value.rows.map(({ area }) => area)).toEqual(outcome.value.rows.map(({ area }) => area).toSorted());
    expect(codes(outcome)).toContain("no-counts");
    const ordered = answered(small(), { count: "cpp", population: "children" });
    expect(ordered.value.ordered).toBe(true);
    expect(ordered.value.rows.map(({ value }) => value)).toEqual(ordered.value.rows.map(({ value }) => value).toSorted((a, b) => b - a)); // prettier-ignore
  });

  it("change over time is measured on the areas of both ends, and says so", () => {
    const outcome = answered(small(), { count: "cpp", population: "children" });
    expect(outcome.value.change).toMatchObject({ from: 2016, to: 2018, areas: 13 });
    expect(codes(outcome)).toContain("other-areas");
    expect(outcome.ladder.reduce((sum, { removed }) => sum + removed, 0)).toBe(1);
  });

  it("names who has no figure in the year, small counts, and the activity", () => {
    const panel = small();
    const outcome = answered(panel, { outcome: "cpp", year: 2016 });
    expect(codes(outcome)).toEqual(expect.arrayContaining(["activity", "without-figure"]));
    expect(outcome.notes.find(({ code }) => code === "without-figure")!.facts).toEqual({ areas: ["A13"] });
    const tiny = answered(panel, { count: "cpp", population: "children" });
    expect(codes(tiny)).toContain("small-counts");
  });

  it("areas that are all alike but for chance: no more than chance, zeros are real", () => {
    const panel = makePanel({ area: ["a", "b", "c", "d"], rate: [90, 110, 100, 95], O: [90, 110, 100, 95], n: [1e4, 1e4, 1e4, 1e4].map((x) => x / 1) }, { area: "area" }); // prettier-ignore
    const outcome = answered(panel, { count: "O", population: "n" });
    expect(outcome.value.figures.scv).toBeLessThan(0);
    expect(codes(outcome)).toContain("within-noise");
    expect(text(outcome)).toContain("would differ as much by chance");
    const zero = answered(makePanel({ area: ["a", "b", "c"], rate: [0, 20, 10], O: [0, 20, 10], n: [1e4, 1e4, 1e4] }, { area: "area" }), { count: "O", population: "n" }); // prettier-ignore
    expect(zero.value.rows.at(-1)).toMatchObject({ area: "a", low: 0, count: 0 });
    expect(zero.value.figures.highestOverLowest).toBeNull();
    expect(codes(zero)).toContain("no-ratios");
  });

  it("a rate of another release than its counts, and shares that are not rare", () => {
    const off = makePanel({ area: ["a", "b", "c", "d", "e"], rate: [1000, 2000, 3300, 4000, 5000], O: [10, 20, 30, 40, 50], n: [100, 100, 100, 100, 100] }, { area: "area" }); // prettier-ignore
    const found = codes(answered(off, { count: "O", population: "n" }));
    expect(found).toEqual(expect.arrayContaining(["rate-of-other-population", "not-rare"]));
  });

  it.each([
    ["count-and-population", small(), { count: "cpp" }],
    ["counts-do-not-make-rate", small(), { outcome: "poverty", count: "cpp", population: "children" }],
    ["no-such-year", small(), { year: 1999 }],
    ["year-without-time", makePanel({ rate: [1, 2, 3] }), { year: 2018 }],
    ["too-few-areas", small(2), {}],
    ["all-alike", makePanel({ rate: [2, 2, 2] }), {}],
    ["area-repeats", makePanel({ area: ["a", "a", "b"], rate: [1, 2, 3] }, { area: "area" }), {}],
    ["measure-not-number", makePanel({ rate: ["x", "y", "z"] }), {}],
    ["not-a-count", makePanel({ rate: [1, 2, 3], O: [-1, 2, 3], n: [1, 1, 1] }), { count: "O", population: "n" }],
  ] as [string, Panel, Partial<SpreadOptions>][])("refuses: %s", (code, panel, entry) => {
    const outcome = ask(panel, entry);
    expect("problem" in outcome && outcome.problem.code).toBe(code);
  });

  it("finds count and population in the study's definition, also where no measure bears their names", () => {
    const csv = "code,year,O,n\n" + Array.from({ length: 8 }, (_, i) => `X${i},2020,${20 + i * 7},${1000 + i * 50}`).join("\n") + "\n"; // prettier-ignore
    const results = run(
      {
        whyvary: 1,
        tables: { t: { file: "t.csv" } },
        panel: { area: "code", time: "year", measures: { r: { rate: "t.O", per: "t.n", times: 1000 } } },
        analyses: [{ id: "s", kind: "spread", outcome: "r" }],
      },
      { "t.csv": bytes(csv) },
    );
    const value = results.analyses[0]!.value as SpreadValue;
    expect(value.counts).toMatchObject({ count: "t.O", population: "t.n", times: 1000 });
    if (!withR) return;
    const theirs = runR<{ figures: { scv: number } }>(results.analyses[0]!.rCode, { "t.csv": csv }, "result");
    expect(theirs.figures.scv).toBeCloseTo(value.figures.scv!, 12);
  });
});
