import { addressOf, emptyGrid, infoOf, type Grid, type GridCell, type SheetInfo, type XlsxFacts } from "./grid.ts";
import { kindOfFormat, writeNumber, type NumberKind } from "./number-formats.ts";
import type { Parts } from "./parts.ts";
import { readXml } from "./xml.ts";

export interface ListedSheet {
  name: string;
  hidden: boolean;
  part: string;
}

/** An Office Open XML workbook (.xlsx, .xlsm): its sheets as listed, and the cells of each. */
export class XlsxBook {
  sheets: ListedSheet[] = [];
  private strings: string[] = [];
  private kinds: NumberKind[] = [];
  private since1904 = false;

  constructor(private readonly parts: Parts) {}

  *open(): Generator<void, void> {
    const root = yield* this.relations("_rels/.rels", "");
    const book = [...root.values()].find(({ type }) => type === "officeDocument")?.target ?? "xl/workbook.xml";
    const folder = book.slice(0, book.lastIndexOf("/") + 1);
    const relations = yield* this.relations(`${folder}_rels/${book.slice(folder.length)}.rels`, folder);
    const part = (type: string): string | undefined => [...relations.values()].find((one) => one.type === type)?.target;
    yield* readXml(this.parts.take(book), {
      open: (name, attribute) => {
        if (name === "x:workbookPr") this.since1904 = isTrue(attribute("date1904"));
        if (name !== "x:sheet") return;
        const relation = relations.get(attribute("r:id") ?? "");
        // Sheets of charts and macros have no cells.
        if (relation === undefined || relation.type !== "worksheet") return;
        const hidden = /hidden/i.test(attribute("state") ?? "");
        this.sheets.push({ name: attribute("name") ?? "", hidden, part: relation.target });
      },
    });
    const strings = part("sharedStrings");
    if (strings !== undefined && this.parts.has(strings)) yield* this.readStrings(this.parts.take(strings));
    const styles = part("styles");
    if (styles !== undefined && this.parts.has(styles)) yield* this.readStyles(this.parts.take(styles));
  }

  private *relations(name: string, folder: string): Generator<void, Map<string, { type: string; target: string }>> {
    const found = new Map<string, { type: string; target: string }>();
    if (!this.parts.has(name)) return found;
    yield* readXml(this.parts.take(name), {
      open: (element, attribute) => {
        const target = attribute("Target");
        if (element !== "rel:Relationship" || target === undefined) return;
        const type = attribute("Type") ?? "";
        found.set(attribute("Id") ?? "", {
          type: type.slice(type.lastIndexOf("/") + 1),
          target: resolved(folder, target),
        });
      },
    });
    return found;
  }

  private *readStrings(bytes: Uint8Array): Generator<void, void> {
    let text = "";
    let inside = false;
    let phonetic = false;
    yield* readXml(bytes, {
      open: (name) => {
        if (name === "x:si") text = "";
        if (name === "x:t") inside = !phonetic;
        if (name === "x:rPh") phonetic = true;
      },
      text: (more) => {
        if (inside) text += more;
      },
      close: (name) => {
        if (name === "x:si") this.strings.push(unescaped(text));
        if (name === "x:t") inside = false;
        if (name === "x:rPh") phonetic = false;
      },
    });
  }

  private *readStyles(bytes: Uint8Array): Generator<void, void> {
    const codes = new Map<number, string>();
    let cells = false;
    yield* readXml(bytes, {
      open: (name, attribute) => {
        if (name === "x:numFmt") codes.set(Number(attribute("numFmtId")), attribute("formatCode") ?? "");
        if (name === "x:cellXfs") cells = true;
        if (name !== "x:xf" || !cells) return;
        const id = Number(attribute("numFmtId") ?? 0);
        this.kinds.push(kindOfFormat(id, codes.get(id)));
      },
      close: (name) => {
        if (name === "x:cellXfs") cells = false;
      },
    });
  }

