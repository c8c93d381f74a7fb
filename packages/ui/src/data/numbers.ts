/** 1017 -> "1,017". */
export function thousands(value: number): string {
  return value.toFixed(0).replace(/\B(?=(\d{3})+(?!\d))/gu, ",");
}

/** A figure as short as it can be read: 1,234 or 12.35 or 0.004. */
export function short(value: number): string {
  if (Number.isInteger(value)) return thousands(value).replace("-", "\u2212");
  const text = Math.abs(value) >= 1000 ? thousands(value) : Number(value.toPrecision(4)).toString();
  return text.replace("-", "\u2212");
}
