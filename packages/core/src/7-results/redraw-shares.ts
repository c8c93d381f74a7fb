import type { AreaCrossProducts } from "../6-estimators/area-cross-products.ts";
import { countDraws } from "../6-estimators/area-cross-products.ts";
import { subsetsOfDraw, type DrawPlan } from "../6-estimators/draw-shares.ts";
import type { Task } from "../messages/types.ts";
import { MersenneTwister, sampleWithReplacement } from "../random/index.ts";
import { averageCoefficients, type Orders } from "./orders.ts";

/** Average shares in redrawn samples: `draws[block][draw]` and, each area left out once, `jackknife[block][area]`. */
export interface RedrawnShares {
  draws: Float64Array[];
  jackknife: Float64Array[];
  /** Samples in which the outcome did not vary: no shares, and they count for nothing. */
  empty: number;
}

/** Samples between two breaths: a few milliseconds' work, also where every row is a unit of its own. */
function breath(products: AreaCrossProducts): number {
  return Math.max(1, Math.min(16, Math.floor(2e6 / products.table.length)));
}

/**
 * Redraws areas with replacement (as many as there are) and computes each block's average share anew; then leaves each area
 * out in turn. R: `set.seed(seed); replicate(draws, sample.int(G, replace = TRUE))`.
 */
export function* redrawShares(
  products: AreaCrossProducts,
  plan: DrawPlan,
  orders: Orders,
  options: { draws: number; seed: number },
): Task<RedrawnShares> {
  const random = new MersenneTwister(options.seed);
  const coefficients = averageCoefficients(orders);
  const subsets = subsetsOfDraw(products, plan);
  const counts = new Int32Array(products.areas);
  const every = breath(products);
  const total = options.draws + products.areas;
  const drawn: number[][] = coefficients.map(() => []);
  const left: number[][] = coefficients.map(() => []);
  let empty = 0;
  for (let draw = 0; draw < options.draws; draw++) {
    if (draw % every === 0) yield { stage: "redrawing areas", done: draw, total };
    countDraws(sampleWithReplacement(random, products.areas), counts);
    if (!keep(drawn, subsets.draw(counts))) empty++;
  }
  for (let area = 0; area < products.areas; area++) {
    if (area % 16 === 0) yield { stage: "leaving areas out", done: options.draws + area, total };
    keep(left, subsets.leaveOut(area));
  }
  return { draws: drawn.map((x) => Float64Array.from(x)), jackknife: left.map((x) => Float64Array.from(x)), empty };

  function keep(into: number[][], rSquared: Float64Array | null): boolean {
    if (rSquared === null) return false;
    for (let j = 0; j < coefficients.length; j++) {
      const own = coefficients[j]!;
      let sum = 0;
      for (let mask = 0; mask < own.length; mask++) sum += own[mask]! * rSquared[mask]!;
      into[j]!.push(sum);
    }
    return true;
  }
}
