import type { CheckReport, Engine, Recognised, Results } from "@whyvary/core";

const check = {
  ...{ problems: [], missing: [], tables: [], panel: null },
  needed: [],
  crosswalks: [],
  asks: [
    { kind: "regress", options: { formula: "plan_rate ~ idaci" } },
    { kind: "profile", missing: "your own area" },
  ],
} as CheckReport;

export interface FakeEngine extends Engine {
  /** Runs begun, each waiting for its answer. */
  runs: { study: unknown; signal: AbortSignal | undefined; answer: (results: Partial<Results>) => void }[];
}

/** An engine whose answers the test gives by hand, to look at what happens between asking and answering. */
export function makeFakeEngine(recognise: (name: string) => Partial<Recognised>): FakeEngine {
  const runs: FakeEngine["runs"] = [];
  return {
    runs,
    load: async (name) =>
      ({
        file: name,
        sha256: `hash of ${name}`,
        rows: 3,
        columns: [],
        problems: [],
        guess: { where: {}, open: [] },
        ...recognise(name),
      }) as unknown as Recognised,
    rows: async (_, from) => ({ from, total: 0, columns: [], rows: [] }),
    check: async () => check,
    ask: async ({ measures }) => [{ kind: "decompose", options: { outcome: measures[0]?.name ?? "", blocks: {} } }],
    run: (study, options) =>
      new Promise((resolve, reject) => {
        options?.signal?.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
        runs.push({
          study,
          signal: options?.signal,
          answer: (results) => resolve({ analyses: [], ...results } as Results),
        });
      }),
    choices: async (_, analysis) => ({ analysis, answer: null, choices: [] }),
    evidence: async () => new Uint8Array(),
    panel: async () => null,
    unload: async () => {},
    close: async () => {},
  };
}
