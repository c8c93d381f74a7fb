import { expect, it } from "vitest";
import { covariance, factorOf, mixedModel, ols } from "../src/index.ts";
import { referenceData, relativeGap } from "./reference.ts";

/**
 * Neighbours of the stored cases, computed once with R 4.2.2 (lme4, clubSandwich) on the same made-up panel of 152 areas, unbalanced:
 * coefficients, their errors, variances (terms, noise) and log likelihood of
 * `lmer(cpp_rate ~ imd + spend_per_child + (1 | la_code) + (1 | year))` and, weighted by population over its mean,
 * `(1 | la_code) + (1 | region)`; CR2 errors and Satterthwaite df of the weighted fit by council, and of the plain one by 9 regions.
 */
const R: Record<string, number[]> = {
  crossedREML: [
    30.0335135281344, 1.54610404482326, -0.0210975487909575, 5.33528905511669, 0.175406580637879, 0.00911416957947245,
    205.698095735341, 15.5051149658171, 305.829343886547, -5307.75394225954,
  ],
  crossedML: [
    30.1257670870077, 1.548054036556, -0.021353307141535, 5.29171947455859, 0.174395704203293, 0.00907839546652144,
    202.74658748643, 14.0073050228368, 305.68075733622, -5304.59943527992,
  ],
  nestedREML: [
    36.6332655293235, 1.8569807174455, -0.0447748340982672, 5.48099512456766, 0.190707372309961, 0.00858149831888389,
    209.122423217161, 15.2526553218356, 333.852145580616, -5447.44707193445,
  ],
  nestedML: [
    36.9536107490929, 1.83768673820522, -0.0447064024682465, 5.39212990879751, 0.188137772015261, 0.00856696506062147,
    207.291521242899, 11.117595676381, 333.60140835312, -5444.31537060829,
  ],
  cr2Weighted: [
    6.51627989340571, 0.321897113681835, 0.0184545724106812, 31.7078173787104, 12.1565808070788, 34.2510126436067,
  ],
  cr2Regions: [
    5.18908191788016, 0.248494129087596, 0.0123045777680364, 6.85583404186947, 5.87356895428126, 6.03997175079771,
  ],
};

const data = referenceData("la_panel.csv");
const numbers = (name: string): Float64Array => Float64Array.from(data[name] as number[]);
const X = { imd: numbers("imd"), spend: numbers("spend_per_child") };
const y = numbers("cpp_rate");
const population = numbers("child_pop");
const mean = population.reduce((sum, value) => sum + value, 0) / population.length;
const by = (name: string) => ({ by: data[name] as string[], name });
const roots = (matrix: Float64Array[]): number[] => matrix.map((column, j) => Math.sqrt(column[j]!));

it.each([
  ["crossedREML", "REML", "year", false],
  ["crossedML", "ML", "year", false],
  ["nestedREML", "REML", "region", true],
  ["nestedML", "ML", "region", true],
] as const)("%s, as lme4", (id, method, other, weighted) => {
  const weights = weighted ? { weights: population.map((value) => value / mean) } : {};
  const fit = mixedModel({ y, X, method, random: [by("la_code"), by(other)], ...weights });
  const variances = [...fit.terms.map((term) => term.covariance[0]![0]!), fit.residualVariance];
  const found = [...fit.coefficients, ...roots(fit.matrix), ...variances];
  // lme4's optimiser stops at about 1e-5 of a variance; both likelihoods agree to rounding.
  expect(relativeGap(found, R[id]!.slice(0, -1))).toBeLessThan(5e-5);
  expect(relativeGap([fit.logLik], R[id]!.slice(-1))).toBeLessThan(1e-11);
});

it.each([
  ["cr2Weighted", "la_code", true],
  ["cr2Regions", "region", false],
] as const)("%s, as clubSandwich", (id, cluster, weighted) => {
  const fit = ols({ y, X, ...(weighted ? { weights: population } : {}) });
  const found = covariance(fit, "CR2", [factorOf(cluster, data[cluster] as string[])]);
  expect(relativeGap([...roots(found.matrix), ...found.df], R[id]!)).toBeLessThan(1e-11);
});
