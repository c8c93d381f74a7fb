import { aliasedColumns } from "../../6-estimators/aliased.ts";
import { areaCrossProducts } from "../../6-estimators/area-cross-products.ts";
import { fullResiduals } from "../../6-estimators/full-residuals.ts";
import { fitSubsets, type BlockModel, type SubsetFits } from "../../6-estimators/subset-fits.ts";
import { autocorrelatedFloor, withinAutocorrelation } from "../../7-results/autocorrelation.ts";
import { bca, jackknifeStdError } from "../../7-results/bca.ts";
import { betweenShare } from "../../7-results/between-share.ts";
import { floors } from "../../7-results/floors.ts";
import { mixedShares } from "../../7-results/mixed-shares.ts";
import { countOrders, type Orders } from "../../7-results/orders.ts";
import { redrawShares, type RedrawnShares } from "../../7-results/redraw-shares.ts";
import { certainties, shares } from "../../7-results/shares.ts";
import { dot } from "../../linalg/dot.ts";
import type { Problem, Task } from "../../messages/types.ts";
import { further, furtherProblem } from "./further.ts";
import { constantOutcome, productCircle, tooManyPredictors } from "../../7-results/blocks/problems.ts";
import { toBlockModel } from "../../7-results/blocks/share-model.ts";
import type { FurtherModel } from "./further.ts";
import type { ColumnInfo, DecomposeValue, ShareRow } from "./value.ts";

export interface Redraw {
  draws: number;
  seed: number;
}

/** `orders`: how many orders the average runs over. */
export type Computed = { ok: true; value: DecomposeValue; orders: number } | { ok: false; problem: Problem };

/** Shares that never leave zero by more than rounding. */
const NOTHING = 1e-12;

/** Every figure of the question, from the arrays. */
export function* computeShares(model: FurtherModel, redraw: Redraw): Task<Computed> {
  const blocks = toBlockModel(model);
  const nobs = model.y.length;
  const parameters = blocks.columns.length + (blocks.areaBlock >= 0 ? blocks.areas!.count - 1 : 0);
  // Before any factorisation: its cost grows with the square of this number.
  if (blocks.columns.length >= nobs) return { ok: false, problem: tooManyPredictors(parameters, nobs) };
  yield { stage: "fitting every set of groups", done: 0, total: 1 };
  const orders = countOrders(
    blocks.blocks,
    model.blocks.map(({ needs }) => needs.reduce((mask, block) => mask | (1 << block), 0)),
  );
  if (orders === null) {
    const circle = model.blocks.filter(({ needs }) => needs.length > 0).map(({ name }) => name);
    return { ok: false, problem: productCircle(circle) };
  }
  const barred = furtherProblem(model);
  if (barred !== null) return { ok: false, problem: barred };
  const fits = fitSubsets(blocks);
  if (fits.centred.constant[blocks.columns.length]) return { ok: false, problem: constantOutcome(model.outcome) };
  const rank = fits.rank[fits.rank.length - 1]!;
  if (rank >= nobs - 1) return { ok: false, problem: tooManyPredictors(rank + 1, nobs) };
  const redrawn = yield* redrawUnits(blocks, fits, orders, redraw);
  return { ok: true, value: assemble(model, blocks, fits, orders, redrawn, redraw), orders: orders.count };
}

/** Areas are redrawn; data without areas redraw their rows. */
function* redrawUnits(blocks: BlockModel, fits: SubsetFits, orders: Orders, redraw: Redraw): Task<RedrawnShares> {
  const rows = { of: Int32Array.from(blocks.y, (_, i) => i), count: blocks.y.length };
  const products = areaCrossProducts(fits.centred, blocks.areas ?? rows, {
    absorbed: fits.absorbed,
    withWithin: blocks.areaBlock >= 0,
    weights: blocks.weights,
  });
  return yield* redrawShares(products, blocks, orders, redraw);
}

