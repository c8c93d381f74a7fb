import type { ReadOptions, ReadOutcome, ReadResult } from "../1-read/index.ts";
import type { Problem } from "../messages/types.ts";
import * as problems from "./problems.ts";
import type { Study } from "./schema.ts";

/** A file that is there: its bytes have been hashed, and it can be read as the study asks. */
export interface StudyFile {
  /** Name or relative path, with /. */
  name: string;
  sha256: string;
  parse(options: ReadOptions): ReadOutcome;
}

export interface Slots {
  /** The file of each table, where one was found. */
  filled: Map<string, StudyFile>;
  /** Names of files that no file, or more than one, could be. */
  missing: string[];
  problems: Problem[];
}

/** Finds each table's file: by relative path, else by a base name that only one file has (any case), else by hash. */
export function fillSlots(tables: Study["tables"], files: readonly StudyFile[]): Slots {
  const filled = new Map<string, StudyFile>();
  const missing = new Set<string>();
  const found: Problem[] = [];
  for (const [name, { file, sha256 }] of Object.entries(tables)) {
    const path = ["tables", name, "file"];
    if (!isRelative(file)) {
      found.push(problems.filePathWrong(path, file));
      continue;
    }
    const candidates = candidatesFor(file, sha256, files);
    if (candidates.length === 1) {
      const [only] = candidates;
      filled.set(name, only!);
      if (sha256 !== undefined && sha256.toLowerCase() !== only!.sha256)
        found.push(problems.fileChanged(["tables", name, "sha256"], file, sha256, only!.sha256));
      continue;
    }
    missing.add(file);
    found.push(
      candidates.length === 0
        ? problems.fileMissing(
            path,
            file,
            files.map((other) => other.name),
          )
        : problems.fileAmbiguous(
            path,
            file,
            candidates.map((other) => other.name),
          ),
    );
  }
  return { filled, missing: [...missing], problems: found };
}

/** Reads every filled slot; a file that cannot be read gives its problems. */
export function readTables(
  tables: Study["tables"],
  filled: ReadonlyMap<string, StudyFile>,
): { read: Map<string, ReadResult>; problems: Problem[] } {
  const read = new Map<string, ReadResult>();
  const found: Problem[] = [];
  for (const [name, file] of filled) {
    const spec = tables[name]!;
    const outcome = file.parse((spec.read ?? {}) as ReadOptions);
    const told = outcome.ok ? outcome.result.problems : outcome.problems;
    for (const problem of told) found.push({ ...problem, file: spec.file });
    if (outcome.ok) read.set(name, outcome.result);
  }
  return { read, problems: found };
}

function candidatesFor(file: string, sha256: string | undefined, files: readonly StudyFile[]): StudyFile[] {
  const wanted = plain(file);
  const exact = files.filter((other) => plain(other.name) === wanted);
  if (exact.length > 0) return exact;
  const base = baseName(wanted);
  const named = files.filter((other) => baseName(plain(other.name)) === base);
  if (named.length > 0) {
    const same = named.filter((other) => sha256 !== undefined && other.sha256 === sha256.toLowerCase());
    return same.length === 1 ? same : named;
  }
  return sha256 === undefined ? [] : files.filter((other) => other.sha256 === sha256.toLowerCase()).slice(0, 1);
}

/** No drive, no address, nothing from the root, no backslash. */
function isRelative(file: string): boolean {
  return file.trim() !== "" && !/^[/~]/.test(file) && !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(file) && !file.includes("\\");
}

function plain(path: string): string {
  return path.replace(/^(?:\.\/)+/, "");
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).toLowerCase();
}