  facts({ part }: ListedSheet): XlsxFacts {
    return { part, styles: this.kinds, since1904: this.since1904 };
  }

  *read(sheet: ListedSheet): Generator<void, { grid: Grid; info: SheetInfo }> {
    const grid = emptyGrid();
    let row = -1;
    let column = -1;
    let type = "n";
    let style = 0;
    let value = "";
    let inline = "";
    let formula = false;
    let inside: "value" | "inline" | null = null;
    let phonetic = false;
    let current: GridCell[] = [];
    yield* readXml(this.parts.take(sheet.part), {
      open: (name, attribute) => {
        if (name === "x:row") {
          const said = attribute("r");
          row = said === undefined ? row + 1 : Number(said) - 1;
          column = -1;
          current = [];
          if (isTrue(attribute("hidden"))) grid.hiddenRows++;
        } else if (name === "x:c") {
          const said = attribute("r");
          const at = said === undefined ? null : addressOf(said);
          column = at === null ? column + 1 : at.column;
          type = attribute("t") ?? "n";
          style = Number(attribute("s") ?? 0);
          value = inline = "";
          formula = false;
        } else if (name === "x:v") inside = "value";
        else if (name === "x:f") formula = true;
        else if (name === "x:rPh") phonetic = true;
        else if (name === "x:t") inside = phonetic ? null : "inline";
        else if (name === "x:mergeCell") {
          const [from, to] = (attribute("ref") ?? "").split(":").map(addressOf);
          if (from && to) grid.merges.push({ top: from.row, left: from.column, bottom: to.row, right: to.column });
        }
      },
      text: (text) => {
        if (inside === "value") value += text;
        else if (inside === "inline") inline += text;
      },
      close: (name) => {
        if (name === "x:v" || name === "x:t") inside = null;
        else if (name === "x:rPh") phonetic = false;
        else if (name === "x:c") {
          const cell = this.cell(type, style, value, inline, formula);
          if (cell !== null) current.push({ column, ...cell });
        } else if (name === "x:row" && current.length > 0) grid.rows.set(row, current);
      },
    });
    return { grid, info: infoOf(sheet.name, sheet.hidden, grid) };
  }

  private cell(
    type: string,
    style: number,
    value: string,
    inline: string,
    formula: boolean,
  ): Omit<GridCell, "column"> | null {
    if (type === "inlineStr") return inline === "" ? null : { text: unescaped(inline), kind: "text" };
    if (value === "") return formula && type !== "str" ? { text: "", kind: "empty formula" } : null;
    if (type === "s") {
      const text = this.strings[Number(value)];
      if (text === undefined) throw new Error("a cell points to a text that is not there");
      return text === "" ? null : { text, kind: "text" };
    }
    if (type === "str") return { text: unescaped(value), kind: "text" };
    if (type === "e") return { text: value, kind: "error" };
    if (type === "b") return { text: isTrue(value) ? "TRUE" : "FALSE", kind: "flag" };
    if (type === "d") return { text: value.replace(/T00:00:00(?:\.0+)?Z?$/, ""), kind: "day" };
    const number = Number(value);
    if (number - number !== 0) return { text: value, kind: "text" };
    const kind = this.kinds[style] ?? "number";
    const text = writeNumber(number, kind, this.since1904);
    if (kind === "percent") return { text, kind, plain: String(number) };
    return { text, kind: kind === "day" ? "day" : kind === "number" ? "number" : "text" };
  }
}

function isTrue(text: string | undefined): boolean {
  return text === "1" || text === "true" || text === "on";
}

/** A part's name from where it is named, as paths are. */
function resolved(folder: string, target: string): string {
  const all = (target.startsWith("/") ? target : `/${folder}${target}`).split("/");
  const kept: string[] = [];
  for (const step of all) {
    if (step === "..") kept.pop();
    else if (step !== "" && step !== ".") kept.push(step);
  }
  return kept.join("/");
}

/** Characters that XML cannot hold are written _x000D_. */
function unescaped(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}
