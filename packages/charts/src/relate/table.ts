import type { RelateValue } from "@whyvary/core";
import type { NamedTable, Table, TableCell, TableColumn } from "../chart.ts";
import { threeFigures } from "../figures.ts";
import { slopeLabel } from "./spec.ts";
import { levelName, METHOD, perWords } from "./words.ts";

const text = (words: string): TableCell => ({ text: words, value: words });
const number = (figure: number | null): TableCell =>
  figure === null ? { text: "–", value: null } : { text: threeFigures(figure), value: figure };
const whole = (figure: number): TableCell => ({ text: String(figure), value: figure });
const chance = (p: number | null): TableCell =>
  p === null ? number(null) : { text: p < 0.001 ? "under 0.001" : p.toFixed(3), value: p };
const columns = (words: string[], numbers: string[]): TableColumn[] => [
  ...words.map((label) => ({ key: label, label })),
  ...numbers.map((label) => ({ key: label, label, numeric: true })),
];

/** Groups where there are any, else the slopes. */
export function relateTable(value: RelateValue): Table {
  return value.groups.length > 0 ? groupTable(value) : slopeTable(value);
}

export function relateCaption(value: RelateValue): string {
  return value.groups.length > 0
    ? `${value.measureTitle} by ${value.outcomeTitle}`
    : `Slope of ${value.outcomeTitle}, ${perWords(value)}; ${value.errors}`;
}

function groupTable({ groups }: RelateValue): Table {
  return {
    columns: columns(["Group"], ["Rows", "Median", "Lower quarter", "Upper quarter", "Mean"]),
    rows: groups.map(({ group, count, median, q1, q3, mean }) => [
      text(group),
      whole(count),
      ...[median, q1, q3, mean].map(number),
    ]),
  };
}

function slopeTable(value: RelateValue): Table {
  const verdict = (equivalent: boolean | null): TableCell =>
    equivalent === null ? text("no margin set") : text(equivalent ? "within" : "not shown");
  return {
    columns: columns(
      ["Where", "Within the margin"],
      ["Slope", "95% range from", "to", "p", "Smallest margin", "p (margin)", "Rows"],
    ),
    rows: value.slopes.map((line) => [
      text(slopeLabel(value, line)),
      verdict(line.equivalent),
      ...[line.estimate, line.low, line.high].map(number),
      chance(line.pValue),
      number(line.smallestMargin),
      chance(line.pEquivalent),
      whole(line.nobs),
    ]),
  };
}

/** What belongs to the method rather than the answer. */
export function relateDetails(value: RelateValue): NamedTable[] {
  const { groups, kruskal, pairs, slopes, correlations, product, influence, power } = value;
  const out: NamedTable[] = [];
  if (groups.length > 0 && slopes.length > 0)
    out.push({ caption: `Log odds of a higher grade, ${perWords(value)}; ${value.errors}`, table: slopeTable(value) });
  if (correlations.length > 0)
    out.push({
      caption: "Correlations",
      table: {
        columns: columns(["Where", "Method"], ["Correlation", "95% range from", "to", "Rows"]),
        rows: correlations.map((line) => [
          text(levelName(value, line.level)),
          text(METHOD[line.method]),
          ...[line.estimate, line.low, line.high].map(number),
          whole(line.nobs),
        ]),
      },
    });
  if (kruskal !== null)
    out.push({
      caption: "Do the groups differ? Kruskal-Wallis",
      table: {
        columns: columns([], ["Chi-squared", "Degrees of freedom", "p"]),
        rows: [[number(kruskal.statistic), whole(kruskal.df), chance(kruskal.pValue)]],
      },
    });
  if (pairs.length > 0)
    out.push({
      caption: "Pairs of groups, Wilcoxon rank sum; adjusted for all pairs by Holm",
      table: {
        columns: columns(["One", "Other"], ["W", "p", "p adjusted"]),
        rows: pairs.map((pair) => [
          text(pair.a),
          text(pair.b),
          number(pair.statistic),
          chance(pair.pValue),
          chance(pair.adjusted),
        ]),
      },
    });
  if (product !== null)
    out.push({
      caption: `Does the link depend on ${product.with}?`,
      table: {
        columns: columns([""], ["Estimate", "95% range from", "to", "p"]),
        rows: [
          [text("Product"), ...[product.estimate, product.low, product.high].map(number), chance(product.pValue)],
          ...product.at.map(({ where, estimate, low, high }, i) => [
            text(`Slope where it is ${threeFigures(where)} (${i === 0 ? "lower" : "upper"} quarter)`),
            ...[estimate, low, high].map(number),
            number(null),
          ]),
        ],
      },
    });
  if (influence !== null)
    out.push({
      caption: "The last slope without single areas",
      table: {
        columns: columns(["Moved most by leaving out"], ["Slope without it", "With all", "Lowest", "Highest"]),
        rows: [
          [
            text(influence.mostMoved.label),
            ...[influence.mostMoved.estimate, influence.estimate, influence.low, influence.high].map(number),
          ],
        ],
      },
    });
  if (power !== null)
    out.push({
      caption: "What so many could have shown, two-sided 5%",
      table: {
        columns: columns([], ["Independent units", "Correlation seen with 80% power", "Merely significant"]),
        rows: [[whole(power.units), number(power.detectable), number(power.significant)]],
      },
    });
  return out;
}
