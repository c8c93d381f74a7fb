import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Task } from "../messages/types.ts";
import { drain } from "../messages/drain.ts";
import { decodeUtf8 } from "./decode.ts";
import { notHexJson } from "./problems.ts";
import { createCsvReader, type CsvReader } from "./read-csv.ts";
import type { ReadOptions, ReadOutcome } from "./types.ts";

/** A map of hexagons is small: what is larger is something else. */
const MOST = 20e6;
const LAYOUTS = ["odd-r", "even-r", "odd-q", "even-q"];

/**
 * A HexJSON file as a table, one row per hexagon: code, name, q (column), r (row) and layout. What else it says of a hexagon
 * is not read. See https://open-innovations.org/projects/hexmaps/hexjson
 */
export class HexJsonReader implements CsvReader {
  private readonly chunks: Uint8Array[] = [];
  private size = 0;

  constructor(
    private readonly file: string,
    private readonly options: ReadOptions,
  ) {}

  push(chunk: Uint8Array): void {
    this.size += chunk.length;
    if (this.size <= MOST) this.chunks.push(chunk.slice());
  }

  *finish(): Task<ReadOutcome> {
    const rows = this.size > MOST ? "it is too large" : rowsOf(this.chunks);
    if (typeof rows === "string") return { ok: false, problems: [notHexJson(this.file, rows)] };
    const { encoding: _, delimiter: _d, ...options } = this.options;
    const inner = createCsvReader(this.file, {
      skip: 0,
      headerRows: 1,
      footer: 0,
      columns: { code: { type: "text" } },
      ...options,
    });
    inner.push(
      utf8ToBytes(
        [["code", "name", "q", "r", "layout"], ...rows].map((row) => row.map(quoted).join(",") + "\n").join(""),
      ),
    );
    return yield* inner.finish();
  }

  end(): ReadOutcome {
    return drain(this.finish());
  }
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** The rows, or what is wrong. */
function rowsOf(chunks: readonly Uint8Array[]): string[][] | string {
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  let read: unknown;
  try {
    read = JSON.parse((decodeUtf8(bytes, 0, bytes.length) ?? "").replace(/^\ufeff/, ""));
  } catch {
    return "it is no JSON";
  }
  const { layout, hexes } = (typeof read === "object" && read !== null ? read : {}) as { [key: string]: unknown };
  if (typeof layout !== "string" || !LAYOUTS.includes(layout)) return `its “layout” is none of ${LAYOUTS.join(", ")}`;
  if (typeof hexes !== "object" || hexes === null || Object.keys(hexes).length === 0) return "it has no “hexes”";
  const rows: string[][] = [];
  const taken = new Map<string, string>();
  for (const [code, hex] of Object.entries(hexes)) {
    const { q, r, n } = (hex ?? {}) as { [key: string]: unknown };
    if (!Number.isInteger(q) || !Number.isInteger(r)) return `“${code}” has no whole numbers “q” and “r”`;
    const other = taken.get(`${String(q)} ${String(r)}`);
    if (other !== undefined) return `“${other}” and “${code}” stand on one place (q ${String(q)}, r ${String(r)})`;
    taken.set(`${String(q)} ${String(r)}`, code);
    rows.push([code, typeof n === "string" ? n : code, String(q), String(r), layout]);
  }
  return rows;
}
