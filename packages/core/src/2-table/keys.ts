import type { Column } from "../columns/column.ts";
import { groupBy } from "../columns/group-by.ts";

/** A cell of a key as text: numbers as they are written shortest, text trimmed. Null where missing. */
export function keyText(column: Column, row: number): string | null {
  const cell = column.at(row);
  if (cell === null) return null;
  return typeof cell === "number" ? String(cell) : cell.trim();
}

/** The texts of a key's cells, each once, as they come. */
export function distinctTexts(column: Column): string[] {
  const texts = Array.from(groupBy([column]).first, (row) => keyText(column, row));
  return [...new Set(texts.filter((text): text is string => text !== null && text !== ""))];
}

/** Each row's key as a small integer (-1 where missing), under one numbering that several columns may share. */
export function keyCodes(column: Column, numbering: Map<string, number>): Int32Array {
  const codes = new Int32Array(column.length);
  const number = (text: string): number => {
    let code = numbering.get(text);
    if (code === undefined) {
      code = numbering.size;
      numbering.set(text, code);
    }
    return code;
  };
  if (column.kind === "text") {
    const known = new Int32Array(column.dictionary.length).fill(-1);
    for (let row = 0; row < codes.length; row++) {
      const word = column.codes[row]!;
      if (word < 0) codes[row] = -1;
      else {
        if (known[word]! < 0) {
          const text = column.dictionary[word]!.trim();
          known[word] = text === "" ? -2 : number(text);
        }
        codes[row] = known[word]! < 0 ? -1 : known[word]!;
      }
    }
    return codes;
  }
  const seen = new Map<number, number>();
  for (let row = 0; row < codes.length; row++) {
    const value = column.values[row]!;
    if (value !== value) {
      codes[row] = -1;
      continue;
    }
    let code = seen.get(value);
    if (code === undefined) {
      code = number(String(value));
      seen.set(value, code);
    }
    codes[row] = code;
  }
  return codes;
}

/** Several key columns as one: equal numbers for equal keys, -1 where any part is missing. */
export function combineCodes(parts: readonly Int32Array[], sizes: readonly number[]): Float64Array {
  const combined = new Float64Array(parts[0]!.length);
  for (let row = 0; row < combined.length; row++) {
    let key = 0;
    for (let part = 0; part < parts.length; part++) {
      const code = parts[part]![row]!;
      if (code < 0) {
        key = -1;
        break;
      }
      key = key * sizes[part]! + code;
    }
    combined[row] = key;
  }
  return combined;
}
