import type { AppState } from "@whyvary/ui";
import { post } from "../door.ts";
import type { EditorHost } from "./editor-host.ts";

/** After each run the editor hears what it shows: problems for the text, answers for the lenses, rows for the status bar. */
export function tellResults(app: AppState, host: EditorHost): void {
  $effect.root(() => {
    $effect(() => {
      const { results, check, busy, ranFor } = app.run;
      if (busy || results === null || ranFor !== app.study.raw) return;
      const used = results.analyses.find(({ ladder }) => ladder.some(({ step }) => step === "used"));
      const read = results.ladder.find(({ step }) => step === "read")?.rows ?? 0;
      const seen = new Set(results.problems.map(({ code, text }) => code + text));
      const problems = [
        ...results.problems,
        ...(check?.problems ?? []).filter((one) => !seen.has(one.code + one.text)),
      ];
      post(
        JSON.parse(
          JSON.stringify({
            type: "ran",
            text: host.study.text,
            read,
            used: used?.ladder.findLast(({ step }) => step === "used")?.rows ?? results.ladder.at(-1)?.rows ?? 0,
            problems,
            analyses: results.analyses.map(({ id, ok, answer, problem }) => ({
              id,
              ok,
              answer: answer.map(({ text }) => text).join(""),
              ...(problem === undefined ? {} : { problem }),
            })),
          }),
        ),
      );
    });
  });
}
