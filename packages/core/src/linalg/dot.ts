/** Sum of products from position `from` on, in four fixed lanes: the same order of additions on every engine. */
export function dot(a: Float64Array, b: Float64Array, from = 0): number {
  const n = a.length;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = from;
  for (; i + 3 < n; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  for (; i < n; i++) s0 += a[i]! * b[i]!;
  return s0 + s1 + (s2 + s3);
}

/** y += alpha * x from position `from` on. */
export function axpy(alpha: number, x: Float64Array, y: Float64Array, from = 0): void {
  for (let i = from; i < y.length; i++) y[i] = y[i]! + alpha * x[i]!;
}

/** Euclidean length from position `from` on. */
export function norm(x: Float64Array, from = 0): number {
  return Math.sqrt(dot(x, x, from));
}
