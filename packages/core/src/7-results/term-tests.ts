import { fTail } from "../distributions/index.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { qr, qty } from "../linalg/qr.ts";
import type { Covariance } from "./covariance.ts";
import { growthWithout, waldStatistic } from "./wald.ts";

/** The columns that one term of a formula made. */
export interface ModelTerm {
  name: string;
  /** Its variables: a term is contained in another whose variables include all of its own. */
  variables: readonly string[];
  /** Names of its columns in the fit. */
  columns: readonly string[];
}

export interface TermTest {
  [key: string]: string | number | null;
  term: string;
  df: number;
  /** Null with robust errors. */
  sumSq: number | null;
  statistic: number;
  pValue: number;
}

/**
 * F tests of whole terms. Type I: in the order of the formula, each after those before it. Type II: each after all others but
 * those that contain it (an interaction never counts against its own parts). Type III: each after all others; it means
 * something only where factors are coded to sum to zero (`sumContrasts`) - with R's usual dummies it tests another question.
 *
 * Type I: sums of squares of Q'y. II and III: Wald statistics / df, for II that of term and containers less that of the containers;
 * with classical errors these are the sums of squares over s2. With `covariance` (not for type I) they are robust.
 * p from F(df, residual df).
 *
 * @throws RangeError for type I with absorbed effects or a robust covariance, or a singular covariance.
 * R: `anova(lm)`; `car::Anova(lm, type = 2 | 3, vcov.)`.
 * @see Fox (2016), Applied Regression Analysis, 8.2; Yates (1934), JASA 29.
 */
export function termTests(
  fit: OlsFit,
  terms: readonly ModelTerm[],
  type: 1 | 2 | 3,
  covariance?: Covariance,
): TermTest[] {
  const s2 = fit.rss / fit.dfResidual;
  const robust = covariance !== undefined && covariance.type !== "classical";
  if (type === 1 && (robust || fit.absorbed.length > 0))
    throw new RangeError("termTests: type I takes classical errors and no absorbed effects");
  const wald = (places: readonly number[]): number =>
    robust ? waldStatistic(fit, covariance.matrix, places) : growthWithout(fit, places) / s2;
  const place = new Map(Array.from(fit.kept, (j, k) => [fit.names[j]!, k]));
  const placesOf = (list: readonly ModelTerm[]): number[] =>
    list.flatMap((term) => term.columns.flatMap((name) => place.get(name) ?? []));
  const sequential = type === 1 ? effects(fit) : null;
  return terms.flatMap((term) => {
    const own = placesOf([term]);
    if (own.length === 0) return [];
    const containers = type === 2 ? terms.filter((other) => contains(other, term)) : [];
    const above = placesOf(containers);
    const chi =
      sequential === null
        ? wald([...own, ...above]) - wald(above)
        : own.reduce((sum, k) => sum + sequential[k]! * sequential[k]!, 0) / s2;
    const statistic = chi / own.length;
    const pValue = fTail(statistic, own.length, fit.dfResidual);
    return [{ term: term.name, df: own.length, sumSq: robust ? null : chi * s2, statistic, pValue }];
  });
}

function contains(other: ModelTerm, term: ModelTerm): boolean {
  return (
    other !== term &&
    other.variables.length > term.variables.length &&
    term.variables.every((variable) => other.variables.includes(variable))
  );
}

/** Coordinates of the (weighted) outcome on the kept columns' orthonormal basis, in their order. */
function effects(fit: OlsFit): Float64Array {
  const scaled = (x: Float64Array): Float64Array =>
    fit.weights === null ? x : x.map((value, i) => value * Math.sqrt(fit.weights![i]!));
  const model = new Float64Array(fit.nobs);
  fit.design.forEach((column, k) => {
    const b = fit.coefficients[fit.kept[k]!]!;
    for (let i = 0; i < model.length; i++) model[i] = model[i]! + b * column[i]!;
  });
  return qty(qr(fit.design.map(scaled)), scaled(model));
}

/**
 * Columns of a factor coded to sum to zero: column j is 1 in level j, -1 in the last, 0 elsewhere. R: `contr.sum`.
 * @param codes positions 0 to levels - 1, one per row.
 */
export function sumContrasts(codes: ArrayLike<number>, levels: number): Float64Array[] {
  return Array.from({ length: levels - 1 }, (_, j) =>
    Float64Array.from(codes, (code) => (code === levels - 1 ? -1 : code === j ? 1 : 0)),
  );
}

export interface FitStep {
  dfResidual: number;
  rss: number;
  df: number | null;
  sumSq: number | null;
  statistic: number | null;
  pValue: number | null;
}

/**
 * F tests of nested fits on the same rows, smallest first; s2 is that of the largest. R: `anova(fit1, fit2, ...)`.
 * @throws RangeError when the fits have different numbers of rows.
 */
export function compareFits(fits: readonly OlsFit[]): FitStep[] {
  if (fits.some((fit) => fit.nobs !== fits[0]!.nobs))
    throw new RangeError("compareFits: the fits differ in their rows");
  const largest = fits.reduce((most, fit) => (fit.dfResidual < most.dfResidual ? fit : most));
  const s2 = largest.rss / largest.dfResidual;
  return fits.map((fit, i) => {
    const { dfResidual, rss } = fit;
    if (i === 0) return { dfResidual, rss, df: null, sumSq: null, statistic: null, pValue: null };
    const df = fits[i - 1]!.dfResidual - dfResidual;
    const sumSq = fits[i - 1]!.rss - rss;
    const statistic = sumSq / df / s2;
    return { dfResidual, rss, df, sumSq, statistic, pValue: fTail(statistic, df, largest.dfResidual) };
  });
}
