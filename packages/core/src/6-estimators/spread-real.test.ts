import { expect, it } from "vitest";
import { hasSpecificationA, specificationA } from "../../test/spec-a.ts";
import { funnel } from "./funnel.ts";
import { spread, systematicSpread } from "./spread.ts";

it.skipIf(!hasSpecificationA)("plans at 31 March 2018: spread and funnel of 147 councils", () => {
  const panel = specificationA();
  const cell = (name: string, row: number): number | null => panel.columns.get(name)!.at(row) as number | null;
  const rows = Array.from({ length: panel.rows }, (_, row) => row).filter(
    (row) =>
      panel.time!.values[panel.time!.of[row]!] === 2018 &&
      cell("cpp_at_31_march", row) !== null &&
      cell("population_0_17", row) !== null,
  );
  const counts = rows.map((row) => cell("cpp_at_31_march", row)!);
  const people = rows.map((row) => cell("population_0_17", row)!);
  const found = funnel(counts, people);
  expect(rows.length).toBe(147);
  expect([found.phi.toFixed(2), Math.sqrt(found.tau2).toFixed(4)]).toEqual(["25.62", "0.1311"]);
  expect([found.beyond, found.beyondAdditive]).toEqual([94, 6]);
  expect((100 * systematicSpread(counts, people).scv).toFixed(2)).toBe("17.15");
  const rates = spread(counts.map((count, i) => (1e4 * count) / people[i]!));
  expect([rates.highestOverLowest!.toFixed(2), rates.p90OverP10!.toFixed(2)]).toEqual(["7.50", "2.59"]);
});
