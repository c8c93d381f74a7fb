import { describe, expect, it } from "vitest";
import type { Panel } from "../../3-panel/panel.ts";
import { drain } from "../../messages/drain.ts";
import { makePanel } from "../../../test/make-panel.ts";
import { hasR } from "../../../test/r.ts";
import { expectSameAsR } from "../../../test/same-as-r.ts";
import { budget } from "./index.ts";
import type { BudgetOptions } from "./options.ts";

const cells = {
  old_la_code: ["A", "A", "B", "B", "C", "C", "D", "D", "E", "E", "F", "F"],
  year: [2017, 2018, 2017, 2018, 2017, 2018, 2017, 2018, 2017, 2018, 2017, 2018],
  budget: [100, 100, 200, 200, 50, 50, 0, 0, 80, -5, 300, null],
  outturn: [105, 105, 190, 230, 50, 50.2, 4, 3, 60, 10, 330, 320],
};
const panel = (): Panel => makePanel(cells, { area: "old_la_code", time: "year" });
const entry = (more: Partial<BudgetOptions> = {}): BudgetOptions => ({
  ...{ id: "b", kind: "budget", planned: "budget", spent: "outturn" },
  ...more,
});
function run(options: BudgetOptions, of = panel(), area?: string) {
  const outcome = drain(budget.run({ panel: of, ...(area && { focus: { area } }) }, options));
  if ("problem" in outcome) throw new Error(outcome.problem.text);
  return outcome;
}
const refusal = (options: BudgetOptions, of = panel()) => {
  const outcome = drain(budget.run({ panel: of }, options));
  return "problem" in outcome ? outcome.problem.code : "none";
};

describe("planned against spent", () => {
  it("counts who was over by more than each threshold, and exactly 5% is not more than 5%", () => {
    const { value } = run(entry());
    const year = value.years[1]!;
    expect(year).toMatchObject({ time: 2018, areas: 3, planned: 350, under: 0, exact: 0, near: 1 });
    expect(year.over.map((row) => row.count)).toEqual([3, 1, 1]);
    expect(value.years[0]!.over.map((row) => row.count)).toEqual([2, 1, 0]);
    expect(year.gap).toBeCloseTo(35.2, 12);
    expect(value.always).toEqual({ count: 1, of: 3 });
  });

  it("says how many, how much, and where one's own stands", () => {
    const { answer, question } = run(entry({ unit: "£ million" }), panel(), "B");
    expect(question).toBe("How many councils overspent, and by how much, in 2018?");
    expect(answer.map(({ text }) => text).join("")).toBe(
      "3 of 3 councils (100%) spent more than planned in 2018, 1 was over by more than 5%, and 1 was over by more than 10%. All councils together spent £35.2 million more than planned (10.1% of £350 million): £35.2 million over, £0 under. B was 15.0% over (£30 million).",
    );
  });

  it("names budgets of zero, below zero and missing, and adds up in the ladder", () => {
    const { notes, ladder } = run(entry());
    expect(notes.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["zero-budget", "negative-budget", "budget-vintage", "threshold", "near-budget", "areas-absent"]), // prettier-ignore
    );
    expect(notes.find(({ code }) => code === "zero-budget")!.text).toContain("D 2017 2018");
    expect(notes.find(({ code }) => code === "one-overspend")!.facts).toMatchObject({ area: "B" });
    expect(ladder.reduce((sum, step) => sum + step.removed, 0) + ladder.at(-1)!.rows).toBe(12);
  });

  it("speaks of another year when asked, and of published shares", () => {
    const { value } = run(entry({ year: 2017, published: { "2017": 0.91 } }));
    expect(value.year).toBe(2017);
    expect(value.years[0]!.published).toBe(0.91);
    expect(value.places[0]).toMatchObject({ area: "F", gap: 30 });
  });

  it("refuses what cannot be answered", () => {
    expect(refusal(entry({ spent: "budget" }))).toBe("same-measure");
    expect(refusal(entry({ year: 2030 }))).toBe("unknown-year");
    expect(refusal(entry({ planned: "bugdet" }))).toBe("unknown-measure");
    const none = makePanel({ area: ["A"], budget: [0], outturn: [1] }, { area: "area" });
    expect(refusal(entry(), none)).toBe("too-few-rows");
  });

  it("suggests itself where there is a budget and an outturn", () => {
    const of = (...names: string[]) => ({
      ...{ rows: 2, area: null, time: null, group: false, focus: { area: null, neighbours: 0 } },
      measures: names.map((name) => ({ name, title: name, type: "number" as const, missing: 0, distinct: 2 })),
    });
    expect(budget.suggest!(of("planned_spend", "outturn"))).toEqual({ options: { planned: "planned_spend", spent: "outturn" } }); // prettier-ignore
    expect(budget.suggest!(of("spend"))).toHaveProperty("missing");
  });

  describe.skipIf(!hasR())("in R", () => {
    it.each([
      ["two years", entry(), panel()],
      ["own thresholds", entry({ thresholds: [0.02, 0], year: 2017 }), panel()],
      ["no keys", entry(), makePanel({ budget: cells.budget, outturn: cells.outturn })],
    ])("%s: the same figures", { timeout: 60_000 }, (_, options, of) => {
      const outcome = run(options, of);
      const places = outcome.value.places.map(({ label: _label, ...place }) => place);
      const keys = of.area === null ? ["nobs", "years"] : ["nobs", "years", "places", "always"];
      expectSameAsR(of, { rCode: outcome.rCode, value: { ...outcome.value, places } }, { keys });
    });
  });
});
