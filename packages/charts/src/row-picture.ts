import type { Spec } from "./chart.ts";
import { tickText } from "./figures.ts";
import { voices, type Look } from "./look.ts";
import { words, type Words } from "./pixel-layers.ts";
import { underAxis } from "./plane.ts";
import { framed, pixels, tooltip, type Layer } from "./spec-parts.ts";
import { flow, textWidth, wrap } from "./text-width.ts";
import { niceTicks } from "./ticks.ts";

/** One line of a picture of rows: words above, and below them a range, its middle, single figures and one's own. */
export interface PictureRow {
  label: string;
  figures: string;
  low: number | null;
  high: number | null;
  middle: number | null;
  own: number | null;
  ticks: readonly number[];
  tip: string;
}

export interface RowPicture {
  rows: readonly PictureRow[];
  /** Under the axis. */
  axisTitle: string;
  /** A vertical line at this figure, such as 0 for the mean. */
  line: number | null;
  /** What the marks are, in a line above. */
  legend: { own: string | null; middle: string; range: string; ticks: string | null };
  description: string;
}

/** Words begin left of the plot, whose first tick needs room either side. */
const LEFT = 24;
const TEXT = 6 - LEFT;
const EDGE = 12;

/** Words stand above each row, so that the same picture serves a narrow page and a wide one. */
export function rowPicture(picture: RowPicture, look: Look): Spec {
  const { width, colours } = look;
  const { size, title, aside } = voices(look);
  const line = Math.round(size * 1.3);
  const plot = { left: LEFT, right: width - 20, bottom: 0 };
  const legend = legendItems(picture, size, width, line);
  let top = legend.height + 10;
  const names: Words[] = [];
  const figures: Words[] = [];
  const rows = picture.rows.map((row) => {
    const labels = wrap(row.label, width - EDGE, size, true, 2);
    const beside = labels.length === 1 && textWidth(labels[0]!, size, true) + textWidth(row.figures, size) + 24 < width - EDGE; // prettier-ignore
    labels.forEach((text, i) => names.push({ text, x: TEXT, y: top + line * (i + 0.5) }));
    const after = beside ? [] : wrap(row.figures, width - EDGE, size - 1, false, 2);
    after.forEach((text, i) => figures.push({ text, x: TEXT, y: top + line * (labels.length + i + 0.5) }));
    if (beside)
      figures.push({ text: row.figures, x: TEXT + textWidth(labels[0]!, size, true) + 14, y: top + line / 2 });
    const y = top + line * (labels.length + after.length) + 13;
    top = y + 22;
    return { ...row, y, upper: y - 7, lower: y + 7 };
  });
  plot.bottom = Math.round(top);
  const ends = picture.rows.flatMap((row) => [row.low, row.high, row.middle, row.own, ...row.ticks]);
  const known = [...ends, picture.line].filter((value) => value !== null);
  const most = Math.max(2, Math.min(8, Math.floor((plot.right - plot.left) / 70)));
  const { ticks, step } = niceTicks(Math.min(...known), Math.max(...known), most);
  const scale = { domain: [ticks[0]!, ticks.at(-1)!], nice: false };
  const x = { field: "x", type: "quantitative", scale } as const;
  const under = wrap(picture.axisTitle, width - EDGE, size - 1, false, 2);
  const height = plot.bottom + 30 + line * under.length;
  const crowded = rows.some((row) => row.ticks.length > 25);
  const layers: Layer[] = [
    {
      data: { values: ticks.map((at) => ({ x: at, top: legend.height + 10, bottom: plot.bottom })) },
      mark: { type: "rule", color: colours.line },
      encoding: { x: { ...x, axis: null }, y: pixels("top"), y2: { field: "bottom" } },
    },
    underAxis(ticks.map((at) => ({ at, text: tickText(at, step) })), x, plot.bottom + 12, look), // prettier-ignore
    ...(picture.line === null
      ? []
      : [
          {
            data: { values: rows.map(({ upper, lower }) => ({ x: picture.line, top: upper - 4, bottom: lower + 4 })) },
            mark: { type: "rule", color: colours.soft, strokeWidth: 1.5 },
            encoding: { x, y: pixels("top"), y2: { field: "bottom" } },
          } as Layer,
        ]),
    {
      data: { values: rows.filter(({ low, high }) => low !== null && high !== null).map(({ low, high, y, tip }) => ({ x: low, x2: high, y, tip })) }, // prettier-ignore
      mark: { type: "rule", color: colours.soft, strokeWidth: 7, opacity: 0.32 },
      encoding: { x, x2: { field: "x2" }, y: pixels("y"), tooltip },
    },
    {
      data: { values: rows.flatMap((row) => row.ticks.map((at) => ({ x: at, top: row.upper, bottom: row.lower }))) },
      // Many would hide the range behind them.
      mark: { type: "rule", color: colours.soft, strokeWidth: crowded ? 1 : 1.4, opacity: crowded ? 0.4 : 0.85 },
      encoding: { x, y: pixels("top"), y2: { field: "bottom" } },
    },
    {
      data: {
        values: rows.filter(({ middle }) => middle !== null).map(({ middle, y, tip }) => ({ x: middle, y, tip })),
      },
      mark: { type: "point", shape: "square", size: 90, filled: true, fill: colours.card, stroke: colours.ink, strokeWidth: 2, opacity: 1 }, // prettier-ignore
      encoding: { x, y: pixels("y"), tooltip },
    },
    {
      data: { values: rows.filter(({ own }) => own !== null).map(({ own, y, tip }) => ({ x: own, y, tip })) },
      mark: { type: "point", shape: "diamond", size: 190, filled: true, fill: colours.accent, stroke: colours.card, strokeWidth: 1.6, opacity: 1 }, // prettier-ignore
      encoding: { x, y: pixels("y"), tooltip },
    },
    ...legend.layers(look),
    ...words(names, title),
    ...words(figures, aside),
    ...words(under.map((text, i) => ({ text, x: TEXT, y: plot.bottom + 24 + line * (i + 0.5) })), aside), // prettier-ignore
  ];
  return framed({ width, height, plot }, picture.description, layers, look);
}

