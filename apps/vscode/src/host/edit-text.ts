import { applyEdits, modify, type FormattingOptions } from "jsonc-parser";
import type { StudyEdit } from "../protocol/messages.ts";

/** The text of a study after the edits: everything they do not touch stays as it was written. */
export function editText(text: string, edits: readonly StudyEdit[], formattingOptions: FormattingOptions): string {
  return edits.reduce((now, { path, value }) => applyEdits(now, modify(now, path, value, { formattingOptions })), text);
}

export interface Change {
  from: number;
  to: number;
  text: string;
}

/** The shortest single change from one text to another, so that cursors and undo keep their place. */
export function changeBetween(before: string, after: string): Change | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { from: head, to: before.length - tail, text: after.slice(head, after.length - tail) };
}

/** How a study is indented, read from its first indented line. */
export function formattingOf(text: string): FormattingOptions {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
  return {
    insertSpaces: !indent.startsWith("\t"),
    tabSize: indent.startsWith("\t") ? 2 : indent.length,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
}
