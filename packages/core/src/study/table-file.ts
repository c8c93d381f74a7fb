import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { ReadResult } from "../1-read/index.ts";
import { columnsOf, fromArrays } from "../2-table/index.ts";
import type { StudyFile } from "./files.ts";

export type TableSource = Parameters<typeof fromArrays>[0];

/** A table held in memory in a file's stead: arrays by name, or an arquero table. Its hash is that of its cells. */
export function tableFile(name: string, source: TableSource): StudyFile {
  const columns = columnsOf(fromArrays(source));
  const order = [...columns.keys()];
  const hash = sha256.create().update(utf8ToBytes(JSON.stringify(order)));
  for (const column of columns.values()) {
    const cells = Array.from({ length: column.length }, (_, row) => column.at(row));
    hash.update(utf8ToBytes(JSON.stringify(cells)));
  }
  const result: ReadResult = {
    file: name,
    rows: columns.get(order[0] ?? "")?.length ?? 0,
    columns,
    order,
    encoding: "utf-8",
    delimiter: ",",
    decimal: ".",
    lineEnd: "LF",
    problems: [],
    bytes: 0,
    skipped: 0,
    headerRows: 1,
    footer: 0,
    padded: null,
    signs: new Map(),
    marks: new Map(),
    flags: new Map(),
    blankRecords: [],
    emptyRows: 0,
  };
  return { name, sha256: bytesToHex(hash.digest()), parse: () => ({ ok: true, result }) };
}
