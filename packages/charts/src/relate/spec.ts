import type { RelateValue, SlopeLine } from "@whyvary/core";
import type { ChartOptions, Spec } from "../chart.ts";
import { threeFigures } from "../figures.ts";
import type { Look } from "../look.ts";
import { rowPicture, type PictureRow } from "../row-picture.ts";
import { scatterSpec } from "./scatter-spec.ts";
import { describeRelate, levelName, METHOD, perWords, withRange } from "./words.ts";

export function relateViews(value: RelateValue): { id: string; label: string }[] {
  return [
    ...(value.groups.length > 0 ? [{ id: "groups", label: "By group" }] : [{ id: "points", label: value.repeated ? "Between areas" : "Each row" }]), // prettier-ignore
    ...(value.within.length > 0 && value.groups.length === 0 ? [{ id: "within", label: "Within areas" }] : []),
    ...(value.slopes.length > 0 ? [{ id: "slopes", label: "How much" }] : []),
    ...(value.correlations.length > 0 ? [{ id: "correlations", label: "How closely" }] : []),
  ];
}

export function viewOf(value: RelateValue, options?: ChartOptions): string {
  const views = relateViews(value);
  return (views.find(({ id }) => id === options?.view) ?? views[0]!).id;
}

export function relateSpec(value: RelateValue, look: Look, options?: ChartOptions): Spec {
  const view = viewOf(value, options);
  if (view === "groups") return groupsSpec(value, look, options);
  if (view === "slopes") return slopesSpec(value, look);
  if (view === "correlations") return correlationsSpec(value, look);
  return scatterSpec(value, view, look, options);
}

/** Each group's areas, their median and middle half; one's own area in its group. */
function groupsSpec(value: RelateValue, look: Look, options?: ChartOptions): Spec {
  const own = value.points.find(({ area }) => area !== null && area === options?.focus);
  const rows = value.groups.map((group, at): PictureRow => ({
    label: group.group,
    figures: `median ${threeFigures(group.median)}, ${group.count} ${value.areas === null ? "rows" : "areas"}`,
    ...{ low: group.q1, high: group.q3, middle: group.median },
    own: own?.y === at ? own.x : null,
    ticks: value.points.filter(({ y }) => y === at).map(({ x }) => x),
    tip: `${group.group}: median ${threeFigures(group.median)}, middle half ${threeFigures(group.q1)} to ${threeFigures(group.q3)}`,
  }));
  return rowPicture(
    {
      // Grades stand as a ladder does: the highest on top.
      rows: value.sort === "grades" ? rows.toReversed() : rows,
      axisTitle: value.measureTitle,
      line: null,
      legend: { own: own?.label ?? null, middle: "median", range: "middle half", ticks: value.areas === null ? "each row" : "each area" }, // prettier-ignore
      description: describeRelate(value, "groups"),
    },
    look,
  );
}

export function slopeLabel(value: RelateValue, { level, adjust }: SlopeLine): string {
  return `${levelName(value, level)}${adjust.length === 0 ? "" : `, ${adjust.join(" and ")} held equal`}`;
}

function slopesSpec(value: RelateValue, look: Look): Spec {
  const graded = value.sort === "grades";
  const edges = value.margin === null ? [] : graded ? [Math.log(value.margin), -Math.log(value.margin)] : [value.margin, -value.margin]; // prettier-ignore
  const rows = value.slopes.map((line): PictureRow => ({
    label: slopeLabel(value, line),
    figures: withRange(line),
    ...{ low: line.low, high: line.high, middle: line.estimate, own: null, ticks: edges },
    tip: withRange(line),
  }));
  return rowPicture(
    {
      rows,
      axisTitle: `${graded ? "Log odds of a higher grade" : value.outcomeTitle}, ${perWords(value)}`,
      line: 0,
      legend: { own: null, middle: "slope", range: "95% range", ticks: "margin that would not matter" },
      description: describeRelate(value, "slopes"),
    },
    look,
  );
}

function correlationsSpec(value: RelateValue, look: Look): Spec {
  const seen = value.power === null ? [] : [value.power.detectable, -value.power.detectable];
  const rows = value.correlations.map((line): PictureRow => ({
    label: `${levelName(value, line.level)}: ${METHOD[line.method]}`,
    figures: withRange(line),
    ...{ low: line.low, high: line.high, middle: line.estimate, own: null, ticks: seen },
    tip: withRange(line),
  }));
  return rowPicture(
    {
      rows,
      axisTitle: "Correlation, from −1 to 1",
      line: 0,
      legend: { own: null, middle: "correlation", range: "95% range", ticks: "least that so many areas could have shown (80% power)" }, // prettier-ignore
      description: describeRelate(value, "correlations"),
    },
    look,
  );
}
