import { describe, expect, it } from "vitest";
import { everyValueIsCompared, nistData, referenceCases, relativeGap } from "../../test/reference.ts";
import { coefficientTable } from "../7-results/coefficient-table.ts";
import { covariance } from "../7-results/covariance.ts";
import { fitSummary } from "../7-results/fit-summary.ts";
import { makePanel } from "../../test/make-panel.ts";
import { parseTerms } from "../4-frame/parse-formula.ts";
import { expandTerms } from "../5-matrix/expand-terms.ts";
import { olsMatrix } from "./ols-matrix.ts";

/** Digits that agree with a certified value (log relative error), at most 15. */
function digits(actual: number, certified: number): number {
  const gap = certified === 0 ? Math.abs(actual) : Math.abs(actual - certified) / Math.abs(certified);
  return gap === 0 ? 15 : Math.min(15, -Math.log10(gap));
}

/** Digits of R's lm on each set (least over the coefficients); on Filip with its tolerance lowered to 1e-14. */
const R_DIGITS: { [id: string]: number } = {
  Norris: 11.9,
  Pontius: 12.0,
  NoInt1: 14.7,
  NoInt2: 15,
  Longley: 13.0,
  Wampler1: 9.2,
  Wampler2: 13.2,
  Wampler3: 9.4,
  Wampler4: 7.6,
  Wampler5: 5.6,
  Filip: 8.2,
};

/** Polynomials; the others are plain columns. */
const DEGREE: { [id: string]: number } = {
  Pontius: 2,
  Filip: 10,
  Wampler1: 5,
  Wampler2: 5,
  Wampler3: 5,
  Wampler4: 5,
  Wampler5: 5,
};

describe("NIST's certified linear regressions", () => {
  it.each([...referenceCases("nist_strd.json").values()].map((item) => [item.id, item] as const))("%s", (id, item) => {
    const [y, ...x] = nistData(item.data) as [number[], ...number[][]];
    const names = x.map((_, k) => (x.length === 1 ? "x" : `x${k + 1}`));
    const panel = makePanel({ y, ...Object.fromEntries(names.map((name, k) => [name, x[k]!])) });
    const powers = Array.from({ length: DEGREE[id] ?? 1 }, (_, k) => `I(x^${k + 1})`);
    const parsed = parseTerms((DEGREE[id] === undefined ? names : powers).join(" + "));
    if (!parsed.ok) throw new Error(parsed.problem.text);
    const intercept = !id.startsWith("NoInt");
    const design = expandTerms(panel, Int32Array.from(y.keys()), parsed.terms, { intercept });
    const fit = olsMatrix({ y: Float64Array.from(y), X: design.columns, ...design, intercept });
    expect(fit.aliased).toEqual([]);
    const { certified } = item.values;
    const rows = coefficientTable(fit, covariance(fit, "classical"));
    const coefficients = Math.min(...rows.map((row, k) => digits(row.estimate, [certified.estimate].flat()[k])));
    const errors = Math.min(...rows.map((row, k) => digits(row.stdError!, [certified.se].flat()[k])));
    const sigma = digits(fitSummary(fit).sigma!, certified.residual_sd);
    console.log(
      `${id}: ${coefficients.toFixed(1)} digits, standard errors ${errors.toFixed(1)}, sigma ${sigma.toFixed(1)}`,
    );
    expect(coefficients).toBeGreaterThanOrEqual(R_DIGITS[id]!);
    // The certificates print 15 digits: beyond 14.5 the comparison is with their own rounding.
    const { se_tol_1e14 } = item.r_lm_lre as { se_tol_1e14: number };
    expect(errors).toBeGreaterThanOrEqual(Math.min(se_tol_1e14, 14.5));
    expect(sigma).toBeGreaterThanOrEqual(12);
    const { r2, regression, residual, param, estimate_text, se_text } = certified;
    expect(rows).toHaveLength([param].flat().length);
    // The figures as printed, whose digits R's own reading of them must not have changed.
    expect([estimate_text].flat().map(Number)).toEqual([...[certified.estimate].flat()]);
    expect([se_text].flat().map(Number)).toEqual([...[certified.se].flat()]);
    expect([fit.nobs, x.length]).toEqual([item.values.n, item.values.predictors]);
    const { rSquared, rss, dfResidual } = fitSummary(fit);
    const df = fit.rank - (fit.constant ? 1 : 0);
    expect([df, dfResidual]).toEqual([regression.df, residual.df]);
    const shown: [number, number, string][] = [
      [rSquared!, r2, "R2"],
      [fit.mss, regression.ss, "regression sum of squares"],
      [fit.mss / df, regression.ms, "regression mean square"],
      [rss, residual.ss, "residual sum of squares"],
      [rss / dfResidual, residual.ms, "residual mean square"],
      [fit.mss / df / (rss / dfResidual), regression.f ?? Infinity, "F"],
    ];
    for (const [found, wanted, what] of shown) {
      // Where the line meets every point nothing is left over but rounding, and F has no value.
      if (wanted === 0) expect(found, what).toBeLessThan(1e-12 * fit.mss);
      else if (wanted - wanted === 0) expect(relativeGap([found], [wanted]), what).toBeLessThanOrEqual(item.tol_rel);
    }
  });
});

everyValueIsCompared("nist_strd.json");
