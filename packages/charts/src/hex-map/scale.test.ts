import { describe, expect, it } from "vitest";
import { look } from "../look.ts";
import { classesOf } from "./scale.ts";

const luminance = (colour: string): number => {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
};
const contrast = (one: string, other: string): number => {
  const [low, high] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
};
const figures = [-9, -8, -7, -4, -3, -2, -1, 0, 1, 2, 3, 5, 8, 13];

describe.each(["light", "dark"] as const)("classes of figures in %s", (theme) => {
  it("lie on one side of zero where zero parts them, larger the further from it", () => {
    const classes = classesOf(figures, look(theme), true);
    expect(classes).toHaveLength(6);
    for (const { from, to } of classes) expect(from >= 0 || to < 0).toBe(true);
    expect(classes.map(({ size }) => size)).toEqual([1, 0.78, 0.56, 0.56, 0.78, 1]);
    expect(classes.flatMap(({ from, to }) => figures.filter((value) => value >= from && value <= to))).toEqual(figures);
  });

  it("keep their side's colours where all figures lie on it", () => {
    const all = classesOf(figures, look(theme), true).map(({ colour }) => colour);
    const above = figures.filter((value) => value >= 0);
    expect(classesOf(above, look(theme), true).map(({ colour }) => colour)).toEqual(all.slice(3));
  });

  it.each([false, true])("can be read on each colour (zero parts them: %s)", (parted) => {
    for (const { colour, ink } of classesOf(figures, look(theme), parted))
      expect(contrast(colour, ink), `${ink} on ${colour}`).toBeGreaterThan(4.5);
  });
});
