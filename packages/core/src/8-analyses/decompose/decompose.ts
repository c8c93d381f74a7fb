import { byCodePoint } from "../../columns/order.ts";
import { drain } from "../../messages/drain.ts";
import type { Problem } from "../../messages/types.ts";
import { computeShares } from "./compute.ts";
import { negativeWeight, noKeyFor, noRows, oneGroup } from "../../7-results/blocks/problems.ts";
import { groupsInUse, type ShareBlock, type ShareModel } from "../../7-results/blocks/share-model.ts";
import { yearDummies } from "../../7-results/blocks/year-dummies.ts";
import type { DecomposeValue } from "./value.ts";

export interface DecomposeInput {
  /** The outcome, one number per row. */
  y: ArrayLike<number>;
  /** Groups by name: "area", "time", or columns by name (or in a list). At most 12. */
  blocks: { [name: string]: "area" | "time" | { [column: string]: ArrayLike<number> } | ArrayLike<number>[] };
  area?: ArrayLike<string | number>;
  /** Calendar year of each row. */
  time?: ArrayLike<number>;
  /** One number above zero per row. */
  weights?: ArrayLike<number>;
  /** Groups that must come before a group: for products, after their parents. */
  after?: { [block: string]: string[] };
  published?: { [block: string]: number };
  /** None by default. Areas are redrawn in the order of their codes. */
  bootstrap?: { draws: number; seed?: number };
}

/**
 * Shares of variation: what differences in an outcome go with, in groups of columns.
 *
 * Every subset of groups is fitted by least squares on the same rows; a group's share is what it adds to R2: alone, last,
 * on average over all orders (Shapley, LMG with groups), and at least and at most over all subsets before it. Areas and years
 * are groups of dummies. With `bootstrap`, areas are redrawn with replacement for a 95% BCa interval of the average.
 *
 * Shares are fractions of the outcome's total (weighted) variation. Rows must be complete: a value that is not finite, lists
 * of unequal length and unknown names throw; data that cannot answer are a problem.
 *
 * R: `relaimpo::calc.relimp(type = c("lmg", "last", "first"), groups = ...)`.
 * @see Lindeman, Merenda & Gold (1980), Introduction to Bivariate and Multivariate Analysis; Efron (1987), JASA 82(397).
 *
 * @example
 * const result = decompose({ y: [1, 2, 4, 3, 6], blocks: { a: { x: [1, 2, 3, 4, 5] }, b: { z: [2, 1, 2, 1, 3] } } });
 * if (result.ok) result.value.shares.map((row) => row.shapley.toFixed(4)); // ["0.6610", "0.2691"]
 */
export function decompose(
  input: DecomposeInput,
): { ok: true; value: DecomposeValue } | { ok: false; problem: Problem } {
  const rows = input.y.length;
  const names = Object.keys(input.blocks);
  if (names.length === 0 || names.length > 12) throw new RangeError(`decompose: 1 to 12 groups, not ${names.length}`);
  const y = numbers("y", input.y, rows);
  const weights = input.weights === undefined ? null : numbers("weights", input.weights, rows);
  const times = input.time === undefined ? null : numbers("time", input.time, rows);
  const areas = input.area === undefined ? null : areasOf(input.area, rows);
  for (const name of [...Object.keys(input.after ?? {}), ...Object.keys(input.published ?? {})])
    if (!names.includes(name)) throw new RangeError(`decompose: no group "${name}"`);
  const blocks: ShareBlock[] = [];
  for (const name of names) {
    const given = input.blocks[name]!;
    const published = input.published?.[name] ?? null;
    const needs = (input.after?.[name] ?? []).map((other) => {
      if (!names.includes(other)) throw new RangeError(`decompose: no group "${other}"`);
      return names.indexOf(other);
    });
    if (given === "area") {
      if (areas === null) return { ok: false, problem: noKeyFor(name, "area") };
      if (areas.count < 2) return { ok: false, problem: oneGroup(name, "area", String(input.area![0])) };
      blocks.push({ name, role: "area", columns: [], needs, published });
    } else if (given === "time") {
      if (times === null) return { ok: false, problem: noKeyFor(name, "time") };
      const columns = yearDummies(times);
      if (columns.length === 0) return { ok: false, problem: oneGroup(name, "time", String(times[0])) };
      blocks.push({ name, role: "time", columns, needs, published });
    } else {
      const columns = Object.entries(given).map(([column, values]) => ({
        name: Array.isArray(given) ? `${name} ${Number(column) + 1}` : column,
        values: numbers(column, values, rows),
      }));
      blocks.push({ name, role: "measures", columns, needs, published });
    }
  }
  if (rows < 2) return { ok: false, problem: noRows(rows) };
  const bad = weights?.find((weight) => !(weight > 0));
  if (bad !== undefined) return { ok: false, problem: negativeWeight("weights", bad) };
  const model: ShareModel = { outcome: "y", y, weights, blocks, areas, times };
  return drain(computeShares(model, { draws: input.bootstrap?.draws ?? 0, seed: input.bootstrap?.seed ?? 1 }));
}

function areasOf(area: ArrayLike<string | number>, rows: number): ShareModel["areas"] {
  if (area.length !== rows) throw new RangeError(`decompose: area has ${area.length} values for ${rows} rows`);
  const cells = Array.from(area, String);
  const codes = [...new Set(cells)].sort(byCodePoint);
  const place = new Map(codes.map((code, g) => [code, g]));
  return groupsInUse(
    Int32Array.from(cells, (code) => place.get(code)!),
    codes.length,
  ).groups;
}

function numbers(name: string, values: ArrayLike<number>, rows: number): Float64Array {
  if (values.length !== rows) throw new RangeError(`decompose: ${name} has ${values.length} values for ${rows} rows`);
  const out = Float64Array.from(values);
  for (const value of out)
    if (!Number.isFinite(value)) throw new RangeError(`decompose: ${name} holds a value that is not a number`);
  return out;
}
