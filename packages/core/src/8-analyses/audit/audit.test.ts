import { describe, expect, it } from "vitest";
import { makePanel } from "../../../test/make-panel.ts";
import { hasR } from "../../../test/r.ts";
import { expectSameAsR } from "../../../test/same-as-r.ts";
import { hasSpecificationA, specificationA } from "../../../test/spec-a.ts";
import type { Panel } from "../../3-panel/panel.ts";
import { drain } from "../../messages/drain.ts";
import type { Outcome } from "../types.ts";
import { audit, type AuditOptions, type AuditValue } from "./index.ts";

const published: AuditOptions["published"] = [
  { block: "Council", value: 0.44, quote: "44% of the variation", page: 32, years: { from: 2012, to: 2018 } },
  { block: "Year", value: 0.1 },
  { block: "Deprivation", value: 0.15 },
  { block: "Spend and vacancies", value: 0.06 },
];
const base: AuditOptions = {
  id: "a",
  kind: "audit",
  published,
  declared: "before",
  outcomes: ["cpp_start_rate_published"],
  blocks: {
    Council: "area",
    Year: "time",
    Deprivation: [["idaci2019_average_score"]],
    "Spend and vacancies": [["spend_safeguarding_per_child_calc", "sw_vacancy_rate_fte"]],
  },
};

function run(panel: Panel, entry: AuditOptions): Outcome<AuditValue> {
  const outcome = drain(audit.run({ panel }, entry));
  if ("problem" in outcome) throw new Error(outcome.problem.text);
  return outcome;
}

const wide: AuditOptions = {
  ...base,
  outcomes: ["cpp_start_rate_published", "log(cpp_start_rate_published)"],
  blocks: {
    ...base.blocks,
    Deprivation: [["idaci2019_average_score"], ["idaci2015_average_score"]],
    "Spend and vacancies": [["spend_safeguarding_per_child_calc", "sw_vacancy_rate_fte"], ["spend_safeguarding_per_child_calc"]], // prettier-ignore
  },
  years: [{}, { from: 2017 }],
  weights: ["none", "population_0_17"],
  definitions: ["order", "average"],
};

describe.skipIf(!hasSpecificationA)("specification A against the published shares", () => {
  it("the year block never exceeds .064 against .10, whatever the order or definition", () => {
    const { value, answer, notes } = run(specificationA(), base);
    expect(value.specifications).toBe(26);
    const year = value.shares[1]!;
    expect(year.verdict).toBe("never");
    expect(year.high).toBeLessThan(0.064);
    expect(value.rows).toEqual({ fewest: 1017, most: 1017 });
    const text = answer.map((part) => part.text).join("");
    expect(text).toContain("10% for year is never reached");
    expect(text).not.toMatch(/explain|cause|drive/);
    expect(notes.map(({ code }) => code)).toEqual([
      "count-not-probability",
      "cannot-be-rebuilt",
      "depends-on-definition",
      "cannot-be-told-apart",
      "not-practice",
      "any-shared-change",
      "either-way-round",
      "activity",
    ]);
    expect(value.cannot[0]!.why).toContain("2016 to 2022");
  });

  it("finds the figures of the shares: order, average, mixed", () => {
    const { value } = run(specificationA(), { ...base, definitions: ["average"] });
    const near = (at: number, share: number): void => expect(value.nearest[0]!.shares[at]).toBeCloseTo(share, 6);
    near(0, 0.580481);
    near(1, 0.004959);
    near(2, 0.127262);
    near(3, 0.059067);
    const mixed = run(specificationA(), { ...base, definitions: ["mixed"] }).value.nearest[0]!.shares;
    expect(mixed[0]).toBeCloseTo(0.418, 3);
    expect(mixed[4]).toBeCloseTo(0.258, 3);
    const order = run(specificationA(), { ...base, definitions: ["order"] }).value;
    expect(order.shares[0]!.low).toBeCloseTo(0.4485, 4);
    expect(order.shares[0]!.high).toBeCloseTo(0.74451, 5);
    expect(order.shares[2]!.low).toBeCloseTo(0, 12);
  });

  it("the year block stays below .10 over more choices, and the council share depends on its place in the order", () => {
    const { value } = run(specificationA(), wide);
    expect(value.specifications).toBe(2 * 2 * 2 * 2 * 2 * 25);
    expect(value.shares[1]!.verdict).toBe("never");
    expect(value.distinct).toBeLessThan(value.specifications);
    expect(value.shares[0]!.moves[0]!.choice).toBe("Definition and order");
  });

  it.skipIf(!hasR())("equals its R script", { timeout: 120_000 }, () => {
    const panel = specificationA();
    const keep = new Set([...audit.mentions(wide).map(({ name }) => name)]);
    const columns = new Map([...panel.columns].filter(([name]) => keep.has(name)));
    const small = { ...panel, columns };
    const outcome = run(small, { ...wide, weights: ["none"], definitions: ["order", "average", "mixed"], samples: [{ name: "all", without: [] }, { name: "without Salford", without: ["355"] }] }); // prettier-ignore
    const { specifications, impossible, distinct, within, rows, nearest } = outcome.value;
    const shares = outcome.value.shares.map(({ low, high, published: target, nearest: closest, reachedBy, moves, bins }) => ({ low, high, published: target, nearest: closest, reachedBy, moves: moves.map(({ average, most }) => ({ average, most })), bins })); // prettier-ignore
    const figures = { specifications, impossible, distinct, within, rows, shares, nearest: nearest.map(({ nobs, shares: own, distance, gap }) => ({ nobs, shares: own, distance, gap })) }; // prettier-ignore
    // The variance ratio of the mixed model is found by bisection on both sides, its likelihood flat to some 1e-10 there.
    expectSameAsR(small, { value: figures, rCode: outcome.rCode }, { tolerance: 1e-8 });
  });
});

