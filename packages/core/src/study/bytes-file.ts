import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import {
  createCsvReader,
  packing,
  parquetAsCsv,
  readFile,
  type ReadOptions,
  type ReadOutcome,
} from "../1-read/index.ts";
import type { StudyFile } from "./files.ts";

/** A file held in memory: hashed once, read once for each way of reading. */
export function bytesFile(name: string, bytes: Uint8Array): StudyFile {
  const parses = new Map<string, ReadOutcome>();
  return {
    name,
    sha256: bytesToHex(sha256(bytes)),
    parse(options: ReadOptions): ReadOutcome {
      const key = JSON.stringify(options);
      const known = parses.get(key);
      if (known !== undefined) return known;
      const outcome = readFile(name, bytes, options);
      parses.set(key, outcome);
      return outcome;
    },
  };
}

/**
 * The same for a file of any kind that is read here, Parquet among them, which cannot be read at once.
 * Bytes that cannot be read give a file whose reading says so.
 */
export async function openFile(name: string, bytes: Uint8Array): Promise<StudyFile> {
  if (packing(bytes) !== "parquet") return bytesFile(name, bytes);
  const made = await parquetAsCsv(name, {
    byteLength: bytes.byteLength,
    slice: (from, to) => bytes.slice(from, to).buffer as ArrayBuffer,
  });
  const sha = bytesToHex(sha256(bytes));
  if (!made.ok) return { name, sha256: sha, parse: () => ({ ok: false, problems: [made.problem] }) };
  const pieces: Uint8Array[] = [];
  for await (const piece of made.pieces) pieces.push(piece);
  const parses = new Map<string, ReadOutcome>();
  return {
    name,
    sha256: sha,
    parse(options: ReadOptions): ReadOutcome {
      const key = JSON.stringify(options);
      let outcome = parses.get(key);
      if (outcome === undefined) {
        const reader = createCsvReader(name, options);
        for (const piece of pieces) reader.push(piece);
        outcome = reader.end();
        if (outcome.ok) outcome.result.packed = { kind: "parquet" };
        parses.set(key, outcome);
      }
      return outcome;
    },
  };
}
