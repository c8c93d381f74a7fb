import { describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import type { Panel } from "../../3-panel/panel.ts";
import { drain } from "../../messages/drain.ts";
import { makePanel } from "../../../test/make-panel.ts";
import { hasR } from "../../../test/r.ts";
import { csvColumns } from "../../../test/reference.ts";
import { expectSameAsR } from "../../../test/same-as-r.ts";
import { sharedFile } from "../../../test/studies.ts";
import { composition } from "./index.ts";
import type { CompositionOptions } from "./options.ts";

const cells = {
  old_la_code: ["A", "A", "B", "B", "C", "C", "D"],
  year: [2011, 2018, 2011, 2018, 2011, 2018, 2018],
  prevention_spend: [41, 30, 40, 0, 20, 10, 5],
  care_spend: [50, 70, 60, 80, 30, 25, -1],
  youth_spend: [9, 10, 10, 20, 0, 5, 6],
  total_spend: [100, 120, 110, 100, 50, 40, 10],
  prices: [90, 100, 90, 100, 90, 100, 100],
  children: [10, 11, 10, 11, 5, 6, 1],
};
const panel = (): Panel => makePanel(cells, { area: "old_la_code", time: "year" });
const entry = (more: Partial<CompositionOptions> = {}): CompositionOptions => ({
  ...{ id: "c", kind: "composition", parts: ["prevention_spend", "care_spend", "youth_spend"] },
  ...more,
});
function run(options: CompositionOptions, of = panel(), area?: string) {
  const outcome = drain(composition.run({ panel: of, ...(area && { focus: { area } }) }, options));
  if ("problem" in outcome) throw new Error(outcome.problem.text);
  return outcome;
}
const refusal = (options: CompositionOptions) => {
  const outcome = drain(composition.run({ panel: panel() }, options));
  return "problem" in outcome ? outcome.problem.code : "none";
};

describe("parts of a total", () => {
  it("gives the ratio of sums and the mean over areas, named", () => {
    const { value } = run(entry());
    const [first, last] = value.years;
    expect(first!.lead.share).toBeCloseTo(101 / 260, 14);
    expect(first!.lead.mean).toBeCloseTo((41 / 100 + 40 / 110 + 20 / 50) / 3, 14);
    expect(last!.lead).toMatchObject({ zeros: 1, ratioAreas: 3 });
    expect(last!.parts[1]!.negatives).toBe(1);
    expect(value.change).toMatchObject({ from: 2011, to: 2018, areas: 3, fell: 3, rose: 0, logRatioAreas: 2 });
    expect(value.change!.same).toMatchObject({ areas: 3 });
    expect(value.places.map(({ area }) => area)).toEqual(["B", "C", "A"]);
  });

  it("brings amounts to one year's prices, and to heads", () => {
    const { value } = run(entry({ prices: "prices", base: 2018, per: "children" }));
    expect(value.years[0]!.lead.real).toBeCloseTo((101 * 100) / 90, 10);
    expect(value.years[1]!.lead.real).toBe(45);
    expect(value.years[0]!.lead.perHead).toBeCloseTo((101 * 100) / 90 / 25, 10);
  });

  it("keeps what a total has beyond its parts as a part of its own", () => {
    const { value, notes } = run(entry({ total: "total_spend", lead: ["prevention_spend", "youth_spend"], leadTitle: "Early help" })); // prettier-ignore
    expect(value.parts.map(({ title }) => title)).toContain("Rest of the total");
    for (const year of value.years) expect(year.parts.reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(1, 12);
    expect(notes.find(({ code }) => code === "parts-and-total")!.facts["rows"]).toBe(1);
    expect(value.lead.title).toBe("Early help");
    expect(value.years[0]!.lead.amount).toBe(120);
  });

  it("answers in words, one's own last", () => {
    const { answer, question } = run(entry(), panel(), "B");
    expect(question).toBe("Where did the money go, 2011 to 2018?");
    const text = answer.map((part) => part.text).join("");
    expect(text).toContain("went from 39% of the total in 2011 to 17% in 2018, all councils added up");
    expect(text).toContain("fell in 3 of 3 councils, most in B (36% to 0%)");
    expect(text).toContain("In B it went from 36% (2011) to 0% (2018).");
  });

  it("raises each note on data that springs it", () => {
    const codes = run(entry()).notes.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(["redefined-lines", "cash", "zeros", "negative-part", "areas-absent", "two-shares"])); // prettier-ignore
    expect(run(entry({ prices: "prices" })).notes.map(({ code }) => code)).not.toContain("cash");
    const grown = makePanel({ ...cells, prevention_spend: [41, 60, 40, 42, 20, 21, 5], care_spend: [50, 170, 60, 180, 30, 225, 1] }, { area: "old_la_code", time: "year" }); // prettier-ignore
    expect(run(entry(), grown).notes.map(({ code }) => code)).toContain("share-not-level");
    const gap = makePanel({ ...cells, youth_spend: [null, 10, null, 20, null, 5, 6] }, { area: "old_la_code", time: "year" }); // prettier-ignore
    expect(run(entry(), gap).notes.find(({ code }) => code === "years-absent")!.facts["years"]).toEqual([2011]);
    const children = makePanel({ old_la_code: ["A"], cla: [1], cin: [2] }, { area: "old_la_code" });
    expect(run(entry({ parts: ["cla", "cin"] }), children).notes.map(({ code }) => code)).toContain("activity");
  });

  it("refuses what cannot be answered", () => {
    expect(refusal(entry({ parts: ["prevention_spend"] }))).toBe("one-part");
    expect(refusal(entry({ parts: ["care_spend", "care_spend"] }))).toBe("part-twice");
    expect(refusal(entry({ total: "care_spend" }))).toBe("total-among-parts");
    expect(refusal(entry({ lead: ["care"] }))).toBe("lead-not-a-part");
    expect(refusal(entry({ prices: "children" }))).toBe("prices-differ");
    expect(refusal(entry({ prices: "prices", base: 2000 }))).toBe("unknown-year");
  });

  it("adds up in the ladder", () => {
    const { ladder } = run(entry({ per: "children" }));
    expect(ladder.reduce((sum, step) => sum + step.removed, 0) + ladder.at(-1)!.rows).toBe(7);
  });

  describe.skipIf(!hasR())("in R", () => {
    it.each([
      ["the sum of the parts", entry(), panel()],
      ["a total, prices and heads", entry({ total: "total_spend", prices: "prices", base: 2011, per: "children", lead: ["care_spend"] }), panel()], // prettier-ignore
      ["no keys", entry(), makePanel({ prevention_spend: [1, 2], care_spend: [3, 0], youth_spend: [1, 1] })],
    ])("%s: the same figures", { timeout: 60_000 }, (_, options, of) => same(options, of));
  });
});

function same(options: CompositionOptions, of: Panel): void {
  const outcome = run(options, of);
  const { value } = outcome;
  const years = value.years.map(({ lead: { published: _published, ...lead }, ...year }) => ({ ...year, lead }));
  const places = value.places.map(({ label: _label, ...place }) => place);
  const keys = ["nobs", "years", ...(of.area === null ? [] : ["places", "change"])];
  expectSameAsR(of, { rCode: outcome.rCode, value: { ...value, years, places } }, { keys });
}

/** Gross spending of councils in England by group of lines, 2012 to 2019. */
const real = sharedFile("panel/england-la-panel.csv");
describe.skipIf(real === null)("the real figures", () => {
  const lines = ["spend_sure_start_under5", "spend_family_support", "spend_young_people", "spend_safeguarding", "spend_cla", "spend_other_family", "spend_youth_justice"]; // prettier-ignore
  const load = (): Panel => {
    const all = csvColumns(readFileSync(real!, "utf8"));
    const rows = all["year"]!.flatMap((year, row) =>
      (year as number) >= 2012 && (year as number) <= 2019 ? [row] : [],
    );
    const keep = ["old_la_code", "year", ...lines, "spend_total_cyp"];
    return makePanel(Object.fromEntries(keep.map((name) => [name, rows.map((row) => all[name]![row]!)])), { area: "old_la_code", time: "year" }); // prettier-ignore
  };
  const options = entry({ parts: lines, total: "spend_total_cyp", lead: lines.slice(0, 3), leadTitle: "Prevention" });

  it("tell of a fall in the share of prevention, and add up", () => {
    const { value, notes } = run(options, load());
    const [first, last] = [value.years[0]!, value.years.at(-1)!];
    // Added up by a second route, over the rows that have all seven lines: there are none before 2017.
    expect(first.time).toBe(2017);
    expect(first.lead.share).toBeCloseTo(0.2521206396728499, 12);
    expect(last.lead.share).toBeCloseTo(0.21755030065368378, 12);
    expect(value.change).toMatchObject({ areas: 152, fell: 124 });
    expect(notes.find(({ code }) => code === "years-absent")!.facts["years"]).toEqual([2012, 2013, 2014, 2015, 2016]);
    for (const year of value.years) expect(year.parts.reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(1, 10);
  });

  it.skipIf(!hasR())("are the same in R", { timeout: 60_000 }, () => same(options, load()));
});
