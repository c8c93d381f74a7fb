import { areaCrossProducts, countDraws, sampler, type DrawProducts } from "../6-estimators/area-cross-products.ts";
import { centreColumns, type Groups } from "../6-estimators/centred-columns.ts";
import { APART } from "../6-estimators/subset-tree.ts";
import type { Task } from "../messages/types.ts";
import { MersenneTwister, sampleWithReplacement } from "../random/index.ts";

export interface RedrawCoefficientsInput {
  y: Float64Array;
  /** Columns without the constant. */
  columns: readonly Float64Array[];
  groups: Groups;
  weights?: Float64Array | null;
  draws: number;
  seed: number;
  /** Positions of the groups in each draw, instead of random ones. */
  given?: readonly Int32Array[];
}

export interface RedrawnCoefficients {
  /** `coefficients[k][draw]`: the constant first; NaN where a column cannot be told apart in the draw. */
  coefficients: Float64Array[];
  rSquared: Float64Array;
  /** The same with each group left out once. */
  jackknife: Float64Array[];
}

/**
 * Cluster bootstrap of a least squares fit: groups are redrawn with replacement, seeded as in R, and the model is solved anew
 * from their summed cross-products, without touching the rows.
 *
 * R: `set.seed(seed); replicate(draws, coef(lm(y ~ X, d[unlist(rows[sample.int(G, replace = TRUE)]), ])))`.
 * @see Cameron, Gelbach & Miller (2008), Review of Economics and Statistics 90(3).
 */
export function* redrawCoefficients(input: RedrawCoefficientsInput): Task<RedrawnCoefficients> {
  const { y, columns, groups, draws, seed, given } = input;
  const weights = input.weights ?? null;
  const centred = centreColumns([...columns, y], weights, groups);
  const absorbed = columns.map(() => false);
  const products = areaCrossProducts(centred, groups, { absorbed, withWithin: false, weights });
  const samples = sampler(products);
  const size = products.size;
  const work = new Float64Array(size * size);
  const slopes = new Float64Array(size - 1);
  const random = new MersenneTwister(seed);
  const counts = new Int32Array(groups.count);
  const make = (count: number): Float64Array[] => Array.from({ length: size }, () => new Float64Array(count));
  const out = { coefficients: make(draws), rSquared: new Float64Array(draws), jackknife: make(groups.count) };
  for (let draw = 0; draw < draws; draw++) {
    if (draw % 64 === 0) yield { stage: "redrawing groups", done: draw, total: draws };
    countDraws(given?.[draw] ?? sampleWithReplacement(random, groups.count), counts);
    out.rSquared[draw] = solve(samples.draw(counts), out.coefficients, draw);
  }
  for (let g = 0; g < groups.count; g++) solve(samples.leaveOut(g), out.jackknife, g);
  return out;

  /** Gaussian elimination on the (scaled) cross-products, then back; writes one draw's coefficients. */
  function solve({ total, means }: DrawProducts, into: Float64Array[], at: number): number {
    const last = size - 1;
    work.set(total);
    for (let k = 0; k < last; k++) {
      const row = k * size;
      const pivot = work[row + k]!;
      if (!(pivot > APART * APART * total[row + k]!)) {
        work[row + k] = 0;
        continue;
      }
      for (let i = k + 1; i < size; i++) {
        const factor = work[row + i]! / pivot;
        for (let j = i; j < size; j++) work[i * size + j] = work[i * size + j]! - factor * work[row + j]!;
      }
    }
    const unit = centred.sizes[last]!;
    let constant = centred.overall[last]! + means[last]! * unit;
    for (let k = last - 1; k >= 0; k--) {
      const row = k * size;
      const pivot = work[row + k]!;
      let sum = work[row + last]!;
      for (let j = k + 1; j < last; j++) sum -= work[row + j]! * slopes[j]!;
      slopes[k] = pivot === 0 ? 0 : sum / pivot;
      const slope = (slopes[k]! * unit) / centred.sizes[k]!;
      into[k + 1]![at] = pivot === 0 ? NaN : slope;
      constant -= slope * (centred.overall[k]! + means[k]! * centred.sizes[k]!);
    }
    into[0]![at] = constant;
    return 1 - work[last * size + last]! / total[last * size + last]!;
  }
}
