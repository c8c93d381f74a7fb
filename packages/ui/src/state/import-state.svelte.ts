import type { CheckReport, Engine, Problem, Recognised } from "@whyvary/core";
import { broughtNow, withBrought, withTable } from "./brings.ts";
import type { FileEntry, FilesState } from "./files-state.svelte.ts";
import { makeName, tableName } from "./names.ts";
import { addTable, mustChoose, tableFrom } from "./new-study.ts";
import type { StudyDoc, TableDoc } from "./study-doc.ts";
import { firstWay } from "./ways.ts";
import type { StudyState } from "./study-state.svelte.ts";

/** A table as the steps show it: of the study, or a draft of one that is not in it yet. */
export interface ShownTable {
  /** Its name in the study; null for a draft. */
  name: string | null;
  table: TableDoc;
}

/** What a draft would come to, before it is in the study. */
export interface Trial {
  match: CheckReport["tables"][number] | null;
  problems: Problem[];
}

/** What a file is to the study. */
export type Standing = "used" | "waits" | "spare" | "companion" | "bad" | "reading";

/** How files become tables of the study, step by step: each change is one edit that can be undone. */
export class ImportState {
  readonly #engine: Engine;
  readonly #files: FilesState;
  readonly #study: StudyState;
  readonly #tablesOf: (entry: FileEntry) => string[];
  /** Tables that wait for a choice, by file; once used they are in the study and no longer here. */
  drafts = $state.raw<{ [file: string]: TableDoc }>({});

  constructor(engine: Engine, files: FilesState, study: StudyState, tablesOf: (entry: FileEntry) => string[]) {
    this.#engine = engine;
    this.#files = files;
    this.#study = study;
    this.#tablesOf = tablesOf;
  }

  standing(entry: FileEntry): Standing {
    if (entry.status === "loading") return "reading";
    if (entry.status === "failed" || !entry.recognised) return "bad";
    if (this.#tablesOf(entry).length > 0) return "used";
    if (this.companionOf(entry)) return "companion";
    return mustChoose(entry.recognised) ? "waits" : "spare";
  }

  /** The file that this one describes: x.meta.csv beside x.csv. */
  companionOf({ name }: FileEntry): string | null {
    const data = /^(.*)\.meta\.csv$/iu.exec(name)?.[1];
    if (data === undefined) return null;
    return this.#files.entries.find((other) => other.name.toLowerCase() === `${data}.csv`.toLowerCase())?.name ?? null;
  }

  tables(entry: FileEntry): ShownTable[] {
    const { tables } = this.#study.doc;
    const used = this.#tablesOf(entry).map((name) => ({ name, table: tables[name]! }));
    return used.length > 0 ? used : [{ name: null, table: this.draft(entry) }];
  }

  draft({ name, recognised }: FileEntry): TableDoc {
    const kept = this.drafts[name];
    if (kept) return kept;
    return recognised ? firstWay(recognised, tableFrom(recognised, this.#study.doc.panel)) : { file: name };
  }

  /** A table as it is to be: in the study with what it brings, or as a draft. */
  change(entry: FileEntry, { name }: ShownTable, next: TableDoc): void {
    if (name === null) this.drafts = { ...this.drafts, [entry.name]: next };
    else if (entry.recognised) this.#write(withTable(this.#study.doc, name, next, entry.recognised));
  }

  bring(name: string, columns: readonly string[]): void {
    const { panel } = this.#study.doc;
    const measures = withBrought(panel?.measures ?? {}, name, columns);
    this.#study.edit([{ path: ["panel", "measures"], value: measures }]);
  }

  brought = (name: string): string[] => broughtNow(this.#study.doc, name);

  /** The draft, or a further table of a file that has one already, comes into the study. */
  use(entry: FileEntry, as: string, table = this.draft(entry), columns: readonly string[] | null = null): void {
    const file = entry.recognised;
    if (!file) return;
    const { doc } = this.#study;
    const { [entry.name]: _, ...rest } = this.drafts;
    this.drafts = rest;
    const taken = Object.keys(doc.tables);
    const name = as.trim() === "" ? tableName(file.file, taken) : makeName(as, taken);
    const next = addTable(doc, file, this.#known(), table, name);
    const { panel } = next;
    const measures = columns && panel?.measures && withBrought(panel.measures, name, columns);
    this.#write(measures ? { ...next, panel: { ...panel, measures } } : next);
  }

  /** The files of the tables so far. */
  #known(): [string, Recognised][] {
    return this.#files.entries.flatMap((entry) =>
      this.#tablesOf(entry).flatMap((name): [string, Recognised][] =>
        entry.recognised ? [[name, entry.recognised]] : [],
      ),
    );
  }

  /** Only what changed is an edit, so that the rest of the text stays as it was written. */
  #write(next: StudyDoc): void {
    const { doc } = this.#study;
    const edits = [
      ...Object.entries(next.tables)
        .filter(([name, table]) => doc.tables[name] !== table)
        .map(([name, value]) => ({ path: ["tables", name], value })),
      ...(next.panel?.measures === doc.panel?.measures
        ? []
        : [{ path: ["panel", "measures"], value: next.panel?.measures }]),
      ...(next.focus === doc.focus ? [] : [{ path: ["focus"], value: next.focus }]),
    ];
    this.#study.edit(edits);
  }

  takeOut(name: string): void {
    const { panel, focus } = this.#study.doc;
    const measures = panel?.measures && withBrought(panel.measures, name, []);
    const near = focus?.neighbours !== undefined && !Array.isArray(focus.neighbours) && focus.neighbours.table === name;
    this.#study.edit([
      { path: ["tables", name], value: undefined },
      ...(measures ? [{ path: ["panel", "measures"], value: measures }] : []),
      ...(near ? [{ path: ["focus", "neighbours"], value: undefined }] : []),
    ]);
  }

  /** What a table would come to beside the one that sets the rows; its problems are those of its own. */
  async trial(entry: FileEntry, table: TableDoc): Promise<Trial> {
    const { doc } = this.#study;
    const file = entry.recognised;
    const lead = Object.entries(doc.tables)[0];
    const beside = lead !== undefined && doc.panel !== undefined && lead[1].file !== "";
    const name = beside && lead[0] === "draft" ? "draft_2" : "draft";
    const keys = { area: table.area ?? doc.panel?.area, time: table.time ?? doc.panel?.time };
    const study = {
      whyvary: 1,
      tables: { ...(beside ? { [lead[0]]: lead[1] } : {}), [name]: { ...table, file: entry.name } },
      panel: beside
        ? { area: doc.panel!.area, time: doc.panel!.time, measures: {} }
        : { area: keys.area ?? file?.guess.area, time: keys.time ?? file?.guess.time, measures: {} },
      analyses: [],
    };
    const check = await this.#engine.check(JSON.parse(JSON.stringify(study)));
    return {
      match: check.tables.find((one) => one.table === name) ?? null,
      problems: check.problems.filter((problem) => problem.file === entry.name && problem.severity === "error"),
    };
  }
}
