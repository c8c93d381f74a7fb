import type { FunnelPart, SpreadFigures, SpreadRow, SpreadValue } from "@whyvary/core";
import { andList, counted } from "@whyvary/core";
import { PROVISIONAL } from "../provisional.ts";
import { threeFigures } from "../figures.ts";
import { describeMap } from "../hex-map/describe.ts";

export function rangeText({ value, low, high, provisional }: SpreadRow): string {
  const typed = provisional === true ? `, ${PROVISIONAL}` : "";
  return low === null || high === null ? threeFigures(value) + typed : `${threeFigures(value)} (${threeFigures(low)} to ${threeFigures(high)})${typed}`; // prettier-ignore
}

export function ratioText({ p90OverP10 }: SpreadFigures): string {
  return p90OverP10 === null ? "no ratio of high to low" : `high over low ${threeFigures(p90OverP10)}`;
}

/** Beyond the limits of this funnel, the usual differences allowed for. */
export function standsOut(row: SpreadRow, { variant, reach }: FunnelPart): boolean {
  return Math.abs((variant === "pearson" ? row.zPearsonAdditive : row.zAdditive) ?? 0) > reach;
}

export function describeSpread(value: SpreadValue, view: string, focus: string | undefined): string {
  const { figures, rows, years, time, title, units, unit } = value;
  const own = rows.find(({ area }) => area === focus);
  const mine = own === undefined ? "" : ` ${own.label}: ${rangeText(own)}.`;
  const when = time === null ? "" : ` in ${time}`;
  if (view === "years")
    return `${title} of ${units} by year: ${years.map((year) => `${year.time} ${ratioText(year)} (${threeFigures(year.p10)} to ${threeFigures(year.p90)})`).join("; ")}.`;
  if (view === "map" && value.map !== null) {
    return `${describeMap(value.map, rows, { what: title, when, unit, units, format: threeFigures })}${mine}`;
  }
  const part = value.funnels.find(({ variant }) => variant === view);
  if (part !== undefined) {
    const out = rows.filter((row) => standsOut(row, part)).map(({ label }) => label);
    return `Funnel of ${title}${when}, ${part.words}: ${counted(part.beyond, unit, units)} of ${rows.length} beyond chance, ${part.beyondAdditive} beyond the usual differences${out.length > 0 && out.length < 13 ? ` (${andList(out.toSorted())})` : ""}.${mine}`;
  }
  return `${title} of ${counted(rows.length, unit, units)}${when}, from ${threeFigures(figures.lowest)} to ${threeFigures(figures.highest)}: ${ratioText(figures)}, a tenth at ${threeFigures(figures.p90)} or more, a tenth at ${threeFigures(figures.p10)} or less.${mine}`;
}
