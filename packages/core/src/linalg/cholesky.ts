/** Lower triangle of a symmetric positive definite matrix (A = L L'), by columns; null when A is not positive definite. */
export function cholesky(A: readonly Float64Array[]): Float64Array[] | null {
  const n = A.length;
  const L = A.map(() => new Float64Array(n));
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = A[j]![i]!;
      for (let k = 0; k < j; k++) sum -= L[k]![i]! * L[k]![j]!;
      if (i === j) {
        if (!(sum > 0)) return null;
        L[j]![j] = Math.sqrt(sum);
      } else L[j]![i] = sum / L[j]![j]!;
    }
  }
  return L;
}

/** Solves L L' x = b. */
export function choleskySolve(L: readonly Float64Array[], b: ArrayLike<number>): Float64Array {
  const n = L.length;
  const x = Float64Array.from(b);
  for (let j = 0; j < n; j++) {
    x[j] = x[j]! / L[j]![j]!;
    for (let i = j + 1; i < n; i++) x[i] = x[i]! - L[j]![i]! * x[j]!;
  }
  for (let j = n - 1; j >= 0; j--) {
    let sum = x[j]!;
    for (let i = j + 1; i < n; i++) sum -= L[j]![i]! * x[i]!;
    x[j] = sum / L[j]![j]!;
  }
  return x;
}

/** The inverse of L L', exactly symmetric. */
export function choleskyInverse(L: readonly Float64Array[]): Float64Array[] {
  const n = L.length;
  const out = L.map((_, j) => {
    const unit = new Float64Array(n);
    unit[j] = 1;
    return choleskySolve(L, unit);
  });
  for (let j = 0; j < n; j++) for (let i = 0; i < j; i++) out[i]![j] = out[j]![i]!;
  return out;
}

/** 1-norm condition number of the columns whose cross-product is L L', each scaled to unit length. */
export function choleskyCondition(L: readonly Float64Array[]): number {
  const n = L.length;
  const inverse = choleskyInverse(L);
  const lengths = L.map((_, j) => {
    let sum = 0;
    for (let k = 0; k <= j; k++) sum += L[k]![j]! * L[k]![j]!;
    return Math.sqrt(sum);
  });
  let largest = 0;
  let largestInverse = 0;
  for (let j = 0; j < n; j++) {
    let sum = 0;
    let sumInverse = 0;
    for (let i = 0; i < n; i++) {
      let entry = 0;
      for (let k = 0; k <= Math.min(i, j); k++) entry += L[k]![i]! * L[k]![j]!;
      sum += Math.abs(entry) / (lengths[i]! * lengths[j]!);
      sumInverse += Math.abs(inverse[j]![i]!) * lengths[i]! * lengths[j]!;
    }
    largest = Math.max(largest, sum);
    largestInverse = Math.max(largestInverse, sumInverse);
  }
  return Math.sqrt(largest * largestInverse);
}
