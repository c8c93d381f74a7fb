import type { SpreadFigures, SpreadValue } from "@whyvary/core";
import { onePercent, thousands } from "@whyvary/core";
import type { NamedTable, Table, TableCell, TableColumn } from "../chart.ts";
import { PROVISIONAL } from "../provisional.ts";
import { threeFigures } from "../figures.ts";

const text = (words: string): TableCell => ({ text: words, value: words });
const blank: TableCell = { text: "–", value: null };
const number = (value: number | null): TableCell => (value === null ? blank : { text: threeFigures(value), value });
const whole = (value: number | null): TableCell =>
  value === null ? blank : { text: Number.isInteger(value) ? thousands(value) : threeFigures(value), value };
const percent = (value: number | null): TableCell => (value === null ? blank : { text: onePercent(value), value });
const columns = (words: string[], numbers: string[]): TableColumn[] => [
  ...words.map((label) => ({ key: label, label })),
  ...numbers.map((label) => ({ key: label, label, numeric: true })),
];

const MEASURES: [string, (figures: SpreadFigures) => TableCell][] = [
  ["Lowest tenth ends at (p10)", (f) => number(f.p10)],
  ["Middle (median)", (f) => number(f.median)],
  ["Highest tenth begins at (p90)", (f) => number(f.p90)],
  ["High over low (p90/p10)", (f) => number(f.p90OverP10)],
  ["Coefficient of variation", (f) => percent(f.coefficientOfVariation)],
  ["Systematic component (100 × SCV)", (f) => number(f.scv === null ? null : 100 * f.scv)],
  ["Counting noise, of the variance", (f) => percent(f.noiseShare)],
  ["Common rate", (f) => number(f.common)],
  ["Gini index", (f) => number(f.gini)],
  ["Lowest", (f) => number(f.lowest)],
  ["Highest", (f) => number(f.highest)],
  ["Highest over lowest (rests on two)", (f) => number(f.highestOverLowest)],
];

/** The measures of spread, those that rest on all first, the range last; beside them the same areas early and late. */
export function spreadTable({ figures, change, time }: SpreadValue): Table {
  const all: [string, SpreadFigures][] = [[time === null ? "Figure" : String(time), figures]];
  if (change !== null) all.push([`${change.from}, same`, change.first], [`${change.to}, same`, change.last]);
  const cell = (key: string, of: (figures: SpreadFigures) => TableCell): TableCell[] => [
    text(key),
    ...all.map(([, each]) => of(each)),
  ];
  return {
    columns: columns(["Measure"], all.map(([label]) => label)), // prettier-ignore
    rows: [cell("How many", (f) => whole(f.areas)), ...MEASURES.map(([key, of]) => cell(key, of))],
  };
}

export function spreadCaption({ units, change, title }: SpreadValue): string {
  const same = change === null ? "" : `; “same”: the ${thousands(change.areas)} ${units} with figures in both years`;
  return `How far ${units} lie apart in ${title}${same}`;
}

export function spreadDetails(value: SpreadValue): NamedTable[] {
  const tables = [areas(value), without(value), funnels(value), years(value), gradient(value), neighbours(value)];
  return tables.filter(({ table }) => table.rows.length > 0);
}

function areas({ rows, ordered, unit, units, counts }: SpreadValue): NamedTable {
  const order = ordered ? "from the highest figure; the intervals say what of this order is chance" : "in the order of codes"; // prettier-ignore
  const typed = rows.some(({ provisional }) => provisional === true);
  const noise = counts === null ? [] : ["95% from", "to", counts.countTitle, counts.populationTitle, "Expected", "z, chance alone", "z, usual differences added", "z (Pearson)", "z (Pearson), added"]; // prettier-ignore
  return {
    caption: `All ${units}, ${order}`,
    table: {
      columns: [
        ...columns([unit.slice(0, 1).toUpperCase() + unit.slice(1), "Code"], ["Figure", ...noise]),
        ...(typed ? columns(["Mark"], []) : []),
      ],
      rows: rows.map((row) => [
        ...[text(row.label), text(row.area), number(row.value)],
        ...(counts === null ? [] : [number(row.low), number(row.high), whole(row.count), whole(row.population), ...[row.expected, row.z, row.zAdditive, row.zPearson, row.zPearsonAdditive].map(number)]), // prettier-ignore
        ...(typed ? [text(row.provisional === true ? PROVISIONAL : "")] : []),
      ]),
    },
  };
}

