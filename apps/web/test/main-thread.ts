import type { Browser, Page } from "playwright";

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Processor time of the thread in microseconds: what another program takes from it does not count. */
  tdur?: number;
  args: { name?: string };
}

/** Processor time in ms of every task that the pages' main threads ran meanwhile. */
export async function mainThreadTasks(browser: Browser, page: Page, work: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, { categories: ["toplevel", "disabled-by-default-devtools.timeline"] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const threadOf = (event: TraceEvent): string => `${event.pid}:${event.tid}`;
  const main = new Set(
    traceEvents.filter((e) => e.name === "thread_name" && e.args.name === "CrRendererMain").map(threadOf),
  );
  return traceEvents
    .filter((e) => e.ph === "X" && e.name.endsWith("RunTask") && main.has(threadOf(e)) && e.tdur !== undefined)
    .map((e) => e.tdur! / 1000);
}
