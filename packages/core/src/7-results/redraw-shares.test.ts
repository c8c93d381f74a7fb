import { describe, expect, it } from "vitest";
import { countOrders } from "./orders.ts";
import { redrawShares } from "./redraw-shares.ts";
import { drain } from "../messages/drain.ts";
import { MersenneTwister } from "../random/index.ts";
import { areaCrossProducts } from "../6-estimators/area-cross-products.ts";
import { fitSubsets, type BlockModel } from "../6-estimators/subset-fits.ts";

/** Six areas, each but two with a column of its own: without the area nothing is left of its column. */
function model(keep: (area: number) => boolean, weights: boolean): BlockModel {
  const random = new MersenneTwister(4);
  const rows = Array.from({ length: 30 }, (_, i) => ({ area: i % 6, x: random.uniform(), e: random.uniform(), w: 0.1 + 5 * random.uniform() })); // prettier-ignore
  const used = rows.filter(({ area }) => keep(area));
  const areas = [...new Set(used.map(({ area }) => area))];
  const column = (value: (row: (typeof rows)[0]) => number): Float64Array => Float64Array.from(used, value);
  return {
    y: column(({ area, x, e }) => area + x + e),
    weights: weights ? column(({ w }) => w) : null,
    columns: [column(({ x }) => x), ...[2, 3, 4, 5].map((own) => column(({ area }) => (area === own ? 1 : 0)))],
    blockOf: [0, 1, 1, 1, 1],
    blocks: 3,
    areas: { of: Int32Array.from(used, ({ area }) => areas.indexOf(area)), count: areas.length },
    areaBlock: 2,
  };
}

describe("samples without an area whose column is its own", () => {
  it.each([false, true])("are what fitting the other areas again gives (weights: %s)", (weighted) => {
    const orders = countOrders(3, [0, 0, 0])!;
    const whole = model(() => true, weighted);
    const fits = fitSubsets(whole);
    const products = areaCrossProducts(fits.centred, whole.areas!, { absorbed: fits.absorbed, withWithin: true, weights: whole.weights }); // prettier-ignore
    const { draws, jackknife } = drain(redrawShares(products, whole, orders, { draws: 200, seed: 1 }));
    expect(draws.flatMap((list) => [...list]).every((share) => share >= 0 && share <= 1)).toBe(true);
    for (let gone = 0; gone < 6; gone++) {
      const { rSquared } = fitSubsets(model((area) => area !== gone, weighted));
      orders.weights.forEach((weights, j) => {
        const bit = 1 << j;
        const share = weights.reduce((sum, weight, mask) => sum + (mask & bit ? 0 : weight * (rSquared[mask | bit]! - rSquared[mask]!)), 0); // prettier-ignore
        expect(Math.abs(jackknife[j]![gone]! - share), `block ${j} without area ${gone}`).toBeLessThan(1e-10);
      });
    }
  });
});
