import type { Task } from "./types.ts";

/** Runs a task to its end, at once. */
export function drain<T>(task: Task<T>): T {
  for (;;) {
    const step = task.next();
    if (step.done) return step.value;
  }
}
