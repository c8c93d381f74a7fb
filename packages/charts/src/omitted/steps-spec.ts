import { onePercent, wholePercent, type OmittedValue } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import type { Look } from "../look.ts";
import { config, frame, pixels, type Layer } from "../spec-parts.ts";
import { textWidth, wrap } from "../text-width.ts";
import { describeOmitted, stepName } from "./describe.ts";

const BAR = 34;

/** One bar of 100% a step: measures and years, then what only lasting differences go with, then what is left over. */
export function stepsSpec(value: OmittedValue, look: Look): Spec {
  const { width, colours } = look;
  const narrow = width < 560;
  const fontSize = narrow ? Math.max(12, look.fontSize - 1) : look.fontSize;
  const names = value.steps.map((_, at) => stepName(value, at));
  const room = narrow ? width - 8 : Math.min(Math.ceil(Math.max(...names.map((name) => textWidth(name, fontSize, true)))), Math.floor(width * 0.3)); // prettier-ignore
  const left = narrow ? 8 : room + 18;
  const right = width - 22;
  const line = Math.round(fontSize * 1.3);
  const outside = colours.ink;
  const keys = [
    { key: "Measures and years", fill: colours.groups[1], label: colours.onGroup },
    { key: "Only lasting differences between areas", fill: colours.groups[0], label: colours.onGroup },
    { key: "Left over", fill: colours.hatch, label: outside },
  ];
  let top = 8;
  const labels: { text: string; y: number }[] = [];
  const notes: { text: string; y: number }[] = [];
  const bars: { from: number; to: number; y: number; y2: number; fill: string; tip: string }[] = [];
  const inside: { text: string; at: number; y: number; colour: string }[] = [];
  value.steps.forEach((step, at) => {
    const lines = wrap(names[at]!, room, fontSize, true, 2);
    const head = narrow ? lines.length * line : 0;
    const y = top + head;
    const first = narrow ? top + line / 2 : y + BAR / 2 - ((lines.length - 1) * line) / 2;
    lines.forEach((text, i) => labels.push({ text, y: first + i * line }));
    const shares = [step.rSquaredWithoutArea, step.areaLast, step.leftOver];
    let from = 0;
    shares.forEach((share, k) => {
      const to = from + share;
      bars.push({ from, to, y, y2: y + BAR, fill: keys[k]!.fill, tip: `${names[at]}. ${keys[k]!.key}: ${onePercent(share)}` }); // prettier-ignore
      if (share * (right - left) > 38)
        inside.push({ text: wholePercent(share), at: (from + to) / 2, y: y + BAR / 2, colour: keys[k]!.label });
      from = to;
    });
    if (step.pcv !== null)
      notes.push({ text: `variance between areas ${step.pcv < 0 ? "rises" : "falls"} by ${wholePercent(Math.abs(step.pcv))}`, y: y + BAR + line / 2 + 2 }); // prettier-ignore
    top = y + BAR + line + 14;
  });
  const plot = { left, right, bottom: Math.round(top) };
  const legend = keys.map((each, k) => ({ ...each, y: plot.bottom + 44 + k * line }));
  const height = legend.at(-1)!.y + line;
  const x = {
    type: "quantitative" as const,
    scale: { domain: [0, 1], nice: false },
    // Every bar is the whole 100%: lines across would only cross the words between them.
    axis: {
      values: [0, 0.25, 0.5, 0.75, 1],
      format: ".0%",
      title: null,
      grid: false,
      ticks: true,
      tickColor: colours.line,
      labelFlush: true,
    },
  };
  const words = (values: object[], mark: object, encoding: object): Layer =>
    ({
      data: { values },
      mark: { type: "text", baseline: "middle", limit: 0, fontSize, ...mark },
      encoding: { y: pixels("y"), text: { field: "text" }, ...encoding },
    }) as Layer;
  const layers: Layer[] = [
    {
      data: { values: bars },
      mark: { type: "bar", stroke: colours.card, strokeWidth: 2 },
      encoding: {
        x: { field: "from", ...x },
        x2: { field: "to" },
        y: pixels("y"),
        y2: { field: "y2" },
        color: { field: "fill", type: "nominal", scale: null, legend: null },
        tooltip: { field: "tip", type: "nominal" },
      },
    },
    words(inside, { align: "center", fontWeight: 600 }, { x: { field: "at", ...x }, color: { field: "colour", type: "nominal", scale: null, legend: null } }), // prettier-ignore
    words(labels, { align: narrow ? "left" : "right", color: colours.ink, fontWeight: 600 }, { x: { value: narrow ? 0 : -14 } }), // prettier-ignore
    words(notes, { align: "left", color: colours.soft, fontSize: fontSize - 1 }, { x: { value: 0 } }),
    words(legend.map(({ key, y }, k) => ({ text: `${["First", "Second", "Third"][k]} part: ${key.toLowerCase()}`, y })), { align: "left", color: colours.soft, fontSize: fontSize - 1 }, { x: { value: 20 - left } }), // prettier-ignore
    {
      data: { values: legend.map(({ fill, y }) => ({ fill, y })) },
      mark: { type: "point", shape: "square", size: 110, filled: true, opacity: 1 },
      encoding: { x: { value: 8 - left }, y: pixels("y"), color: { field: "fill", type: "nominal", scale: null, legend: null } }, // prettier-ignore
    },
  ];
  return { ...frame({ width, height, plot }, describeOmitted(value)), layer: layers, config: config(look) };
}
