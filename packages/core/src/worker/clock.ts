/** Milliseconds for deciding when to breathe; they never reach a result. */
export function now(): number {
  // oxlint-disable-next-line no-restricted-globals
  return performance.now();
}
