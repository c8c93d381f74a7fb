import type { Progress, Task } from "../messages/types.ts";
import { now } from "./clock.ts";

/** How long a task may run before messages are heard again. */
const BREATH = 30;

export interface Drive {
  onProgress?: ((progress: Progress) => void) | undefined;
  cancelled?: (() => boolean) | undefined;
}

/** A turn of the event loop, sooner than a timer gives it. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const heard = (): void => {
      port1.close();
      resolve();
    };
    port1.addEventListener("message", heard, { once: true });
    port1.start();
    port2.postMessage(null);
  });
}

/** The error with which a cancelled call rejects. */
export function abortError(): DOMException {
  return new DOMException("Cancelled", "AbortError");
}

/** Runs a task breath by breath, telling its progress, until it ends or is cancelled. */
export async function drive<T>(task: Task<T>, { onProgress, cancelled }: Drive): Promise<T> {
  let since = now();
  for (;;) {
    const step = task.next();
    if (step.done) return step.value;
    if (now() - since < BREATH) continue;
    onProgress?.(step.value);
    await breathe();
    if (cancelled?.() === true) throw abortError();
    since = now();
  }
}
