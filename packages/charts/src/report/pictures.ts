import type { AnalysisResult } from "@whyvary/core";
import type { Chart, ChartOptions, Charts, Spec } from "../chart.ts";
import { reportLook } from "./report-look.ts";
import { inlineSvg } from "./inline-svg.ts";
import { markup, type Html } from "./markup.ts";

/** Draws a specification: `drawSvg` of the package's `draw`, or another with the same promise. */
export type Draw = (spec: Spec) => Promise<string>;

/** The pictures of one answer: each view's name (empty where there is but one) and markup. */
export interface Pictured {
  label: string;
  html: Html;
}

export function chartOf(charts: Charts, kind: string): Chart<unknown> | undefined {
  return Object.hasOwn(charts, kind) ? (charts[kind] as unknown as Chart<unknown>) : undefined;
}

/** The views on offer; one without a name where a chart has only one. */
export function viewsOf(chart: Chart<unknown>, value: unknown): { id: string | null; label: string }[] {
  const views = chart.views?.(value) ?? [];
  return views.length > 0 ? views : [{ id: null, label: "" }];
}

export function optionsOf(view: string | null, focus: string | undefined): ChartOptions {
  return { ...(view === null ? {} : { view }), ...(focus === undefined ? {} : { focus }) };
}

/** Every view of an answer at each width, first wide, then narrow; what cannot be drawn says so and leaves the table. */
export async function picturesOf(
  chart: Chart<unknown> | undefined,
  analysis: AnalysisResult,
  draw: Draw,
  id: string,
  how: { focus?: string | undefined; areas?: string | undefined; widths: number[]; first?: boolean },
): Promise<Pictured[]> {
  const { value } = analysis;
  if (!analysis.ok || value === null || chart === undefined) return [];
  const figure = chart.figure?.(value, id, how.areas) ?? null;
  const pictured: Pictured[] = figure === null ? [] : [{ label: "", html: figure }];
  if (how.first && pictured.length > 0) return pictured;
  const views = viewsOf(chart, value);
  for (const [at, view] of (how.first ? views.slice(0, 1) : views).entries()) {
    const options = optionsOf(view.id, how.focus);
    const label = chart.describe(value, options);
    const drawn: (Html | null)[] = [];
    for (const [size, width] of how.widths.entries()) {
      const mark = `${id}-${at}-${size}`;
      drawn.push(await drawOne(() => chart.spec(value, reportLook(width), options), draw, label, mark));
    }
    pictured.push({ label: view.label, html: sized(drawn) });
  }
  return pictured;
}

async function drawOne(spec: () => Spec, draw: Draw, label: string, mark: string): Promise<Html | null> {
  try {
    return inlineSvg(await draw(spec()), label, mark);
  } catch {
    return null;
  }
}

function sized(drawn: (Html | null)[]): Html {
  if (drawn.includes(null))
    return markup`<p class="soft">The picture could not be drawn. The table has the same figures.</p>`;
  if (drawn.length === 1) return markup`${drawn}`;
  return markup`<div class="wide">${drawn[0]!}</div><div class="narrow">${drawn[1]!}</div>`;
}
