import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { blockModel, groupsOf } from "../../test/block-model.ts";
import { everyValueIsCompared, referenceCases, referenceData, relativeGap } from "../../test/reference.ts";
import { areaCrossProducts, countDraws } from "../6-estimators/area-cross-products.ts";
import { subsetsOfDraw } from "../6-estimators/draw-shares.ts";
import { fitSubsets } from "../6-estimators/subset-fits.ts";
import { drain } from "../messages/drain.ts";
import { bca, jackknifeStdError } from "./bca.ts";
import { quantile7 } from "../6-estimators/quantile.ts";
import { averageCoefficients, countOrders } from "./orders.ts";
import { redrawCoefficients } from "./redraw-coefficients.ts";

const { values, tol_rel } = referenceCases("bootstrap.json").get("laA_cluster_200_given_draws")!;
const data = referenceData("la_panel.csv");
const given = readFileSync(new URL("../../fixtures/reference/data/boot_draws_laA.csv", import.meta.url), "utf8")
  .trim()
  .split(/\r?\n/)
  .map((line) => Int32Array.from(line.split(","), (position) => Number(position) - 1));
const names = Object.keys(values.coef).slice(1);

function stdDev(draws: Float64Array): number {
  const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
  return Math.sqrt(draws.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (draws.length - 1));
}

describe("areas redrawn as given, against R", () => {
  const redrawn = drain(
    redrawCoefficients({
      y: Float64Array.from(data["cpp_rate"] as number[]),
      columns: names.map((name) => Float64Array.from(data[name] as number[])),
      groups: groupsOf(data["la_code"]!),
      draws: given.length,
      seed: 1,
      given,
    }),
  );

  it("coefficients and R2 of the first ten draws", () => {
    values.boot_coef_first10.data.forEach((row: number[], draw: number) =>
      expect(
        relativeGap(
          redrawn.coefficients.map((own) => own[draw]!),
          row,
        ),
      ).toBeLessThan(tol_rel),
    );
    expect(relativeGap(redrawn.rSquared.slice(0, 10), values.r2_first10)).toBeLessThan(tol_rel);
    expect(relativeGap([stdDev(redrawn.rSquared)], [values.r2_se])).toBeLessThan(tol_rel);
  });

  it("standard errors, percentile limits, jackknife and the corrected levels", () => {
    const { coefficients, jackknife } = redrawn;
    const sorted = coefficients.map((own) => Float64Array.from(own).sort());
    const list = (item: Record<string, number>): number[] => Object.values(item);
    expect(relativeGap(coefficients.map(stdDev), list(values.boot_se))).toBeLessThan(tol_rel);
    const mean = (draws: Float64Array): number => draws.reduce((sum, value) => sum + value, 0) / draws.length;
    expect(relativeGap(coefficients.map(mean), list(values.boot_mean))).toBeLessThan(tol_rel);
    expect(
      relativeGap(
        sorted.map((own) => quantile7(own, 0.025)),
        list(values.pct_lo),
      ),
    ).toBeLessThan(tol_rel);
    expect(
      relativeGap(
        sorted.map((own) => quantile7(own, 0.975)),
        list(values.pct_hi),
      ),
    ).toBeLessThan(tol_rel);
    expect(relativeGap(jackknife.map(jackknifeStdError), list(values.jackknife_se))).toBeLessThan(tol_rel);
    const levels = coefficients.map((own, k) => bca(list(values.coef)[k]!, own, jackknife[k]!).levels);
    for (const side of [0, 1])
      expect(
        relativeGap(
          levels.map((pair) => pair[side]!),
          values.bca_alpha.data[side],
        ),
      ).toBeLessThan(1e-7);
  });

  it("average shares of the first twenty draws", () => {
    const model = blockModel(data, "cpp_rate", Object.fromEntries(names.map((name) => [name, [name]])), {
      area: "la_code",
    });
    const fits = fitSubsets(model);
    const products = areaCrossProducts(fits.centred, model.areas!, {
      absorbed: fits.absorbed,
      withWithin: false,
      weights: null,
    });
    const subsets = subsetsOfDraw(products, model);
    const average = averageCoefficients(
      countOrders(
        10,
        Array.from({ length: 10 }, () => 0),
      )!,
    );
    const counts = new Int32Array(152);
    const drawn: number[][] = names.map(() => []);
    values.lmg_first20.data.forEach((row: number[], draw: number) => {
      countDraws(given[draw]!, counts);
      const rSquared = subsets.draw(counts)!;
      const shares = average.map((own) => own.reduce((sum, weight, mask) => sum + weight * rSquared[mask]!, 0));
      expect(relativeGap(shares, row)).toBeLessThan(tol_rel);
      shares.forEach((share, k) => drawn[k]!.push(share));
    });
    const errors = drawn.map((own) => stdDev(Float64Array.from(own)));
    expect(relativeGap(errors, Object.values(values.lmg_first20_se))).toBeLessThan(tol_rel);
  });
});

everyValueIsCompared("bootstrap.json");
