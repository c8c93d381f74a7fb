/** Round steps 1, 2 and 5 times a power of ten: the smallest with at most `most` intervals over [low, high]. */
export function niceStep(low: number, high: number, most: number): number {
  const rough = (high - low) / Math.max(1, most);
  if (!(rough > 0) || !Number.isFinite(rough)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** The ticks that cover [low, high], outward to whole steps. */
export function niceTicks(low: number, high: number, most: number): { step: number; ticks: number[] } {
  const step = niceStep(low, high, most);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  // Written by its decimals: 3 * 0.1 would read 0.30000000000000004.
  const decimals = Math.max(0, Math.min(20, 1 - Math.floor(Math.log10(step))));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toFixed(decimals)));
  return { step, ticks };
}
