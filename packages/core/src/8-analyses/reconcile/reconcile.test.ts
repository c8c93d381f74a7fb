import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { makePanel } from "../../../test/make-panel.ts";
import { hasR } from "../../../test/r.ts";
import { expectSameAsR } from "../../../test/same-as-r.ts";
import { sharedFile } from "../../../test/studies.ts";
import type { Panel } from "../../3-panel/panel.ts";
import { drain } from "../../messages/drain.ts";
import { bytesFile } from "../../study/bytes-file.ts";
import { prepare } from "../../study/prepare.ts";
import type { Outcome } from "../types.ts";
import { reconcile, type ReconcileOptions, type ReconcileValue } from "./index.ts";

const withR = hasR();
const ask = (panel: Panel, entry: Partial<ReconcileOptions>) => drain(reconcile.run({ panel }, { id: "r", kind: "reconcile", ...entry })); // prettier-ignore
function answered(panel: Panel, entry: Partial<ReconcileOptions>): Outcome<ReconcileValue> {
  const outcome = ask(panel, entry);
  if ("problem" in outcome) throw new Error(outcome.problem.text);
  return outcome;
}

/** What R gives too. */
function sameInR(panel: Panel, { value, rCode }: Outcome<ReconcileValue>): void {
  if (!withR) return;
  const checks = value.checks.map(({ type, rows, furthest, ...check }) => ({
    ...Object.fromEntries(["unit", "compared", "equal", "rounding", "differ", "onlyOurs", "onlyPublished", "medianGap"].map((key) => [key, check[key as "unit"]])), // prettier-ignore
    furthest: furthest && { ours: furthest.ours, published: furthest.published, difference: furthest.difference },
    ...(type === "total" && { rows: rows.map(({ time, ours, published }) => ({ time, ours, published })) }),
  }));
  expectSameAsR(panel, { value: { checks }, rCode });
}
const words = (outcome: Outcome<ReconcileValue>): string => outcome.answer.map(({ text }) => text).join("");

/** Three areas, three years; the country is printed to the nearest 10, and wrongly in the last year. */
function small(): Panel {
  const panel = makePanel(
    {
      area: ["a", "a", "a", "b", "b", "b", "c", "c", "c"],
      year: [2016, 2017, 2018, 2016, 2017, 2018, 2016, 2017, 2018],
      n: [101, 110, 120, 202, 210, 220, 303, null, 320],
      rate: [10.04, 11.06, 12, 20.02, 21, 22.2, 30.3, null, 32],
      printed: [10, 11.1, 12, 20, 21, 25, null, 5, 32],
    },
    { area: "area", time: "year" },
  );
  const totals = new Map([[2016, 610], [2017, 640], [2018, 690], [2019, 700]]); // prettier-ignore
  const areas = new Map([[2016, 3], [2017, 3], [2018, 3]]); // prettier-ignore
  return {
    ...panel,
    printed: new Map([
      ["n", { file: "n.csv", column: "n", place: "Freeland", totals, areas, without: new Map([[2018, 0]]) }],
    ]),
  };
}

test("a sum within rounding, one short of an area, one that does not agree", () => {
  const panel = small();
  const outcome = answered(panel, {});
  const [check] = outcome.value.checks;
  expect(check).toMatchObject({ unit: 10, compared: 3, equal: 0, rounding: 1, differ: 2, onlyOurs: 0 });
  expect(check!.rows.map(({ time, ours, published, why }) => [time, ours, published, why])).toEqual([
    [2016, 606, 610, "rounding"],
    [2017, 320, 640, "left-out"],
    [2018, 660, 690, "unknown"],
  ]);
  expect(words(outcome)).toBe("n: the areas add up to what is printed for Freeland in 1 of 3 years (in 1 within rounding); furthest off, 2017: 320 beside 640."); // prettier-ignore
  expect(outcome.notes.map(({ code }) => code)).toEqual(["rounding", "left-out", "not-rounding"]);
  sameInR(panel, outcome);
});

