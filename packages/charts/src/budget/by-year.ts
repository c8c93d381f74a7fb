import type { BudgetValue } from "@whyvary/core";
import { wholePercent } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import { voices, type Look } from "../look.ts";
import { levels, path, picture, points, words, yearWords } from "../pixel-layers.ts";
import { textWidth } from "../text-width.ts";
import { describeBudget, overLabel } from "./describe.ts";

const SHAPES = ["circle", "square", "triangle-up", "diamond"];

/** Share of areas over budget by year, one line a threshold; published shares as hollow triangles. */
export function byYearSpec(value: BudgetValue, look: Look): Spec {
  const { colours, width } = look;
  const { size, title, name } = voices(look);
  const legend = value.thresholds.map((threshold, i) => ({ text: overLabel(threshold), y: 36 + i * (size + 8) }));
  const published = value.years.filter((row) => row.published !== null);
  const top = 36 + (legend.length + (published.length > 0 ? 1 : 0)) * (size + 8) + 8;
  const bottom = top + 200;
  const left = 12 + textWidth("100%", size - 1);
  const right = width - 24;
  const n = value.years.length;
  const x = (i: number): number => (n === 1 ? (left + right) / 2 : left + 14 + (i / (n - 1)) * (right - left - 14));
  const y = (share: number): number => bottom - share * (bottom - top);
  const colour = (i: number): string => (i === 0 ? colours.accent : (colours.groups[i - 1] ?? colours.other));
  const quarters = [0, 0.25, 0.5, 0.75, 1];
  const hollow = (values: { x: number; y: number; tip: string }[]) =>
    points(values, { shape: "triangle-down", color: colours.card, stroke: colours.ink, size: 85 });
  const publishedY = 36 + legend.length * (size + 8);
  return picture(look, bottom + 30, describeBudget(value, { view: "years" }), [
    ...words([{ text: "Share of areas over budget, %", x: 0, y: 10 }], title),
    ...levels(quarters.map((at) => ({ text: wholePercent(at), y: y(at) })), { left, right }, look), // prettier-ignore
    ...legend.flatMap(({ text, y: at }, i) => [
      ...points([{ x: 8, y: at, tip: text }], {
        shape: SHAPES[i % 4]!,
        color: colour(i),
        stroke: colours.card,
        size: 90,
      }),
      ...words([{ text, x: 20, y: at }], name),
    ]),
    ...(published.length > 0
      ? [...hollow([{ x: 8, y: publishedY, tip: "published" }]), ...words([{ text: "published", x: 20, y: publishedY }], name)] // prettier-ignore
      : []),
    ...value.thresholds.flatMap((threshold, i) => {
      const at = value.years.map((row, k) => ({
        ...{ x: x(k), y: y(row.over[i]!.share) },
        tip: `${row.time ?? ""} ${overLabel(threshold)}: ${wholePercent(row.over[i]!.share)} (${row.over[i]!.count} of ${row.areas})`,
      }));
      return [...path(at, colour(i)), ...points(at, { shape: SHAPES[i % 4]!, color: colour(i), stroke: colours.card, size: 80 })]; // prettier-ignore
    }),
    ...hollow(
      value.years.flatMap((row, k) =>
        row.published === null
          ? []
          : [{ x: x(k), y: y(row.published), tip: `Published: ${wholePercent(row.published)}` }],
      ),
    ),
    ...yearWords(value.years.map(({ time }) => time), { x, y: bottom + 15, width: right - left, room: 44 }, look), // prettier-ignore
  ]);
}
