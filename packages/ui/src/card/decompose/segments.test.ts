import { expect, test } from "vitest";
import { many, suppressed, value } from "../../../test/harness/fixture.ts";
import { firstOrder, mostDependent, orderSegments, segmentsOf } from "./segments.ts";

test("areas are blue, the contested part bears both colours, what is left is hatched, and all add to the whole", () => {
  const segments = segmentsOf(value, "councils");
  expect(segments[0]!.fill).toEqual({ kind: "solid", colours: ["var(--group-1)"] });
  expect(segments.find((each) => each.key === "contested")!.fill.kind).toBe("stripes");
  expect(segments.at(-1)!.fill.kind).toBe("hatch");
  expect(segments.reduce((sum, each) => sum + each.share, 0)).toBeCloseTo(1, 3);
});

test("the fifth group is neutral and known by its number", () => {
  const [fifth] = segmentsOf(many.value!, "areas").filter((each) => each.key.includes("Housing"));
  expect(fifth!.fill).toEqual({ kind: "solid", colours: ["var(--group-other)"] });
  expect(fifth!.number).toBe(5);
});

test("the strip starts with shared changes and ends with lasting differences; any order adds to the same whole", () => {
  expect(firstOrder(value)).toEqual([3, 1, 2, 0]);
  for (const order of [firstOrder(value), [0, 1, 2, 3], [2, 0, 3, 1]]) {
    const segments = orderSegments(value, order)!;
    expect(segments.reduce((sum, each) => sum + each.share, 0)).toBeCloseTo(1, 6);
  }
  expect(orderSegments(value, [0, 1, 2, 3])![1]!.share).toBe(0);
});

test("an order through a subset that is not allowed has no bar", () => {
  const subsets = value.subsets.map((r2, mask) => (mask === 4 ? null : r2));
  expect(orderSegments({ ...value, subsets }, [2, 0, 1, 3])).toBeNull();
  expect(orderSegments({ ...value, subsets }, [0, 2, 1, 3])).not.toBeNull();
});

test("the group named is the one that depends most on the order, areas apart; suppression has no bar", () => {
  expect(mostDependent(value)!.block).toBe("Deprivation");
  expect(segmentsOf(suppressed.value!, "councils")).toEqual([]);
});
