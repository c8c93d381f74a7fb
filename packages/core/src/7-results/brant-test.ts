import { chisqTail } from "../distributions/index.ts";
import { binomial } from "../6-estimators/families.ts";
import { glmMatrix } from "../6-estimators/glm.ts";
import type { OrdinalFit } from "../6-estimators/ordinal.ts";
import { cholesky, choleskySolve } from "../linalg/cholesky.ts";
import type { TestResult } from "./panel-tests.ts";

export interface BrantTest {
  overall: TestResult;
  /** By predictor. */
  terms: (TestResult & { term: string })[];
}

/**
 * Brant's check of proportional odds: a logit of "above grade k" for each k, and a Wald test that each predictor has the same
 * coefficient in all of them. A small p value says that one coefficient does not hold for every grade. Needs three grades; null
 * where one of the logits is separated.
 * @throws RangeError with fewer than three grades or no predictor.
 * R: `brant::brant(MASS::polr(...))`. @see Brant (1990), Biometrics 46.
 */
export function brantTest(fit: OrdinalFit): BrantTest {
  const { codes, X, xNames, weights } = fit.inner;
  const cuts = fit.levels.length - 1;
  const p = X.length;
  if (cuts < 2 || p === 0) throw new RangeError("brantTest: needs three grades and a predictor");
  const n = codes.length;
  const columns = [new Float64Array(n).fill(1), ...X];
  const logits = Array.from({ length: cuts }, (_, k) =>
    glmMatrix({
      y: Float64Array.from(codes, (code) => (code > k ? 1 : 0)),
      X: columns,
      names: ["(Intercept)", ...xNames],
      intercept: true,
      weights,
      offset: null,
      absorb: [],
      family: binomial,
    }),
  );
  const broken = logits.some(({ boundaryRows, working }) => boundaryRows > 0 || working.rank < p + 1);
  const none = (q: number): TestResult => ({ statistic: null, df: [q], pValue: null });
  if (broken) return { overall: none((cuts - 1) * p), terms: xNames.map((term) => ({ term, ...none(cuts - 1) })) };
  // Influence of each row on each logit's coefficients but for the residual: A_k^-1 x.
  const covariance = (k: number, l: number): Float64Array[] => {
    const [low, high] = k <= l ? [k, l] : [l, k];
    const meat = columns.map((a) =>
      Float64Array.from(columns, (b) => {
        let sum = 0;
        for (let i = 0; i < n; i++) {
          // Above the higher cut implies above the lower one.
          const both = logits[high]!.fitted[i]! * (1 - logits[low]!.fitted[i]!);
          sum += (weights === null ? 1 : weights[i]!) * both * a[i]! * b[i]!;
        }
        return sum;
      }),
    );
    return multiply(multiply(logits[k]!.working.bread, meat), logits[l]!.working.bread);
  };
  const blocks = logits.map((_, k) => logits.map((__, l) => covariance(k, l)));
  const test = (which: number[]): TestResult => {
    const q = (cuts - 1) * which.length;
    const places = logits.slice(1).flatMap((_, k) => which.map((j): [number, number] => [k + 1, j]));
    const b = (k: number, j: number): number => logits[k]!.working.coefficients[j]!;
    const d = Float64Array.from(places, ([k, j]) => b(k, j) - b(0, j));
    const V = places.map(([l, h]) =>
      Float64Array.from(
        places,
        ([k, j]) => blocks[k]![l]![h]![j]! - blocks[k]![0]![h]![j]! - blocks[0]![l]![h]![j]! + blocks[0]![0]![h]![j]!,
      ),
    );
    const scale = V.map((column, j) => Math.sqrt(column[j]!));
    const L = cholesky(V.map((column, j) => column.map((v, i) => v / (scale[i]! * scale[j]!))));
    if (L === null) return none(q);
    const right = d.map((v, i) => v / scale[i]!);
    const statistic = choleskySolve(L, right).reduce((sum, v, i) => sum + v * right[i]!, 0);
    return { statistic, df: [q], pValue: chisqTail(statistic, q) };
  };
  return {
    overall: test(X.map((_, j) => j + 1)),
    terms: xNames.map((term, j) => ({ term, ...test([j + 1]) })),
  };
}

/** A B, as columns. */
function multiply(A: readonly Float64Array[], B: readonly Float64Array[]): Float64Array[] {
  return B.map((column) => Float64Array.from(column, (_, i) => A.reduce((sum, a, k) => sum + a[i]! * column[k]!, 0)));
}