/** Who has no figure in the year, and why: in the figure's own column, as exports carry it. */
function without({ without: all = [], units, unit, time }: SpreadValue): NamedTable {
  return {
    caption: `${units.slice(0, 1).toUpperCase() + units.slice(1)} without a figure${time === null ? "" : ` in ${time}`}, and why`,
    table: {
      columns: columns([unit.slice(0, 1).toUpperCase() + unit.slice(1), "Code"], ["Figure"]),
      rows: all.map(({ area, label, why }) => [text(label), text(area), { text: why, value: null }]),
    },
  };
}

function funnels({ funnels: parts }: SpreadValue): NamedTable {
  return {
    caption: "The two funnels: beyond the limits by chance alone, and with the usual differences added",
    table: {
      columns: columns(["Funnel"], ["Limits at", "Phi", "Tau", "Beyond chance", "Beyond usual differences"]),
      rows: parts.map(({ words, reach, phi, tau2, beyond, beyondAdditive }) => [
        ...[text(words), number(reach), number(phi), number(Math.sqrt(tau2)), whole(beyond), whole(beyondAdditive)],
      ]),
    },
  };
}

function years({ years: all, units }: SpreadValue): NamedTable {
  return {
    caption: `Spread by year, on the ${units} with figures in each`,
    table: {
      columns: columns(
        ["Year"],
        ["How many", "p10", "Median", "p90", "p90/p10", "Coefficient of variation", "100 × SCV", "Counting noise", "Lowest", "Highest", "Highest over lowest"], // prettier-ignore
      ),
      rows: (all.length < 2 ? [] : all).map((year) => [
        ...[text(String(year.time)), whole(year.areas), number(year.p10), number(year.median), number(year.p90)],
        ...[number(year.p90OverP10), percent(year.coefficientOfVariation)],
        ...[number(year.scv === null ? null : 100 * year.scv), percent(year.noiseShare)],
        ...[number(year.lowest), number(year.highest), number(year.highestOverLowest)],
      ]),
    },
  };
}

function gradient({ gradient: found, units }: SpreadValue): NamedTable {
  const rows =
    found === null
      ? []
      : [
          [text("Slope index (end less start of the line)"), number(found.sii), number(found.siiLow), number(found.siiHigh)], // prettier-ignore
          [text("Start of the line"), number(found.intercept), blank, blank],
          [text(found.refused ? "Linear relative index: refused, the line leaves the rates" : "Linear relative index (end over start)"), number(found.riiRatio), blank, blank], // prettier-ignore
          [text("Relative index, log form"), number(found.riiLog), number(found.riiLogLow), number(found.riiLogHigh)],
          ...concentration(found),
        ];
  return {
    caption: `Along ${found?.by ?? ""}: ${found?.areas ?? 0} ${units}, ${found?.weights === "equal" ? "equal weights" : "weighted by population"}`,
    table: { columns: columns(["Index"], ["Figure", "95% from", "to"]), rows },
  };
}

/** Only where people are known; above zero where the outcome is gathered at the end of the line. */
function concentration({ concentration: found, weights }: NonNullable<SpreadValue["gradient"]>): TableCell[][] {
  if (weights === "equal") return [];
  const label = found === null ? "Concentration index: not given, a figure is below zero or all are zero" : "Concentration index (above zero: gathered at the end of the line)"; // prettier-ignore
  return [[text(label), number(found?.index ?? null), number(found?.low ?? null), number(found?.high ?? null)]];
}

function neighbours({ moran, units }: SpreadValue): NamedTable {
  return {
    caption: `Do ${units} resemble those whose hexagons touch theirs on the map?`,
    table: {
      columns: columns(["Test"], ["Figure", "Expected", "z", "p", "Touching another", "Touching none, left out"]),
      rows:
        moran === null
          ? []
          : [[text("Moran’s I"), ...[moran.i, moran.expected, moran.z, moran.pValue].map(number), whole(moran.areas), whole(moran.isolated)]], // prettier-ignore
    },
  };
}
