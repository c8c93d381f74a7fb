/** The only file of this package that loads the spreadsheet library. */
import writeXlsxFile, { type Row } from "write-excel-file/universal";
import type { PlainSheet } from "./sheets.ts";

/** Sheets as an Excel workbook. Texts are written as texts: none is ever a formula. */
export async function xlsxBytes(sheets: readonly PlainSheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await writeXlsxFile(
    sheets.map(({ name, rows, widths, head }) => ({
      sheet: name,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: head,
      data: rows.map((row): Row =>
        row.map(({ value, bold, format }) => {
          if (value === null) return null;
          const weight = bold ? ({ fontWeight: "bold" } as const) : {};
          if (typeof value === "number") return { type: Number, value, ...weight, ...(format ? { format } : {}) };
          return { type: String, value, ...weight, wrap: widths.length <= 2 };
        }),
      ),
    })),
  ).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}
