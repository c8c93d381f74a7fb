import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { notJson, type Problem, type StudyFile } from "@whyvary/core";
import { filesAround } from "./disk-file.ts";

export type LoadedStudy = { ok: true; document: unknown; files: StudyFile[] } | { ok: false; problem: Problem };

/** Reads a study and finds the files it may mean. */
export async function loadStudy(path: string): Promise<LoadedStudy> {
  const file = basename(path);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return { ok: false, problem: unreadable(path) };
  }
  try {
    const document: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return { ok: true, document, files: await filesAround(path, document) };
  } catch (error) {
    return { ok: false, problem: notJson((error as Error).message, file) };
  }
}

export function unreadable(path: string): Problem {
  return {
    code: "file-missing",
    severity: "error",
    text: `The file ${path} is not there or cannot be read.`,
    remedy: "Look at its name and folder.",
    file: path,
  };
}
