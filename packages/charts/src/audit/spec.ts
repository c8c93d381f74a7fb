import { thousands, wholePercent, type AuditValue } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import type { Look } from "../look.ts";
import { framed, pixels, tooltip, type Layer } from "../spec-parts.ts";
import { describeAudit } from "./describe.ts";
import { auditLayout, TALL } from "./layout.ts";

/** Per share: how many specifications give each whole percent, and where the published figure lies. */
export function auditSpec(value: AuditValue, look: Look): Spec {
  const layout = auditLayout(value, look.width, look.fontSize);
  const { colours } = look;
  const { plot, narrow, fontSize } = layout;
  const bins = layout.rows.flatMap(({ share, y }) => {
    const most = Math.max(...share.bins.map((bin) => bin.order + bin.average + bin.mixed));
    return share.bins.map((bin) => {
      const count = bin.order + bin.average + bin.mixed;
      return {
        percent: bin.percent,
        from: y,
        // The root keeps a single specification visible beside many.
        to: y - Math.max(4, TALL * Math.sqrt(count / most)),
        tip: `${share.block}, ${bin.percent}%: ${thousands(count)} of ${thousands(value.specifications)}`,
      };
    });
  });
  const marks = layout.rows.flatMap(({ share, y }) =>
    share.published === null
      ? []
      : [{ at: 100 * share.published, y, tip: `${share.block}: published ${wholePercent(share.published)}` }],
  );
  const x = {
    type: "quantitative" as const,
    scale: { domain: [layout.axis.low, layout.axis.high] as number[], nice: false },
    axis: { values: layout.axis.ticks, labelExpr: "replace(datum.value + '%', '-', '\u2212')", title: null },
  };
  const layers: Layer[] = [
    {
      data: { values: layout.rows.map(({ y }) => ({ from: layout.axis.low, to: layout.axis.high, y })) },
      mark: { type: "rule", color: colours.line, strokeWidth: 1.2 },
      encoding: { x: { field: "from", ...x }, x2: { field: "to" }, y: pixels("y") },
    },
    {
      data: { values: bins },
      mark: { type: "rule", color: colours.accent, strokeWidth: narrow ? 2.4 : 3 },
      encoding: { x: { field: "percent", ...x }, y: pixels("from"), y2: { field: "to" }, tooltip },
    },
    {
      data: { values: marks },
      mark: { type: "point", shape: "diamond", size: 150, filled: true, fill: colours.card, stroke: colours.ink, strokeWidth: 2, opacity: 1 }, // prettier-ignore
      encoding: { x: { field: "at", ...x }, y: pixels("y"), tooltip },
    },
  ];
  const say = (values: { text: string; y: number }[], align: "left" | "right", at: number, font: object): void => {
    layers.push({
      data: { values },
      mark: { type: "text", align, baseline: "middle", limit: 0, ...font },
      encoding: { x: { value: at }, y: pixels("y"), text: { field: "text" } },
    });
  };
  const wide = look.width >= 600;
  const labels = layout.rows.flatMap((row) =>
    row.lines.map((text, i) => ({ text, y: row.labelY + i * row.lineHeight })),
  );
  const small = { color: colours.soft, fontSize: fontSize - 1 };
  say(labels, wide ? "right" : "left", wide ? -14 : -plot.left, { color: colours.ink, fontSize, fontWeight: 600 });
  const figures = layout.rows.map(({ figures: text, figuresY: y }) => ({ text, y }));
  if (narrow) say(figures, "left", wide ? 0 : -plot.left, small);
  else say(figures, "right", look.width - plot.left, small);
  const legend = wide
    ? "\u25C7 published; bars: how many specifications give each whole percent of the variation"
    : "\u25C7 published; bars: specifications by percent";
  say([{ text: legend, y: layout.legendY }], "left", -plot.left, small);
  return framed(layout, describeAudit(value), layers, look);
}
