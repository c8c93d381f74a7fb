/** A column as its distances from its mean, which is taken twice: what a first mean leaves by rounding, the second takes out. */
export function fromMean(column: Float64Array): { centred: Float64Array; mean: number } {
  let centred = column;
  let mean = 0;
  for (let pass = 0; pass < 2; pass++) {
    const now = centred.reduce((sum, value) => sum + value, 0) / column.length;
    mean += now;
    centred = centred.map((value) => value - now);
  }
  return { centred, mean };
}
