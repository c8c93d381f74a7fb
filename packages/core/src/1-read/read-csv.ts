import type { Column } from "../columns/column.ts";
import { drain } from "../messages/drain.ts";
import { nearest } from "../messages/nearest.ts";
import type { Problem, Task } from "../messages/types.ts";
import { isCodeName } from "./code-names.ts";
import { decodeUtf8, decodeWindows1252 } from "./decode.ts";
import { afterLines, detectDelimiter } from "./detect-delimiter.ts";
import { ENCODINGS } from "./encodings.ts";
import { fatalProblems } from "./fatal-problems.ts";
import { fewOfEach } from "./few-of-each.ts";
import { finishColumn } from "./finish-column.ts";
import { guessLayout, type Layout } from "./layout.ts";
import { isOpenData } from "./open-data.ts";
import * as guesses from "./layout-problems.ts";
import * as problems from "./problems.ts";
import { resavedSigns } from "./resaved.ts";
import { Scanner } from "./scan.ts";
import { applyFlags, flagColumns } from "./marks.ts";
import { sheetRow } from "./sheet-row.ts";
import { sniff } from "./sniff.ts";
import type { Encoding, ReadOptions, ReadOutcome, ReadResult } from "./types.ts";
import { Utf16ToUtf8 } from "./utf16.ts";

/** Bytes looked at before reading begins: kind of file, encoding, delimiter. Always the same ones, however they arrive. */
const HEAD = 1 << 16;

/** Takes a file's bytes in chunks of any size and gives what `readCsv` gives for the whole, bit for bit. */
export interface CsvReader {
  push(chunk: Uint8Array): void;
  /** Ends the file; the columns are made one step at a time. */
  finish(): Task<ReadOutcome>;
  end(): ReadOutcome;
}

export function readCsv(file: string, bytes: Uint8Array, options: ReadOptions = {}): ReadOutcome {
  const reader = createCsvReader(file, options, bytes.length);
  reader.push(bytes);
  return reader.end();
}

/** `total`: bytes that will come, where that is known; it changes the memory taken, never the result. */
export function createCsvReader(file: string, options: ReadOptions = {}, total?: number): CsvReader {
  return new Reader(file, options, total);
}

class Reader implements CsvReader {
  private head: Uint8Array | null = new Uint8Array(HEAD);
  private headLength = 0;
  private bytes = 0;
  private failed: Problem | null = null;
  private encoding: Encoding = "utf-8";
  private sure = false;
  private wide: Utf16ToUtf8 | null = null;
  private delimiter = ",";
  private scanner: Scanner | null = null;
  private layout: Layout | null = null;

