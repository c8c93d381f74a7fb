import type { ChoiceLog, ChoiceMove, Engine } from "@whyvary/core";
import { toJson } from "@whyvary/core";
import { applyEdits, type Edit, type Host } from "../host/index.ts";
import type { FilesState } from "./files-state.svelte.ts";
import type { RunState } from "./run-state.svelte.ts";
import type { StudyState } from "./study-state.svelte.ts";

type RunOptions = NonNullable<Parameters<Engine["choices"]>[2]>;

interface Of {
  host: Host;
  files: FilesState;
  study: StudyState;
  run: RunState;
  tablesOf: (entry: FilesState["entries"][number]) => string[];
}

/** What leaves the page for a folder: study, results, panel, report, evidence; and the log of choices that goes with them. */
export class HandOnState {
  readonly #engine: Engine;
  readonly #of: Of;
  /** What has been tried of this study, so that a report tells it too. */
  #tried: { study: unknown; moves: Map<string, ChoiceMove[]> } = { study: null, moves: new Map() };

  constructor(engine: Engine, of: Of) {
    this.#engine = engine;
    this.#of = of;
  }

  #fileName(extension: string): string {
    const plain = (this.#of.study.doc.title ?? "study").toLowerCase().replace(/[^a-z0-9]+/gu, "-");
    return `${plain.replace(/^-|-$/gu, "").slice(0, 60) || "study"}${extension}`;
  }

  /** The study as text; each file by name and hash, so that it is found again and a change in it is noticed. */
  saveStudy = (): Promise<void> => {
    const { files, host, study, tablesOf } = this.#of;
    const hashes = files.entries.flatMap((entry): Edit[] => {
      const sha256 = entry.recognised?.sha256;
      return sha256 ? tablesOf(entry).map((table) => ({ path: ["tables", table, "sha256"], value: sha256 })) : [];
    });
    const text = JSON.stringify(applyEdits(study.raw, hashes), null, 2) + "\n";
    return host.saveFile(this.#fileName(".whyvary.json"), text, "application/json");
  };

  saveResults = async (): Promise<void> => {
    const { host, run } = this.#of;
    if (run.results) await host.saveFile(this.#fileName(".results.json"), toJson(run.results), "application/json");
  };

  /** One row per area and year, as the questions see it; a spreadsheet takes the byte-order mark as the sign of UTF-8. */
  savePanel = async (): Promise<void> => {
    const { host, study } = this.#of;
    const text = await this.#engine.panel(study.raw);
    if (text !== null) await host.saveFile(this.#fileName(".panel.csv"), `\uFEFF${text}`, "text/csv");
  };

  saveReport = async (layout: "full" | "paper" = "full"): Promise<void> => {
    const { host, run, study } = this.#of;
    if (!run.results) return;
    const { writeReport } = await import("./write-report.ts");
    const report = await writeReport(run.results, study.raw, layout, await this.#choices());
    await host.saveFile(this.#fileName(layout === "paper" ? ".paper.html" : ".report.html"), report, "text/html");
  };

  /** Study, results, rows, scripts, versions and the report, in one zip. */
  saveEvidence = async (): Promise<void> => {
    const { host, run, study } = this.#of;
    if (!run.results) return;
    const document = study.raw;
    const { writeReport } = await import("./write-report.ts");
    const report = await writeReport(run.results, document, "full", await this.#choices());
    const zip = await this.#engine.evidence(document, { extra: { "report.html": report } });
    await host.saveFile(this.#fileName(".evidence.zip"), zip, "application/zip");
  };

  /** A question's log of choices; with `keys`, those choices are also tried another way. */
  choices = async (analysis: string, keys?: readonly string[], trying: RunOptions = {}): Promise<ChoiceLog> => {
    const study = this.#of.study.raw;
    const log = await this.#engine.choices(study, analysis, keys === undefined ? {} : { moves: { keys }, ...trying });
    if (this.#tried.study !== study) this.#tried = { study, moves: new Map() };
    for (const choice of log.choices) {
      const key = JSON.stringify([analysis, choice.key]);
      if (choice.moves.length > 0) this.#tried.moves.set(key, choice.moves);
      else choice.moves = this.#tried.moves.get(key) ?? [];
    }
    return log;
  };

  async #choices(): Promise<{ [analysis: string]: ChoiceLog }> {
    const logs = await Promise.all(this.#of.study.doc.analyses.map(({ id }) => this.choices(id)));
    return Object.fromEntries(logs.map((log) => [log.analysis, log]));
  }
}
