import {
  describedIn,
  findCompanion,
  recogniseTask,
  withCompanion,
  type ReadOptions,
  type ReadOutcome,
  type ReadResult,
} from "../1-read/index.ts";
import type { PanelFacts } from "../8-analyses/types.ts";
import { asksOf, type Ask } from "../study/asks.ts";
import { checkTask, type CheckReport } from "../study/check.ts";
import { choiceLog, choiceMoves, type ChoiceLog, type MoveOptions } from "../study/choice-moves.ts";
import { evidenceTask, type Extra } from "../study/evidence.ts";
import { fillSlots, type StudyFile } from "../study/files.ts";
import { fileGone } from "../study/problems.ts";
import type { Results } from "../study/results.ts";
import { panelTask } from "../study/rows-csv.ts";
import { runTask, type Memory } from "../study/run.ts";
import { validateStudy } from "../study/validate.ts";
import { drive, type Drive } from "./breathe.ts";
import { rowsPage } from "./rows-page.ts";
import { StoredFile } from "./stored-file.ts";
import type { Recognised, RowsPage } from "./types.ts";

/** The engine itself, wherever it stands: in the worker, or in process for Node and tests. */
export class LocalEngine {
  readonly #files = new Map<string, { stored: StoredFile; options: ReadOptions }>();
  readonly #memory: Memory = {};

  async load(name: string, data: Blob | Uint8Array, read: ReadOptions, drivers: Drive): Promise<Recognised> {
    const before = this.#files.get(name)?.stored;
    // The same Blob again, read otherwise, keeps its hash and its reads.
    const stored =
      before !== undefined && before.blob === data
        ? before
        : new StoredFile(name, data instanceof Uint8Array ? new Blob([data as Uint8Array<ArrayBuffer>]) : data);
    const outcome = await this.#readable(stored, read, drivers);
    if (outcome.ok || stored.sha256 !== "") this.#files.set(name, { stored, options: read });
    if (outcome.ok) return this.#described(await drive(recogniseTask(outcome.result, stored.sha256), drivers));
    return {
      file: name,
      sha256: stored.sha256,
      bytes: stored.blob.size,
      format: "unreadable",
      encoding: "utf-8",
      delimiter: "",
      lineEnd: "LF",
      rows: 0,
      lines: { above: 0, names: 0, below: 0, blank: 0 },
      columns: [],
      guess: { where: {}, open: [] },
      problems: outcome.problems,
    };
  }

  /** Labels and roles from the companion, where it has been loaded. */
  #described(recognised: Recognised): Recognised {
    const found = findCompanion(recognised.file, this.#files.keys());
    const held = found === null || found.name !== found.wanted ? undefined : this.#files.get(found.name);
    const outcome = held?.stored.read(held.options);
    const said = outcome?.ok ? describedIn(outcome.result) : null;
    return said === null ? recognised : withCompanion(recognised, said);
  }

  async rows(file: string, from: number, to: number): Promise<RowsPage> {
    const held = this.#files.get(file);
    const outcome = held?.stored.read(held.options);
    if (outcome === undefined || !outcome.ok) return { from: 0, total: 0, columns: [], rows: [] };
    return rowsPage(outcome.result as ReadResult, from, to);
  }

  async check(study: unknown, drivers: Drive): Promise<CheckReport> {
    return drive(checkTask(study, await this.#read(study, drivers), this.#memory), drivers);
  }

  async ask(facts: PanelFacts): Promise<Ask[]> {
    return asksOf(facts);
  }

  async run(study: unknown, drivers: Drive): Promise<Results> {
    return drive(runTask(study, await this.#read(study, drivers), this.#memory), drivers);
  }

  async choices(study: unknown, id: string, moves: MoveOptions | undefined, drivers: Drive): Promise<ChoiceLog> {
    if (moves === undefined) return choiceLog(study, id);
    return drive(choiceMoves(study, await this.#read(study, drivers), id, moves), drivers);
  }

  async evidence(study: unknown, extra: Extra, drivers: Drive): Promise<Uint8Array<ArrayBuffer>> {
    return drive(evidenceTask(study, await this.#read(study, drivers), extra, this.#memory), drivers);
  }

  async panel(study: unknown, drivers: Drive): Promise<string | null> {
    return drive(panelTask(study, await this.#read(study, drivers), this.#memory), drivers);
  }

  async unload(file: string): Promise<void> {
    this.#files.delete(file);
    this.#forget();
  }

  async close(): Promise<void> {
    this.#files.clear();
    this.#forget();
  }

  #forget(): void {
    delete this.#memory.last;
    delete this.#memory.answers;
  }

  /** A file that was moved or changed since it was chosen is a problem of the data. */
  async #readable(stored: StoredFile, read: ReadOptions, drivers: Drive): Promise<ReadOutcome> {
    try {
      return await stored.load(read, drivers);
    } catch (error) {
      if ((error as Error).name !== "NotReadableError" && (error as Error).name !== "NotFoundError") throw error;
      return { ok: false, problems: [fileGone(stored.name)] };
    }
  }

  /** All files as the study sees them, after reading those that it wants read otherwise. */
  async #read(study: unknown, drivers: Drive): Promise<StudyFile[]> {
    const held = new Map<StudyFile, StoredFile>();
    for (const [name, { stored }] of this.#files)
      held.set({ name, sha256: stored.sha256, parse: (options) => stored.read(options) }, stored);
    const files = [...held.keys()];
    const tables = validateStudy(study).study?.tables ?? {};
    for (const [table, file] of fillSlots(tables, files).filled)
      await held.get(file)!.load((tables[table]!.read ?? {}) as ReadOptions, drivers);
    return files;
  }
}
