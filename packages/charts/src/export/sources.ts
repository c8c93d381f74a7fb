import { studyWords } from "../report/study-words.ts";

/** Where a study's files come from, one line each: the file, then source, release and day as far as the study says. */
export function sourceLines(study: unknown): string[] {
  const tables = (study as { tables?: unknown } | null)?.tables;
  if (typeof tables !== "object" || tables === null) return [];
  const named = studyWords(study).sources;
  const files = Object.values(tables).flatMap((table) => {
    const file = (table as { file?: unknown } | null)?.file;
    return typeof file === "string" ? [file] : [];
  });
  return [...new Set(files)].map((file) => {
    const words = named.find((one) => one.file === file)?.words;
    return words === undefined ? file : `${words} (${file})`;
  });
}