test("a computed rate against the published one, with what only one side has", () => {
  const panel = small();
  const outcome = answered(panel, { pairs: [{ ours: "rate", published: "printed" }] });
  expect(outcome.value.checks[0]).toMatchObject({ unit: 0.1, compared: 7, equal: 3, rounding: 3, differ: 1, onlyOurs: 1, onlyPublished: 1 }); // prettier-ignore
  expect(outcome.value.checks[0]!.furthest).toMatchObject({ area: "b", time: 2018, ours: 22.2, published: 25 });
  expect(words(outcome)).toContain(
    "agrees with printed in 6 of 7 figures (in 3 within rounding); furthest off, b, 2018: 22.2 beside 25",
  );
  expect(outcome.notes.map(({ code }) => code)).toEqual(["rounding", "two-figures", "one-side-only"]);
  sameInR(panel, outcome);
  sameInR(panel, answered(panel, { totals: ["n"], pairs: [{ ours: "rate", published: "printed" }] }));
});

test("nothing to check is said, with what to do", () => {
  const panel = small();
  const problem = (entry: Partial<ReconcileOptions>, of = panel) => {
    const outcome = ask(of, entry);
    return "problem" in outcome ? outcome.problem.code : null;
  };
  expect(problem({}, { ...panel, printed: new Map() })).toBe("nothing-to-check");
  expect(problem({ totals: ["rate"] })).toBe("no-printed-total");
  expect(problem({ pairs: [{ ours: "rate", published: "rate" }] })).toBe("same-measure");
  expect(problem({ pairs: [{ ours: "rate", published: "gone" }] })).toBe("unknown-measure");
});

const there = sharedFile("panel/england-la-panel.csv");
test.skipIf(there === null)(
  "real figures: referrals of 2018, our plan rate and the published one, two releases",
  { timeout: 60_000 },
  () => {
    // prettier-ignore
    const LA = { geographic_level: "Local authority" };
    const tables = {
      now: { file: "ees/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv", where: LA, release: "October 2025" }, // prettier-ignore
      people: { file: "ees/ons_mid-year_population_estimates_2012_to_2024.csv", where: LA, shiftTime: 1, release: "October 2025" }, // prettier-ignore
      before: { file: "cin-2022/ons_mid-year_population_estimates.csv", where: LA, shiftTime: 1, release: "October 2022" }, // prettier-ignore
      all: { file: "panel/england-la-panel.csv", time: "year" },
    };
    const files = Object.values(tables).map(({ file }) =>
      bytesFile(file, new Uint8Array(readFileSync(sharedFile(file)!))),
    );
    const panelSpec = {
      ...{ area: "old_la_code", time: "time_period", label: "la_name" },
      measures: {
        referrals: "now.referral_count",
        children: "people.population_estimate",
        earlier: "before.population_estimate",
        ours: { rate: "all.cpp_at_31_march", per: "all.population_0_17", times: 10000 },
        published: "all.cpp_at_31_march_rate_published",
      },
    };
    const { built, problems } = drain(prepare({ whyvary: 1, tables, panel: panelSpec }, files));
    if (built === null || !built.ok) throw new Error(JSON.stringify(problems));
    const outcome = answered(built.panel, {
      totals: ["referrals"],
      pairs: [
        { ours: "ours", published: "published" },
        { ours: "children", published: "earlier" },
      ],
    });
    const [total, rate, release] = outcome.value.checks;
    expect(total!.unit).toBe(10);
    expect(total!.rows.find(({ time }) => time === 2018)).toMatchObject({ ours: 655_625, published: 655_630, difference: 5, why: "rounding" }); // prettier-ignore
    expect(total!.equal + total!.rounding + total!.differ).toBe(13);
    expect(total).toMatchObject({ equal: 1, rounding: 5, differ: 7 });
    expect(new Set(total!.rows.filter(({ time }) => time === 2024).map(({ why }) => why))).toEqual(
      new Set(["not-reported"]),
    );
    expect(rate).toMatchObject({ compared: 1492, differ: 0, unit: 0.1 });
    // The census rebased the children of Westminster by a third.
    expect(release).toMatchObject({ compared: 1345, differ: 1344, furthest: { label: "Westminster", time: 2021, ours: 31_851, published: 50_701 } }); // prettier-ignore
    expect(outcome.notes.find(({ code, facts }) => code === "two-figures" && facts["ours"] === "children")?.facts["from"]).toEqual(["October 2025", "October 2022"]); // prettier-ignore
    sameInR(built.panel, outcome);
  },
);
