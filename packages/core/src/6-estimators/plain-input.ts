import { factorOf, type Factor } from "./absorb.ts";

/** What every regression on plain arrays takes. */
export interface PlainInput {
  /** Outcome, n numbers. */
  y: ArrayLike<number>;
  /** Predictors by name, or a list of columns (then named by `names`, else x1, x2, ...). The constant is not among them. */
  X: Record<string, ArrayLike<number>> | readonly ArrayLike<number>[];
  names?: readonly string[];
  /** Default true; effects that are absorbed take the constant's place. */
  intercept?: boolean;
  weights?: ArrayLike<number>;
  offset?: ArrayLike<number>;
  /** Effects to take out, by name: codes or labels, one per row. At most two. */
  absorb?: Record<string, ArrayLike<string | number>>;
}

export interface PlainMatrices {
  y: Float64Array;
  X: Float64Array[];
  names: string[];
  intercept: boolean;
  weights: Float64Array | null;
  offset: Float64Array | null;
  absorb: Factor[];
}

/**
 * Plain arrays as the columns that estimators work on, the constant first.
 *
 * @throws RangeError when lengths differ, a value is not finite or a weight is not positive: those are mistakes of the caller.
 */
export function plainMatrices(owner: string, input: PlainInput): PlainMatrices {
  const y = checkedNumbers(owner, "y", input.y, input.y.length);
  const n = y.length;
  const entries: [string, ArrayLike<number>][] = Array.isArray(input.X)
    ? (input.X as ArrayLike<number>[]).map((column, j) => [input.names?.[j] ?? `x${j + 1}`, column])
    : Object.entries(input.X as Record<string, ArrayLike<number>>);
  const absorb = Object.entries(input.absorb ?? {}).map(([name, labels]) => factorOf(name, labels, n));
  if (absorb.length > 2) throw new RangeError(`${owner}: at most two sets of effects can be absorbed`);
  const intercept = absorb.length === 0 && input.intercept !== false;
  const X = entries.map(([name, column]) => checkedNumbers(owner, name, column, n));
  const names = entries.map(([name]) => name);
  if (intercept) {
    X.unshift(new Float64Array(n).fill(1));
    names.unshift("(Intercept)");
  }
  const weights = input.weights === undefined ? null : checkedNumbers(owner, "weights", input.weights, n);
  if (weights?.some((w) => !(w > 0))) throw new RangeError(`${owner}: weights must be positive`);
  const offset = input.offset === undefined ? null : checkedNumbers(owner, "offset", input.offset, n);
  return { y, X, names, intercept, weights, offset, absorb };
}

/** The values as finite numbers, n of them. */
export function checkedNumbers(owner: string, name: string, values: ArrayLike<number>, n: number): Float64Array {
  if (values.length !== n) throw new RangeError(`${owner}: ${name} has ${values.length} values, not ${n}`);
  const out = values instanceof Float64Array ? values : Float64Array.from(values);
  for (let i = 0; i < n; i++) {
    if (out[i]! - out[i]! !== 0) throw new RangeError(`${owner}: ${name}[${i}] is not a finite number`);
  }
  return out;
}
