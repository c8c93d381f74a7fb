/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix (columns), by cyclic Jacobi rotations: slow for large
 * matrices, accurate for small ones, and only + - * / and square roots. Not sorted.
 *
 * @see Golub & Van Loan, Matrix Computations, 8.5.
 */
export function eigenSymmetric(matrix: readonly Float64Array[]): { values: Float64Array; vectors: Float64Array[] } {
  const n = matrix.length;
  const A = matrix.map((column) => Float64Array.from(column));
  const V = A.map((_, j) => {
    const unit = new Float64Array(n);
    unit[j] = 1;
    return unit;
  });
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    let on = 0;
    for (let j = 0; j < n; j++) {
      on += A[j]![j]! * A[j]![j]!;
      for (let i = 0; i < j; i++) off += A[j]![i]! * A[j]![i]!;
    }
    if (off <= 1e-34 * on || off === 0) break;
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(A, V, p, q);
  }
  return { values: Float64Array.from(A, (column, j) => column[j]!), vectors: V };
}

/** One rotation that makes A[p, q] zero. Columns and rows are both kept, as A stays symmetric. */
function rotate(A: Float64Array[], V: Float64Array[], p: number, q: number): void {
  const entry = A[q]![p]!;
  if (entry === 0) return;
  const theta = (A[q]![q]! - A[p]![p]!) / (2 * entry);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  const n = A.length;
  const spin = (a: Float64Array, b: Float64Array): void => {
    for (let i = 0; i < n; i++) {
      const x = a[i]!;
      const y = b[i]!;
      a[i] = c * x - s * y;
      b[i] = s * x + c * y;
    }
  };
  spin(A[p]!, A[q]!);
  for (let j = 0; j < n; j++) {
    const x = A[j]![p]!;
    const y = A[j]![q]!;
    A[j]![p] = c * x - s * y;
    A[j]![q] = s * x + c * y;
  }
  A[q]![p] = 0;
  A[p]![q] = 0;
  spin(V[p]!, V[q]!);
}
