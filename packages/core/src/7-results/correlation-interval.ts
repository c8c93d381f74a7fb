import { normalQuantile, tQuantile } from "../distributions/index.ts";
import { atanh, tanh } from "../elementary/index.ts";
import type { Factor } from "../6-estimators/absorb.ts";
import { drain } from "../messages/drain.ts";
import type { Task } from "../messages/types.ts";
import { kendall, pearson, spearman } from "../6-estimators/correlation.ts";

export const CORRELATIONS = ["pearson", "spearman", "kendall"] as const;
export type CorrelationMethod = (typeof CORRELATIONS)[number];

export interface CorrelationRange {
  estimate: number;
  /** Null where there is none: fewer than five pairs or three clusters, or a correlation of ±1. */
  low: number | null;
  high: number | null;
  words: string;
}

const METHODS = { pearson, spearman, kendall };

/**
 * The interval of a correlation of independent pairs: tanh(atanh r ± z se) with se² = 1/(n − 3) for Pearson, (1 + r²/2)/(n − 3) for
 * Spearman and .437/(n − 4) for Kendall.
 * @throws RangeError when a variable does not vary. R: `tanh(atanh(r) + c(-1, 1) * qnorm(.975) * se)`.
 * @see Fisher (1921); Bonett & Wright (2000), Psychometrika 65; Fieller, Hartley & Pearson (1957), Biometrika 44.
 */
export function correlationInterval(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  method: CorrelationMethod,
  level = 0.95,
): CorrelationRange {
  const { estimate } = METHODS[method](x, y);
  const n = x.length;
  const variance =
    method === "pearson"
      ? 1 / (n - 3)
      : method === "spearman"
        ? (1 + (estimate * estimate) / 2) / (n - 3)
        : 0.437 / (n - 4);
  const words = "by Fisher's z, pairs independent";
  if (n < 5) return { estimate, low: null, high: null, words };
  return around(estimate, -normalQuantile((1 - level) / 2, 0, 1) * Math.sqrt(variance), words);
}

/**
 * The interval of a correlation whose rows come in clusters (areas over years): the delete-one-cluster jackknife of atanh r, with
 * se² = (G − 1)/G Σ (z₍g₎ − mean z)², and t on G − 1. Deviations from means are taken as they are, not anew for each cluster left out.
 * @param clusters one position per row.
 * @throws RangeError as `correlationInterval`. R: a loop of `cor(x[area != g], y[area != g], method)`.
 * @see Efron & Tibshirani (1993), An Introduction to the Bootstrap, 11.
 */
export function* clusteredCorrelationTask(
  x: Float64Array,
  y: Float64Array,
  method: CorrelationMethod,
  clusters: Factor,
  level = 0.95,
): Task<CorrelationRange> {
  const correlate = METHODS[method];
  const { estimate } = correlate(x, y);
  const G = clusters.levels;
  const words = "by leaving out each cluster in turn (jackknife of Fisher's z), t on clusters - 1";
  const none = { estimate, low: null, high: null, words };
  if (G < 3) return none;
  const z = new Float64Array(G);
  for (let g = 0; g < G; g++) {
    if (g % 16 === 15) yield { stage: "correlations", done: g, total: G };
    const keep = (_: number, i: number): boolean => clusters.codes[i] !== g;
    const [a, b] = [x.filter(keep), y.filter(keep)];
    if (a.length < 3 || !varies(a) || !varies(b)) return none;
    z[g] = atanh(correlate(a, b).estimate);
  }
  const mean = z.reduce((sum, value) => sum + value, 0) / G;
  const squares = z.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return around(estimate, tQuantile(1 - (1 - level) / 2, G - 1) * Math.sqrt(((G - 1) / G) * squares), words);
}

/** `clusteredCorrelationTask` at once. */
export function clusteredCorrelation(...given: Parameters<typeof clusteredCorrelationTask>): CorrelationRange {
  return drain(clusteredCorrelationTask(...given));
}

const varies = (values: Float64Array): boolean => values.some((value) => value !== values[0]);

function around(estimate: number, reach: number, words: string): CorrelationRange {
  if (!(Math.abs(estimate) < 1) || reach - reach !== 0) return { estimate, low: null, high: null, words };
  return { estimate, low: tanh(atanh(estimate) - reach), high: tanh(atanh(estimate) + reach), words };
}
