/** A place in the study document. */
export type Path = readonly (string | number)[];

/** One change to the study: the value at a place; `undefined` takes the place away. */
export interface Edit {
  path: Path;
  value: unknown;
}

type Node = { [key: string]: unknown } | unknown[];

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** Copies only what lies on the path, so that untouched parts stay the same objects. */
function setAt(node: unknown, path: Path, value: unknown): unknown {
  if (path.length === 0) return value;
  const [key, ...rest] = path as [string | number, ...(string | number)[]];
  if (Array.isArray(node)) {
    const copy = [...node];
    const at = Number(key);
    if (rest.length === 0 && value === undefined) copy.splice(at, 1);
    else copy[at] = setAt(node[at], rest, value);
    return copy;
  }
  const source = isNode(node) ? (node as { [key: string]: unknown }) : typeof key === "number" ? [] : {};
  if (Array.isArray(source)) return setAt(source, path, value);
  const entries = Object.entries(source);
  const name = String(key);
  const at = entries.findIndex(([known]) => known === name);
  if (rest.length === 0 && value === undefined) return Object.fromEntries(entries.filter((_, index) => index !== at));
  const next = setAt(at < 0 ? undefined : entries[at]![1], rest, value);
  if (at < 0) entries.push([name, next]);
  else entries[at] = [name, next];
  return Object.fromEntries(entries);
}

/** The study after the edits; the study given stays as it was. */
export function applyEdits<T>(study: T, edits: readonly Edit[]): T {
  return edits.reduce<unknown>((doc, edit) => setAt(doc, edit.path, edit.value), study) as T;
}
