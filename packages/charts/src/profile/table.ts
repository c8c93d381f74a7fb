import { counted, type Compared, type ProfileValue } from "@whyvary/core";
import type { NamedTable, Table, TableCell, TableColumn } from "../chart.ts";
import { threeFigures } from "../figures.ts";
import { PROVISIONAL } from "../provisional.ts";
import { peersName } from "./words.ts";

const text = (words: string): TableCell => ({ text: words, value: words });
const number = (figure: number | null): TableCell =>
  figure === null ? { text: "–", value: null } : { text: threeFigures(figure), value: figure };
/** A figure that is not there says why. */
const orWhy = (figure: number | null, why: string | undefined): TableCell =>
  figure === null && why !== undefined ? { text: why, value: null } : number(figure);
const whole = (figure: number): TableCell => ({ text: String(figure), value: figure });
const columns = (words: string[], numbers: string[]): TableColumn[] => [
  ...words.map((label) => ({ key: label, label })),
  ...numbers.map((label) => ({ key: label, label, numeric: true })),
];

const STAGES = { enter: "enter", stock: "open", stay: "stay", return: "return" } as const;

/** The rate and each step of the pathway, beside those one is compared with. */
export function profileTable(value: ProfileValue): Table {
  return comparedTable(value, [value.now, ...value.pathway.filter(({ measure }) => measure !== value.now.measure)]);
}

function comparedTable(value: ProfileValue, rows: readonly Compared[]): Table {
  return {
    columns: columns(
      ["Measure", "Step"],
      [value.label, "Mean", "Median", "With a figure", "Range from", "to", "Distance in sd", "Ratio", value.group ?? "Group", "All areas"], // prettier-ignore
    ),
    rows: rows.map((row) => [
      text(row.title),
      text(row.stage === null ? "–" : STAGES[row.stage]),
      ...[row.own, row.mean, row.median].map(number),
      { text: `${row.count} of ${value.peers.areas.length}`, value: row.count },
      ...[row.low, row.high, row.distance, row.ratio, row.group, row.all].map(number),
    ]),
  };
}

export function profileCaption(value: ProfileValue): string {
  return `${value.label}${value.time === null ? "" : ` in ${value.time}`} beside ${peersName(value)}; range: where one more like them would be expected (95%)`;
}

export function profileDetails(value: ProfileValue): NamedTable[] {
  const { years, peers, now, expected, rank, differs } = value;
  const out: NamedTable[] = [];
  const typed = years.some(({ provisional }) => provisional === true);
  if (years.length > 1)
    out.push({
      caption: `${value.title} over time${value.pooled === null ? " (group and all areas: means of areas)" : " (group and all areas: pooled)"}`,
      table: {
        columns: [
          ...columns(["Year"], [value.label, "Mean", "Median", "With a figure", value.group ?? "Group", "All areas"]),
          ...(typed ? columns(["Mark"], []) : []),
        ],
        rows: years.map((year) => [
          text(String(year.time)),
          orWhy(year.own, year.why),
          ...[year.mean, year.median].map(number),
          whole(year.count),
          ...[year.group, year.all].map(number),
          ...(typed ? [year.provisional === true ? text(PROVISIONAL) : text("")] : []),
        ]),
      },
    });
  if (expected !== null)
    out.push({
      caption: `Expected given circumstances, learnt from ${counted(expected.areas, "other area")}: R² ${threeFigures(expected.rSquared)}`,
      table: {
        columns: columns([""], ["Figure", "95% range from", "to"]),
        rows: [
          [text("Observed"), number(expected.observed), number(null), number(null)],
          [text("Expected"), ...[expected.expected, expected.low, expected.high].map(number)],
          [text("Observed less expected"), ...[expected.gap, expected.gapLow, expected.gapHigh].map(number)],
          ...expected.coefficients.map((row) => [text(`Coefficient: ${row.term}`), ...[row.estimate, row.low, row.high].map(number)]), // prettier-ignore
        ],
      },
    });
  if (differs.length > 0)
    out.push({
      caption: "What differs most, by distance in standard deviations",
      table: comparedTable(value, differs),
    });
  if (peers.by === "neighbours")
    out.push({
      caption: "Neighbours",
      table: {
        columns: columns(["Code", "Name", "How close"], [value.title]),
        rows: peers.areas.map((area, i) => [
          text(area.area),
          text(area.label),
          text(area.closeness ?? "–"),
          orWhy(now.peers[i]!, area.why),
        ]),
      },
    });
  if (rank !== null)
    out.push({
      caption: "Place from the highest, with the places that counting noise leaves open",
      table: {
        columns: columns([], ["Place", "Of", "Open from", "to"]),
        rows: [[rank.rank, rank.of, rank.low, rank.high].map(whole)],
      },
    });
  return out;
}
