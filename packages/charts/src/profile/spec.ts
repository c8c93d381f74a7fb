import type { Compared, ProfileValue } from "@whyvary/core";
import type { ChartOptions, Spec } from "../chart.ts";
import type { Look } from "../look.ts";
import { rowPicture, type PictureRow } from "../row-picture.ts";
import { linesSpec } from "./lines-spec.ts";
import { against, describeProfile, peersName, short } from "./words.ts";

/** More would not be read: the table has them all. */
const MOST = 20;

export function profileViews(value: ProfileValue): { id: string; label: string }[] {
  return [
    ...(value.years.length > 1 ? [{ id: "years", label: "Over time" }] : []),
    ...(value.pathway.some(({ distance }) => distance !== null)
      ? [{ id: "pathway", label: "Enter, stay, return" }]
      : []),
    ...(value.expected !== null ? [{ id: "expected", label: "Expected" }] : []),
    ...(value.differs.length > 0 ? [{ id: "differs", label: "What differs most" }] : []),
  ];
}

export function viewOf(value: ProfileValue, options?: ChartOptions): string {
  const views = profileViews(value);
  return views.find(({ id }) => id === options?.view)?.id ?? views[0]?.id ?? "standing";
}

export function profileSpec(value: ProfileValue, look: Look, options?: ChartOptions): Spec {
  const view = viewOf(value, options);
  if (view === "years") return linesSpec(value, look);
  if (view === "pathway" || view === "differs")
    return distances(value, view === "pathway" ? value.pathway : value.differs, view, look);
  return standing(value, view, look);
}

/** Measures of any unit, each in the standard deviations of those compared with, from their mean. */
function distances(value: ProfileValue, measures: readonly Compared[], view: string, look: Look): Spec {
  const name = peersName(value);
  const rows = measures.slice(0, MOST).map((row): PictureRow => {
    const scaled = (figure: number | null): number | null =>
      figure === null || row.mean === null || row.sd === null || row.sd === 0 ? null : (figure - row.mean) / row.sd;
    return {
      label: row.title,
      figures: against(row),
      ...{ low: scaled(row.low), high: scaled(row.high), middle: scaled(row.mean), own: scaled(row.own) },
      ticks: row.peers.map(scaled).filter((figure) => figure !== null),
      tip: `${row.title}: ${against(row)}`,
    };
  });
  return rowPicture(
    {
      rows,
      axisTitle: `Distance from the mean of ${name}, in their standard deviations`,
      line: 0,
      legend: { own: value.label, middle: `mean of ${name}`, range: "range for one more like them (95%)", ticks: "each of them" },
      description: describeProfile(value, view),
    },
    look,
  ); // prettier-ignore
}

/** One's own figure beside those compared with, and beside what its circumstances lead one to expect. */
function standing(value: ProfileValue, view: string, look: Look): Spec {
  const { now, expected, title, time } = value;
  const name = peersName(value);
  const when = time === null ? "" : `, ${time}`;
  const among: PictureRow = {
    label: `Beside ${name}${when}`,
    figures: against(now),
    ...{ low: now.low, high: now.high, middle: now.mean, own: now.own },
    ticks: now.peers.filter((figure) => figure !== null),
    tip: against(now),
  };
  const rows = [among];
  if (expected !== null) {
    const figures = `${short(expected.observed)} against ${short(expected.expected)} (${short(expected.low)} to ${short(expected.high)})`;
    rows.push({
      label: `Beside what its circumstances lead one to expect${expected.from === "year" ? when : ", averages over the years"}`,
      figures,
      ...{ low: expected.low, high: expected.high, middle: expected.expected, own: expected.observed },
      ticks: [],
      tip: figures,
    });
  }
  return rowPicture(
    {
      rows,
      axisTitle: title,
      line: null,
      legend: {
        own: value.label,
        middle: expected === null ? `mean of ${name}` : "mean, or expected",
        range: "range for one more like them (95%)",
        ticks: `each of ${name}`,
      },
      description: describeProfile(value, view),
    },
    look,
  );
}
