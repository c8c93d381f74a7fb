import { AppState, resultFile, resultTables } from "@whyvary/ui";
import type { Deed } from "../../protocol/messages.ts";
import { post } from "../door.ts";
import { pictureSvg } from "./picture-svg.ts";

/** What the editor's menus and commands ask of the page. */
export async function doDeed(app: AppState, deed: Deed, analysis?: string): Promise<void> {
  if (analysis !== undefined) app.view = { kind: "question", id: analysis };
  if (deed === "study") return;
  if (deed === "run") return app.run.now(app.study.raw);
  await settled(app);
  const result = app.run.results?.analyses.find(({ id }) => id === (app.analysis?.id ?? ""));
  if (deed === "report") return app.handOn.saveReport();
  if (deed === "evidence") return app.handOn.saveEvidence();
  if (deed === "results") return app.handOn.saveResults();
  if (!result?.ok) return post({ type: "failed", text: "There is no answer yet: see the problems of the study." });
  if (deed === "script") return post({ type: "copy", text: result.rCode, what: "the R script" });
  if (deed === "table") {
    if (resultTables(result.kind, result.value).length === 0)
      return post({ type: "failed", text: "This question has no table." });
    const { name, content, type } = await resultFile({ result, title: null, study: app.study.raw }, "csv");
    return app.host.saveFile(name, content, type);
  }
  const svg = pictureSvg();
  if (svg === null) return post({ type: "failed", text: "Show the chart of a question first." });
  return app.host.saveFile(`${result.id}.svg`, svg, "image/svg+xml");
}

/** Resolves when nothing is being computed. */
async function settled(app: AppState): Promise<void> {
  while (app.run.busy || app.files.loading || app.run.results === null) {
    if (app.run.failure !== null || (app.run.check !== null && !app.run.busy && app.run.results === null)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
