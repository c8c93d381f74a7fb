import { Gunzip, Unzip, UnzipInflate } from "fflate";
import { drain } from "../messages/drain.ts";
import type { Problem, Task } from "../messages/types.ts";
import { packedBroken, packedTooLarge, zipAmbiguous, zipEntryUnknown, zipNoTable } from "./problems.ts";
import { HexJsonReader } from "./hex-json.ts";
import { createCsvReader, type CsvReader } from "./read-csv.ts";
import type { ReadOptions, ReadOutcome, ReadResult } from "./types.ts";
import { isWorkbook, WorkbookReader } from "./workbook/workbook-reader.ts";

/** Packed bytes handed on at a time: what they unpack to stays small, whatever the file was made to do. */
const SLICE = 1 << 14;
/** Unpacked bytes at which reading stops: always, and where the file grows beyond what tables grow. */
const MOST = 4e9;
const MOST_UNUSUAL = 2e8;
const UNUSUAL = 300;

/** What a file with these first bytes is: packed, or read as it is. */
export function packing(head: Uint8Array): "gzip" | "zip" | "parquet" | null {
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  if (head[0] === 0x50 && head[1] === 0x4b && head[2]! < 9 && head[3]! < 9) return "zip";
  return head[0] === 0x50 && head[1] === 0x41 && head[2] === 0x52 && head[3] === 0x31 ? "parquet" : null;
}

/** First bytes that tell a workbook from another zip. */
const TELLING = 160;

/** Reads a table's bytes as they come: plain text, gzip, a zip with the table inside, or a workbook. */
export function createReader(file: string, options: ReadOptions = {}, total?: number): CsvReader {
  return new Opening(file, options, total);
}

export function readFile(file: string, bytes: Uint8Array, options: ReadOptions = {}): ReadOutcome {
  const reader = createReader(file, options, bytes.length);
  reader.push(bytes);
  return reader.end();
}

/** Waits for the first bytes, then hands everything to the reader that they ask for. */
class Opening implements CsvReader {
  private reader: CsvReader | null = null;
  private head = new Uint8Array(0);

  constructor(
    private readonly file: string,
    private readonly options: ReadOptions,
    private readonly total?: number,
  ) {}

  push(chunk: Uint8Array): void {
    if (this.reader !== null) return this.reader.push(chunk);
    const joined = new Uint8Array(this.head.length + chunk.length);
    joined.set(this.head);
    joined.set(chunk, this.head.length);
    this.head = joined;
    if (joined.length >= TELLING) this.open().push(joined);
  }

  private open(): CsvReader {
    const found = this.head.length < 4 ? null : packing(this.head);
    const { file, options, total, head } = this;
    if (/\.hexjson$/i.test(file)) this.reader = new HexJsonReader(file, options);
    else if (found === "zip" && isWorkbook(head, file)) this.reader = new WorkbookReader(file, options);
    else if (found === null || found === "parquet")
      this.reader = createCsvReader(file, options, found === null ? total : undefined);
    else this.reader = new Packed(file, options, found);
    this.head = new Uint8Array(0);
    return this.reader;
  }

  finish(): Task<ReadOutcome> {
    if (this.reader === null) {
      const { head } = this;
      this.open().push(head);
    }
    return this.reader!.finish();
  }

  end(): ReadOutcome {
    return drain(this.finish());
  }
}

class Packed implements CsvReader {
  private readonly inner: CsvReader;
  private readonly feed: (slice: Uint8Array, last: boolean) => void;
  private readonly entries: string[] = [];
  private entry: string | null = null;
  private failed: Problem | null = null;
  private bytes = 0;
  private unpacked = 0;

  constructor(
    private readonly file: string,
    private readonly options: ReadOptions,
    private readonly kind: "gzip" | "zip",
  ) {
    const { entry: _, ...plain } = options;
    this.inner = createCsvReader(file, plain);
    this.feed = kind === "gzip" ? this.gunzip() : this.unzip();
  }

  private gunzip(): (slice: Uint8Array, last: boolean) => void {
    const stream = new Gunzip((chunk) => this.take(chunk));
    let more = false;
    let end = new Uint8Array(0);
    stream.onmember = () => void (more = true);
    return (slice, last) => {
      stream.push(slice, last);
      if (slice.length > 0) end = new Uint8Array([...end, ...slice.subarray(-4)]).slice(-4);
      // A gzip ends with its size, which a damaged middle seldom keeps.
      if (last && !more && new DataView(end.buffer).getUint32(0, true) !== this.unpacked % 0x100000000)
        throw new Error("it does not have the size that it says");
    };
  }

  private unzip(): (slice: Uint8Array, last: boolean) => void {
    const stream = new Unzip((found) => {
      this.entries.push(found.name);
      if (!this.wanted(found.name)) return;
      if (this.entry !== null) return;
      this.entry = found.name;
      found.ondata = (error, chunk) => {
        if (error) this.failed ??= packedBroken(this.file, error.message);
        else this.take(chunk);
      };
      found.start();
    });
    stream.register(UnzipInflate);
    return (slice, last) => stream.push(slice, last);
  }

  private wanted(name: string): boolean {
    return this.options.entry === undefined ? isTable(name) : name === this.options.entry;
  }

  private take(chunk: Uint8Array): void {
    if (this.failed !== null) return;
    this.unpacked += chunk.length;
    if (this.unpacked > MOST || (this.unpacked > MOST_UNUSUAL && this.unpacked > UNUSUAL * this.bytes))
      this.failed = packedTooLarge(this.file, this.unpacked, this.bytes);
    else this.inner.push(chunk);
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length && this.failed === null; at += SLICE) {
      const slice = chunk.subarray(at, at + SLICE);
      this.bytes += slice.length;
      this.safely(() => this.feed(slice, false));
    }
  }

  private safely(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.failed ??= packedBroken(this.file, (error as Error).message);
    }
  }

  *finish(): Task<ReadOutcome> {
    if (this.failed === null) this.safely(() => this.feed(new Uint8Array(0), true));
    const told = this.failed ?? this.doubt();
    if (told !== null) return { ok: false, problems: [told] };
    const outcome = yield* this.inner.finish();
    if (outcome.ok) outcome.result.packed = { kind: this.kind, ...(this.entry === null ? {} : { entry: this.entry }) };
    return outcome;
  }

  /** A zip must hold one table, or be told which. */
  private doubt(): Problem | null {
    if (this.kind === "gzip") return null;
    const tables = this.entries.filter(isTable);
    const { entry } = this.options;
    if (entry !== undefined) return this.entry === null ? zipEntryUnknown(this.file, entry, this.entries) : null;
    if (tables.length > 1) return zipAmbiguous(this.file, tables);
    return this.entry === null ? zipNoTable(this.file, this.entries) : null;
  }

  end(): ReadOutcome {
    return drain(this.finish());
  }
}

/** Tables among a zip's entries: not the companions that only describe another, nor what an archiver leaves. */
function isTable(name: string): boolean {
  return (
    /\.(?:csv|tsv|tab|txt)$/i.test(name) && !/\.meta\.csv$|(?:^|\/)(?:__MACOSX\/|\._)|readme|licen[cs]e/i.test(name)
  );
}

export type Packing = NonNullable<ReadResult["packed"]>;
