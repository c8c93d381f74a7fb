/** What a card hands on: its words, its chart and its table, for the clipboard and as files. */
import type { AnalysisResult } from "@whyvary/core";
import {
  copiedTable,
  copiedWording,
  look,
  pictureFile,
  sheetsOf,
  sourceLines,
  tableCsv,
  type Copied,
  type Spec,
} from "@whyvary/charts";
import { chartOf } from "./chart-of.ts";
import { tablesOf } from "./tables.ts";
import { remembered } from "../lib/remember.ts";
import { pngOf } from "../lib/png.ts";

export interface Handed {
  result: AnalysisResult;
  title: string | null;
  study: unknown;
  /** Code of one's own area, marked in the chart. */
  focus?: string | undefined;
}

export const formats = {
  xlsx: "Excel workbook (tables, notes, sources)",
  csv: "CSV, for other programs",
  "excel.csv": "CSV that Excel reads as UTF-8",
  png: "Picture (PNG, twice the size)",
  svg: "Picture (SVG)",
  "vl.json": "Picture (Vega-Lite)",
  R: "R script",
} as const;
export type Format = keyof typeof formats;

export interface MadeFile {
  name: string;
  content: string | Uint8Array<ArrayBuffer>;
  type: string;
}

/** Formats there are for this answer: without a chart of its kind only words and the script. */
export function formatsOf({ kind, rCode }: AnalysisResult): Format[] {
  const charted = chartOf(kind) !== undefined;
  return (Object.keys(formats) as Format[]).filter((format) => (format === "R" ? rCode !== "" : charted));
}

export function wordingOf({ result, title, study }: Handed): Copied {
  return copiedWording(result, title, sourceLines(study).join("; "));
}

export function tableOf({ result }: Handed): Copied | null {
  const [first] = tablesOf(result.kind, result.value);
  return first ? copiedTable(first.table, first.caption) : null;
}

export async function fileOf(handed: Handed, format: Format): Promise<MadeFile> {
  const { result, title, study } = handed;
  const made = (content: MadeFile["content"], type: string): MadeFile => ({
    name: `${result.id}.${format === "excel.csv" ? "csv" : format}`,
    content,
    type,
  });
  const tables = tablesOf(result.kind, result.value);
  if (format === "R") return made(result.rCode, "text/plain");
  if (format === "csv") return made(tableCsv(tables[0]!.table), "text/csv");
  if (format === "excel.csv") return made(tableCsv(tables[0]!.table, { bom: true }), "text/csv");
  if (format === "vl.json") return made(JSON.stringify(specOf(handed), null, 2) + "\n", "application/json");
  if (format === "xlsx") {
    const { xlsxBytes } = await import("@whyvary/charts/xlsx");
    const bytes = await xlsxBytes(sheetsOf(result, tables, sourceLines(study), title));
    return made(bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  }
  const svg = await pictureOf(handed);
  if (format === "svg") return made(svg, "image/svg+xml");
  return made(new Uint8Array(await (await pngOf(svg)).arrayBuffer()), "image/png");
}

/** The chart as a file of its own, on white, with its question and its source. */
export async function pictureOf(handed: Handed): Promise<string> {
  const { result, title, study } = handed;
  const { drawSvg } = await import("@whyvary/charts/draw");
  const svg = pictureFile(await drawSvg(specOf(handed)), {
    title: title ?? result.question,
    text: chartOf(result.kind)!.describe(result.value, optionsOf(handed)),
    source: sourceLines(study).join("; "),
  });
  if (svg === null) throw new Error("The picture could not be drawn.");
  return svg;
}

function specOf(handed: Handed): Spec {
  return chartOf(handed.result.kind)!.spec(handed.result.value, look("light"), optionsOf(handed));
}

/** One's own area marked, and the picture that was last looked at. */
function optionsOf({ result: { kind, value }, focus }: Handed) {
  const wanted = remembered(`view:${kind}`, "");
  const view = chartOf(kind)!
    .views?.(value)
    .find(({ id }) => id === wanted)?.id;
  return { ...(focus === undefined ? {} : { focus }), ...(view === undefined ? {} : { view }) };
}
