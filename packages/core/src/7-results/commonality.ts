/**
 * Commonality coefficients: the part of R2 that belongs to each set of blocks jointly and to no smaller set. They add up to
 * R2; those of several blocks may be negative (suppression) and are not clipped.
 *
 *   C(A) = sum over B in A of (-1)^(|B| + 1) R2(rest u B), where rest holds every block outside A
 *
 * @param rSquared R2 by mask.
 * @returns by mask; entry 0 is 0.
 * R: `yhat::commonalityCoefficients`.
 * @see Nimon & Reio (2011), Human Resource Development Review 10(3).
 */
export function commonality(rSquared: ArrayLike<number>): Float64Array {
  const full = rSquared.length - 1;
  const out = new Float64Array(rSquared.length);
  for (let joint = 1; joint <= full; joint++) {
    const rest = full ^ joint;
    let sum = 0;
    for (let part = joint; ; part = (part - 1) & joint) {
      sum += isOdd(part) ? rSquared[rest | part]! : -rSquared[rest | part]!;
      if (part === 0) break;
    }
    out[joint] = sum;
  }
  return out;
}

function isOdd(mask: number): boolean {
  let odd = false;
  for (let left = mask; left !== 0; left &= left - 1) odd = !odd;
  return odd;
}
