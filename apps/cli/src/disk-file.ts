import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { bytesFile, openFile, type StudyFile } from "@whyvary/core";

/** A file on disk that is read and hashed only when it is asked for. */
export function diskFile(name: string, path: string): StudyFile {
  let held: StudyFile | undefined;
  const file = (): StudyFile => (held ??= bytesFile(name, readFileSync(path)));
  return {
    name,
    get sha256() {
      return file().sha256;
    },
    parse: (options) => file().parse(options),
  };
}

/** The files a study can mean: those it names, and the tables that lie beside it. Only Parquet has to be opened beforehand. */
export async function filesAround(studyPath: string, document: unknown): Promise<StudyFile[]> {
  const folder = dirname(studyPath);
  const names = new Set(namedFiles(document).filter((name) => isFile(join(folder, name))));
  for (const name of readdirSync(folder).sort())
    if (/\.(?:csv|tsv|tab|txt|zip|parquet|xlsx|xlsm|ods|csv\.gz)$/i.test(name) && isFile(join(folder, name)))
      names.add(name);
  return Promise.all(
    [...names].map((name) => {
      const path = join(folder, name);
      return /\.parquet$/i.test(name) ? openFile(name, readFileSync(path)) : diskFile(name, path);
    }),
  );
}

function namedFiles(document: unknown): string[] {
  const tables = (document as { tables?: unknown } | null)?.tables;
  if (typeof tables !== "object" || tables === null) return [];
  return Object.values(tables)
    .map((table) => (table as { file?: unknown } | null)?.file)
    .filter((file) => typeof file === "string");
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
