import { tTwoSided } from "../distributions/index.ts";
import { absorption, type Factor } from "../6-estimators/absorb.ts";
import { areaCrossProducts } from "../6-estimators/area-cross-products.ts";
import { centreColumns } from "../6-estimators/centred-columns.ts";
import { finiteNumbers, positiveNumbers } from "../6-estimators/check-numbers.ts";
import { cholesky, choleskySolve } from "../linalg/cholesky.ts";
import { norm } from "../linalg/dot.ts";
import { parametersCounted } from "./small-sample.ts";

export interface SpecificationInput {
  /** Forms of the outcome, by name. */
  outcomes: Record<string, ArrayLike<number>>;
  /** The variable whose coefficient is followed, in every model. */
  focal: ArrayLike<number>;
  /** Covariates that come and go; at most 16, for all their subsets are fitted. */
  covariates: Record<string, ArrayLike<number>>;
  /** Covariates in every model. */
  always?: Record<string, ArrayLike<number>>;
  /** Clusters of the errors. */
  cluster: Factor;
  weights?: ArrayLike<number>;
  /** Effects in every model, taken out first. */
  absorb?: readonly Factor[];
  /** "CR1S" (default): G/(G-1) (N-1)/(N-k), absorbed effects nested in the clusters not counted; "CR1": G/(G-1). */
  errors?: "CR1" | "CR1S";
}

export interface Specification {
  outcome: string;
  /** Bit j: covariate j is in the model. */
  mask: number;
  /** Null where the model cannot tell the focal variable from the others. */
  estimate: number | null;
  stdError: number | null;
  statistic: number | null;
  pValue: number | null;
}

/** A pivot of the scaled cross-products below this leaves nothing of the column: its square root is some 1e-6 of its length. */
const APART = 1e-12;

/**
 * The focal coefficient under every choice of covariates and outcome form, each with clustered errors: all are kept and shown. The
 * declared set is enumerated before looking; the median of the curve is a description, not an estimate.
 *
 * Least squares with a constant (or the absorbed effects), from one table of cross-products per cluster: with d the focal
 * column less its projection on the covariates, b = d'y / d'd and se^2 = c sum_g (d_g'u_g)^2 / (d'd)^2, where d_g'u_g is a sum over
 * cross-products of cluster g alone. Rows are touched once, not once a model. p from t(G - 1).
 *
 * @returns outcome by outcome, masks rising. @throws RangeError when lengths differ, a value is not finite, or for more than 16 covariates.
 * R: `for (s in subsets) sandwich::vcovCL(lm(...), cluster)`. @see Simonsohn, Simmons & Nelson (2020), Nature Human Behaviour 4.
 */
