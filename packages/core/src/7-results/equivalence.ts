import { tCdf, tQuantile } from "../distributions/index.ts";

export interface Equivalence {
  /** p value of each one-sided test, and the larger, which decides. */
  pBelow: number;
  pAbove: number;
  pValue: number;
  /** The 1 - 2 alpha interval; the effect is small enough where it lies inside the margin. */
  low: number;
  high: number;
  equivalent: boolean;
  /** The smallest margin either side of zero that would pass. */
  smallestMargin: number;
  words: string;
}

/**
 * Is an effect small enough not to matter? Two one-sided tests: t = (b + m) / SE and (b - m) / SE, both at alpha, the same as the
 * 1 - 2 alpha interval lying inside the margin. There is no default margin: the user says, in the outcome's units and before
 * looking, what would not matter. Absence of a significant effect is not evidence that there is none.
 *
 * @param row estimate, standard error and degrees of freedom, as in `coefficientTable` (clustered there, clustered here).
 * @param margin one number (either side of zero) or its two ends, low below high.
 * @throws RangeError for a margin that is not finite or upside down, a standard error that is not above zero, or alpha outside (0, 0.5).
 * R: `pt((b + m) / se, df, lower.tail = FALSE)`, `pt((b - m) / se, df)`; smallest margin |b| + qt(1 - alpha, df) * se.
 * @see Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15; Lakens (2017), SPPS 8.
 */
export function equivalence(
  row: { estimate: number; stdError: number | null; df: number | null },
  margin: number | readonly [number, number],
  alpha = 0.05,
): Equivalence {
  const { estimate, stdError, df } = row;
  const [from, to] = typeof margin === "number" ? [-margin, margin] : margin;
  if (!(from < to) || from - from !== 0 || to - to !== 0)
    throw new RangeError("equivalence: the margin needs two ends, low below high");
  if (stdError === null || df === null || !(stdError > 0) || !(df > 0))
    throw new RangeError("equivalence: the estimate needs a standard error and degrees of freedom");
  if (!(alpha > 0 && alpha < 0.5)) throw new RangeError("equivalence: alpha must lie between 0 and 0.5");
  const reach = tQuantile(1 - alpha, df) * stdError;
  const pBelow = tCdf(-(estimate - from) / stdError, df);
  const pAbove = tCdf((estimate - to) / stdError, df);
  const pValue = Math.max(pBelow, pAbove);
  return {
    ...{ pBelow, pAbove, pValue },
    low: estimate - reach,
    high: estimate + reach,
    equivalent: pValue < alpha,
    smallestMargin: Math.abs(estimate) + reach,
    words: "two one-sided t tests against a margin chosen beforehand",
  };
}
