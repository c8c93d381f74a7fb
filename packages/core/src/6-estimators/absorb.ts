import { cholesky, choleskySolve } from "../linalg/cholesky.ts";

/** A grouping of the rows: `codes` are positions 0 to levels - 1, every level in use. */
export interface Factor {
  name: string;
  codes: Int32Array;
  levels: number;
}

/** Labels to positions, in order of first appearance. */
export function factorOf(name: string, labels: ArrayLike<string | number>, n = labels.length): Factor {
  if (labels.length !== n) throw new RangeError(`${name} has ${labels.length} values, not ${n}`);
  const places = new Map<string | number, number>();
  const codes = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    let place = places.get(labels[i]!);
    if (place === undefined) {
      place = places.size;
      places.set(labels[i]!, place);
    }
    codes[i] = place;
  }
  return { name, codes, levels: places.size };
}

export interface Absorption {
  /** Rank of the dummies of all factors together. */
  rank: number;
  /** The column less its (weighted) projection on all the dummies. */
  residualise(column: Float64Array): Float64Array;
  /** Each row's leverage on the dummies. */
  leverage(): Float64Array;
}

/** The smaller of two factors may have this many levels: its normal matrix is dense. */
export const MOST_SMALLER_LEVELS = 3000;

/**
 * Takes one or two sets of effects out of columns, exactly, for any unbalanced panel and any weights. One factor: subtract
 * group means. Two (Frisch-Waugh): demean by the larger; the smaller one's demeaned dummies D have the small normal matrix
 * S = D'WD, so the effects are S^-1 D'Wx. Both are done twice, the second time to clean what rounding left.
 * `weights` must be positive.
 *
 * @see Frisch & Waugh (1933); Wansbeek & Kapteyn (1989) for the two-way case.
 */
export function absorption(factors: readonly Factor[], weights: Float64Array | null): Absorption {
  if (factors.length === 1) return oneWay(factors[0]!, weights);
  if (factors.length === 2) return twoWay(factors[0]!, factors[1]!, weights);
  throw new RangeError("absorption: one or two factors");
}

function groupWeights(factor: Factor, weights: Float64Array | null): Float64Array {
  const out = new Float64Array(factor.levels);
  for (let i = 0; i < factor.codes.length; i++)
    out[factor.codes[i]!] = out[factor.codes[i]!]! + (weights === null ? 1 : weights[i]!);
  return out;
}

/** Subtracts group means from a column in place. */
function demean(column: Float64Array, factor: Factor, weights: Float64Array | null, totals: Float64Array): void {
  const { codes } = factor;
  const means = new Float64Array(factor.levels);
  if (weights === null) for (let i = 0; i < codes.length; i++) means[codes[i]!] = means[codes[i]!]! + column[i]!;
  else for (let i = 0; i < codes.length; i++) means[codes[i]!] = means[codes[i]!]! + weights[i]! * column[i]!;
  for (let g = 0; g < means.length; g++) means[g] = means[g]! / totals[g]!;
  for (let i = 0; i < codes.length; i++) column[i] = column[i]! - means[codes[i]!]!;
}

function oneWay(factor: Factor, weights: Float64Array | null): Absorption {
  const totals = groupWeights(factor, weights);
  return {
    rank: factor.levels,
    residualise(column) {
      const out = Float64Array.from(column);
      demean(out, factor, weights, totals);
      demean(out, factor, weights, totals);
      return out;
    },
    leverage: () => Float64Array.from(factor.codes, (g, i) => (weights === null ? 1 : weights[i]!) / totals[g]!),
  };
}

