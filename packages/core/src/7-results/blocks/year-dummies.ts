/** Dummies of every year but the first, named as R names them. */
export function yearDummies(times: ArrayLike<number>): { name: string; values: Float64Array }[] {
  const years = [...new Set(Array.from(times))].sort((a, b) => a - b);
  return years.slice(1).map((year) => ({
    name: `time${year}`,
    values: Float64Array.from(times, (value) => (value === year ? 1 : 0)),
  }));
}
