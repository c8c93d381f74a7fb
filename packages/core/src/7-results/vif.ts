import { ln, exp } from "../elementary/index.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { cholesky } from "../linalg/cholesky.ts";
import { norm } from "../linalg/dot.ts";
import { qr } from "../linalg/qr.ts";
import { coordinates } from "./scores.ts";
import type { ModelTerm } from "./term-tests.ts";

export interface VarianceInflation {
  term: string;
  df: number;
  /** Generalised variance inflation factor; for one column the plain one, 1 / (1 - R2 on the others). */
  gvif: number;
  /** gvif^(1 / (2 df)): comparable between terms, the factor by which standard errors grow. */
  scaled: number;
}

/**
 * How much less is known of a term for its going together with the others:
 * GVIF = det(R_term) det(R_others) / det(R), R the correlation matrix of the coefficients but for the constant.
 *
 * @throws RangeError for fewer than two terms. R: `car::vif(lm)`.
 * @see Fox & Monette (1992), Generalized collinearity diagnostics, JASA 87.
 */
export function vif(fit: OlsFit, terms: readonly ModelTerm[]): VarianceInflation[] {
  const place = new Map(Array.from(fit.kept, (j, k) => [fit.names[j]!, k]));
  const groups = terms
    .map((term) => ({ term, places: term.columns.flatMap((name) => place.get(name) ?? []) }))
    .filter(({ places }) => places.length > 0);
  if (groups.length < 2) throw new RangeError("vif: at least two terms are needed");
  const all = groups.flatMap(({ places }) => places);
  const whole = logDeterminant(fit, all);
  return groups.map(({ term, places }) => {
    const others = all.filter((j) => !places.includes(j));
    const log = logDeterminant(fit, places) + logDeterminant(fit, others) - whole;
    const df = places.length;
    return { term: term.name, df, gvif: exp(log), scaled: exp(log / (2 * df)) };
  });
}

/** ln det of the coefficients' correlation matrix: the square of that of their rows of R^-1, each of length one. */
function logDeterminant(fit: OlsFit, places: readonly number[]): number {
  const { map, orthonormal } = coordinates(fit);
  if (orthonormal) {
    const rows = places.map((j) => map[j]!);
    const q = qr(
      rows.map((row) => row.map((value) => value / norm(row))),
      { tolerance: 0 },
    );
    return 2 * q.r.reduce((sum, column, k) => sum + ln(Math.abs(column[k]!)), 0);
  }
  const scale = places.map((j) => Math.sqrt(fit.bread[j]![j]!));
  const L = cholesky(
    places.map((j, c) => Float64Array.from(places, (i, r) => fit.bread[j]![i]! / (scale[c]! * scale[r]!))),
  );
  if (L === null) throw new RangeError("vif: these columns cannot be told apart");
  return 2 * L.reduce((sum, column, k) => sum + ln(column[k]!), 0);
}
