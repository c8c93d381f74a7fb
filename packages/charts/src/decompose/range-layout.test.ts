import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fourGroups } from "../../test/fixtures/shares.ts";
import { textWidth } from "../text-width.ts";
import { rangeLayout } from "./range-layout.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const block = fc.record({
  block: fc.string({ maxLength: 80 }),
  alone: share,
  last: share,
  shapley: share,
  published: fc.option(share),
});
const values = fc
  .tuple(fc.array(block, { minLength: 1, maxLength: 12 }), share, fc.boolean())
  .map(([blocks, floor, areas]) => {
    const value = fourGroups();
    return {
      ...value,
      noiseFloor: floor,
      noiseFloorAutocorrelated: Math.min(1, floor * 2),
      roles: blocks.map((_, j) => (areas && j === 0 ? ("area" as const) : ("measures" as const))),
      shares: blocks.map((each) => ({
        ...value.shares[0]!,
        ...each,
        min: Math.min(each.last, each.alone),
        max: Math.max(each.last, each.alone),
      })),
    };
  });

test("whatever the names and figures: nothing over the edge, no row over another, every figure on the axis", () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 300, max: 1400 }), (value, width) => {
      const { rows, plot, axis, narrow, fontSize, height } = rangeLayout(value, width);
      expect(plot.right - plot.left).toBeGreaterThan(width * 0.5);
      expect(height).toBeGreaterThan(plot.bottom);
      let bottom = 0;
      for (const row of rows) {
        const { lines, x, y, lineHeight } = row.label;
        for (const line of lines) {
          const wide = textWidth(line, fontSize, true);
          expect(narrow ? x + wide : x - wide).toSatisfy((edge: number) => edge >= -0.5 && edge <= width + 0.5);
        }
        const top = Math.min(
          y - lineHeight / 2,
          row.y - row.half,
          row.chance ? row.chance.y - 8 : Infinity,
          row.share.published === null ? Infinity : row.publishedY - 6,
        );
        expect(top).toBeGreaterThanOrEqual(bottom - 1);
        bottom = Math.max(row.y + row.half, narrow ? 0 : y + (lines.length - 0.5) * lineHeight);
        for (const figure of [
          row.share.min,
          row.share.max,
          row.share.shapley,
          row.share.published ?? 0,
          row.chance?.to ?? 0,
        ])
          expect(figure).toSatisfy((each: number) => each >= axis.low && each <= axis.high + 1e-12);
      }
      expect(bottom).toBeLessThanOrEqual(plot.bottom);
    }),
  );
});

test("ticks are few enough to be read at any width", () => {
  for (const width of [300, 340, 520, 720, 1400]) {
    const { axis, plot } = rangeLayout(fourGroups(), width);
    expect((plot.right - plot.left) / (axis.ticks.length - 1)).toBeGreaterThan(48);
  }
});
