import { utf8ToBytes } from "@noble/hashes/utils.js";
import { parquetMetadataAsync, parquetRead, parquetSchema, type FileMetaData } from "hyparquet";
import type { Problem } from "../messages/types.ts";
import { decodeUtf8 } from "./decode.ts";
import { packedBroken, parquetNested } from "./problems.ts";

/** Something whose bytes can be had by slices: a Blob, or bytes in memory. */
export interface ByteSource {
  byteLength: number;
  slice(from: number, to?: number): ArrayBuffer | Promise<ArrayBuffer>;
}

/** Rows written at a time. */
const ROWS = 20_000;

/**
 * A Parquet file as the text of a CSV file, so that codes, symbols and types are read by the same rules whatever a table came
 * in. Numbers are written so that reading them gives the same bits; nothing is blank. Yields the text in pieces.
 */
export async function parquetAsCsv(
  file: string,
  source: ByteSource,
): Promise<{ ok: true; pieces: AsyncGenerator<Uint8Array> } | { ok: false; problem: Problem }> {
  try {
    const metadata = await parquetMetadataAsync(source);
    const columns = parquetSchema(metadata).children;
    const nested = columns.find((column) => column.children.length > 0);
    if (nested !== undefined) return { ok: false, problem: parquetNested(file, nested.element.name) };
    const names = columns.map((column) => column.element.name);
    return { ok: true, pieces: written(source, metadata, names) };
  } catch (error) {
    return { ok: false, problem: packedBroken(file, (error as Error).message) };
  }
}

async function* written(source: ByteSource, metadata: FileMetaData, names: string[]): AsyncGenerator<Uint8Array> {
  yield utf8ToBytes(names.map(quoted).join(",") + "\n");
  let from = 0;
  for (const group of metadata.row_groups) {
    let rows: unknown[][] = [];
    const to = from + Number(group.num_rows);
    // One row group at a time: a part of one would decode the whole of it again.
    await parquetRead({
      file: source,
      metadata,
      rowStart: from,
      rowEnd: to,
      rowFormat: "array",
      onComplete: (found: unknown[][]) => void (rows = found),
    });
    from = to;
    for (let at = 0; at < rows.length; at += ROWS)
      yield utf8ToBytes(rows.slice(at, at + ROWS).map((row) => row.map(cell).join(",") + "\n").join("")); // prettier-ignore
  }
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return String(value);
  if (isDay(value)) return value.toISOString().replace("T00:00:00.000Z", "");
  if (value instanceof Uint8Array) return quoted(decodeUtf8(value, 0, value.length) ?? "");
  return quoted(typeof value === "string" ? value : JSON.stringify(value));
}

/** Days and times come as the platform's own objects; they are only written, never computed with. */
function isDay(value: unknown): value is { toISOString(): string } {
  return typeof value === "object" && typeof (value as { toISOString?: unknown }).toISOString === "function";
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
