import {
  applyEdits,
  findNodeAtLocation,
  getNodeValue,
  modify,
  parseTree,
  type FormattingOptions,
  type Node,
} from "jsonc-parser";
import type { StudyEdit } from "../protocol/messages.ts";

/** The text of a study after the edits: everything they do not touch stays as it was written. */
export function editText(text: string, edits: readonly StudyEdit[], formattingOptions: FormattingOptions): string {
  const write = (now: string, { path, value }: StudyEdit): string =>
    applyEdits(now, modify(now, path, value, { formattingOptions }));
  return edits.reduce((now, edit) => {
    const root = parseTree(now);
    const node = root && edit.value !== undefined ? findNodeAtLocation(root, edit.path) : undefined;
    return (node ? narrowed(node, edit) : [edit]).reduce(write, now);
  }, text);
}

/** Only what differs from what stands there; an object whose keys keep their order is entered, anything else replaced. */
function narrowed(node: Node, { path, value }: StudyEdit): StudyEdit[] {
  const here: unknown = getNodeValue(node);
  if (JSON.stringify(here) === JSON.stringify(value)) return [];
  if (node.type !== "object" || typeof value !== "object" || value === null || Array.isArray(value))
    return [{ path, value }];
  const before = Object.keys(here as object);
  const after = Object.keys(value);
  const kept = before.filter((key) => Object.hasOwn(value, key));
  if (!kept.every((key, at) => key === after[at])) return [{ path, value }];
  const gone = before.filter((key) => !Object.hasOwn(value, key)).map((key) => ({ path: [...path, key] }));
  const set = Object.entries(value).flatMap(([key, inner]) => {
    const child = findNodeAtLocation(node, [key]);
    const edit = { path: [...path, key], value: inner as unknown };
    return child ? narrowed(child, edit) : [edit];
  });
  return [...gone, ...set];
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
