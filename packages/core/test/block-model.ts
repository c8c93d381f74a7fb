import type { BlockModel } from "../src/6-estimators/subset-fits.ts";
import type { Groups } from "../src/6-estimators/centred-columns.ts";

type Cells = readonly (string | number | null)[];

/** Groups from cells, in order of appearance. */
export function groupsOf(cells: Cells): Groups {
  const seen = new Map<string | number | null, number>();
  const of = Int32Array.from(cells, (cell) => {
    if (!seen.has(cell)) seen.set(cell, seen.size);
    return seen.get(cell)!;
  });
  return { of, count: seen.size };
}

/** Dummies of every value but the first. */
export function dummiesOf(cells: Cells): Float64Array[] {
  const { of, count } = groupsOf(cells);
  return Array.from({ length: count - 1 }, (_, k) => Float64Array.from(of, (code) => (code === k + 1 ? 1 : 0)));
}

/** Blocks by name: columns of a table; "area" is the area block. Text becomes dummies. */
export function blockModel(
  data: Record<string, Cells>,
  outcome: string,
  blocks: Record<string, "area" | string[]>,
  options: { area?: string; weights?: string } = {},
): BlockModel {
  const columns: Float64Array[] = [];
  const blockOf: number[] = [];
  const names = Object.keys(blocks);
  names.forEach((name, j) => {
    const terms = blocks[name]!;
    if (terms === "area") return;
    for (const term of terms) {
      const cells = data[term]!;
      const made = cells.some((cell) => typeof cell === "string")
        ? dummiesOf(cells)
        : [Float64Array.from(cells as number[])];
      for (const column of made) {
        columns.push(column);
        blockOf.push(j);
      }
    }
  });
  return {
    y: Float64Array.from(data[outcome] as number[]),
    weights: options.weights === undefined ? null : Float64Array.from(data[options.weights] as number[]),
    columns,
    blockOf,
    blocks: names.length,
    areas: options.area === undefined ? null : groupsOf(data[options.area]!),
    areaBlock: names.findIndex((name) => blocks[name] === "area"),
  };
}
