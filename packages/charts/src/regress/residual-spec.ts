import type { RegressValue } from "@whyvary/core";
import { thousands } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import { threeFigures, tickText } from "../figures.ts";
import type { Look } from "../look.ts";
import { plane } from "../plane.ts";
import { tooltip, type Layer } from "../spec-parts.ts";
import { niceTicks } from "../ticks.ts";

type Residuals = NonNullable<RegressValue["residuals"]>;

/** Against the fitted values: a shape or a fan in the cloud is what the model has missed. */
export function residualSpec(value: RegressValue, look: Look, focus?: string): Spec {
  return cloud(value, look, focus, "fitted", `Fitted ${value.outcome}`, [{ slope: 0 }]);
}

/** Against the normal distribution: ends that leave the line are heavier or lighter than normal ones. */
export function normalSpec(value: RegressValue, look: Look, focus?: string): Spec {
  return cloud(value, look, focus, "quantile", "Where a normal value of this rank would lie", [{ slope: 1 }]);
}

function cloud(
  value: RegressValue,
  look: Look,
  focus: string | undefined,
  across: "fitted" | "quantile",
  title: string,
  lines: { slope: 0 | 1 }[],
): Spec {
  const { points } = value.residuals!;
  const { colours } = look;
  const xs = points.map((point) => point[across]);
  const room = look.width - 80;
  const { ticks, step } = niceTicks(Math.min(...xs), Math.max(...xs), Math.max(2, Math.floor(room / 90)));
  const domain: [number, number] = [ticks[0]!, ticks.at(-1)!];
  const legend = own(points, focus);
  const picture = plane(
    {
      title: "Standardised residual",
      across: title,
      x: { domain, ticks: ticks.map((at) => ({ at, text: tickText(at, step) })) },
      y: { values: [...points.map((point) => point.standardised), -2, 2] },
      legend:
        legend === null
          ? []
          : [{ text: legend, style: { kind: "point", color: colours.accent, shape: "diamond", size: 150 } }],
      description: describeResiduals(value, across === "fitted" ? "residuals" : "normal"),
    },
    look,
  );
  const { x, y } = picture;
  const dot = (point: Residuals["points"][number]) => ({
    x: point[across],
    y: point.standardised,
    tip: `${point.label ?? "Row"}${point.time === null ? "" : `, ${point.time}`}: ${threeFigures(point.standardised)}`,
  });
  const mine = points.filter((point) => focus !== undefined && point.area === focus);
  const layers: Layer[] = [
    ...lines.map(({ slope }): Layer => {
      const ends = slope === 0 ? domain : clipped(domain, y.scale.domain as [number, number]);
      return {
        data: { values: ends.map((at) => ({ x: at, y: slope * at })) },
        mark: { type: "line", color: colours.soft, strokeWidth: 1.5, strokeDash: [6, 4] },
        encoding: { x, y },
      };
    }),
    {
      data: { values: points.filter((point) => !mine.includes(point)).map(dot) },
      mark: { type: "point", shape: "circle", filled: true, fill: colours.groups[0], size: 36, opacity: 0.65 },
      encoding: { x, y, tooltip },
    },
    {
      data: { values: mine.map(dot) },
      mark: { type: "point", shape: "diamond", filled: true, fill: colours.accent, stroke: colours.card, strokeWidth: 1.4, size: 170, opacity: 1 }, // prettier-ignore
      encoding: { x, y, tooltip },
    },
  ];
  return picture.spec(layers);
}

const clipped = ([a, b]: [number, number], [c, d]: [number, number]): [number, number] => [Math.max(a, c), Math.min(b, d)]; // prettier-ignore

function own(points: Residuals["points"], focus: string | undefined): string | null {
  const mine = points.find((point) => focus !== undefined && point.area === focus);
  return mine === undefined ? null : `${mine.label ?? focus!}, among the others`;
}

export function describeResiduals(value: RegressValue, view: "residuals" | "normal"): string {
  const { count, points } = value.residuals!;
  const far = points.filter((point) => Math.abs(point.standardised) > 3).length;
  const [least, most] = [points[0]!, points.at(-1)!].map((point) => threeFigures(point.standardised));
  const shown =
    points.length < count ? ` ${thousands(points.length)} of ${thousands(count)} rows are drawn, the ends all.` : "";
  const against = view === "residuals" ? "the fitted values" : "a normal distribution of the same size";
  return `Standardised residuals against ${against}, from ${least} to ${most}; ${far === 0 ? "none" : thousands(far)} beyond 3 either way (normal ones: about ${threeFigures(count * 0.0027)} of ${thousands(count)}).${shown}`;
}
