import { strToU8, zipSync, type Zippable } from "fflate";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";

export interface SheetXml {
  name: string;
  state?: "hidden" | "veryHidden";
  /** The rows, as a workbook writes them. */
  rows: string;
  merges?: string[];
}

/** An .xlsx with these sheets; formats are those of its cells' styles, in order. */
export function xlsx(
  sheets: readonly SheetXml[],
  more: { strings?: string[]; formats?: string[]; date1904?: boolean; extra?: Zippable } = {},
): Uint8Array {
  const relations = (links: string[]): Uint8Array => strToU8(`<?xml version="1.0"?><Relationships xmlns="${PACKAGE}">${links.join("")}</Relationships>`); // prettier-ignore
  const link = (id: string, type: string, target: string): string => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`; // prettier-ignore
  const formats = more.formats ?? [];
  return zipSync({
    "[Content_Types].xml": strToU8("<Types/>"),
    "_rels/.rels": relations([link("a", "officeDocument", "xl/workbook.xml")]),
    "xl/workbook.xml": strToU8(
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${more.date1904 ? ' date1904="1"' : ""}/><sheets>${sheets
        .map(
          ({ name, state }, at) =>
            `<sheet name="${name}" sheetId="${at + 1}"${state === undefined ? "" : ` state="${state}"`} r:id="s${at}"/>`,
        ) // prettier-ignore
        .join("")}</sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": relations([
      ...sheets.map((_, at) => link(`s${at}`, "worksheet", `worksheets/sheet${at + 1}.xml`)),
      link("t", "sharedStrings", "sharedStrings.xml"),
      link("f", "styles", "/xl/styles.xml"),
    ]),
    "xl/sharedStrings.xml": strToU8(`<sst xmlns="${MAIN}">${(more.strings ?? []).map((text) => `<si>${text}</si>`).join("")}</sst>`), // prettier-ignore
    "xl/styles.xml": strToU8(
      `<styleSheet xmlns="${MAIN}"><numFmts>${formats.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code}"/>`).join("")}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.map((_, at) => `<xf numFmtId="${164 + at}"/>`).join("")}<xf numFmtId="14"/></cellXfs></styleSheet>`,
    ),
    ...Object.fromEntries(
      sheets.map(({ rows, merges }, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        strToU8(
          `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${merges === undefined ? "" : `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>`}</worksheet>`,
        ),
      ]),
    ),
    ...more.extra,
  });
}

/** A row of cells from plain values: numbers, texts in the cell, null for none. */
export function row(number: number, cells: readonly (string | number | null)[]): string {
  const made = cells.map((cell, at) => {
    const place = `${String.fromCharCode(65 + at)}${number}`;
    if (cell === null) return "";
    return typeof cell === "number" ? `<c r="${place}"><v>${cell}</v></c>` : `<c r="${place}" t="inlineStr"><is><t>${cell}</t></is></c>`; // prettier-ignore
  });
  return `<row r="${number}">${made.join("")}</row>`;
}

/** An .ods with this content inside its spreadsheet. */
export function ods(tables: string, styles = ""): Uint8Array {
  const names = ["office", "table", "text", "style"].map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`).join(" "); // prettier-ignore
  const content = `<?xml version="1.0"?><office:document-content ${names}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`;
  return zipSync({
    mimetype: [strToU8("application/vnd.oasis.opendocument.spreadsheet"), { level: 0 }],
    "content.xml": strToU8(content),
  });
}
