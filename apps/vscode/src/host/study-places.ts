import { findNodeAtLocation, type Node } from "jsonc-parser";
import type { Problem } from "@whyvary/core";

export interface Span {
  offset: number;
  length: number;
}

/** What could be written in the place of something wrong. */
export interface Mend extends Span {
  title: string;
  text: string;
}

export interface Placed extends Span {
  mend?: Mend;
}

/** Problems that lie in a name, not in what stands under it. */
const IN_KEY = new Set([
  "unknown-key",
  "where-column-unknown",
  "where-not-number",
  "read-column-unknown",
  "name-start",
  "name-is-key",
  "name-forbidden",
  "table-name",
  "unknown-block",
  "measure-verb",
]);

/** The characters of a study that a problem is about, and what would mend it. */
export function placeOf(root: Node, text: string, problem: Problem): Placed {
  const { code, facts } = problem;
  const { node, whole } = follow(root, problem.path ?? []);
  const place = spanOf(node, whole, text, problem);
  if (code === "version-missing") return { ...place, mend: addVersion(root) };
  if (code === "file-changed" && typeof facts?.["found"] === "string")
    return { ...place, mend: { ...place, text: facts["found"], title: "Put the file’s new hash into the study" } };
  const nearest = facts?.["nearest"];
  if (typeof nearest !== "string" || !whole) return place;
  const target = code === "table-unknown" ? { ...place, length: tableLength(text, place) } : place;
  return { ...place, mend: { ...target, text: written(nearest), title: `Change to “${nearest}”` } };
}

const written = (name: string): string => JSON.stringify(name).slice(1, -1);

/** The deepest place on a path that is there. */
function follow(root: Node, path: readonly (string | number)[]): { node: Node; whole: boolean } {
  for (let depth = path.length; depth > 0; depth--) {
    const node = findNodeAtLocation(root, path.slice(0, depth));
    if (node) return { node, whole: depth === path.length };
  }
  return { node: root, whole: path.length === 0 };
}

function spanOf(node: Node, whole: boolean, text: string, problem: Problem): Span {
  if (IN_KEY.has(problem.code) && whole) return keyOf(node) ?? opening(node);
  if (node.type === "string") return inString(node, text, problem);
  if (node.type !== "object" && node.type !== "array") return { offset: node.offset, length: node.length };
  const named = node.type === "object" ? (findNodeAtLocation(node, ["id"]) ?? undefined) : undefined;
  return keyOf(node) ?? (named?.type === "string" ? inner(named) : opening(node));
}

/** The name under which a node stands, without its quotes. */
function keyOf(node: Node): Span | null {
  const key = node.parent?.type === "property" ? node.parent.children?.[0] : undefined;
  return key === undefined ? null : inner(key);
}

const inner = (node: Node): Span => ({ offset: node.offset + 1, length: Math.max(1, node.length - 2) });
const opening = (node: Node): Span => ({ offset: node.offset, length: 1 });

/** Inside a text: at the character told, else at the name told, else all of it. */
function inString(node: Node, text: string, { facts, column, value }: Problem): Span {
  const raw = text.slice(node.offset + 1, node.offset + node.length - 1);
  const at = facts?.["at"];
  if (typeof at === "number") {
    const from = rawIndex(raw, at);
    if (from < raw.length) {
      const name = /^(?:`[^`]*`|[\p{L}\p{N}_.]+)/u.exec(raw.slice(from))?.[0] ?? raw[from]!;
      return { offset: node.offset + 1 + from, length: name.length };
    }
    return { offset: node.offset + Math.max(1, raw.length), length: 1 };
  }
  for (const needle of [column, value]) {
    if (needle === undefined || needle === "") continue;
    const found = findName(raw, written(needle));
    if (found >= 0) return { offset: node.offset + 1 + found, length: written(needle).length };
  }
  return inner(node);
}

/** Where a name stands in a text, not as a part of a longer one. */
function findName(raw: string, name: string): number {
  const part = /[\p{L}\p{N}_]/u;
  for (let at = raw.lastIndexOf(name); at >= 0; at = at === 0 ? -1 : raw.lastIndexOf(name, at - 1))
    if (!part.test(raw[at - 1] ?? " ") && !part.test(raw[at + name.length] ?? " ")) return at;
  return -1;
}

/** From a character of the text meant to a character of the text as JSON writes it. */
function rawIndex(raw: string, wanted: number): number {
  let at = 0;
  for (let seen = 0; seen < wanted && at < raw.length; seen++)
    at += raw[at] === "\\" ? (raw[at + 1] === "u" ? 6 : 2) : 1;
  return at;
}

function tableLength(text: string, { offset, length }: Span): number {
  const dot = text.slice(offset, offset + length).indexOf(".");
  return dot < 0 ? length : dot;
}

function addVersion(root: Node): Mend {
  const text = (root.children?.length ?? 0) > 0 ? ' "whyvary": 1,' : ' "whyvary": 1 ';
  return { offset: root.offset + 1, length: 0, text, title: 'Add "whyvary": 1' };
}
