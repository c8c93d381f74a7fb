import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { referenceCases } from "./reference.ts";

/**
 * Every stored reference case, and the test file that holds it. A case without a line here, or whose line names a test that does not speak of it, fails.
 */
const COVERED: Record<string, Record<string, string>> = {
  "anova.json": {
    warpbreaks: "7-results/term-tests-reference",
    moore: "7-results/term-tests-reference",
    mtcars_nested: "7-results/term-tests-reference",
    laA_types: "7-results/term-tests-reference",
  },
  "bootstrap.json": {
    laA_cluster_200_given_draws: "7-results/bootstrap-reference",
  },
  "decomposition.json": {
    swiss_lmg: "7-results/shares",
    mtcars_grouped: "7-results/shares",
    mtcars_weighted: "7-results/shares",
    laA_lmg10: "7-results/shares",
    laA_lmg_grouped: "7-results/shares",
    laA_lmg_grouped_factors: "7-results/shares",
    laA_lmg_with_la_fixed_effects: "7-results/shares",
    laA_sequential: "7-results/shares",
    laA_lmg_weighted: "7-results/shares",
  },
  "diagnostics.json": {
    duncan: "7-results/diagnostics-reference",
    mtcars: "7-results/diagnostics-reference",
    laA: "7-results/diagnostics-reference",
  },
  "distributions.json": {
    main: "distributions/distributions",
  },
  "funnel.json": {
    laA_lastyear: "6-estimators/spread-reference",
  },
  "glm.json": {
    ships_poisson_offset: "7-results/glm-reference",
    ships_quasipoisson: "7-results/glm-reference",
    quine_nb: "7-results/negative-binomial-reference",
    warpbreaks_poisson: "7-results/glm-reference",
    birthwt_logit: "7-results/glm-reference",
    mtcars_gamma_log: "7-results/glm-reference",
    doctorvisits_poisson: "7-results/glm-reference",
    doctorvisits_nb: "7-results/negative-binomial-reference",
    laA_poisson_offset: "7-results/glm-reference",
    laA_quasipoisson_offset: "7-results/glm-reference",
    laA_nb_offset: "7-results/negative-binomial-reference",
    laA_poisson_la_factors: "7-results/glm-reference",
  },
  "glmm.json": {
    quine_like_ships: "7-results/poisson-random-reference",
    laA_poisson_ri: "7-results/poisson-random-reference",
  },
  "inequality.json": {
    laA_y1: "6-estimators/spread-reference",
    laA_ylast: "6-estimators/spread-reference",
  },
  "influence.json": {
    duncan: "7-results/influence-reference",
    swiss: "7-results/influence-reference",
    duncan_weighted: "7-results/influence-reference",
    laA_10_top: "7-results/influence-reference",
  },
  "lm.json": {
    mtcars_factor: "7-results/lm-reference",
    longley_R: "7-results/lm-reference",
    grunfeld_pooled: "7-results/lm-reference",
    grunfeld_lsdv: "7-results/lm-reference",
    iris_interaction: "7-results/lm-reference",
    mtcars_poly_raw: "7-results/lm-reference",
    mtcars_poly_orth: "7-results/lm-reference",
    mtcars_noint: "7-results/lm-reference",
    airquality_na: "7-results/lm-reference",
    aliased: "7-results/lm-reference",
    duncan_predict: "7-results/lm-reference",
    duncan_weighted: "7-results/lm-reference",
    laA_10: "7-results/lm-reference",
    laA_factors: "7-results/lm-reference",
    laA_interaction: "7-results/lm-reference",
    laA_poly: "7-results/lm-reference",
    laA_wls_pop: "7-results/lm-reference",
    laA_standardised: "7-results/lm-reference",
    laA_lsdv_la_year: "7-results/lm-reference",
    laA_na_complete_case: "7-results/lm-reference",
  },
  "mixed.json": {
    sleepstudy_ri: "6-estimators/random-intercept",
    sleepstudy_rs: "7-results/mixed-reference",
    sleepstudy_rs_uncor: "7-results/mixed-reference",
    dyestuff: "6-estimators/random-intercept",
    orthodont_ri: "6-estimators/random-intercept",
    orthodont_rs: "7-results/mixed-reference",
    sleepstudy_lmerTest: "7-results/mixed-reference",
    grunfeld_ri: "6-estimators/random-intercept",
    laA_ri_null: "6-estimators/random-intercept",
    laA_ri: "6-estimators/random-intercept",
    laA_rs_year: "7-results/mixed-reference",
    laA_mundlak: "6-estimators/random-intercept",
    laA_la_in_region: "7-results/mixed-reference",
    laA_satterthwaite: "7-results/mixed-reference",
    laA_nlme_crosscheck: "7-results/mixed-reference",
  },
  "nist_strd.json": {
    Norris: "6-estimators/ols-nist",
    Pontius: "6-estimators/ols-nist",
    NoInt1: "6-estimators/ols-nist",
    NoInt2: "6-estimators/ols-nist",
    Filip: "6-estimators/ols-nist",
    Longley: "6-estimators/ols-nist",
    Wampler1: "6-estimators/ols-nist",
    Wampler2: "6-estimators/ols-nist",
    Wampler3: "6-estimators/ols-nist",
    Wampler4: "6-estimators/ols-nist",
    Wampler5: "6-estimators/ols-nist",
  },
  "nonparametric.json": {
    mtcars_correlations: "6-estimators/rank-reference",
    iris_kruskal_anova: "6-estimators/rank-reference",
    mtcars_twosample: "6-estimators/rank-reference",
    p_adjust: "6-estimators/rank-reference",
    quantiles_mtcars: "6-estimators/rank-reference",
    laA: "6-estimators/rank-reference",
  },
  "ordinal.json": {
    housing: "7-results/ordinal-reference",
    laA_ofsted: "7-results/ordinal-reference",
  },
  "panel.json": {
    grunfeld: "7-results/panel-reference",
    produc: "7-results/panel-reference",
    fatalities: "7-results/panel-reference",
    laA_unbalanced: "7-results/panel-reference",
    laA_random_with_timeinvariant: "7-results/panel-reference",
  },
  "panel_fixest.json": {
    grunfeld_twfe: "7-results/panel-fixest",
    grunfeld_fe: "7-results/panel-fixest",
    fatalities_twfe: "7-results/panel-fixest",
    laA_twfe: "7-results/panel-fixest",
    laA_twfe_weighted: "7-results/panel-fixest",
    laA_fepois: "7-results/glm-reference",
  },
  "robust.json": {
    mtcars_hc: "7-results/robust-reference",
    petersen_hc: "7-results/robust-reference",
    petersen_cluster_firm: "7-results/robust-reference",
    petersen_twoway: "7-results/robust-reference",
    grunfeld_cluster_firm: "7-results/robust-reference",
    grunfeld_twoway: "7-results/robust-reference",
    duncan_wls_hc: "7-results/robust-reference",
    fatalities_cluster_state: "7-results/robust-reference",
    laA_hc: "7-results/robust-reference",
    laA_cluster_la: "7-results/robust-reference",
    laA_wls_cluster_la: "7-results/robust-reference",
    laA_cluster_region: "7-results/robust-reference",
    laA_twoway_la_year: "7-results/robust-reference",
    laA_glm_poisson_cluster_la: "7-results/glm-reference",
  },
  "sensitivity.json": {
    fatalities: "7-results/sensitivity-reference",
    laA_spend_imd: "7-results/sensitivity-reference",
  },
  "spatial.json": {
    laA_lastyear_knn5: "7-results/spatial-reference",
  },
};

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const files = readdirSync(path("../fixtures/reference")).filter((file) => file.endsWith(".json"));

describe("the reference cases", () => {
  it("are the 121 that were stored", () => {
    expect(files.sort()).toEqual(Object.keys(COVERED).sort());
    expect(files.reduce((sum, file) => sum + referenceCases(file).size, 0)).toBe(121);
  });

  it.each(Object.keys(COVERED))("%s: each is held by a test", (file) => {
    const covered = COVERED[file]!;
    expect(Object.keys(covered).sort()).toEqual([...referenceCases(file).keys()].sort());
    for (const [id, test] of Object.entries(covered)) {
      const text = readFileSync(path(`../src/${test}.test.ts`), "utf8");
      expect(text, `${test} reads ${file}`).toContain(`"${file}"`);
      expect(new RegExp(`\\b${id}\\b`).test(text), `${test} names ${id}`).toBe(true);
    }
  });
});
