import { qr, qty, qy } from "../linalg/qr.ts";
import type { SubsetFits } from "./subset-fits.ts";
import { APART } from "./subset-tree.ts";

/** Residuals of the full model, area means always taken out, one per row. */
export function fullResiduals(fits: SubsetFits, weights: Float64Array | null): Float64Array {
  const { centred, absorbed } = fits;
  const columns = absorbed.map((_, j) => j).filter((j) => !absorbed[j] && !centred.constant[j]);
  const factors = qr(
    columns.map((j) => centred.within![j]!),
    { tolerance: APART, norms: columns.map((j) => centred.sizes[j]!) },
  );
  const coordinates = qty(factors, centred.within![absorbed.length]!);
  coordinates.fill(0, 0, factors.rank);
  const residuals = qy(factors, coordinates);
  return weights === null ? residuals : residuals.map((value, i) => value / Math.sqrt(weights[i]!));
}
