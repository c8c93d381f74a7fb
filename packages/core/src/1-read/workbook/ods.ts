import { emptyGrid, infoOf, type Grid, type GridCell, type Merge, type SheetInfo } from "./grid.ts";
import type { Parts } from "./parts.ts";
import { readXml } from "./xml.ts";

/** A row or cell that says it stands there so often is repeated at most to the end of a spreadsheet. */
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;
/** Repeated cells with something in them: more were not typed by anyone. */
const MOST_REPEATED = 5_000_000;

export interface OdsSheet {
  grid: Grid;
  info: SheetInfo;
}

/** An OpenDocument spreadsheet (.ods): all sheets stand in one part. */
export function* readOds(parts: Parts): Generator<void, OdsSheet[]> {
  const sheets: OdsSheet[] = [];
  const reader = new OdsReader(sheets);
  yield* readXml(parts.take("content.xml"), {
    open: (name, attribute) => reader.open(name, attribute),
    text: (text) => reader.hear(text),
    close: (name) => reader.close(name),
  });
  return sheets;
}

class OdsReader {
  private readonly hiddenStyles = new Set<string>();
  private styleName = "";
  private grid = emptyGrid();
  private name = "";
  private hidden = false;
  private row = 0;
  private rowTimes = 1;
  private cells: GridCell[] = [];
  private column = 0;
  private cellTimes = 1;
  private value: { type: string; value: string; error: boolean; formula: boolean } | null = null;
  private text = "";
  private paragraphs = 0;
  private inText = 0;
  private aside = 0;
  private depth = 0;
  private repeated = 0;

  constructor(private readonly sheets: OdsSheet[]) {}

  open(name: string, attribute: (name: string) => string | undefined): void {
    if (name === "office:annotation" || name === "table:shapes" || name === "table:tracked-changes") this.aside++;
    if (this.aside > 0) return;
    const times = (most: number, key: string): number => {
      const said = Number(attribute(key) ?? 1);
      return said >= 1 ? Math.min(most, Math.floor(said)) : 1;
    };
    switch (name) {
      case "style:style":
        this.styleName = attribute("style:name") ?? "";
        break;
      case "style:table-properties":
        if (attribute("table:display") === "false") this.hiddenStyles.add(this.styleName);
        break;
      case "table:table":
        // A table inside a cell is not one of the sheets.
        if (this.depth++ > 0) break;
        this.grid = emptyGrid();
        this.name = attribute("table:name") ?? "";
        this.hidden = this.hiddenStyles.has(attribute("table:style-name") ?? "");
        this.row = 0;
        break;
      case "table:table-row": {
        this.rowTimes = times(LAST_ROW, "table:number-rows-repeated");
        this.cells = [];
        this.column = 0;
        const seen = attribute("table:visibility");
        if (seen === "collapse" || seen === "filter") this.grid.hiddenRows += this.rowTimes;
        break;
      }
      case "table:table-cell":
      case "table:covered-table-cell": {
        this.cellTimes = times(LAST_COLUMN, "table:number-columns-repeated");
        this.text = "";
        this.paragraphs = 0;
        const type = attribute("office:value-type") ?? "";
        const key = { date: "office:date-value", time: "office:time-value", boolean: "office:boolean-value" }[type];
        const value = attribute(key ?? (type === "string" ? "office:string-value" : "office:value")) ?? "";
        const error = attribute("calcext:value-type") === "error";
        this.value = { type, value, error, formula: attribute("table:formula") !== undefined };
        const down = times(LAST_ROW, "table:number-rows-spanned");
        const across = times(LAST_COLUMN, "table:number-columns-spanned");
        if (down > 1 || across > 1) this.merge(down, across);
        break;
      }
      case "text:p":
      case "text:h":
        if (this.paragraphs++ > 0) this.text += "\n";
        this.inText++;
        break;
      case "text:s":
        this.text += " ".repeat(times(1000, "text:c"));
        break;
      case "text:tab":
        this.text += "\t";
        break;
      case "text:line-break":
        this.text += "\n";
        break;
    }
  }

  private merge(down: number, across: number): void {
    const merge: Merge = {
      ...{ top: this.row, left: this.column },
      ...{ bottom: this.row + down - 1, right: this.column + across - 1 },
    };
    this.grid.merges.push(merge);
  }

  hear(text: string): void {
    if (this.inText > 0 && this.aside === 0) this.text += text;
  }

  close(name: string): void {
    if (name === "office:annotation" || name === "table:shapes" || name === "table:tracked-changes") this.aside--;
    else if (this.aside > 0) return;
    else if (name === "text:p" || name === "text:h") this.inText--;
    else if (name === "table:table-cell" || name === "table:covered-table-cell") this.endCell();
    else if (name === "table:table-row") this.endRow();
    else if (name === "table:table" && --this.depth === 0)
      this.sheets.push({ grid: this.grid, info: infoOf(this.name, this.hidden, this.grid) });
  }

  private endCell(): void {
    const cell = this.value === null ? null : made(this.value, this.text);
    this.value = null;
    if (cell !== null)
      for (let at = 0; at < this.cellTimes; at++) this.cells.push({ column: this.column + at, ...cell });
    this.column += this.cellTimes;
  }

  private endRow(): void {
    if (this.cells.length > 0) {
      this.repeated += this.cells.length * (this.rowTimes - 1);
      if (this.repeated > MOST_REPEATED) throw new Error("it repeats its rows beyond measure");
      for (let at = 0; at < this.rowTimes; at++) this.grid.rows.set(this.row + at, this.cells);
    }
    this.row += this.rowTimes;
  }
}

function made(
  { type, value, error, formula }: { type: string; value: string; error: boolean; formula: boolean },
  shown: string,
): Omit<GridCell, "column"> | null {
  if (error || /^#(?:N\/A|REF!|DIV\/0!|VALUE!|NAME\?|NUM!|NULL!)$/.test(shown)) return { text: shown, kind: "error" };
  if (type === "")
    return formula && shown === ""
      ? { text: "", kind: "empty formula" }
      : shown === ""
        ? null
        : { text: shown, kind: "text" };
  if (type === "string") {
    const text = shown === "" ? value : shown;
    return text === "" ? null : { text, kind: "text" };
  }
  if (type === "boolean") return { text: value === "true" ? "TRUE" : "FALSE", kind: "flag" };
  if (type === "date") return { text: value.replace(/T00:00:00(?:\.0+)?$/, "").replace("T", " "), kind: "day" };
  if (type === "time") return { text: shown === "" ? value : shown, kind: "day" };
  const number = Number(value);
  if (value === "" || number - number !== 0) return { text: shown, kind: "text" };
  if (type === "percentage")
    return { text: `${String(Number(`${number}e2`))}%`, kind: "percent", plain: String(number) };
  // Shown with zeros in front, it is a code.
  return /^0\d+$/.test(shown) && Number(shown) === number
    ? { text: shown, kind: "text" }
    : { text: String(number), kind: "number" };
}
