import type { CompositionValue } from "@whyvary/core";
import { wholePercent } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import { voices, type Look } from "../look.ts";
import { bars, picture, points, spreadOut, words, yearWords, type Bar } from "../pixel-layers.ts";
import { textWidth, wrap } from "../text-width.ts";
import { describeComposition } from "./describe.ts";

/** The parts in question first, at the foot of every bar; then the others, the largest of the last year next. */
export function order(value: CompositionValue): number[] {
  const last = value.years.at(-1)!.parts;
  return value.parts
    .map((_, p) => p)
    .sort(
      (a, b) =>
        Number(value.parts[b]!.lead) - Number(value.parts[a]!.lead) ||
        Number(value.parts[a]!.rest) - Number(value.parts[b]!.rest) ||
        last[b]!.share - last[a]!.share,
    );
}

/** The k-th part in that order: accent and group colours, neutral from the sixth on; all are named beside the bars. */
export function partColour(k: number, look: Look): string {
  return [look.colours.accent, ...look.colours.groups][k] ?? look.colours.other;
}

/** One bar a year, 100% high where no part is below zero; names and figures stand beside the ends. */
export function sharesSpec(value: CompositionValue, look: Look): Spec {
  const { colours, width } = look;
  const { size, title, name, aside } = voices(look);
  const small = name.fontSize;
  const { years } = value;
  const first = years[0]!;
  const last = years.at(-1)!;
  const several = years.length > 1;
  const left = several ? 10 + textWidth("100%", small) : 0;
  const room = Math.min(230, Math.floor(width * 0.4));
  const right = width - room - 12;
  const line = Math.round(small * 1.2);
  const parts = order(value).map((p, k) => ({
    p,
    colour: partColour(k, look),
    lines: wrap(`${wholePercent(last.parts[p]!.share)} ${value.parts[p]!.title}`, room, small, value.parts[p]!.lead, 2),
  }));
  const published = years.some((year) => year.lead.published !== null);
  const top = 34 + (published ? size + 8 : 0);
  const most = Math.max(...parts.map(({ lines }) => lines.length));
  const bottom = top + Math.max(230, parts.length * (most * line + 4));
  const high = (share: number): number => share * (bottom - top);
  const step = (right - left) / years.length;
  const drawn: Bar[] = [];
  const ends: { start: number[]; end: number[] } = { start: [], end: [] };
  years.forEach((year, i) => {
    let at = bottom;
    // Parts below zero have no height: the table and a note have them.
    const positive = year.parts.reduce((sum, part) => sum + Math.max(0, part.share), 0);
    for (const { p, colour } of parts) {
      const height = high(Math.max(0, year.parts[p]!.share) / positive);
      const tip = `${value.parts[p]!.title}${year.time === null ? "" : `, ${year.time}`}: ${wholePercent(year.parts[p]!.share)}`;
      if (height > 0)
        drawn.push({ x: left + i * step + step * 0.09, x2: left + (i + 1) * step - step * 0.09, y: at - height + 1, y2: at, colour, tip }); // prettier-ignore
      if (i === 0) ends.start.push(at - height / 2);
      if (i === years.length - 1) ends.end.push(at - height / 2);
      at -= height;
    }
  });
  const names = spreadOut(ends.end, most * line + 4, top + (most * line) / 2, bottom - (most * line) / 2);
  const starts = spreadOut(ends.start, line, top + line / 2, bottom - line / 2);
  const marks = years.flatMap(
    (year, i) =>
    year.lead.published === null
      ? []
      : [{ x: left + (i + 0.5) * step, y: bottom - high(year.lead.published), tip: `Published: ${wholePercent(year.lead.published)}` }], // prettier-ignore
  );
  const mark = { shape: "triangle-down", color: colours.card, stroke: colours.ink, size: 85 };
  return picture(look, bottom + 28, describeComposition(value), [
    ...words([{ text: `Share of ${value.total?.title ?? "the total"}, %`, x: 0, y: 10 }], title),
    ...(published
      ? [...points([{ x: 8, y: 34, tip: "published" }], mark), ...words([{ text: `published, ${value.lead.title}`, x: 20, y: 34 }], name)] // prettier-ignore
      : []),
    ...bars(drawn, colours.card),
    ...points(marks, mark),
    ...parts.flatMap(({ p, colour, lines }, k) => [
      ...points([{ x: right + 7, y: names[k]!, tip: value.parts[p]!.title }], { shape: "square", color: colour, stroke: colour, size: 60 }), // prettier-ignore
      ...words(
        lines.map((text, i) => ({ text, x: right + 16, y: names[k]! + (i - (lines.length - 1) / 2) * line })),
        { ...name, fontWeight: value.parts[p]!.lead ? 600 : 400 },
      ),
    ]),
    ...(several
      ? words(parts.map(({ p }, k) => ({ text: wholePercent(first.parts[p]!.share), x: left - 4, y: starts[k]! })), { ...aside, align: "right" }) // prettier-ignore
      : []),
    ...yearWords(years.map(({ time }) => time), { x: (i) => left + (i + 0.5) * step, y: bottom + 14, width: right - left, room: 40 }, look), // prettier-ignore
  ]);
}
