/** Runs a task and leaves a performance measure of that name, for budgets and for anyone with the browser's tools open. */
export async function measured<T>(name: string, task: () => Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    return await task();
  } finally {
    performance.measure(`whyvary:${name}`, { start, end: performance.now() });
  }
}
