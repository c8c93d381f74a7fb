import { centreColumns, type Groups } from "../../6-estimators/centred-columns.ts";
import { subsetElimination } from "../../6-estimators/subset-elimination.ts";
import { APART } from "../../6-estimators/subset-tree.ts";
import { groupsInUse } from "../../7-results/blocks/share-model.ts";
import { yearDummies } from "../../7-results/blocks/year-dummies.ts";
import { randomShares } from "../../7-results/mixed-shares.ts";
import { countOrders } from "../../7-results/orders.ts";
import { dot, norm } from "../../linalg/dot.ts";
import type { Task } from "../../messages/types.ts";
import type { AuditModel } from "./prepare.ts";

/** Every specification, one after the other: the last choice changes fastest. */
export interface Enumerated {
  /** Number of values of each choice: years, samples, weights, outcomes, measures by block, definition. */
  sizes: number[];
  /** Entering orders, then (where asked for) the average and the mixed model: the values of the last choice. */
  definitions: (number[] | "average" | "mixed")[];
  /** By specification: each block's share, then what is left over. NaN where it cannot be computed. */
  shares: Float64Array;
  /** Rows of each specification without its definition. */
  nobs: Int32Array;
  /** Why some could not be computed: by specification without its definition. */
  failed: { years: number; sample: number; outcome: number | null; why: string }[];
}

/** Cross-products are made once for each set of rows and weights; every specification on them takes small matrices only. */
export function* enumerate(model: AuditModel): Task<Enumerated> {
  const { blocks, outcomes } = model;
  const p = blocks.length;
  const definitions = definitionList(model);
  const choices = blocks.map(({ alternatives }) => alternatives.length);
  const inner = choices.reduce((product, count) => product * count, 1);
  const sizes = [model.years.length, model.samples.length, model.weights.length, outcomes.length, ...choices, definitions.length]; // prettier-ignore
  const bases = sizes.slice(0, -1).reduce((product, count) => product * count, 1);
  const shares = new Float64Array(bases * definitions.length * (p + 1)).fill(NaN);
  const nobs = new Int32Array(bases);
  const failed: Enumerated["failed"] = [];
  const average = countOrders(p, blocks.map(() => 0))!.weights; // prettier-ignore
  let base = 0;
  for (let y = 0; y < model.years.length; y++)
    for (let s = 0; s < model.samples.length; s++) {
      const rows = model.rowsOf(y, s);
      for (const { values } of model.weights) {
        const fits = rows.length < 3 ? "fewer than three rows are left" : onRows(model, rows, values);
        for (let o = 0; o < outcomes.length; o++) {
          const why = typeof fits === "string" ? fits : fits.constant(o) ? "the outcome does not vary" : null;
          if (why !== null) failed.push({ years: y, sample: s, outcome: typeof fits === "string" ? null : o, why });
          for (let k = 0; k < inner; k++, base++) {
            nobs[base] = rows.length;
            if (why !== null || typeof fits === "string") continue;
            const chosen = unravel(k, choices);
            const at = base * definitions.length * (p + 1);
            writeShares(shares, at, fits.rSquared(o, chosen), definitions, average, () => fits.mixed(o, chosen));
            if (base % 16 === 15) yield { stage: "trying every choice", done: base + 1, total: bases };
          }
        }
      }
    }
  return { sizes, definitions, shares, nobs, failed };
}

/** Position k as one position per choice, the last changing fastest. */
export function unravel(k: number, sizes: readonly number[]): number[] {
  const out = sizes.map(() => 0);
  let rest = k;
  for (let d = sizes.length - 1; d >= 0; d--) {
    out[d] = rest % sizes[d]!;
    rest = (rest - out[d]!) / sizes[d]!;
  }
  return out;
}

export function definitionList({ blocks, definitions }: AuditModel): Enumerated["definitions"] {
  return definitions.flatMap((each): Enumerated["definitions"] =>
    each === "order" ? permutations(blocks.map((_, j) => j)) : [each],
  );
}

/** In the order of a dictionary. */
function permutations(items: readonly number[]): number[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first) => permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]));
}

function writeShares(
  out: Float64Array,
  at: number,
  rSquared: Float64Array,
  definitions: Enumerated["definitions"],
  average: readonly Float64Array[],
  mixed: () => number[],
): void {
  const p = average.length;
  definitions.forEach((definition, d) => {
    const place = at + d * (p + 1);
    if (definition === "mixed") return out.set(mixed(), place);
    out[place + p] = 1 - rSquared[rSquared.length - 1]!;
    if (definition === "average")
      return average.forEach((weights, j) => {
        let sum = 0;
        for (let mask = 0; mask < weights.length; mask++)
          if (weights[mask] !== 0) sum += weights[mask]! * (rSquared[mask | (1 << j)]! - rSquared[mask]!);
        out[place + j] = sum;
      });
    let mask = 0;
    for (const j of definition) {
      out[place + j] = rSquared[mask | (1 << j)]! - rSquared[mask]!;
      mask |= 1 << j;
    }
  });
}

