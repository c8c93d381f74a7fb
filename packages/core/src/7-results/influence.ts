import { pow } from "../elementary/index.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { coordinates, leverages, pullOn } from "./scores.ts";

export interface Influence {
  /** Leverage: how far a row's own value pulls its fitted value, 0 to 1. */
  hat: Float64Array;
  /** Cook's distance: how far all coefficients together move when the row is left out. */
  cooks: Float64Array;
  /** Residual over its standard error, and the same with the row left out of that error. */
  rstandard: Float64Array;
  rstudent: Float64Array;
  /** Change of the row's fitted value when it is left out, in its standard errors. */
  dffits: Float64Array;
  /** Ratio of the coefficients' generalised variance without the row to that with it. */
  covratio: Float64Array;
}

/**
 * What single rows do to a least squares fit. With e the weighted residual, h the leverage, p parameters, s2 = rss / (n - p):
 * Cook e^2 h / (p s2 (1 - h)^2); s_i^2 = (rss - e^2 / (1 - h)) / (n - p - 1); rstudent e / (s_i sqrt(1 - h));
 * dffits rstudent sqrt(h / (1 - h)); covratio 1 / [(1 - h) ((n - p - 1 + rstudent^2) / (n - p))^p]. A row with a parameter of
 * its own (h = 1) has none of these: NaN.
 *
 * @throws RangeError with fewer than two degrees of freedom left.
 * R: `hatvalues`, `cooks.distance`, `rstandard`, `rstudent`, `dffits`, `covratio` of an `lm`.
 * @see Belsley, Kuh & Welsch (1980), Regression Diagnostics; Cook (1977), Technometrics 19.
 */
export function influence(fit: OlsFit): Influence {
  const df = fit.dfResidual;
  if (df < 2) throw new RangeError("influence: at least two degrees of freedom must be left");
  const p = fit.rank + fit.absorbedRank;
  const hat = leverages(fit);
  const s2 = fit.rss / df;
  const n = fit.nobs;
  const blank = (): Float64Array => new Float64Array(n).fill(NaN);
  const out: Influence = {
    ...{ hat, cooks: blank(), rstandard: blank() },
    ...{ rstudent: blank(), dffits: blank(), covratio: blank() },
  };
  const deletedSigma = deletedSigmas(fit, hat);
  for (let i = 0; i < n; i++) {
    const open = 1 - hat[i]!;
    if (open < 1e-10) continue;
    const e = weightedResidual(fit, i);
    const student = e / (deletedSigma[i]! * Math.sqrt(open));
    out.cooks[i] = (e * e * hat[i]!) / (p * s2 * open * open);
    out.rstandard[i] = e / Math.sqrt(s2 * open);
    out.rstudent[i] = student;
    out.dffits[i] = student * Math.sqrt(hat[i]! / open);
    out.covratio[i] = 1 / (open * pow((df - 1 + student * student) / df, p));
  }
  return out;
}

/**
 * Change of each coefficient when a row is left out, in standard errors of the fit without it: one column per kept
 * coefficient. Rows with h = 1: NaN. R: `dfbetas(lm)`.
 */
export function dfbetas(fit: OlsFit): Float64Array[] {
  const hat = leverages(fit);
  const deletedSigma = deletedSigmas(fit, hat);
  const basis = coordinates(fit);
  return fit.bread.map((b, k) => {
    const scale = Math.sqrt(b[k]!);
    const pull = pullOn(basis, k);
    return hat.map((h, i) => {
      if (1 - h < 1e-10) return NaN;
      const weight = fit.weights === null ? 1 : fit.weights[i]!;
      return (pull[i]! * weight * fit.residuals[i]!) / ((1 - h) * deletedSigma[i]! * scale);
    });
  });
}

/** Residual standard deviation without each row. */
function deletedSigmas(fit: OlsFit, hat: Float64Array): Float64Array {
  return hat.map((h, i) => {
    const e = weightedResidual(fit, i);
    return Math.sqrt((fit.rss - (e * e) / (1 - h)) / (fit.dfResidual - 1));
  });
}

function weightedResidual(fit: OlsFit, i: number): number {
  return fit.weights === null ? fit.residuals[i]! : fit.residuals[i]! * Math.sqrt(fit.weights[i]!);
}
