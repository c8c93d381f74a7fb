import { meanOf } from "../../6-estimators/check-numbers.ts";
import { quantile7 } from "../../6-estimators/quantile.ts";

export const finite = (value: number): boolean => value - value === 0;
export const orNull = (value: number): number | null => (finite(value) ? value : null);

export function meanOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : meanOf(Float64Array.from(values));
}

export function medianOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : quantile7(Float64Array.from(values).sort(), 0.5);
}
