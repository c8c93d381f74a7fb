import { describe, expect, it } from "vitest";
import { makePanel } from "../../../test/make-panel.ts";
import { referenceData } from "../../../test/reference.ts";
import { drain } from "../../messages/drain.ts";
import { decomposeKind, type DecomposeOptions, type DecomposeValue } from "./index.ts";
import type { Outcome } from "../types.ts";
import type { Panel } from "../../3-panel/panel.ts";

function run(panel: Panel, more: Partial<DecomposeOptions>): Outcome<DecomposeValue> {
  const entry = { id: "a", kind: "decompose" as const, outcome: "y", blocks: {}, bootstrap: { draws: 30 }, ...more };
  const outcome = drain(decomposeKind.run({ panel }, entry));
  if ("problem" in outcome) throw new Error(outcome.problem.text);
  return outcome;
}
const codes = ({ notes }: Outcome<DecomposeValue>): string[] => notes.map(({ code }) => code);
const words = ({ answer }: Outcome<DecomposeValue>): string => answer.map(({ text }) => text).join("");

describe("what could mislead is said", () => {
  it("suppression: together more than the sum of what each has alone, so no bar", () => {
    // y = a - b, and a and b move together: each hides the other.
    const a = [1, 2, 3, 4, 5, 6, 7, 8];
    const b = [1.2, 1.9, 3.3, 3.8, 5.1, 6.2, 6.7, 8.1];
    const y = a.map((value, i) => value - b[i]! + [0.01, -0.02, 0.01, 0, 0.02, -0.01, 0, -0.01][i]!);
    const found = run(makePanel({ y, a, b }), { blocks: { A: ["a"], B: ["b"] } });
    expect(found.value.contested).toBeLessThan(0);
    expect(codes(found)).toContain("suppression");
    expect(codes(found)).toContain("more-beside-others");
    expect(words(found)).toContain("do not add up to a whole");
    expect(found.question).toBe("What do differences in y go with?");
  });

  it("few areas, draws that say nothing, a group that adds nothing", () => {
    // Two areas whose outcome does not vary within: a draw of one area twice has no variation.
    const panel = makePanel(
      { area: ["p", "p", "p", "q", "q", "q"], y: [1, 1, 1, 5, 5, 5], x: [1, 3, 2, 2, 4, 1], one: [1, 1, 1, 1, 1, 1] },
      { area: "area" },
    );
    const found = run(panel, { blocks: { X: ["x"], None: ["one"] } });
    expect(found.value.bootstrap!.empty).toBeGreaterThan(0);
    expect(codes(found)).toEqual(expect.arrayContaining(["few-areas", "empty-draws", "zero-share"]));
    expect(found.value.shares[1]!.high).toBe(0);
  });

  it("products, columns that hardly change, activity, and another word for areas", () => {
    const data = referenceData("la_panel.csv");
    const panel = makePanel(
      { ...data, slow: data["imd"]!.map((value, i) => (value as number) + (i % 8) / 100) } as never,
      {
        area: "la_code",
        time: "year_num",
      },
    );
    panel.titles.set("cpp_rate", "Children on protection plans per 10,000");
    const found = run(panel, {
      outcome: "cpp_rate",
      blocks: { Place: "area", Slow: ["slow"], Money: ["spend_per_child"], Both: ["slow:spend_per_child"] },
    });
    expect(codes(found)).toEqual(expect.arrayContaining(["orders-restricted", "near-constant", "activity"]));
    expect(found.question).toBe(
      "Across councils and years, what do differences in children on protection plans per 10,000 go with?",
    );
    expect(found.notes.find(({ code }) => code === "orders-restricted")!.text).toContain(
      "Both only after Slow and Money",
    );
    panel.area!.name = "constituency";
    expect(run(panel, { outcome: "cpp_rate", blocks: { Place: "area" } }).question).toMatch(/^Across areas and years/);
  });

  it("says what goes only with a group when there are no areas, and never says why", () => {
    const data = referenceData("mtcars.csv");
    const found = run(makePanel(data), { outcome: "mpg", blocks: { Size: ["wt", "disp"], Power: ["hp"] } });
    expect(words(found)).toMatch(/^\d+% goes only with (size|power)\./);
    const panel = makePanel(referenceData("la_panel.csv"), { area: "la_code", time: "year_num" });
    const areas = run(panel, { outcome: "cpp_rate", blocks: { Council: "area", Deprivation: ["imd"], Year: "time" } });
    for (const each of [found, areas]) {
      const said = [words(each), each.statement, ...each.notes.map(({ text }) => text)].join(" ");
      expect(said).not.toMatch(/\b(explain|cause|drive)s?\b/i);
    }
  });
});
