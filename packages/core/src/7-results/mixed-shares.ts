import type { CentredColumns } from "../6-estimators/centred-columns.ts";
import { randomIntercept } from "../6-estimators/random-intercept.ts";
import type { BlockModel, SubsetFits } from "../6-estimators/subset-fits.ts";
import { dot } from "../linalg/dot.ts";

/** Shares of var(Xb) + s2u + s2e; they add up to one. */
export interface RandomShares {
  area: number;
  leftOver: number;
  /** By block, in study order; 0 for the area block. May be negative, like any covariance. */
  fixed: number[];
}

export interface MixedShares extends RandomShares {
  /** Area variance over area and residual variance, in the baseline. */
  vpc: number;
  /** Fall of the area variance from the baseline to the full model, as a share of it; null when the baseline has none. */
  pcv: number | null;
}

/**
 * Shares by a model in which areas are random intercepts (REML), instead of dummies.
 *
 *   area = s2u / (var(Xb) + s2u + s2e),  left over = s2e / (same),  block j = cov(X_j b_j, Xb) / (same)
 *
 * The covariance is the Shapley value of block j in the game whose worth is the variance of the sum of its members' parts.
 * VPC and PCV compare with a baseline of the same rows that has the time block's columns only. Weights are divided by their
 * mean, so that s2e is the residual variance of a row of average weight.
 *
 * R: `lme4::lmer(y ~ X + (1 | area), weights = w)`, then `var()` of the parts.
 * @see Nakagawa & Schielzeth (2013), Methods in Ecology and Evolution 4(2); Goldstein, Browne & Rasbash (2002),
 *   Understanding Statistics 1(4); Owen & Prieur (2017) on variance games.
 */
export function mixedShares(model: BlockModel, fits: SubsetFits, timeBlock: number): MixedShares {
  const { y, columns, blockOf } = model;
  const { areaVariance, ...shares } = randomShares(model, fits.centred);
  const baseline = randomIntercept({
    y,
    columns: columns.filter((_, j) => blockOf[j] === timeBlock),
    groups: model.areas!,
    weights: meanOne(model, fits.centred),
  });
  const before = baseline.areaVariance;
  return {
    ...shares,
    vpc: before / (before + baseline.residualVariance),
    pcv: before > 0 ? (before - areaVariance) / before : null,
  };
}

/** The shares alone, without a baseline; `centred` holds the model's columns in its order. */
export function randomShares(
  model: BlockModel,
  centred: Pick<CentredColumns, "total" | "totalWeight">,
): RandomShares & { areaVariance: number } {
  const { y, columns, blockOf, blocks } = model;
  const scale = model.weights === null ? 1 : y.length / centred.totalWeight;
  const full = randomIntercept({ y, columns, groups: model.areas!, weights: meanOne(model, centred) });
  const parts = Array.from({ length: blocks }, () => new Float64Array(y.length));
  const all = new Float64Array(y.length);
  columns.forEach((_, j) => {
    const slope = full.coefficients[j + 1];
    if (slope === null || slope === undefined) return;
    const part = parts[blockOf[j]!]!;
    const column = centred.total[j]!;
    for (let i = 0; i < all.length; i++) {
      part[i] = part[i]! + slope * column[i]!;
      all[i] = all[i]! + slope * column[i]!;
    }
  });
  const variance = (part: Float64Array): number => (dot(part, all) * scale) / (y.length - 1);
  const whole = variance(all) + full.areaVariance + full.residualVariance;
  return {
    area: full.areaVariance / whole,
    leftOver: full.residualVariance / whole,
    fixed: parts.map((part) => variance(part) / whole),
    areaVariance: full.areaVariance,
  };
}

function meanOne(
  { y, weights }: BlockModel,
  { totalWeight }: Pick<CentredColumns, "totalWeight">,
): Float64Array | null {
  return weights === null ? null : weights.map((weight) => (weight * y.length) / totalWeight);
}
