/** 0.03052 -> "0.0305", -1582.1 -> "−1,582": three figures, all of the whole part, no exponent unless very small or large. */
export function threeFigures(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size < 1e-4 || size >= 1e9) return minus(value.toExponential(2));
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(size)));
  const [whole, part] = value.toFixed(Math.min(decimals, 8)).split(".");
  return minus(whole!.replace(/\B(?=(\d{3})+$)/g, ",") + (part === undefined ? "" : `.${part}`));
}

/** A tick's words: as many decimals as its step needs. */
export function tickText(at: number, step: number): string {
  const decimals = stepDecimals(step);
  if (at !== 0 && (decimals > 6 || Math.abs(at) >= 1e9)) return minus(at.toExponential(1));
  const [whole, part] = at.toFixed(decimals).split(".");
  return minus(whole!.replace(/\B(?=(\d{3})+$)/g, ",") + (part === undefined || at === 0 ? "" : `.${part}`));
}

/** Decimals that tell ticks of this step apart. */
export function stepDecimals(step: number): number {
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
}

function minus(text: string): string {
  return text.replace(/-/g, "\u2212");
}
