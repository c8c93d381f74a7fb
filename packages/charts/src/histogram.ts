import type { Spec } from "./chart.ts";
import { voices, type Look } from "./look.ts";
import { bars, levels, picture, points, strokes, words, type Bar } from "./pixel-layers.ts";
import { textWidth, wrap } from "./text-width.ts";
import { niceStep, niceTicks } from "./ticks.ts";

export interface Histogram {
  title: string;
  axisTitle: string;
  /** One number an area, and where one's own is among them. */
  values: readonly number[];
  own: { value: number; label: string } | null;
  /** Lines with words: thresholds on the scale of the values. */
  lines: { at: number; text: string }[];
  format(value: number): string;
  unit: { one: string; many: string };
  description: string;
}

/** Room for the mark before one's own name. */
const KEY = 20;

/** Beyond this many times the middle 80% a value would flatten all others: it is counted in the end bar. */
const REACH = 1.5;

/** How many areas have which value: filled above zero, outlined below, one's own by a diamond and its name. */
export function histogramSpec(histogram: Histogram, look: Look): Spec {
  const { colours, width } = look;
  const { size, ...voice } = voices(look);
  const { low, high, step } = binning(
    histogram.values,
    histogram.lines.map(({ at }) => at),
    width,
  );
  const count = Math.round((high - low) / step);
  const bins = Array.from({ length: count }, () => 0);
  let beyond = 0;
  for (const value of histogram.values) {
    if (value < low || value > high) beyond++;
    // A value on an edge belongs below it: exactly on budget is not over.
    const bin = Math.ceil((value - low) / step - 1e-9) - 1;
    bins[Math.min(count - 1, Math.max(0, bin))]!++;
  }
  const most = niceTicks(0, Math.max(...bins), 4);
  const own = histogram.own;
  // One's own stands above the lines, so that none of them crosses its name.
  const name = own === null ? [] : wrap(own.label, width - KEY - 8, size, true, 2);
  const first = 34 + name.length * (size + 4) + (own === null ? 0 : 4);
  const top = first + histogram.lines.length * (size + 6) + (own === null ? 0 : 14);
  const bottom = top + 190;
  const left = 14 + textWidth(String(most.ticks.at(-1)), size - 1);
  const right = width - 16;
  const x = (value: number): number =>
    left + ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * (right - left);
  const y = (n: number): number => bottom - (n / most.ticks.at(-1)!) * (bottom - top);
  const drawn = bins.flatMap((n, i): Bar[] => {
    if (n === 0) return [];
    const [from, to] = [low + i * step, low + (i + 1) * step];
    return [
      {
        ...{ x: x(from) + 1, x2: x(to) - 1, y: y(n), y2: bottom, colour: colours.accent, hollow: to <= step * 1e-6 },
        tip: `${histogram.format(from)} to ${histogram.format(to)}: ${n} ${n === 1 ? histogram.unit.one : histogram.unit.many}`,
      },
    ];
  });
  const axis = niceTicks(low, high, Math.max(2, Math.floor((right - left) / 70)));
  const ticks = axis.ticks.filter((at) => at >= low - 1e-9 && at <= high + 1e-9);
  const lineY = (i: number): number => first + i * (size + 6);
  const ownY = top - 8;
  const labelled = histogram.lines.map((line, i) => {
    const room = textWidth(line.text, size - 1);
    const beside = x(line.at) + 5 + room <= width;
    return { text: line.text, x: beside ? x(line.at) + 5 : Math.max(0, x(line.at) - 5 - room), y: lineY(i), room };
  });
  const dashes = histogram.lines.flatMap(({ at }, i) => {
    const on = x(at);
    const crossed = labelled.slice(i).filter((label) => label.x - 3 < on && on < label.x + label.room + 3);
    const gaps = crossed.map((label): [number, number] => [label.y - size / 2 - 2, label.y + size / 2 + 2]);
    return piecesOf(lineY(i) - 6, bottom, gaps).map(([from, to]) => ({ x: on, x2: on, y: from, y2: to }));
  });
  const under = wrap(histogram.axisTitle, width - left, size - 1, false, 2);
  const ends = bottom + 34 + (under.length - 1) * (size + 4);
  const layers = [
    ...words([{ text: histogram.title, x: 0, y: 10 }], voice.title),
    ...levels(most.ticks.map((n) => ({ text: String(n), y: y(n) })), { left, right }, look), // prettier-ignore
    ...bars(drawn, colours.card),
    ...strokes(dashes, { color: colours.ink, strokeWidth: 1.3, strokeDash: [4, 3] }),
    ...words(labelled, voice.name),
    ...(own === null
      ? []
      : [
          ...strokes([{ x: x(own.value), x2: x(own.value), y: ownY, y2: bottom }], {
            color: colours.groups[1],
            strokeWidth: 2,
          }),
          ...points(
            [
              [x(own.value), ownY],
              [8, 34],
            ].map(([at, y]) => ({ x: at!, y: y!, tip: own.label })),
            {
              ...{ shape: "diamond", color: colours.groups[1], stroke: colours.card, size: 130 },
            },
          ),
          ...words(name.map((text, k) => ({ text, x: KEY, y: 34 + k * (size + 4) })), voice.title), // prettier-ignore
        ]),
    ...words(
      ticks.map((at) => ({ text: histogram.format(at), x: x(at), y: bottom + 14 })),
      { ...voice.aside, align: "center" },
    ),
    ...words(under.map((text, k) => ({ text, x: left, y: bottom + 34 + k * (size + 4) })), voice.aside), // prettier-ignore
    ...words(beyond > 0 ? [{ text: `${beyond} further out, counted in the end bars`, x: left, y: ends + size + 4 }] : [], voice.aside), // prettier-ignore
  ];
  return picture(look, ends + 12 + (beyond > 0 ? size + 4 : 0), histogram.description, layers);
}

/** A line from `from` to `to` gives way to words that stand on it: what is left beside the gaps, stubs left out. */
function piecesOf(from: number, to: number, gaps: readonly [number, number][]): [number, number][] {
  const starts = [from, ...gaps.map(([, end]) => end)];
  const ends = [...gaps.map(([start]) => start), to];
  return starts.flatMap((start, k): [number, number][] => (ends[k]! - start < 4 ? [] : [[start, ends[k]!]]));
}

/** Bars with zero and every line on an edge where the step allows. */
function binning(values: readonly number[], lines: readonly number[], width: number) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (p: number): number => sorted[Math.round((sorted.length - 1) * p)]!;
  const middle = Math.max(at(0.9) - at(0.1), 1e-9);
  const from = Math.min(0, ...lines, Math.max(sorted[0]!, at(0.1) - REACH * middle));
  const to = Math.max(0, ...lines, Math.min(sorted.at(-1)!, at(0.9) + REACH * middle));
  const step = niceStep(from, to === from ? from + 0.01 : to, width < 560 ? 16 : 28);
  const low = Math.floor(from / step + 1e-9) * step;
  const high = Math.max(low + step, Math.ceil(to / step - 1e-9) * step);
  return { low, high, step };
}
