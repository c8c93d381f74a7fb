/** Arguments of a typed function as finite numbers, n of them; RangeError where they are not: a mistake of the caller. */
export function finiteNumbers(values: ArrayLike<number>, name: string, n = values.length): Float64Array {
  if (values.length !== n) throw new RangeError(`${name} has ${values.length} values, not ${n}`);
  const out = values instanceof Float64Array ? values : Float64Array.from(values);
  for (let i = 0; i < n; i++) if (out[i]! - out[i]! !== 0) throw new RangeError(`${name}[${i}] is not a finite number`);
  return out;
}

/** The same for numbers that must be above zero: populations, weights. */
export function positiveNumbers(values: ArrayLike<number>, name: string, n = values.length): Float64Array {
  const out = finiteNumbers(values, name, n);
  for (let i = 0; i < n; i++) if (!(out[i]! > 0)) throw new RangeError(`${name}[${i}] must be above zero`);
  return out;
}

/** Counts: zero or more. */
export function countNumbers(values: ArrayLike<number>, name: string, n = values.length): Float64Array {
  const out = finiteNumbers(values, name, n);
  for (let i = 0; i < n; i++) if (out[i]! < 0) throw new RangeError(`${name}[${i}] is below zero`);
  return out;
}

export function meanOf(values: ArrayLike<number>, weights: ArrayLike<number> | null = null): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const weight = weights === null ? 1 : weights[i]!;
    sum += weight * values[i]!;
    total += weight;
  }
  return sum / total;
}
