export { createCsvReader, readCsv, type CsvReader } from "./read-csv.ts";
export { parseYear } from "./parse-year.ts";
export { sheetRow } from "./sheet-row.ts";
export type * from "./types.ts";
