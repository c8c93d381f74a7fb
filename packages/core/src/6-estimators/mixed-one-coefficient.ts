import { ln } from "../elementary/index.ts";
import { cholesky, choleskySolve } from "../linalg/cholesky.ts";
import { dot } from "../linalg/dot.ts";
import type { MixedProfile } from "./mixed-profile.ts";
import type { MixedStructure } from "./mixed-structure.ts";

type Value = Pick<MixedProfile, "logDet" | "logDetFixed" | "rss">;

/**
 * What the likelihood needs of `mixedProfile`, where one coefficient alone differs between the levels of one grouping. A level with
 * sum of squares z then takes theta^2 / (1 + theta^2 z) b b' from the fixed columns' products, b its sums with them, so levels
 * of equal z are added up once, not at every theta. Null for any other structure.
 */
export function oneCoefficient(structure: MixedStructure): ((theta: number) => Value | null) | null {
  const { width, dense, fixed, blocks, blockFixed, fixedBlock } = structure;
  if (width !== 1 || dense !== 0) return null;
  const sizes = new Map<number, { count: number; products: Float64Array[] }>();
  blocks.forEach((block, g) => {
    const z = block[0]!;
    let own = sizes.get(z);
    if (own === undefined) {
      own = { count: 0, products: Array.from({ length: fixed }, (_, k) => new Float64Array(k + 1)) };
      sizes.set(z, own);
    }
    own.count += 1;
    const b = blockFixed[g]!;
    own.products.forEach((row, k) => {
      for (let j = 0; j <= k; j++) row[j] = row[j]! + b[k]! * b[j]!;
    });
  });
  const p = fixed - 1;
  return (theta) => {
    let logDet = 0;
    const F = fixedBlock.map((column) => Float64Array.from(column));
    for (const [z, { count, products }] of sizes) {
      const whole = 1 + theta * theta * z;
      logDet += count * ln(whole);
      const share = (theta * theta) / whole;
      products.forEach((row, k) => {
        const to = F[k]!;
        for (let j = 0; j <= k; j++) to[j] = to[j]! - share * row[j]!;
      });
    }
    for (let k = 0; k < fixed; k++) for (let j = 0; j < k; j++) F[j]![k] = F[k]![j]!;
    const factor = cholesky(F.slice(0, p).map((column) => column.slice(0, p)));
    if (factor === null) return null;
    const toward = F[p]!.slice(0, p);
    const rss = F[p]![p]! - dot(choleskySolve(factor, toward), toward);
    if (!(rss > 0)) return null;
    let logDetFixed = 0;
    for (let j = 0; j < p; j++) logDetFixed += 2 * ln(factor[j]![j]!);
    return { logDet, logDetFixed, rss };
  };
}
