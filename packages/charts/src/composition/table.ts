import type { CompositionValue } from "@whyvary/core";
import { amountText, onePercent, thousands } from "@whyvary/core";
import type { NamedTable, Table, TableCell, TableColumn } from "../chart.ts";
import { amountsTitle } from "./describe.ts";

const none: TableCell = { text: "–", value: null };
const share = (value: number | null): TableCell => (value === null ? none : { text: onePercent(value), value });
const decimal = (value: number | null): TableCell =>
  value === null ? none : { text: value.toFixed(3).replace("-", "\u2212"), value };
const count = (value: number): TableCell => ({ text: thousands(value), value });
const text = (value: string): TableCell => ({ text: value, value });
const year = (time: number | null): TableCell =>
  time === null ? text("All rows") : { text: String(time), value: time };
const numeric = (key: string, label: string): TableColumn => ({ key, label, numeric: true });

/** Share and amount of every part by year. */
export function compositionTable(value: CompositionValue): Table {
  return {
    columns: [
      { key: "time", label: "Year" },
      numeric("areas", "Areas"),
      ...value.parts.flatMap(({ title }, p) => [
        numeric(`share ${p}`, `${title}, share`),
        numeric(`amount ${p}`, `${title}, ${value.prices === null ? "amount" : `in ${value.prices.base} prices`}`),
      ]),
      numeric("total", "Total"),
    ],
    rows: value.years.map((row) => [
      year(row.time),
      count(row.areas),
      ...row.parts.flatMap((part) => [share(part.share), amount(part.real, value)]),
      amount(row.realTotal, value),
    ]),
  };
}

function amount(figure: number, value: CompositionValue): TableCell {
  return { text: amountText(figure, value.unit), value: figure };
}

/** The parts in question by every definition, and each area's change. */
export function compositionDetails(value: CompositionValue): NamedTable[] {
  const { lead, per, change } = value;
  const published = value.years.some((row) => row.lead.published !== null);
  const out: NamedTable[] = [
    {
      caption: `${lead.title}: the share by every definition. ${amountsTitle(value)}`,
      table: {
        columns: [
          { key: "time", label: "Year" },
          numeric("share", "All areas added up"),
          numeric("mean", "Mean over areas"),
          numeric("p10", "A tenth of areas below"),
          numeric("median", "Middle area"),
          numeric("p90", "A tenth of areas above"),
          ...(published ? [numeric("published", "Published")] : []),
          numeric("logRatio", "Mean ln(part / rest)"),
          numeric("ratio", "Spent for each 1 on the rest (geometric mean)"),
          numeric("ratioAreas", "Areas with a log-ratio"),
          numeric("real", "Amount"),
          ...(per === null ? [] : [numeric("perHead", `Amount per ${per.title}`)]),
          numeric("zeros", "Areas at zero"),
        ],
        rows: value.years.map((row) => [
          year(row.time),
          ...[row.lead.share, row.lead.mean, row.lead.p10, row.lead.median, row.lead.p90].map(share),
          ...(published ? [share(row.lead.published)] : []),
          decimal(row.lead.logRatio),
          decimal(row.lead.ratio),
          count(row.lead.ratioAreas),
          amount(row.lead.real, value),
          ...(per === null ? [] : [row.lead.perHead === null ? none : amount(row.lead.perHead, value)]),
          count(row.lead.zeros),
        ]),
      },
    },
  ];
  if (change !== null && value.places.length > 0)
    out.push({
      caption: `Share of ${lead.title} by area, steepest fall first`,
      table: {
        columns: [
          { key: "label", label: "Area" },
          numeric("first", String(change.from)),
          numeric("last", String(change.to)),
          numeric("change", "Change, points"),
          numeric("logRatioChange", "Change of ln(part / rest)"),
          numeric("realFirst", `Amount ${change.from}`),
          numeric("realLast", `Amount ${change.to}`),
        ],
        rows: value.places.map((place) => [
          text(place.label),
          ...[place.first, place.last, place.change].map(share),
          decimal(place.logRatioChange),
          amount(place.realFirst, value),
          amount(place.realLast, value),
        ]),
      },
    });
  return out;
}
