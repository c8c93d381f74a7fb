import { decodeWindows1252 } from "./decode.ts";

/** What a file's first bytes say: another kind of file, or text in some encoding. */
export type Sniffed =
  { kind: "text"; encoding: "utf-8" | "utf-16le" | "utf-16be"; mark: number } | { kind: "other"; what: string };

const MAGIC: readonly (readonly [string, readonly number[]])[] = [
  ["a gzip file", [0x1f, 0x8b]],
  ["a Parquet file", [0x50, 0x41, 0x52, 0x31]],
  ["a PDF", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["an old Excel workbook (.xls), or one with a password", [0xd0, 0xcf, 0x11, 0xe0]],
  ["a PNG picture", [0x89, 0x50, 0x4e, 0x47]],
  ["a JPEG picture", [0xff, 0xd8, 0xff]],
  ["an SQLite database", [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ["an Arrow file", [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31]],
  ["a 7-Zip file", [0x37, 0x7a, 0xbc, 0xaf]],
];

export function sniff(head: Uint8Array): Sniffed {
  for (const [what, magic] of MAGIC) {
    if (magic.every((byte, i) => head[i] === byte)) return { kind: "other", what };
  }
  if (head[0] === 0x50 && head[1] === 0x4b && head[2]! < 9 && head[3]! < 9) {
    return { kind: "other", what: holds(head, "xl/") ? "an Excel workbook (.xlsx)" : "a zip file" };
  }
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { kind: "text", encoding: "utf-8", mark: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { kind: "text", encoding: "utf-16le", mark: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { kind: "text", encoding: "utf-16be", mark: 2 };
  const begin = decodeWindows1252(head, 0, Math.min(head.length, 64)).trim().toLowerCase();
  if (begin.startsWith("<!doctype html") || begin.startsWith("<html")) return { kind: "other", what: "a web page" };
  if (/^(?:\{\s*["}]|\[\s*[[{"\]])/.test(begin)) return { kind: "other", what: "a JSON file" };
  if (begin.startsWith("<?xml")) return { kind: "other", what: "an XML file" };
  const nul = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) nul[i & 1]!++;
  const half = head.length / 2;
  if (nul[1]! > half * 0.4 && nul[0]! < half * 0.05) return { kind: "text", encoding: "utf-16le", mark: 0 };
  if (nul[0]! > half * 0.4 && nul[1]! < half * 0.05) return { kind: "text", encoding: "utf-16be", mark: 0 };
  if (nul[0]! + nul[1]! > 0) return { kind: "other", what: "not a text file" };
  return { kind: "text", encoding: "utf-8", mark: 0 };
}

function holds(head: Uint8Array, text: string): boolean {
  for (let at = 0; at + text.length <= head.length; at++) {
    let same = 0;
    while (same < text.length && head[at + same] === text.charCodeAt(same)) same++;
    if (same === text.length) return true;
  }
  return false;
}
