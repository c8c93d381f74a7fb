import type { kinds, Results } from "@whyvary/core";
import { budget } from "./budget/index.ts";
import type { Chart } from "./chart.ts";
import { audit } from "./audit/index.ts";
import { composition } from "./composition/index.ts";
import { decompose } from "./decompose/index.ts";
import { omitted } from "./omitted/index.ts";
import { profile } from "./profile/index.ts";
import { reconcile } from "./reconcile/index.ts";
import { regress } from "./regress/index.ts";
import { relate } from "./relate/index.ts";
import { spread } from "./spread/index.ts";
import { trend } from "./trend/index.ts";
import { writeReport, type ReportOptions } from "./report/report-html.ts";

/** The chart of each kind of analysis: a kind without one does not compile. */
export const charts = {
  audit,
  budget,
  composition,
  decompose,
  omitted,
  profile,
  reconcile,
  regress,
  relate,
  spread,
  trend,
} satisfies Record<keyof typeof kinds, Chart<never>>;

/** Results as one HTML file that needs nothing else; `draw` is the package's `drawSvg`, which whoever asks loads when it is needed. */
export function reportHtml(results: Results, study: unknown, options: ReportOptions): Promise<string> {
  return writeReport(charts, results, study, options);
}

export type { Draw } from "./report/pictures.ts";
export type { ReportOptions } from "./report/report-html.ts";
export type { Chart, ChartOptions, NamedTable, Spec, Table, TableCell, TableColumn } from "./chart.ts";
export { look, type Colours, type Look } from "./look.ts";
export { groupColours } from "./group-colours.ts";
export { barFits, barSegments, type BarSegment, type BarWords } from "./decompose/bar-segments.ts";
export { orderShares } from "./decompose/order-shares.ts";
export { chanceTable } from "./decompose/table.ts";
export { rangeLegend, type RangeMark } from "./decompose/range-legend.ts";
export { lowerFirst } from "./words.ts";
export { tableCsv, type CsvOptions } from "./export/csv.ts";
export { copiedTable, type Copied } from "./export/clipboard-table.ts";
export { copiedWording } from "./export/wording.ts";
export { pictureFile } from "./export/picture.ts";
export { sheetsOf, type PlainSheet } from "./export/sheets.ts";
export { sourceLines } from "./export/sources.ts";
