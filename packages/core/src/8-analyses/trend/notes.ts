import type { Panel } from "../../3-panel/panel.ts";
import { lowerFirst } from "../../3-panel/words.ts";
import { gapReason, roundedTo, roundingReach } from "../../3-panel/total-gap.ts";
import { andList, counted, onePercent, sentence, thousands } from "../../messages/format.ts";
import type { Json, LadderStep, Note } from "../../messages/types.ts";
import { note, sharedNotes } from "../shared-notes.ts";
import type { TrendRow, TrendValue } from "./value.ts";

/** What could mislead in a trend, most important first. */
export function notesFor(panel: Panel, ladder: LadderStep[], value: TrendValue): Note[] {
  return [
    ...otherAreas(panel, value),
    ...vintages(panel, value),
    ...needed(value),
    ...smallCounts(value),
    ...roundedTotals(panel, value),
    ...breaks(value),
    ...sharedNotes(panel, { outcomes: value.rows.map(({ measure }) => measure), ladder }),
  ];
}

/** Who has a figure in one of the two years only. */
function otherAreas(panel: Panel, { rows, population, units, from, to }: TrendValue): Note[] {
  const every = population === null ? rows : [...rows, population];
  const off = every.filter((row) => row.sameAreas < Math.max(row.areasFirst, row.areasLast));
  if (panel.area === null || off.length === 0) return [];
  const worst = off.toSorted((a, b) => Math.abs((b.sameGrowth ?? b.growth) - b.growth) - Math.abs((a.sameGrowth ?? a.growth) - a.growth))[0]!; // prettier-ignore
  const same = worst.sameGrowth === null ? "" : `: ${onePercent(worst.growth)} in total, ${onePercent(worst.sameGrowth)} on the same ${units}`; // prettier-ignore
  return [
    note(
      "other-areas",
      "Not the same areas.",
      `Not all ${units} have figures in both ${from} and ${to} (${lowerFirst(worst.title)}: ${thousands(worst.areasFirst)} and ${thousands(worst.areasLast)}, ${thousands(worst.sameAreas)} in both${same}): codes change when ${units} merge or split, and some did not report.`,
      { measures: off.map(({ measure }) => measure) },
    ),
  ];
}

/** The same year is revised in later releases. */
function vintages(panel: Panel, { rows, population }: TrendValue): Note[] {
  const every = population === null ? rows : [...rows, population];
  const without = every.filter(({ measure }) => (panel.origins?.get(measure) ?? []).every(({ release }) => release === undefined)); // prettier-ignore
  if (without.length === 0) return [];
  return [
    note(
      "no-vintage",
      "Which release is not said.",
      `The study does not say of which release ${andList(without.map(({ title }) => lowerFirst(title)))} ${without.length === 1 ? "is" : "are"}. A figure of the same year is revised in later releases, so that growth may change with the release.`,
      { measures: without.map(({ measure }) => measure) },
    ),
  ];
}

/** One year's step far beyond the others, with the same areas: counted otherwise from then on, perhaps. */
function breaks({ series, units }: TrendValue): Note[] {
  const found = series.flatMap(({ title, points }) => {
    const steps = points.slice(1).map((point, i) => {
      const before = points[i]!;
      const size = Math.max(point.total / before.total, before.total / point.total) - 1;
      return { title, size, before, point, same: Math.abs(point.areas - before.areas) <= 0.02 * before.areas };
    });
    const usual = steps.map(({ size }) => size).toSorted((a, b) => a - b)[Math.floor(steps.length / 2)];
    if (steps.length < 3 || usual === undefined) return [];
    return steps.filter(({ size, same }) => same && size > 0.15 && size > 4 * usual);
  });
  return found.map(({ title, before, point }) =>
    note(
      "break-in-series",
      "A step in the series.",
      `${sentence(title)} went from ${thousands(before.total)} to ${thousands(point.total)} in ${point.time}, far more than in other years and over the same ${units}: is the same thing counted before and after?`,
      { time: point.time, before: before.total, after: point.total },
    ),
  );
}

