import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { readCsv, type ReadOptions, type ReadOutcome } from "../1-read/index.ts";
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
      const outcome = readCsv(name, bytes, options);
      parses.set(key, outcome);
      return outcome;
    },
  };
}
