import { expect, test } from "vitest";
import { histogramSpec } from "./histogram.ts";
import { look } from "./look.ts";
import { textWidth } from "./text-width.ts";

type Values<Row> = { data: { values: Row[] }; mark: { type: string; strokeDash?: number[]; fontSize?: number } };

test.each([260, 300, 340, 400, 520, 720])("at %i pixels no line runs through the words of another", (width) => {
  const spec = histogramSpec(
    {
      ...{ title: "Spent", axisTitle: "Spent less planned", own: null, description: "", format: String },
      values: Array.from({ length: 60 }, (_, i) => (i - 12) / 250),
      lines: [0, 0.05, 0.1].map((at) => ({ at, text: `${68 - 400 * at} over by more than ${at * 100}%` })),
      unit: { one: "area", many: "areas" },
    },
    look("light", { width }),
  ) as unknown as { layer: [] };
  const lines = spec.layer.find(({ mark }: Values<never>) => mark.strokeDash) as unknown as Values<{ x: number; y: number; y2: number }>; // prettier-ignore
  const words = spec.layer.find(({ data }: Values<{ text: string }>) => data.values.some(({ text }) => / over by /.test(text ?? ""))) as unknown as Values<{ text: string; x: number; y: number }>; // prettier-ignore
  expect(words.data.values).toHaveLength(3);
  expect(new Set(lines.data.values.map(({ x }) => x)).size).toBe(3);
  const size = words.mark.fontSize!;
  const crossings = lines.data.values.flatMap(
    (line) =>
    words.data.values.filter(({ text, x, y }) => x < line.x && line.x < x + textWidth(text, size) && line.y < y + size / 2 && line.y2 > y - size / 2), // prettier-ignore
  );
  expect(crossings).toEqual([]);
});
