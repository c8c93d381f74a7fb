import type { TrendValue } from "@whyvary/core";
import { thousands } from "@whyvary/core";
import type { NamedTable, Table, TableCell, TableColumn } from "../chart.ts";
import { threeFigures } from "../figures.ts";
import { percent } from "./words.ts";

const text = (words: string): TableCell => ({ text: words, value: words });
const blank: TableCell = { text: "–", value: null };
const number = (value: number | null): TableCell => (value === null ? blank : { text: Number.isInteger(value) ? thousands(value) : threeFigures(value), value }); // prettier-ignore
const growth = (value: number | null): TableCell => (value === null ? blank : { text: percent(value), value });
/** A growth that cannot be told says why. */
const growthOrWhy = (value: number | null, why: string | null | undefined): TableCell =>
  value === null && typeof why === "string" ? { text: why, value: null } : growth(value);
const columns = (words: string[], numbers: string[], last: string[] = []): TableColumn[] => [
  ...words.map((label) => ({ key: label, label })),
  ...numbers.map((label) => ({ key: label, label, numeric: true })),
  ...last.map((label) => ({ key: label, label })),
];

/** Each count and its population: totals, growth, rates, and which figures of which release they are. */
export function trendTable({ rows, population, from, to }: TrendValue): Table {
  const all = population === null ? rows : [...rows, population];
  const place = all.find(({ printed }) => printed !== null)?.printed!.place;
  return {
    columns: columns(
      ["Measure"],
      [
        ...[String(from), String(to), "Growth", "On the same areas", "Areas in both"],
        ...[`Rate ${from}`, `Rate ${to}`, "Growth of the rate"],
        ...(place === undefined ? [] : [`${place} as printed, ${from}`, `${place} as printed, ${to}`]),
      ],
      ["Definition and release"],
    ),
    rows: all.map((row) => [
      ...[text(row.title), number(row.first), number(row.last), growth(row.growth), growth(row.sameGrowth)],
      ...[number(row.sameAreas), number(row.rateFirst), number(row.rateLast), growth(row.rateGrowth)],
      ...(place === undefined ? [] : [number(row.printed?.first ?? null), number(row.printed?.last ?? null)]),
      text(row.from === "" ? row.measure : row.from),
    ]),
  };
}

export function trendDetails(value: TrendValue): NamedTable[] {
  return [published(value), unequal(value), years(value), areas(value)].filter(({ table }) => table.rows.length > 0);
}

function published({ published: all, rows, population }: TrendValue): NamedTable {
  const titleOf = (name: string): string => [...rows, ...(population === null ? [] : [population])].find((row) => row.measure === name)?.title ?? name; // prettier-ignore
  return {
    caption: "Published figures: which measures fit, unrounded, within half of the last decimal",
    table: {
      columns: columns(["Claim"], ["Published, %"], ["Fits", "Said to be", "Is it?", "First figure it would need"]),
      rows: all.map((one) => [
        text(one.claim),
        { text: String(one.percent).replace("-", "−"), value: one.percent },
        text(one.fits.length === 0 ? "none" : one.fits.map(titleOf).join(", ")),
        one.measure === null ? blank : text(titleOf(one.measure)),
        one.measureFits === null ? blank : text(one.measureFits ? "can be" : "cannot be"),
        number(one.neededFirst === null ? null : Math.round(one.neededFirst)),
      ]),
    },
  };
}

function unequal({ rows, units }: TrendValue): NamedTable {
  return {
    caption: `How unequally: growth of single ${units} (those with more than nothing at first)`,
    table: {
      columns: columns(["Measure"], ["Compared", "Grew", "p10", "Middle", "p90", "First count under 10"]),
      rows: rows.filter(({ compared }) => compared > 1).map((row) => [
        ...[text(row.title), number(row.compared), number(row.grew), growth(row.p10), growth(row.median)],
        ...[growth(row.p90), number(row.small)],
      ]), // prettier-ignore
    },
  };
}

function years({ series, from }: TrendValue): NamedTable {
  const typed = series.some(({ points }) => points.some(({ provisional }) => provisional !== undefined));
  return {
    caption: "Year by year",
    table: {
      columns: columns(
        ["Measure", "Year"],
        [
          "How many",
          "Total",
          `Index, ${from} = 100`,
          "Rate per 10,000",
          ...(typed ? ["Provisional, typed by hand"] : []),
        ],
      ),
      rows: series.flatMap(({ title, points }) =>
        points.map(({ time, areas: count, total, index, rate, provisional }) => [
          ...[text(title), text(String(time)), number(count), number(total), number(index), number(rate)],
          ...(typed ? [number(provisional ?? 0)] : []),
        ]),
      ),
    },
  };
}

function areas({ areas: all, rows, units, unit }: TrendValue): NamedTable {
  return {
    caption: `Growth of all ${units}, in the order of codes`,
    table: {
      columns: columns([unit.slice(0, 1).toUpperCase() + unit.slice(1), "Code"], rows.map(({ title }) => title)), // prettier-ignore
      rows: all.map((area) => [
        text(area.label),
        text(area.area),
        ...area.growth.map((each, i) => growthOrWhy(each, area.why?.[i])),
      ]),
    },
  };
}
