import type { OlsFit } from "../6-estimators/ols-fit.ts";

export interface StandardisedRow {
  term: string;
  /** Coefficient in standard deviations of the outcome for one of the column. */
  beta: number;
  /** Its square: the share of variation were the columns uncorrelated. */
  betaSquared: number;
  /** Pratt's product of beta and the correlation with the outcome; they add to R2, and may be negative. */
  pratt: number;
}

/**
 * Standardised coefficients and the two shares made of them, for every column but the constant. beta = b sd(x) / sd(y), Pratt's
 * share beta r(x, y), all weighted where the fit is. Neither is an average over orders: they are shown for comparison with Shapley's.
 *
 * @throws RangeError without a constant, or where the outcome does not vary.
 * R: `relaimpo::calc.relimp(fit, type = c("betasq", "pratt"))`. @see Pratt (1987); Groemping (2007), The American Statistician 61.
 */
export function standardisedShares(fit: OlsFit): StandardisedRow[] {
  if (!fit.constant || fit.absorbed.length > 0)
    throw new RangeError("standardisedShares: a written constant is needed");
  const y = fit.fitted.map((value, i) => value + fit.residuals[i]!);
  const centred = (x: Float64Array): Float64Array => {
    const { weights } = fit;
    let [sum, total] = [0, 0];
    x.forEach((value, i) => {
      const w = weights === null ? 1 : weights[i]!;
      sum += w * value;
      total += w;
    });
    return x.map((value) => value - sum / total);
  };
  const product = (a: Float64Array, b: Float64Array): number =>
    a.reduce((sum, value, i) => sum + value * b[i]! * (fit.weights === null ? 1 : fit.weights[i]!), 0);
  const about = centred(y);
  const total = product(about, about);
  if (!(total > 0)) throw new RangeError("standardisedShares: the outcome does not vary");
  return Array.from(fit.kept, (j, k) => ({ j, column: fit.design[k]! }))
    .filter(({ column }) => column.some((value) => value !== column[0]))
    .map(({ j, column }) => {
      const x = centred(column);
      const own = product(x, x);
      const beta = fit.coefficients[j]! * Math.sqrt(own / total);
      const pratt = (fit.coefficients[j]! * product(x, about)) / total;
      return { term: fit.names[j]!, beta, betaSquared: beta * beta, pratt };
    });
}
