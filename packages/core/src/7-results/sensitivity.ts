import { tQuantile } from "../distributions/index.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { olsMatrix } from "../6-estimators/ols-matrix.ts";
import { growthWithout } from "./wald.ts";

export interface Sensitivity {
  estimate: number;
  stdError: number;
  statistic: number;
  df: number;
  /** Share of what the others leave of the outcome that goes with the treatment. */
  partialR2: number;
  partialF2: number;
  /** What an unseen variable would need of both sides to bring the estimate down by the share `q`; and to lose significance. */
  robustness: number;
  robustnessAlpha: number;
  /** The same where it could take up everything that is left of the outcome. */
  extremeRobustness: number;
  extremeRobustnessAlpha: number;
}

export interface SensitivityOptions {
  /** Share of the estimate that is to be explained away; default 1, all of it. */
  q?: number;
  /** Level of significance for the `Alpha` values; default 0.05. */
  alpha?: number;
}

/**
 * How strong an unseen variable would have to be. f = |t| / sqrt(df) from the classical t; robustness value
 * RV = [sqrt(f^4 + 4 f^2) - f^2] / 2 with f q for f; for significance f q - t*_(df - 1) / sqrt(df - 1), 0 where that is below 0.
 * Extreme: (f2 q2 - f*2) / (1 + f2 q2), f* = 0 for the estimate itself.
 *
 * @param term one of the fit's columns that has a coefficient.
 * @throws RangeError for a term without a coefficient. R: `sensemakr::sensemakr(lm, treatment)`.
 * @see Cinelli & Hazlett (2020), Making sense of sensitivity, JRSS B 82.
 */
export function sensitivity(fit: OlsFit, term: string, options: SensitivityOptions = {}): Sensitivity {
  const { q = 1, alpha = 0.05 } = options;
  const k = placeOf(fit, term);
  const df = fit.dfResidual;
  if (df < 2) throw new RangeError("sensitivity: at least two degrees of freedom must be left");
  const estimate = fit.coefficients[fit.kept[k]!]!;
  const stdError = Math.sqrt((fit.rss / df) * fit.bread[k]![k]!);
  const statistic = estimate / stdError;
  const f = Math.abs(statistic) / Math.sqrt(df);
  const critical = tQuantile(1 - alpha / 2, df - 1) / Math.sqrt(df - 1);
  return {
    ...{ estimate, stdError, statistic, df },
    partialR2: (f * f) / (1 + f * f),
    partialF2: f * f,
    robustness: robustnessValue(q * f, 0),
    robustnessAlpha: robustnessValue(q * f, critical),
    extremeRobustness: extremeValue(q * f, 0),
    extremeRobustnessAlpha: extremeValue(q * f, critical),
  };
}

function robustnessValue(f: number, critical: number): number {
  const left = f - critical;
  if (left <= 0) return 0;
  // Once the strength needed on the outcome's side would pass the other's, the extreme value holds.
  if (critical > 0 && f > 1 / critical) return extremeValue(f, critical);
  const square = left * left;
  return (Math.sqrt(square * square + 4 * square) - square) / 2;
}

function extremeValue(f: number, critical: number): number {
  return f <= critical ? 0 : (f * f - critical * critical) / (1 + f * f);
}

export interface Adjusted {
  estimate: number;
  stdError: number;
  statistic: number;
  low: number;
  high: number;
  /** How far the estimate was moved. */
  bias: number;
  /** What |t| as printed would have to pass for significance after the adjustment. */
  critical: number;
}

/**
 * The estimate as it would be had a variable been seen that takes up the share `treatment` of what is left of the treatment and
 * `outcome` of what is left of the outcome: bias = se sqrt(df) sqrt(R2y R2d / (1 - R2d)), towards zero;
 * se' = se sqrt((1 - R2y) / (1 - R2d)) sqrt(df / (df - 1)). R: `sensemakr::adjusted_estimate` and its companions.
 */
