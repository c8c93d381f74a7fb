import { classify, type Cell } from "./classify.ts";

const SIGNED = /^(?:(-?)(\u00a3|\$|\u20ac) ?(\d.*|\.\d.*)|(-?(?:\d.*?|\.\d+)) ?%)$/;

/**
 * The cells of a column in which every number bears the same sign (12%, \u00a3 1,200), read without it; null where one of the
 * cells is neither such a number nor a symbol for a missing one.
 */
export function withoutSign(
  texts: readonly string[],
  cells: readonly Cell[],
  counts: Int32Array,
  rules: { decimal: "." | ","; grouping: boolean },
): { sign: string; cells: Cell[] } | null {
  let sign: string | null = null;
  const read: Cell[] = [];
  for (const [at, cell] of cells.entries()) {
    read.push(cell);
    if (counts[at] === 0 || cell.is === "symbol") continue;
    const parts = SIGNED.exec(texts[at]!);
    if (parts === null) return null;
    const own = parts[2] ?? "%";
    if (sign !== null && sign !== own) return null;
    sign = own;
    const number = parts[4] ?? parts[1]! + parts[3]!;
    const made = classify(number, rules.decimal, rules.grouping, undefined);
    if (made.is !== "number") return null;
    read[at] = made;
  }
  return sign === null ? null : { sign, cells: read };
}