/** What a published figure would need, where the measure it is said to be does not give it. */
function needed({ published, rows, population, from }: TrendValue): Note[] {
  const every = population === null ? rows : [...rows, population];
  return published.flatMap((one) => {
    const row = every.find(({ measure }) => measure === one.measure);
    if (row === undefined || one.measureFits !== false || one.neededFirst === null) return [];
    return [
      note(
        "published-not-reached",
        "A published figure not reached.",
        `For ${lowerFirst(row.title)} to have grown by the published ${one.percent}%, the figure of ${from} would have to be about ${thousands(one.neededFirst)}; here it is ${thousands(row.first)}. What was used is inferred, not known.`,
        { measure: row.measure, percent: one.percent, needed: one.neededFirst },
      ),
    ];
  });
}

function smallCounts({ rows, units }: TrendValue): Note[] {
  const small = rows.filter((row) => row.small > 0);
  if (small.length === 0) return [];
  return [
    note(
      "small-counts",
      "Small counts.",
      `${sentence(andList(small.map((row) => `${lowerFirst(row.title)}: ${counted(row.small, "count")}`)))} under 10 at first: the growth of these ${units} is mostly chance.`,
      { measures: small.map(({ measure }) => measure) },
    ),
  ];
}

/** Totals that are compared in words; the method tells all. */
const TOLD = 2;

function more(count: number): string {
  return count < 1 ? "" : ` The method gives ${count === 1 ? "one other" : `${count} others`} as printed.`;
}

/** Areas do not add to a published country figure. */
function roundedTotals(panel: Panel, value: TrendValue): Note[] {
  const { rows, population, units, from, to } = value;
  const every = population === null ? rows : [...rows, population];
  const told = every.flatMap((row) => (row.printed === null ? [] : [printedWords(panel, row, from, to, units)]));
  if (told.length > 0)
    return [
      note(
        "printed-totals",
        "The totals as printed.",
        `${told
          .slice(0, TOLD)
          .map(({ text }) => text)
          .join(" ")}${more(told.length - TOLD)}`,
        {
          totals: told.map(({ facts }) => facts),
        },
      ),
    ];
  if (rows.every(({ areasFirst, areasLast }) => areasFirst < 2 && areasLast < 2)) return [];
  return [
    note(
      "totals-of-areas",
      "Totals of areas.",
      `Totals are summed over ${units}. Published country figures are rounded (to 10 or 100) and hold estimates for ${units} that did not report, so the two differ by a little.`,
    ),
  ];
}

/** "Referrals: England is printed as 655,630 in 2018, where the councils add up to 655,625; totals are printed to the nearest 10." */
function printedWords(
  panel: Panel,
  row: TrendRow,
  from: number,
  to: number,
  units: string,
): { text: string; facts: Json } {
  const { totals, areas, without, place } = panel.printed!.get(row.measure)!;
  const unit = roundedTo(totals.values());
  const ends = [
    { year: from, sum: row.first, count: row.areasFirst, total: row.printed!.first },
    { year: to, sum: row.last, count: row.areasLast, total: row.printed!.last },
  ].flatMap(({ year, sum, count, total }) => {
    if (total === null) return [];
    const leftOut = (areas.get(year) ?? count) - count;
    const part = roundedTo(partsOf(panel, row.measure, year));
    return [
      {
        year,
        sum,
        total,
        leftOut,
        why: gapReason(total - sum, roundingReach(count, part, unit), leftOut, without.get(year)),
      },
    ];
  });
  const words = ends.map(({ year, sum, total, why, leftOut }) => {
    if (why === "equal") return `${thousands(total)} in ${year}, as the ${units} add up to`;
    const reason = { "not-reported": `${counted(without.get(year) ?? 0, "area has", "areas have")} no figure`, rounding: "rounding", "left-out": `${counted(leftOut, "figure")} left out here`, unknown: "not for rounding alone" }[why]; // prettier-ignore
    return `${thousands(total)} in ${year}, where the ${units} add up to ${thousands(sum)} (${reason})`;
  });
  const to10 = unit > 1 && ends.some(({ why }) => why === "rounding") ? ` Its totals are printed to the nearest ${thousands(unit)}.` : ""; // prettier-ignore
  return {
    text: `${sentence(row.title)}: the file prints ${place} as ${andList(words)}.${to10}`,
    facts: { measure: row.measure, place, unit, ends },
  };
}

function partsOf(panel: Panel, measure: string, year: number): number[] {
  const column = panel.columns.get(measure);
  if (column?.kind !== "number" || panel.time === null) return [];
  const { of, values } = panel.time;
  return Array.from(column.values).filter((value, row) => values[of[row]!] === year && value - value === 0);
}
