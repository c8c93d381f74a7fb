import { dot } from "../linalg/dot.ts";
import type { Factor } from "./absorb.ts";

/** One random term: coefficients of `columns` that differ between the levels of `group`. */
export interface RandomTerm {
  group: Factor;
  /** The column of ones is the random intercept. */
  columns: readonly Float64Array[];
  names: readonly string[];
  /** Are the term's coefficients correlated with each other? (R: `(x | g)` or `(x || g)`.) */
  correlated: boolean;
}

/** A term as the likelihood sees it: weighted columns, scaled so that a level's sum of squares is one on average. */
interface Placed {
  codes: Int32Array;
  levels: number;
  columns: Float64Array[];
  /** Where its columns begin: in each leading level, or (terms that do not lead) in the dense part. */
  start: number;
}

/**
 * Cross-products of the random and fixed columns, all that the likelihood needs. Terms on the grouping with most coefficients
 * lead: their part of Z'Z is one small block per level. The other terms make a dense part, and `links` holds where a leading
 * level meets it. The last of the fixed columns `W` is the outcome.
 */
export interface MixedStructure {
  /** Per term: does it lead, where does it begin, what were its columns divided by, which entries of Lambda are free. Correlated columns are orthogonal. */
  terms: {
    leads: boolean;
    start: number;
    levels: number;
    scale: Float64Array;
    /** From coefficients of the scaled columns to those of the columns given, as columns. */
    back: Float64Array[];
    free: [number, number][];
  }[];
  levels: number;
  width: number;
  dense: number;
  fixed: number;
  /** Per leading level: width x width, and width x fixed, row by row. */
  blocks: Float64Array[];
  blockFixed: Float64Array[];
  /** Per leading level: the dense columns it meets, and width rows of their cross-products. */
  links: { columns: Int32Array; values: Float64Array[] }[];
  denseBlock: Float64Array[];
  denseFixed: Float64Array[];
  fixedBlock: Float64Array[];
}

export function mixedStructure(
  terms: readonly RandomTerm[],
  W: readonly Float64Array[],
  rootWeights: Float64Array | null,
): MixedStructure {
  const leading = leadingTerms(terms);
  let width = 0;
  let dense = 0;
  const placed: Placed[] = [];
  const described = terms.map((term, t) => {
    const leads = leading.has(t);
    const { columns, scale, back } = evenColumns(term, rootWeights);
    const start = leads ? width : dense;
    const q = columns.length;
    const { codes, levels } = term.group;
    if (leads) width += q;
    else dense += q * levels;
    placed.push({ codes, levels, columns, start });
    const free: [number, number][] = [];
    for (let j = 0; j < q; j++) for (let i = j; i < (term.correlated ? q : j + 1); i++) free.push([i, j]);
    return { leads, start, levels, scale, back, free };
  });
  const lead = placed.filter((_, t) => leading.has(t));
  const rest = placed.filter((_, t) => !leading.has(t));
  const levels = lead[0]!.levels;
  const fixed = W.length;
  const out: MixedStructure = {
    terms: described,
    levels,
    width,
    dense,
    fixed,
    blocks: Array.from({ length: levels }, () => new Float64Array(width * width)),
    blockFixed: Array.from({ length: levels }, () => new Float64Array(width * fixed)),
    links: [],
    denseBlock: Array.from({ length: dense }, () => new Float64Array(dense)),
    denseFixed: Array.from({ length: dense }, () => new Float64Array(fixed)),
    fixedBlock: W.map((a) => Float64Array.from(W, (b) => dot(a, b))),
  };
  const z = lead.flatMap(({ columns }) => columns);
  const codes = lead[0]!.codes;
  const meets = Array.from({ length: levels }, () => new Map<number, Float64Array>());
  for (let i = 0; i < codes.length; i++) {
    const g = codes[i]!;
    const block = out.blocks[g]!;
    const beside = out.blockFixed[g]!;
    for (let a = 0; a < width; a++) {
      const value = z[a]![i]!;
      for (let b = 0; b < width; b++) block[a * width + b] = block[a * width + b]! + value * z[b]![i]!;
      for (let k = 0; k < fixed; k++) beside[a * fixed + k] = beside[a * fixed + k]! + value * W[k]![i]!;
    }
    const own = entries(rest, i);
    for (const [place, value] of own) {
      const column = out.denseBlock[place]!;
      for (const [other, otherValue] of own) column[other] = column[other]! + value * otherValue;
      const right = out.denseFixed[place]!;
      for (let k = 0; k < fixed; k++) right[k] = right[k]! + value * W[k]![i]!;
      let link = meets[g]!.get(place);
      if (link === undefined) meets[g]!.set(place, (link = new Float64Array(width)));
      for (let a = 0; a < width; a++) link[a] = link[a]! + value * z[a]![i]!;
    }
  }
  out.links = meets.map((map) => ({ columns: Int32Array.from(map.keys()), values: [...map.values()] }));
  return out;
}

/** What rounding leaves of a column that is a combination of those before it. */
const NOTHING = 1e-9;

/**
 * Weighted columns, scaled so that a theta of one stands for levels as far apart as the noise of their own coefficients, whatever
 * their size and weights. Correlated ones are made orthogonal first: the slope of years counted from nought would else be one
 * with the intercept but for the last digits.
 */
function evenColumns(
  { group, columns, correlated }: RandomTerm,
  rootWeights: Float64Array | null,
): { columns: Float64Array[]; scale: Float64Array; back: Float64Array[] } {
  const out = columns.map((column) =>
    rootWeights === null ? Float64Array.from(column) : column.map((value, i) => value * rootWeights[i]!),
  );
  const back = columns.map((_, j) => new Float64Array(columns.length).fill(1, j, j + 1));
  out.forEach((column, j) => {
    const size = dot(column, column);
    for (let i = 0; i < 2 * j && correlated; i++) {
      const before = out[i % j]!;
      const share = dot(before, column) / (dot(before, before) || 1);
      column.forEach((value, row) => (column[row] = value - share * before[row]!));
      back[j]!.forEach((value, k) => (back[j]![k] = value - share * back[i % j]![k]!));
    }
    if (dot(column, column) <= NOTHING * NOTHING * size) column.fill(0);
  });
  const scale = Float64Array.from(out, (column) => Math.sqrt(dot(column, column) / group.levels) || 1);
  return {
    columns: out.map((column, j) => column.map((value) => value / scale[j]!)),
    scale,
    back: back.map((column, j) => column.map((value) => value / scale[j]!)),
  };
}

/** The dense columns that a row has a value in. A level's columns stay together, so that Lambda can be applied to them. */
function entries(rest: readonly Placed[], row: number): [number, number][] {
  return rest.flatMap(({ columns, codes, start }) =>
    columns.map((column, c): [number, number] => [start + codes[row]! * columns.length + c, column[row]!]),
  );
}

/** Terms on the same grouping as the one with most coefficients. */
function leadingTerms(terms: readonly RandomTerm[]): Set<number> {
  const sizes = terms.map(({ group }) => {
    const same = terms.filter((other) => sameGroups(other.group, group));
    return group.levels * same.reduce((sum, { columns }) => sum + columns.length, 0);
  });
  const first = sizes.indexOf(Math.max(...sizes));
  return new Set(terms.map((_, t) => t).filter((t) => sameGroups(terms[t]!.group, terms[first]!.group)));
}

function sameGroups(a: Factor, b: Factor): boolean {
  return a === b || (a.levels === b.levels && a.codes.every((code, i) => code === b.codes[i]));
}