interface LegendMark {
  text: string;
  kind: "own" | "middle" | "range" | "ticks";
  x: number;
  y: number;
}

function legendItems({ legend, rows }: RowPicture, size: number, width: number, line: number) {
  const wanted = [
    ["own", rows.some(({ own }) => own !== null) ? legend.own : null],
    ["middle", legend.middle],
    ["range", rows.some(({ low, high }) => low !== null && high !== null) ? legend.range : null],
    ["ticks", rows.some(({ ticks }) => ticks.length > 0) ? legend.ticks : null],
  ] as const;
  const shown = wanted.flatMap(([kind, text]) => (text === null ? [] : [{ kind, text }]));
  const needs = shown.map(({ text }) => textWidth(text, size - 1) + 42);
  const places = flow(needs, { left: TEXT, right: width + TEXT - EDGE, top: line / 2 + 2, line });
  const items: LegendMark[] = shown.map((item, i) => ({ ...item, ...places[i]! }));
  const of = (kind: LegendMark["kind"]) => items.filter((item) => item.kind === kind).map(({ x: left, y: at }) => ({ left: left + 9, from: left, to: left + 18, y: at, top: at - 6, bottom: at + 6 })); // prettier-ignore
  const layers = (look: Look): Layer[] => {
    const { colours } = look;
    return [
      { data: { values: of("range") }, mark: { type: "rule", color: colours.soft, strokeWidth: 7, opacity: 0.32 }, encoding: { x: pixels("from"), x2: { field: "to" }, y: pixels("y") } }, // prettier-ignore
      { data: { values: of("ticks") }, mark: { type: "rule", color: colours.soft, strokeWidth: 1.4 }, encoding: { x: pixels("left"), y: pixels("top"), y2: { field: "bottom" } } }, // prettier-ignore
      { data: { values: of("middle") }, mark: { type: "point", shape: "square", size: 80, filled: true, fill: colours.card, stroke: colours.ink, strokeWidth: 2, opacity: 1 }, encoding: { x: pixels("left"), y: pixels("y") } }, // prettier-ignore
      { data: { values: of("own") }, mark: { type: "point", shape: "diamond", size: 150, filled: true, fill: colours.accent, opacity: 1 }, encoding: { x: pixels("left"), y: pixels("y") } }, // prettier-ignore
      ...words(items.map(({ text, x: left, y: at }) => ({ text, x: left + 24, y: at })), voices(look).aside), // prettier-ignore
    ];
  };
  return { height: places.at(-1)!.y + line / 2, layers };
}
