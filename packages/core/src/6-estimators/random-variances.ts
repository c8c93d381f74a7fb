import { norm } from "../linalg/dot.ts";
import { absorption, type Factor } from "./absorb.ts";
import type { OlsFit } from "./ols-fit.ts";
import { olsMatrix } from "./ols-matrix.ts";
import { areaCounts, areaMeans, ROUNDING } from "./within-between.ts";

/** Variances as estimated: that of the areas may come out negative. */
export interface RandomVariances {
  noise: number;
  area: number;
}

/**
 * Variances of random effects from the residuals e of one fit, as Wallace and Hussain (pooled least squares) and Amemiya
 * (area effects) take them. With W and B the sums of squares of e within areas and of its area means (weighted by T_i), solve
 *
 *   E[W] = m1 s2e + m2 s2u,   E[B] = m3 s2e + m4 s2u
 *
 * On a balanced panel without correction for the k columns: (N - G) s2e = W, G (s2e + T s2u) = B. On an unbalanced one the m are
 * exact: traces of the columns' cross-products within and between areas. That is R's rule, so a single missing row moves both;
 * `balanced`: every area has a row in every year (as many rows in other years will not do).
 *
 * @throws RangeError with no more rows than areas, or one degree of freedom, which both variances share; `amemiya`: on an unbalanced panel for a column that never changes within areas
 * (plm stops too). On a balanced one its effect is counted as the areas' own, as in plm.
 * R: `plm::plm(model = "random", random.method = "walhus" | "amemiya")`.
 * @see Wallace & Hussain (1969), Econometrica 37; Amemiya (1971), International Economic Review 12; Baltagi & Chang (1994).
 */
export function residualVariances(
  y: Float64Array,
  X: readonly Float64Array[],
  names: readonly string[],
  area: Factor,
  method: "walhus" | "amemiya",
  balanced: boolean,
): RandomVariances {
  const n = y.length;
  const G = area.levels;
  if (!(n > G)) throw new RangeError("residualVariances: nothing is left within the areas to measure noise by");
  const counts = areaCounts(area);
  const pooled = method === "walhus";
  const fit = pooled ? pooledFit(y, X, names) : withinFit(y, X, names, area, balanced);
  const residuals = pooled ? fit.residuals : levelResiduals(fit, y, X);
  const { within: W, between: B } = split(residuals, residuals, area, counts);
  if (balanced) {
    const noise = W / (n - G);
    return { noise, area: (B / G - noise) / counts[0]! };
  }
  const [m1, m2, m3, m4] = pooled ? pooledMoments(fit, area, counts) : withinMoments(fit, X, area, counts);
  const determinant = m1 * m4 - m2 * m3;
  if (Math.abs(determinant) <= 1e-9 * (Math.abs(m1 * m4) + Math.abs(m2 * m3)))
    throw new RangeError("residualVariances: too few rows are left to tell noise and areas apart");
  return { noise: (m4 * W - m2 * B) / determinant, area: (m1 * B - m3 * W) / determinant };
}

type Moments = [number, number, number, number];

function pooledMoments(fit: OlsFit, area: Factor, counts: Float64Array): Moments {
  const n = fit.nobs;
  const Z = fit.design;
  const P = fit.bread;
  const cross = pairs(Z, Z, area, counts);
  const PW = times(P, cross.within);
  const PB = times(P, cross.between);
  const PS = times(P, cross.sums);
  return [
    n - area.levels - trace(PW),
    trace(times(PW, PS)),
    area.levels - trace(PB),
    n - 2 * trace(PS) + trace(times(PB, PS)),
  ];
}

function withinMoments(fit: OlsFit, X: readonly Float64Array[], area: Factor, counts: Float64Array): Moments {
  const n = fit.nobs;
  const centred = Array.from(fit.kept, (j) => {
    const mean = X[j]!.reduce((sum, value) => sum + value, 0) / n;
    return X[j]!.map((value) => value - mean);
  });
  const { between } = pairs(centred, centred, area, counts);
  const squares = counts.reduce((sum, count) => sum + count * count, 0);
  return [n - area.levels - fit.rank, 0, area.levels - 1 + trace(times(fit.bread, between)), n - squares / n];
}

function pooledFit(y: Float64Array, X: readonly Float64Array[], names: readonly string[]): OlsFit {
  const one = new Float64Array(y.length).fill(1);
  return olsMatrix({ y, X: [one, ...X], names: ["(Intercept)", ...names], intercept: true });
}

function withinFit(
  y: Float64Array,
  X: readonly Float64Array[],
  names: readonly string[],
  area: Factor,
  balanced: boolean,
): OlsFit {
  const fit = olsMatrix({ y, X: [...X], names: [...names], intercept: false, absorb: [area] });
  // A combination of other columns is left out and changes nothing; what never changes within areas is another matter.
  const constant = names.filter((name, j) => fit.aliased.includes(name) && !changesWithin(X[j]!, area));
  if (constant.length > 0 && !balanced)
    throw new RangeError(`residualVariances: ${constant.join(", ")} cannot be told apart from the areas`);
  return fit;
}

function changesWithin(column: Float64Array, area: Factor): boolean {
  const within = absorption([area], null).residualise(column);
  return norm(within) > ROUNDING * norm(column);
}

/** What the within coefficients leave of y itself, about its mean: noise and area effects together. */
function levelResiduals(fit: OlsFit, y: Float64Array, X: readonly Float64Array[]): Float64Array {
  const left = Float64Array.from(y);
  for (const j of fit.kept) for (let i = 0; i < left.length; i++) left[i] = left[i]! - fit.coefficients[j]! * X[j]![i]!;
  const mean = left.reduce((sum, value) => sum + value, 0) / left.length;
  return left.map((value) => value - mean);
}

interface Split {
  within: number;
  between: number;
  /** Area sums times area sums. */
  sums: number;
}

function split(a: Float64Array, b: Float64Array, area: Factor, counts: Float64Array): Split {
  const [means, others] = [areaMeans(a, area), a === b ? null : areaMeans(b, area)];
  let within = 0;
  for (let i = 0; i < a.length; i++) {
    const g = area.codes[i]!;
    within += (a[i]! - means[g]!) * (b[i]! - (others ?? means)[g]!);
  }
  let [between, sums] = [0, 0];
  counts.forEach((count, g) => {
    const product = count * means[g]! * (others ?? means)[g]!;
    between += product;
    sums += count * product;
  });
  return { within, between, sums };
}

function pairs(
  A: readonly Float64Array[],
  B: readonly Float64Array[],
  area: Factor,
  counts: Float64Array,
): Record<keyof Split, Float64Array[]> {
  const all = A.map((a) => B.map((b) => split(a, b, area, counts)));
  const part = (key: keyof Split): Float64Array[] => all.map((row) => Float64Array.from(row, (cell) => cell[key]));
  return { within: part("within"), between: part("between"), sums: part("sums") };
}

/** Products of square matrices; the first symmetric or a product of such, held by rows. */
function times(A: readonly Float64Array[], B: readonly Float64Array[]): Float64Array[] {
  return A.map((row) => Float64Array.from(B, (_, k) => row.reduce((sum, value, j) => sum + value * B[j]![k]!, 0)));
}

function trace(A: readonly Float64Array[]): number {
  return A.reduce((sum, row, j) => sum + row[j]!, 0);
}