export function specificationCurve(input: SpecificationInput): Specification[] {
  const { cluster, absorb = [], errors = "CR1S" } = input;
  const n = cluster.codes.length;
  const G = cluster.levels;
  const names = Object.keys(input.covariates);
  if (names.length > 16) throw new RangeError("specificationCurve: at most 16 covariates come and go");
  if (G < 2) throw new RangeError("specificationCurve: at least two clusters are needed");
  const weights = input.weights === undefined ? null : positiveNumbers(input.weights, "weights", n);
  const effects = absorb.length === 0 ? null : absorption(absorb, weights);
  const always = Object.entries(input.always ?? {});
  const outcomes = Object.entries(input.outcomes);
  // Always, covariates, focal, outcomes: a model is some of the first ones, then the focal column.
  const columns = [...always, ...Object.entries(input.covariates), ["focal", input.focal] as const, ...outcomes].map(
    ([name, values]) => {
      const column = finiteNumbers(values, name, n);
      if (effects === null) return column;
      const within = effects.residualise(column);
      // What rounding leaves of a column that lies in the effects is no column.
      return norm(within) <= 1e-10 * norm(column) ? within.fill(0) : within;
    },
  );
  const focal = always.length + names.length;
  const groups = { of: cluster.codes, count: G };
  const centred = centreColumns(columns, weights, groups);
  const none = columns.map(() => false);
  const products = areaCrossProducts(centred, groups, { absorbed: none, withWithin: false, weights });
  const packed = (products.size * (products.size + 1)) / 2;
  // By pair of columns, then cluster: a model adds up few long rows.
  const pairs = Array.from({ length: packed }, (_, at) =>
    Float64Array.from({ length: G }, (__, g) => products.table[g * products.stride + at]!),
  );
  const pairAt = (j: number, k: number): number => {
    const [low, high] = j < k ? [j, k] : [k, j];
    return low * products.size - (low * (low - 1)) / 2 + (high - low);
  };
  const total = pairs.map((row) => row.reduce((sum, value) => sum + value, 0));
  const at = (j: number, k: number): number => total[pairAt(j, k)]!;
  const counted = parametersCounted(
    { absorbed: [...absorb], absorbedRank: effects?.rank ?? 0, rank: effects === null ? 1 : 0 },
    cluster.codes,
  ).k;
  const out: Specification[][] = outcomes.map(() => []);
  const projected = Array.from({ length: products.size }, () => new Float64Array(G));
  for (let mask = 0; mask < 1 << names.length; mask++) {
    const chosen = Array.from(names.keys()).filter((j) => ((mask >> j) & 1) === 1);
    const wanted = [...always.keys(), ...chosen.map((j) => always.length + j), focal];
    const blank = { mask, estimate: null, stdError: null, statistic: null, pValue: null };
    const factors = factorise(wanted, at);
    if (factors.kept.at(-1) !== focal) {
      outcomes.forEach(([outcome], o) => out[o]!.push({ outcome, ...blank }));
      continue;
    }
    const { kept: all, L } = factors;
    const p = all.length;
    const unit = new Float64Array(p);
    unit[p - 1] = 1;
    // Column of (X'X)^-1: d / d'd = X a.
    const a = choleskySolve(L, unit);
    // d_g'x_j / d'd for every column that residuals are made of.
    const project = (j: number): Float64Array => {
      const sums = projected[j]!.fill(0);
      for (let i = 0; i < p; i++) {
        const row = pairs[pairAt(all[i]!, j)]!;
        const factor = a[i]!;
        for (let g = 0; g < G; g++) sums[g] = sums[g]! + factor * row[g]!;
      }
      return sums;
    };
    const own = all.map(project);
    outcomes.forEach(([outcome], o) => {
      const y = focal + 1 + o;
      const b = choleskySolve(
        L,
        Float64Array.from(all, (j) => at(j, y)),
      );
      const scores = Float64Array.from(project(y));
      for (let i = 0; i < p; i++) for (let g = 0; g < G; g++) scores[g] = scores[g]! - b[i]! * own[i]![g]!;
      const factor = (G / (G - 1)) * (errors === "CR1S" ? (n - 1) / (n - counted - p) : 1);
      // Back from columns of length one to the data's units.
      const scale = centred.sizes[y]! / centred.sizes[focal]!;
      const estimate = b[p - 1]! * scale;
      const stdError = Math.sqrt(factor * scores.reduce((sum, s) => sum + s * s, 0)) * scale;
      const statistic = estimate / stdError;
      out[o]!.push({ outcome, mask, estimate, stdError, statistic, pValue: tTwoSided(statistic, G - 1) });
    });
  }
  return out.flat();
}

/** Cholesky factor of these columns' cross-products; those that the ones before them tell are left out, as `lm` does. */
function factorise(
  columns: readonly number[],
  at: (j: number, k: number) => number,
): { kept: number[]; L: Float64Array[] } {
  const attempt = (list: readonly number[]): Float64Array[] | null => {
    const L = cholesky(list.map((j) => Float64Array.from(list, (i) => at(i, j))));
    return L === null || L.some((column, j) => column[j]! * column[j]! < APART) ? null : L;
  };
  const whole = attempt(columns);
  if (whole !== null) return { kept: [...columns], L: whole };
  let best: { kept: number[]; L: Float64Array[] } = { kept: [], L: [] };
  for (const column of columns) {
    const kept = [...best.kept, column];
    const L = attempt(kept);
    if (L !== null) best = { kept, L };
  }
  return best;
}