interface OnRows {
  constant(outcome: number): boolean;
  /** R2 by set of blocks. */
  rSquared(outcome: number, chosen: readonly number[]): Float64Array;
  /** Shares by random intercepts, left over last. */
  mixed(outcome: number, chosen: readonly number[]): number[];
}

/** Everything that the specifications on these rows and weights share, or why there are none. */
function onRows(model: AuditModel, rows: Int32Array, allWeights: Float64Array | null): OnRows | string {
  const take = (values: Float64Array): Float64Array => Float64Array.from(rows, (i) => values[i]!);
  const { blocks, outcomes } = model;
  const areaBlock = blocks.findIndex(({ role }) => role === "area");
  const areas: Groups | null =
    areaBlock < 0 ? null : groupsInUse(Int32Array.from(rows, (i) => model.areaOf![i]!), model.areaCount).groups; // prettier-ignore
  if (areas !== null && areas.count < 2) return "only one area is left";
  const years = blocks.some(({ role }) => role === "time") ? yearDummies(take(model.times!)) : [];
  if (years.length === 0 && blocks.some(({ role }) => role === "time")) return "only one year is left";
  const columns: Float64Array[] = years.map(({ values }) => values);
  const columnsOf = model.pool.map((measure) => {
    if (measure.role !== "measures") return [];
    return measure.columns.map(({ values }) => columns.push(take(values)) - 1);
  });
  if (rows.length <= columns.length + (areas?.count ?? 1) + 1) return "too few rows are left for so many columns";
  const weights = allWeights === null ? null : take(allWeights);
  const first = columns.length;
  const all = [...columns, ...outcomes.map(({ values }) => take(values))];
  const centred = centreColumns(all, weights, areas);
  const total = products(centred.total, centred.sizes, centred.constant);
  const absorbed = all.map((_, j) => areas !== null && j < first && norm(centred.within![j]!) <= APART * centred.sizes[j]!); // prettier-ignore
  const within =
    areas === null ? null : products(centred.within!, centred.sizes, centred.constant.map((flat, j) => flat || absorbed[j]!)); // prettier-ignore
  const entering = blocks.map((_, j) => j).filter((j) => j !== areaBlock);

  function columnList(chosen: readonly number[]): { list: number[]; blockOf: number[]; starts: number[] } {
    const list: number[] = [];
    const blockOf: number[] = [];
    const starts = [0];
    for (const j of entering) {
      const { role, alternatives } = blocks[j]!;
      const own = role === "time" ? years.map((_, k) => k) : alternatives[chosen[j]!]!.measures.flatMap((m) => columnsOf[m]!); // prettier-ignore
      list.push(...own);
      for (let k = 0; k < own.length; k++) blockOf.push(j);
      starts.push(list.length);
    }
    return { list, blockOf, starts };
  }

  return {
    constant: (o) => centred.constant[first + o]!,
    rSquared(o, chosen) {
      const { list, starts } = columnList(chosen);
      const which = [...list, first + o];
      const masks = 1 << blocks.length;
      const left = new Float64Array(masks);
      const eliminate = subsetElimination({ size: which.length, starts, bits: entering });
      const plain = pick(total, which);
      const lengths = Float64Array.from(which, (_, j) => plain[j * which.length + j]!);
      eliminate(plain, lengths, 0, left);
      if (within !== null) eliminate(pick(within, which), lengths, 1 << areaBlock, left);
      return left.map((rss) => 1 - rss);
    },
    mixed(o, chosen) {
      const { list, blockOf } = columnList(chosen);
      const y = all[first + o]!;
      const shares = randomShares(
        { y, weights, columns: list.map((j) => all[j]!), blockOf, blocks: blocks.length, areas, areaBlock },
        { total: list.map((j) => centred.total[j]!), totalWeight: centred.totalWeight },
      );
      return [...shares.fixed.map((share, j) => (j === areaBlock ? shares.area : share)), shares.leftOver];
    },
  };
}

/** Cross-products of columns, each divided by its own length; nothing for those that do not vary. */
function products(columns: readonly Float64Array[], sizes: Float64Array, flat: readonly boolean[]): Float64Array[] {
  return columns.map((a, j) =>
    Float64Array.from(columns, (b, k) => (flat[j] || flat[k] ? 0 : dot(a, b) / (sizes[j]! * sizes[k]!))),
  );
}

function pick(matrix: readonly Float64Array[], which: readonly number[]): Float64Array {
  const out = new Float64Array(which.length * which.length);
  which.forEach((j, at) => which.forEach((k, to) => (out[at * which.length + to] = matrix[j]![k]!)));
  return out;
}
