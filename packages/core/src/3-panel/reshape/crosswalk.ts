import { andList, counted } from "../../messages/format.ts";
import type { Problem } from "../../messages/types.ts";
import { areasWeightsWrong } from "./problems.ts";
import type { Areas } from "../spec.ts";

/** Rows after the crosswalk: each one's old row, its area, and the weight by which counts are shared out. */
export interface Crossed {
  rows: Int32Array;
  area: { codes: string[]; of: Int32Array };
  weights: Float64Array;
  /** Rows set aside because they speak of several areas. */
  aside: number;
  /** What was done, in words. */
  words: string[];
  problems: Problem[];
}

/** "314 / 318" -> ["314", "318"]. */
export function composite(code: string): string[] {
  return code
    .split("/")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/**
 * The codes under which a code's rows are to stand, each with the weight of its counts. A row of several areas stands for each
 * of them with its rates alone: what it counts belongs to none of them singly, and has no weight (NaN).
 */
export function standsFor(code: string, areas: Areas): [string, number][] {
  const mapped = (part: string): [string, number][] => {
    const to = areas.map !== undefined && Object.hasOwn(areas.map, part) ? areas.map[part]! : part;
    return typeof to === "string" ? [[to.trim(), 1]] : Object.entries(to).map(([one, weight]) => [one.trim(), weight]);
  };
  const whole = areas.map !== undefined && Object.hasOwn(areas.map, code);
  const parts = !whole && code.includes("/") && areas.composite !== undefined ? composite(code) : [code];
  if (parts.length === 1) return mapped(parts[0]!);
  return areas.composite === "aside" ? [] : parts.flatMap(mapped).map(([one]) => [one, NaN]);
}

/** Puts rows under the codes that the crosswalk gives; -1 stays -1. */
export function crosswalk(
  given: { codes: string[]; of: Int32Array },
  areas: Areas,
  path: (string | number)[],
): Crossed {
  const problems: Problem[] = [];
  for (const [code, to] of Object.entries(areas.map ?? {})) {
    if (typeof to === "string") continue;
    const total = Object.values(to).reduce((x, y) => x + y, 0);
    if (Math.abs(total - 1) > 1e-6 || Object.values(to).some((weight) => weight < 0))
      problems.push(areasWeightsWrong([...path, "map", code], code, total));
  }
  const to = given.codes.map((code) => standsFor(code, areas));
  const codes: string[] = [];
  const place = new Map<string, number>();
  const number = (code: string): number => {
    let at = place.get(code);
    if (at === undefined) {
      place.set(code, (at = codes.length));
      codes.push(code);
    }
    return at;
  };
  const rows: number[] = [];
  const of: number[] = [];
  const weights: number[] = [];
  let aside = 0;
  for (let row = 0; row < given.of.length; row++) {
    const code = given.of[row]!;
    if (code < 0) {
      rows.push(row);
      of.push(-1);
      weights.push(1);
      continue;
    }
    if (to[code]!.length === 0) aside++;
    for (const [one, weight] of to[code]!) {
      rows.push(row);
      of.push(number(one));
      weights.push(weight);
    }
  }
  return {
    rows: Int32Array.from(rows),
    area: { codes, of: Int32Array.from(of) },
    weights: Float64Array.from(weights),
    aside,
    words: wordsOf(given.codes, to, aside),
    problems,
  };
}

function wordsOf(codes: readonly string[], to: readonly [string, number][][], aside: number): string[] {
  const moved = codes.filter((code, at) => to[at]!.length === 1 && to[at]![0]![0] !== code);
  const split = codes.filter((code, at) => to[at]!.length > 1 && !code.includes("/"));
  const both = codes.filter((code, at) => to[at]!.length > 1 && code.includes("/"));
  return [
    ...(moved.length === 0 ? [] : [`${andList(moved)} under another code`]),
    ...(split.length === 0 ? [] : [`${andList(split)} split by weight`]),
    ...(both.length === 0 ? [] : [`${andList(both)} used for each area named`]),
    ...(aside === 0 ? [] : [`${counted(aside, "row")} of several areas set aside`]),
  ];
}