export function adjustFor(
  fit: OlsFit,
  term: string,
  strength: { treatment: number; outcome: number },
  alpha = 0.05,
): Adjusted {
  const { treatment, outcome } = strength;
  if (!(treatment >= 0 && treatment < 1 && outcome >= 0 && outcome <= 1))
    throw new RangeError("adjustFor: shares between 0 and 1 are needed");
  const { estimate: old, stdError: se, df } = sensitivity(fit, term);
  const factor = Math.sqrt((outcome * treatment) / (1 - treatment));
  const widen = Math.sqrt((1 - outcome) / (1 - treatment)) * Math.sqrt(df / (df - 1));
  const bias = se * Math.sqrt(df) * factor;
  const estimate = Math.sign(old) * (Math.abs(old) - bias);
  const stdError = se * widen;
  // One degree of freedom more than in `stdError`, as the R package has it.
  const reach = tQuantile(1 - alpha / 2, df) * stdError;
  const critical = Math.sqrt(df) * factor + widen * tQuantile(1 - alpha / 2, df - 1);
  const statistic = estimate / stdError;
  return { estimate, stdError, statistic, low: estimate - reach, high: estimate + reach, bias, critical };
}

export interface Benchmark extends Adjusted {
  label: string;
  /** The bounds on what such a variable takes up of treatment and outcome. */
  treatment: number;
  outcome: number;
}

/**
 * Bounds for a variable `k` times as strong as some covariates that were seen. Benchmarks are covariates, not dummies. With partial R2
 * of the covariates on the treatment (d) and the outcome (y): R2d' = k d / (1 - d), s = k d^2 / ((1 - k d)(1 - d)),
 * R2y' = [(sqrt k + sqrt s) / sqrt(1 - s)]^2 y / (1 - y), at most 1.
 *
 * @param covariates names of the fit's columns taken together.
 * @throws RangeError when k d is 1 or more: no such variable can be. R: `sensemakr::ovb_bounds`.
 */
export function benchmark(
  fit: OlsFit,
  term: string,
  covariates: readonly string[],
  k = 1,
  label = `${k}x ${covariates.join(", ")}`,
): Benchmark {
  const place = placeOf(fit, term);
  const places = covariates.map((name) => placeOf(fit, name));
  if (places.includes(place)) throw new RangeError("benchmark: the treatment cannot be its own benchmark");
  const y = partial(fit, places);
  const others = fit.design.filter((_, j) => j !== place);
  const names = Array.from(fit.kept, (j) => fit.names[j]!).filter((_, j) => j !== place);
  const task = { y: fit.design[place]!, X: others, names, intercept: false, weights: fit.weights };
  // The design has the absorbed effects out of it already: only their degrees of freedom are missing.
  const d = partial(
    olsMatrix(task),
    covariates.map((name) => names.indexOf(name)),
  );
  if (!(k * d < 1)) throw new RangeError("benchmark: a variable this strong would leave nothing of the treatment");
  const treatment = (k * d) / (1 - d);
  if (!(treatment < 1)) throw new RangeError("benchmark: a variable this strong would leave nothing of the treatment");
  const s = (k * d * d) / ((1 - k * d) * (1 - d));
  const root = (Math.sqrt(k) + Math.sqrt(s)) / Math.sqrt(1 - s);
  const outcome = Math.min(1, (root * root * y) / (1 - y));
  return { label, treatment, outcome, ...adjustFor(fit, term, { treatment, outcome }) };
}

/** Partial R2 of some of a fit's columns: W / (W + rss), W what the residual sum of squares grows by without them. */
function partial(fit: OlsFit, places: readonly number[]): number {
  const gain = growthWithout(fit, places);
  return gain / (gain + fit.rss);
}

function placeOf(fit: OlsFit, name: string): number {
  const place = Array.from(fit.kept).findIndex((j) => fit.names[j] === name);
  if (place < 0) throw new RangeError(`sensitivity: ${name} has no coefficient`);
  return place;
}
