import type { CompositionValue } from "@whyvary/core";
import { amountText } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import { voices, type Look } from "../look.ts";
import { levels, path, picture, points, spreadOut, words, yearWords } from "../pixel-layers.ts";
import { textWidth, wrap } from "../text-width.ts";
import { niceTicks } from "../ticks.ts";
import { amountsTitle, describeComposition } from "./describe.ts";
import { order, partColour } from "./shares.ts";

const SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"];

/** The amount behind every share, by year from zero: a share can fall while its amount rises. */
export function amountsSpec(value: CompositionValue, look: Look): Spec {
  const { colours, width } = look;
  const { title, name } = voices(look);
  const small = name.fontSize;
  const { years } = value;
  const amounts = years.flatMap((year) => year.parts.map((part) => part.real));
  const axis = niceTicks(Math.min(0, ...amounts), Math.max(0, ...amounts), 5);
  const [low, high] = [axis.ticks[0]!, axis.ticks.at(-1)!];
  const labels = axis.ticks.map((at) =>
    amountText(at, value.unit)
      .replace(/ million$/, "m")
      .replace(/ billion$/, "bn"),
  );
  const left = 10 + Math.max(...labels.map((text) => textWidth(text, small)));
  const room = Math.min(200, Math.floor(width * 0.34));
  const right = width - room - 18;
  const line = Math.round(small * 1.2);
  const last = years.at(-1)!;
  const parts = order(value).map((p, k) => ({
    ...{ p, colour: partColour(k, look), shape: SHAPES[k % SHAPES.length]! },
    lines: wrap(value.parts[p]!.title, room, small, value.parts[p]!.lead, 2),
  }));
  const most = Math.max(...parts.map(({ lines }) => lines.length));
  const top = 36;
  const bottom = top + Math.max(230, parts.length * (most * line + 4));
  const x = (i: number): number => left + 10 + (i / Math.max(1, years.length - 1)) * (right - left - 10);
  const y = (amount: number): number => bottom - ((amount - low) / (high - low)) * (bottom - top);
  const names = spreadOut(
    parts.map(({ p }) => y(last.parts[p]!.real)),
    most * line + 4,
    top + (most * line) / 2,
    bottom,
  );
  return picture(look, bottom + 28, describeComposition(value, { view: "amounts" }), [
    ...words([{ text: `${amountsTitle(value)}, all areas added up`, x: 0, y: 10 }], title),
    ...levels(axis.ticks.map((at, i) => ({ text: labels[i]!, y: y(at) })), { left, right }, look), // prettier-ignore
    ...parts.flatMap(({ p, colour, shape, lines }, k) => {
      const at = years.map((year, i) => ({
        ...{ x: x(i), y: y(year.parts[p]!.real) },
        tip: `${value.parts[p]!.title}${year.time === null ? "" : `, ${year.time}`}: ${amountText(year.parts[p]!.real, value.unit)}`,
      }));
      return [
        ...path(at, colour, value.parts[p]!.lead ? 3 : 1.8),
        ...points(at, { shape, color: colour, stroke: colours.card, size: 70 }),
        ...points([{ x: right + 12, y: names[k]!, tip: value.parts[p]!.title }], { shape, color: colour, stroke: colours.card, size: 70 }), // prettier-ignore
        ...words(
          lines.map((text, i) => ({ text, x: right + 20, y: names[k]! + (i - (lines.length - 1) / 2) * line })),
          { ...name, fontWeight: value.parts[p]!.lead ? 600 : 400 },
        ),
      ];
    }),
    ...yearWords(years.map(({ time }) => time), { x, y: bottom + 14, width: right - left, room: 40 }, look), // prettier-ignore
  ]);
}
