import { qr } from "../linalg/qr.ts";
import type { SubsetFits } from "./subset-fits.ts";
import { APART } from "./subset-tree.ts";

/**
 * Which columns of the full model are combinations of the others (and of the area dummies). Where two could stand for each
 * other, the one that comes first in `order` counts as kept: years before measures, measures in study order.
 */
export function aliasedColumns(fits: SubsetFits, order: readonly number[], withArea: boolean): boolean[] {
  const { centred, absorbed } = fits;
  const from = withArea ? centred.within! : centred.total;
  const out = absorbed.map((gone, j) => gone || centred.constant[j]!);
  const candidates = order.filter((j) => !out[j]);
  const factors = qr(
    candidates.map((j) => from[j]!),
    { tolerance: APART, norms: candidates.map((j) => centred.sizes[j]!) },
  );
  for (let k = factors.rank; k < candidates.length; k++) out[candidates[factors.pivot[k]!]!] = true;
  return out;
}
