export { createCsvReader, readCsv, type CsvReader } from "./read-csv.ts";
export { recognise } from "./recognise.ts";
export { countMissing, summarise, type ColumnContents } from "./summarise.ts";
export { readHelpersR, readR } from "./read-r.ts";
export { parseDate } from "./parse-date.ts";
export { parseYear } from "./parse-year.ts";
export { sheetRow } from "./sheet-row.ts";
export type * from "./recognised.ts";
export type { ColumnReadOptions, Encoding, LineEnd, ReadOptions, ReadOutcome, ReadResult } from "./types.ts";