  constructor(
    private readonly file: string,
    private readonly options: ReadOptions,
    private readonly total?: number,
  ) {
    const { encoding, delimiter } = options;
    if (encoding !== undefined && !ENCODINGS.has(encoding.toLowerCase()))
      this.failed = problems.encodingUnknown(file, encoding);
    if (delimiter !== undefined && (delimiter.length !== 1 || delimiter > "~" || /["\r\n]/.test(delimiter)))
      this.failed = problems.delimiterWrong(file, delimiter);
    const { header, headerRows } = options;
    if (headerRows !== undefined && (headerRows < 1 || (header === 0 && headerRows > 1)))
      this.failed = guesses.headerRowsWrong(file);
  }

  push(chunk: Uint8Array): void {
    this.bytes += chunk.length;
    if (this.failed !== null) return;
    let rest = chunk;
    if (this.head !== null) {
      const taken = Math.min(chunk.length, HEAD - this.headLength);
      this.head.set(chunk.subarray(0, taken), this.headLength);
      this.headLength += taken;
      if (this.headLength < HEAD) return;
      this.begin(false);
      rest = chunk.subarray(taken);
    }
    this.feed(rest);
  }

  private feed(bytes: Uint8Array): void {
    this.scanner?.push(this.wide === null ? bytes : this.wide.convert(bytes));
  }

  private begin(whole: boolean): void {
    const head = this.head!.subarray(0, this.headLength);
    this.head = null;
    const asked = this.options.encoding;
    const known = asked === undefined ? undefined : ENCODINGS.get(asked.toLowerCase());
    const found = sniff(head);
    if (found.kind === "other" && !(known?.startsWith("utf-16") && found.what === "not a text file")) {
      this.failed = problems.notText(this.file, found.what);
      return;
    }
    const detected = found.kind === "text" ? found.encoding : "utf-8";
    const mark = found.kind === "text" && (known === undefined || known === detected) ? found.mark : 0;
    this.encoding = known ?? detected;
    this.sure = known !== undefined || mark > 0;
    if (this.encoding === "utf-8" && mark > 0) this.encoding = "utf-8 with BOM";
    if (this.encoding === "utf-16le" || this.encoding === "utf-16be")
      this.wide = new Utf16ToUtf8(this.encoding === "utf-16le");
    const body = head.subarray(mark);
    const text = this.wide === null ? body : this.wide.convert(body);
    // Some spreadsheets write the delimiter on a line before the table.
    const said = this.options.delimiter === undefined ? SAID.exec(latin(text.subarray(0, 8))) : null;
    const options = said === null ? this.options : { ...this.options, skip: (this.options.skip ?? 0) + 1 };
    this.delimiter = this.options.delimiter ?? said?.[1] ?? detectDelimiter(text, whole, skippedLines(options));
    const shape = this.layoutOf(text, whole, options);
    const decimal = this.options.decimal === "," ? 44 : 46;
    const name = (bytes: Uint8Array): string => this.decode(bytes, 0, bytes.length).text;
    this.scanner = new Scanner(
      this.delimiter.charCodeAt(0),
      decimal,
      shape,
      name,
      this.wide === null ? this.total : undefined,
    );
    this.scanner.push(text);
  }

  /** Titles above the names and several rows of names, where the study does not say how it is. */
  private layoutOf(text: Uint8Array, whole: boolean, options: ReadOptions): ReadOptions {
    const { header, headerRows, skip } = this.options;
    if (header !== undefined || options.delimiter === "\n") return options;
    const lines = options.skip ?? 0;
    const found = guessLayout(text.subarray(afterLines(text, lines)), this.delimiter, whole);
    const free = skip === undefined;
    if (found.skip > 0 && !free) return options;
    if (found.skip > 0 || (headerRows === undefined && found.headerRows > 1)) this.layout = found;
    return { ...options, skip: lines + (free ? found.skip : 0), headerRows: headerRows ?? found.headerRows };
  }

  end(): ReadOutcome {
    return drain(this.finish());
  }

  *finish(): Task<ReadOutcome> {
    if (this.failed === null && this.head !== null && this.headLength > 0) this.begin(true);
    const scanner = this.scanner;
    if (this.failed !== null) return { ok: false, problems: [this.failed] };
    if (scanner === null) return { ok: false, problems: [problems.fileEmpty(this.file)] };
    if (this.wide !== null) scanner.push(this.wide.finish());
    scanner.finish();
    const found: Problem[] = [];
    const texts = this.decodeWords(scanner, found);
    const order = this.names(scanner, found);
    found.push(...fatalProblems(this.file, scanner, order));
    if (found.some((problem) => problem.severity === "error"))
      return { ok: false, problems: fewOfEach(this.file, found) };
    const result: ReadResult = {
      file: this.file,
      rows: scanner.rows,
      columns: new Map<string, Column>(),
      order,
      encoding: this.encoding,
      delimiter: this.delimiter,
      decimal: this.options.decimal ?? ".",
      lineEnd: scanner.lineEnd,
      problems: found,
      bytes: this.bytes,
      skipped: scanner.skipped,
      headerRows: this.options.header === 0 ? 0 : scanner.header!.length,
      footer: scanner.others.tail.count,
      padded: scanner.padded,
      signs: new Map(),
      marks: new Map(),
      flags: new Map(),
      blankRecords: scanner.others.blankRecords,
      emptyRows: scanner.others.emptyRows,
    };
    this.tellLayout(scanner, found);
    if (scanner.others.emptyRows > 0)
      found.push(problems.rowsEmpty(this.file, scanner.others.emptyRows, scanner.others.firstEmptyRow));
    for (const [index, name] of order.entries()) {
      yield { stage: "columns", done: index, total: order.length };
      this.makeColumn(scanner, index, name, texts[index]!, result);
    }
    this.annotate(result);
    this.checkAsked(result);
    found.splice(0, found.length, ...fewOfEach(this.file, found));
    if (result.problems.some((problem) => problem.severity === "error")) return { ok: false, problems: found };
    return { ok: true, result };
  }

  private makeColumn(scanner: Scanner, index: number, name: string, texts: string[], result: ReadResult): void {
    const { file } = this;
    const asked = own(this.options.columns, name);
    const openData = isOpenData(result.order);
    const made = finishColumn(scanner.stores[index]!, texts, scanner.rows, {
      type: asked?.type,
      code: isCodeName(name),
      missing: asked?.missing,
      decimal: result.decimal,
      grouping: this.delimiter !== ";" || this.options.decimal === ".",
      symbolsAreMissing: openData && index > result.order.indexOf("geographic_level"),
      marks: asked?.flags !== false,
    });
    scanner.release(index);
    result.columns.set(name, made.column);
    if (made.unreadable !== null) {
      const { count, first, values } = made.unreadable;
      result.problems.push(problems.cellsUnreadable(file, name, sheetRow(result, first), count, values));
    }
    if (made.sign !== null) {
      result.signs.set(name, made.sign);
      result.problems.push(guesses.signsRead(file, name, made.sign));
    }
    if (made.marks !== null) {
      const { first, text, ...marks } = made.marks;
      result.marks.set(name, marks);
      result.problems.push(guesses.marksInCells(file, name, sheetRow(result, first), text, marks));
    }
    if (made.likelyMissing !== null) {
      const { value, count, row } = made.likelyMissing;
      result.problems.push(guesses.missingLikely(file, name, sheetRow(result, row), value, count));
    }
    for (const sign of resavedSigns(made.column, isCodeName(name)))
      result.problems.push(guesses.fileResaved(file, name, sheetRow(result, sign.row), sign));
    if (made.allMissing) result.problems.push(problems.columnMissing(file, name));
    if (made.comma !== null) {
      const at = { row: sheetRow(result, made.comma.row), value: made.comma.value };
      result.problems.push(problems.commaNumbers(file, name, at));
    }
  }

  private tellLayout({ others, header }: Scanner, found: Problem[]): void {
    const { file, layout, options } = this;
    const { tail } = others;
    if (layout !== null && layout.skip > 0) found.push(guesses.titlesSkipped(file, layout.skip, layout.above));
    if (layout !== null && header!.length > 1) found.push(guesses.namesJoined(file, header!.length));
    if (tail.count > 0 && options.footer === undefined)
      found.push(guesses.notesSkipped(file, tail.count, tail.first!.row, tail.first!.text));
  }

  /** Columns of marks are not for themselves: they say something of the figures beside them. */
  private annotate(result: ReadResult): void {
    result.flags = flagColumns(result.order, result.columns, (name) => own(this.options.columns, name)?.flags);
    for (const [flag, value] of result.flags) {
      const values = result.columns.get(value)!;
      if (values.kind !== "number") continue;
      const { column, marks } = applyFlags(values, result.columns.get(flag)!, flag);
      result.columns.set(value, column);
      result.marks.set(value, marks);
    }
    if (result.flags.size > 0) result.problems.push(guesses.flagsRead(this.file, result.flags));
  }

  private checkAsked(result: ReadResult): void {
    for (const [name, { flags }] of Object.entries(this.options.columns ?? {})) {
      for (const one of typeof flags === "string" ? [name, flags] : [name])
        if (!result.columns.has(one))
          result.problems.push(problems.columnUnknown(this.file, one, nearest(one, result.order)));
    }
  }

  /** Every distinct text, decoded: as UTF-8 if all are that, else as Windows-1252. */
  private decodeWords(scanner: Scanner, found: Problem[]): string[][] {
    if (this.encoding === "utf-8" && !this.sure && !isAllUtf8(scanner)) {
      this.encoding = "windows-1252";
      found.push(problems.encodingGuessed(this.file));
    }
    let broken = 0;
    let nul = false;
    const texts = scanner.stores.map((store) => {
      const words: string[] = [];
      const { dictionary } = store;
      for (let code = 0; code < dictionary.size; code++) {
        const word = this.decode(dictionary.bytes, dictionary.start(code), dictionary.ends[code]!);
        if (word.broken) broken++;
        if (word.text.includes("\u0000")) nul = true;
        words.push(trimText(word.text));
      }
      return words;
    });
    if (nul) found.push(problems.notText(this.file, "not a text file"));
    if (broken > 0) found.push(problems.encodingBroken(this.file, broken));
    return texts;
  }

  private decode(bytes: Uint8Array, from: number, to: number): { text: string; broken: boolean } {
    if (this.encoding === "windows-1252") return { text: decodeWindows1252(bytes, from, to), broken: false };
    const text = decodeUtf8(bytes, from, to);
    return text === null ? { text: decodeWindows1252(bytes, from, to), broken: true } : { text, broken: false };
  }

  private names(scanner: Scanner, found: Problem[]): string[] {
    const row = scanner.headerRow;
    const places = new Map<string, number[]>();
    const texts = scanner.columnNames((bytes) => trimText(this.decode(bytes, 0, bytes.length).text));
    const order = texts.map((text, index) => {
      let name = this.options.header === 0 ? "" : text;
      if (name === "") {
        name = `column ${index + 1}`;
        if (this.options.header !== 0) found.push(problems.headerBlank(this.file, row, name));
      }
      places.set(name, [...(places.get(name) ?? []), index + 1]);
      return name;
    });
    for (const [name, at] of places) if (at.length > 1) found.push(problems.headerDuplicate(this.file, row, name, at));
    return order;
  }
}

function isAllUtf8(scanner: Scanner): boolean {
  for (const bytes of (scanner.header ?? []).flat()) if (decodeUtf8(bytes, 0, bytes.length) === null) return false;
  for (const { dictionary } of scanner.stores) {
    for (let code = 0; code < dictionary.size; code++)
      if (decodeUtf8(dictionary.bytes, dictionary.start(code), dictionary.ends[code]!) === null) return false;
  }
  return true;
}

/** White space around a text goes; so does the hard space that web pages and spreadsheets leave. */
function trimText(text: string): string {
  return text.replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, "");
}

function own<T>(record: Record<string, T> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

const SAID = /^sep=([,;|\t])[\r\n]/i;

function latin(bytes: Uint8Array): string {
  return decodeWindows1252(bytes, 0, bytes.length);
}

function skippedLines(options: ReadOptions): number {
  return (options.skip ?? 0) + Math.max(0, (options.header ?? 1) - 1);
}