function assemble(
  model: FurtherModel,
  blocks: BlockModel,
  fits: SubsetFits,
  orders: Orders,
  redrawn: RedrawnShares,
  redraw: Redraw,
): DecomposeValue {
  const { areaBlock } = blocks;
  const full = fits.rSquared.length - 1;
  const nobs = model.y.length;
  const rSquared = fits.rSquared[full]!;
  const columns = columnInfo(model, blocks, fits);
  const rows = shareRows(model, orders, fits, redrawn, nobs);
  const timeBlock = model.blocks.findIndex(({ role }) => role === "time");
  const mixed = areaBlock >= 0 ? mixedShares(blocks, fits, timeBlock) : null;
  const floor = areaBlock >= 0 ? areaFloor(model, blocks, fits) : null;
  return {
    outcome: model.outcome,
    nobs,
    areas: model.areas === null ? null : model.areas.count,
    times: model.times === null ? null : new Set(model.times).size,
    rSquared,
    adjRSquared: 1 - ((1 - rSquared) * (nobs - 1)) / (nobs - 1 - fits.rank[full]!),
    noiseFloor: areaBlock >= 0 ? rows[areaBlock]!.floor.alone : null,
    noiseFloorAutocorrelated: floor?.share ?? null,
    rho: floor?.rho ?? null,
    ...certainties(
      fits,
      rows.map((row) => row.last),
    ),
    betweenShare: betweenShares(model, blocks, fits),
    shares: rows,
    subsets: Array.from(fits.rSquared, (value, mask) => (orders.allowed[mask] ? value : null)),
    roles: model.blocks.map(({ role }) => role),
    absorbed: columns.filter(({ absorbed }) => absorbed).map(({ column }) => column),
    columns,
    vpc: mixed?.vpc ?? null,
    pcv: mixed?.pcv ?? null,
    mixedShares:
      mixed === null
        ? null
        : {
            area: mixed.area,
            leftOver: mixed.leftOver,
            fixed: Object.fromEntries(
              model.blocks.flatMap(({ name }, j) => (j === areaBlock ? [] : [[name, mixed.fixed[j]!]])),
            ),
          },
    rSquaredWithoutArea:
      areaBlock >= 0 && orders.allowed[full ^ (1 << areaBlock)] ? fits.rSquared[full ^ (1 << areaBlock)]! : null,
    bootstrap:
      redraw.draws > 0
        ? {
            draws: redraw.draws,
            seed: redraw.seed,
            areas: model.areas?.count ?? nobs,
            level: 0.95,
            empty: redrawn.empty,
          }
        : null,
    ...further(model, fits),
    route: { method: "qr", condition: fits.condition },
  };
}

function shareRows(
  model: FurtherModel,
  orders: Orders,
  fits: SubsetFits,
  redrawn: RedrawnShares,
  nobs: number,
): ShareRow[] {
  const floor = floors(fits, orders, nobs);
  return shares(fits, orders).map((share, j) => {
    const draws = redrawn.draws[j]!;
    const jackknife = redrawn.jackknife[j]!;
    const never = Math.abs(share.shapley) < NOTHING && draws.every((draw) => Math.abs(draw) < NOTHING);
    const range = draws.length < 2 ? null : never ? { low: 0, high: 0 } : bca(share.shapley, draws, jackknife);
    return {
      block: model.blocks[j]!.name,
      ...share,
      low: range?.low ?? null,
      high: range?.high ?? null,
      jackknifeStdError: jackknife.length < 2 ? null : never ? 0 : jackknifeStdError(jackknife),
      floor: { ...floor[j]! },
      published: model.blocks[j]!.published,
    };
  });
}

function columnInfo(model: FurtherModel, blocks: BlockModel, fits: SubsetFits): ColumnInfo[] {
  const { centred } = fits;
  const roleOf = blocks.blockOf.map((j) => model.blocks[j]!.role);
  const all = blocks.columns.map((_, j) => j);
  const order = [...all.filter((j) => roleOf[j] === "time"), ...all.filter((j) => roleOf[j] !== "time")];
  const aliased = aliasedColumns(fits, order, blocks.areaBlock >= 0);
  const names = model.blocks.flatMap((block) => block.columns.map(({ name }) => name));
  return all
    .filter((j) => roleOf[j] === "measures")
    .map((j) => {
      const size = centred.sizes[j]!;
      const within = centred.within === null || centred.constant[j] ? null : centred.within[j]!;
      return {
        column: names[j]!,
        block: model.blocks[blocks.blockOf[j]!]!.name,
        withinShare: within === null ? null : fits.absorbed[j] ? 0 : dot(within, within) / (size * size),
        betweenShare: model.areas === null || centred.constant[j] ? null : betweenShare(centred, [j]),
        absorbed: aliased[j]!,
      };
    });
}

function betweenShares(model: FurtherModel, blocks: BlockModel, fits: SubsetFits): { [block: string]: number } {
  const out: [string, number][] = [];
  if (model.areas === null || model.areas.count < 2) return {};
  model.blocks.forEach((block, j) => {
    if (block.role !== "measures") return;
    const own = blocks.columns.map((_, k) => k).filter((k) => blocks.blockOf[k] === j);
    const share = betweenShare(fits.centred, own);
    if (share !== null) out.push([block.name, share]);
  });
  return Object.fromEntries(out);
}

function areaFloor(model: FurtherModel, blocks: BlockModel, fits: SubsetFits): { rho: number; share: number } | null {
  if (model.times === null) return null;
  const places = { area: blocks.areas!.of, areas: blocks.areas!.count, time: model.times };
  const rho = withinAutocorrelation(fullResiduals(fits, model.weights), places);
  return rho === null ? null : { rho, share: autocorrelatedFloor(places, rho, model.weights) };
}