function twoWay(first: Factor, second: Factor, weights: Float64Array | null): Absorption {
  const [large, small] = first.levels >= second.levels ? [first, second] : [second, first];
  if (small.levels > MOST_SMALLER_LEVELS)
    throw new RangeError(`absorption: the smaller factor has more than ${MOST_SMALLER_LEVELS} levels`);
  const totals = groupWeights(large, weights);
  const cells = cellWeights(large, small, weights);
  const { S, components } = normalMatrix(small, cells, totals, groupWeights(small, weights));
  const L = cholesky(S.matrix);
  if (L === null) throw new RangeError("absorption: the weights of the rows lie too far apart to take both effects out, as with counts of zero that the effects foretell"); // prettier-ignore
  const pass = (column: Float64Array): void => {
    demean(column, large, weights, totals);
    const right = new Float64Array(small.levels);
    for (let i = 0; i < column.length; i++) {
      const t = small.codes[i]!;
      right[t] = right[t]! + (weights === null ? column[i]! : weights[i]! * column[i]!);
    }
    for (let t = 0; t < right.length; t++) if (S.dropped[t] === 1) right[t] = 0;
    const effects = choleskySolve(L, right);
    for (let i = 0; i < column.length; i++) column[i] = column[i]! - effects[small.codes[i]!]!;
    demean(column, large, weights, totals);
  };
  return {
    rank: large.levels + small.levels - components,
    residualise(column) {
      const out = Float64Array.from(column);
      pass(out);
      pass(out);
      return out;
    },
    leverage() {
      const found = new Map<number, number>();
      return Float64Array.from(large.codes, (g, i) => {
        const t = small.codes[i]!;
        const key = g * small.levels + t;
        let perUnit = found.get(key);
        if (perUnit === undefined) {
          const row = new Float64Array(small.levels);
          for (const [u, weight] of cells[g]!) row[u] = -weight / totals[g]!;
          row[t] = row[t]! + 1;
          for (let u = 0; u < row.length; u++) if (S.dropped[u] === 1) row[u] = 0;
          const solved = choleskySolve(L, row);
          perUnit = 1 / totals[g]! + row.reduce((sum, value, u) => sum + value * solved[u]!, 0);
          found.set(key, perUnit);
        }
        return perUnit * (weights === null ? 1 : weights[i]!);
      });
    },
  };
}

/** For each level of the larger factor, the weight in each level of the smaller. */
function cellWeights(large: Factor, small: Factor, weights: Float64Array | null): Map<number, number>[] {
  const cells = Array.from({ length: large.levels }, () => new Map<number, number>());
  for (let i = 0; i < large.codes.length; i++) {
    const cell = cells[large.codes[i]!]!;
    const t = small.codes[i]!;
    cell.set(t, (cell.get(t) ?? 0) + (weights === null ? 1 : weights[i]!));
  }
  return cells;
}

/** S = D'WD of the demeaned dummies, with one level of each connected part left out (its effect is the others' reference). */
function normalMatrix(
  small: Factor,
  cells: readonly Map<number, number>[],
  totals: Float64Array,
  smallTotals: Float64Array,
): { S: { matrix: Float64Array[]; dropped: Uint8Array }; components: number } {
  const levels = small.levels;
  const matrix = Array.from({ length: levels }, () => new Float64Array(levels));
  const parent = Int32Array.from({ length: levels }, (_, t) => t);
  const root = (t: number): number => {
    let at = t;
    while (parent[at] !== at) at = parent[at]!;
    return at;
  };
  for (let t = 0; t < levels; t++) matrix[t]![t] = smallTotals[t]!;
  cells.forEach((cell, g) => {
    let link = -1;
    for (const [t, wt] of cell) {
      if (link >= 0) parent[root(t)] = root(link);
      link = t;
      for (const [u, wu] of cell) matrix[t]![u] = matrix[t]![u]! - (wt * wu) / totals[g]!;
    }
  });
  const dropped = new Uint8Array(levels);
  let components = 0;
  for (let t = 0; t < levels; t++) {
    if (root(t) !== t) continue;
    components += 1;
    dropped[t] = 1;
    for (let u = 0; u < levels; u++) matrix[t]![u] = matrix[u]![t] = 0;
    matrix[t]![t] = 1;
  }
  return { S: { matrix, dropped }, components };
}
