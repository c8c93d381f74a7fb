import { absorption, type Factor } from "../../6-estimators/absorb.ts";
import { meanOf } from "../../6-estimators/check-numbers.ts";
import type { Prepared } from "./prepare.ts";
import type { Level } from "./value.ts";

/** Both measures at one level, and the clusters of their rows (null: independent). */
export interface Pairs {
  level: Level;
  x: Float64Array;
  y: Float64Array;
  clusters: Factor | null;
}

/** Rows; in a panel also averages of areas, and changes within areas that have more than one row, without and beyond shared ones. */
export function pairsByLevel({ x, y, area, time, repeated }: Prepared): Pairs[] {
  const rows: Pairs = { level: "rows", x, y, clusters: repeated ? area : null };
  if (!repeated) return [rows];
  const sizes = new Int32Array(area!.levels);
  area!.codes.forEach((code) => (sizes[code] = sizes[code]! + 1));
  const many = [...area!.codes.keys()].filter((i) => sizes[area!.codes[i]!]! > 1);
  const take = (factor: Factor): Factor => refactor(factor, many);
  const [a, b] = [x, y].map((values) => Float64Array.from(many, (i) => values[i]!));
  const own = take(area!);
  const deviations = (level: Level, factors: Factor[]): Pairs => {
    const { residualise } = absorption(factors, null);
    return { level, x: settled(residualise(a!), a!), y: settled(residualise(b!), b!), clusters: own };
  };
  const years = time !== null && time.levels > 1 ? [deviations("within-years", [own, take(time)])] : [];
  const means = areaMeans(x, y, area!);
  const between: Pairs = { level: "between", x: settled(means.x, x), y: settled(means.y, y), clusters: null };
  const all = [rows, between, deviations("within", [own]), ...years]; // prettier-ignore
  return all.filter((pairs) => pairs.x.length >= 5 && varies(pairs.x) && varies(pairs.y));
}

const varies = (values: Float64Array): boolean => values.some((value) => value !== values[0]);

export function areaMeans(x: Float64Array, y: Float64Array, area: Factor): { x: Float64Array; y: Float64Array } {
  const members: number[][] = Array.from({ length: area.levels }, () => []);
  area.codes.forEach((code, i) => members[code]!.push(i));
  const means = (values: Float64Array): Float64Array => Float64Array.from(members, (rows) => meanOf(rows.map((i) => values[i]!))); // prettier-ignore
  return { x: means(x), y: means(y) };
}

function refactor({ name, codes }: Factor, rows: readonly number[]): Factor {
  const places = new Map<number, number>();
  const kept = Int32Array.from(rows, (row) => {
    const code = codes[row]!;
    if (!places.has(code)) places.set(code, places.size);
    return places.get(code)!;
  });
  return { name, codes: kept, levels: places.size };
}

/** Averages or deviations to nine digits of the measure's spread, so that those which are alike rank alike on every machine. */
function settled(figures: Float64Array, values: Float64Array): Float64Array {
  const mean = meanOf(values);
  const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) * (v - mean), 0) / (values.length - 1));
  return figures.map((value) => (Math.floor((value / spread) * 1e9 + 0.5) / 1e9) * spread);
}