function toy(): Panel {
  const area = ["a", "a", "a", "b", "b", "b", "c", "c", "c", "d", "d", "d"];
  const year = area.map((_, i) => 2015 + (i % 3));
  const x = [1, 4, 2, 5, 3, 6, 9, 7, 8, 2, 1, 3];
  return makePanel(
    {
      area,
      year,
      x,
      z: [3, 1, 2, 5, 4, 6, 2, 8, 1, 4, 3, 9],
      flat: x.map(() => 1),
      y: x.map((v, i) => v + ((i * 7) % 5)),
    },
    { area: "area", time: "year" },
  );
}

const small: AuditOptions = {
  id: "t",
  kind: "audit",
  published: [{ block: "X", value: 0.5 }],
  declared: "after",
  outcomes: ["y"],
  blocks: { X: [["x"], ["z"]], Area: "area" },
};

describe("what an audit says of small panels", () => {
  it("records when choices were declared, and what a share is reached with", () => {
    const { value, notes } = run(toy(), small);
    expect(notes.some(({ code }) => code === "declared-after")).toBe(true);
    expect(value.published).toHaveLength(1);
    expect(value.shares[2]!.published).toBeNull();
    const target = value.shares[0]!.high;
    const own = run(toy(), { ...small, published: [{ block: "X", value: target }], reach: 0.001 }).value.shares[0]!;
    expect(own.verdict).toBe("only");
    expect(own.onlyIf[0]).toEqual({ choice: "Measures of X", value: "x" });
  });

  it("names what cannot be computed", () => {
    const { value, notes } = run(toy(), { ...small, outcomes: ["y", "flat"], samples: [{ name: "all", without: [] }, { name: "one", without: ["b", "c", "d"] }] }); // prettier-ignore
    expect(value.cannot.map(({ why }) => why)).toContain("only one area is left");
    expect(value.cannot.map(({ why }) => why)).toContain("the outcome does not vary");
    expect(value.impossible).toBe(3 * 2 * 4);
    expect(notes.some(({ code }) => code === "not-computed")).toBe(true);
  });

  it.each([
    [{ published: [{ block: "Xx", value: 0.1 }] }, "unknown-block"],
    [{ published: [{ block: "X", value: 0.1 }, { block: "X", value: 0.2 }] }, "published-twice"], // prettier-ignore
    [{ published: [{ block: "X", value: 0.8 }, { block: "Area", value: 0.9 }] }, "published-above-one"], // prettier-ignore
    [{ blocks: { X: [["x"]], B: [["z"]], P: [["x:z"]] }, published: [{ block: "X", value: 0.1 }] }, "products-not-here"], // prettier-ignore
    [{ outcomes: ["flat"] }, "no-specification"],
  ] as [Partial<AuditOptions>, string][])("refuses %j", (more, code) => {
    const outcome = drain(audit.run({ panel: toy() }, { ...small, ...more }));
    expect("problem" in outcome && outcome.problem.code).toBe(code);
  });
});
