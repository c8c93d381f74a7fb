import { describe, expect, it } from "vitest";
import { laPanelYear } from "../../test/la-panel-year.ts";
import { everyValueIsCompared, referenceCases, relativeGap } from "../../test/reference.ts";
import { gearysC, localMoran, moransI, nearestNeighbours, rowStandardised } from "../6-estimators/morans-i.ts";
import { ols } from "../6-estimators/ols.ts";
import { residualMoran } from "./residual-moran.ts";

describe("laA_lastyear_knn5", () => {
  const { values, tol_rel } = referenceCases("spatial.json").get("laA_lastyear_knn5")!;
  const { easting, northing, cpp_rate, imd, spend_per_child } = laPanelYear("last");
  const lists = nearestNeighbours(easting!, northing!, 5);
  const neighbours = rowStandardised(lists);
  const within = (actual: ArrayLike<number>, expected: number[], what: string): void =>
    expect(relativeGap(actual, expected), what).toBeLessThanOrEqual(tol_rel);

  it("neighbours, Moran, Geary, local", () => {
    expect(lists.slice(0, 3).map((list) => list.map((j) => j + 1))).toEqual(values.knn5_first3);
    const shuffled = moransI(cpp_rate!, neighbours);
    const m = values.moran_randomisation;
    within(
      [shuffled.statistic, shuffled.expected, shuffled.variance, shuffled.z, shuffled.pValue],
      [m.I, m.E, m.V, m.z, m.p],
      "I",
    );
    const normal = moransI(cpp_rate!, neighbours, "normality");
    const v = values.moran_normality;
    within([normal.variance, normal.z, normal.pValue], [v.V, v.z, v.p], "normality");
    const c = gearysC(cpp_rate!, neighbours);
    const g = values.geary;
    within([c.statistic, c.variance, c.z, c.pValue], [g.C, g.V, g.z, g.p], "Geary");
    within(localMoran(cpp_rate!, neighbours).slice(0, 5), values.local_I_first5, "local");
  });

  it("of residuals", () => {
    const fit = ols({ y: cpp_rate!, X: { imd: imd!, spend: spend_per_child! } });
    const found = residualMoran(fit, neighbours);
    const r = values.lm_residual_moran;
    within([found.statistic, found.expected, found.variance, found.pValue], [r.I, r.E, r.V, r.p], "residuals");
  });

  it("traps", () => {
    expect(() => rowStandardised([[1], [1]])).toThrow(RangeError);
    expect(() => rowStandardised([[], []])).toThrow(RangeError);
    expect(() =>
      moransI(
        cpp_rate!.map(() => 1),
        neighbours,
      ),
    ).toThrow(RangeError);
  });
});

everyValueIsCompared("spatial.json");
