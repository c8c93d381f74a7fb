import type { Factor } from "../6-estimators/absorb.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";

/** Is every level of the factor inside one cluster? */
export function isNested(factor: Factor, clusters: Int32Array): boolean {
  const seen = new Int32Array(factor.levels).fill(-1);
  for (let i = 0; i < clusters.length; i++) {
    const level = factor.codes[i]!;
    if (seen[level] === -1) seen[level] = clusters[i]!;
    else if (seen[level] !== clusters[i]) return false;
  }
  return true;
}

/**
 * The number of parameters k that the factor (N - 1) / (N - k) counts: every column written in the formula, and of the
 * absorbed effects only what is not nested in the clusters (fixest's convention), the constant always.
 */
export function parametersCounted(
  fit: Pick<OlsFit, "absorbed" | "absorbedRank" | "rank">,
  clusters: Int32Array,
): { k: number; nested: string[] } {
  const nested = fit.absorbed.filter((factor) => isNested(factor, clusters));
  const left = nested.reduce((rank, factor) => rank - (factor.levels - 1), fit.absorbedRank);
  const counted = fit.absorbed.length === 0 ? 0 : Math.max(1, left);
  return { k: fit.rank + counted, nested: nested.map((factor) => factor.name) };
}
