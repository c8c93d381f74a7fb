import type { Engine, Problem, Recognised } from "@whyvary/core";
import type { Edit, Host, PickedFile } from "../host/index.ts";
import { FilesState, type FileEntry } from "./files-state.svelte.ts";
import { HandOnState } from "./hand-on.svelte.ts";
import { ImportState } from "./import-state.svelte.ts";
import { analysisFrom, factsFrom, mustChoose, newStudy, withFirstQuestion } from "./new-study.ts";
import { LatestState } from "./latest-state.svelte.ts";
import { RunState } from "./run-state.svelte.ts";
import { looksLikeStudy, tablesOf, type AnalysisDoc, type StudyDoc } from "./study-doc.ts";
import { StudyState } from "./study-state.svelte.ts";
import { tryEdits } from "./try-edits.ts";

export type View =
  | { kind: "question"; id: string }
  | { kind: "file"; name: string }
  | { kind: "import" }
  | { kind: "paste" }
  | { kind: "latest" }
  | { kind: "ask"; of: string };

/** The example that the page opens on: its study, its files, and its results made beforehand. */
export interface Example {
  study: unknown;
  files: PickedFile[];
  results: unknown;
}

/** Everything the page knows, one class per concern below it. */
export class AppState {
  readonly files: FilesState;
  readonly study: StudyState;
  readonly run: RunState;
  readonly imports: ImportState;
  readonly latest: LatestState;
  readonly handOn: HandOnState;
  readonly host: Host;
  readonly exampleFiles: ReadonlySet<string>;
  readonly #engine: Engine;
  readonly #example: Example | undefined;
  view = $state.raw<View>({ kind: "question", id: "" });
  /** What went wrong with the last thing dropped or opened, when it belongs to no file's card. */
  notice = $state.raw<Problem | null>(null);
  dark = $state(false);
  theme = $state<"system" | "light" | "dark">("system");
  paletteOpen = $state(false);
  areaPickerOpen = $state(false);
  /** The question after one's own area was put aside. */
  areaAsked = $state(false);
  /** The study shown is the invented example: its files by name, and no file of the person's own in the place of one. */
  isExample = $derived.by(() => {
    const used = Object.values(this.study.doc.tables);
    return used.length > 0 && used.every(({ file }) => this.exampleFiles.has(file) && !this.#isOwn(file));
  });
  /** The person's files: the example's stay loaded, so that undo can come back to them, but out of sight. */
  shownFiles = $derived.by(() =>
    this.files.entries.filter(
      (entry) =>
        !this.exampleFiles.has(entry.name) ||
        this.#isOwn(entry.name) ||
        this.tablesOf(entry).length > 0 ||
        this.isExample,
    ),
  );
  /** Files that the study names and nobody has given yet. */
  openSlots = $derived.by(() => {
    const filled = new Set(this.files.entries.flatMap((entry) => this.tablesOf(entry)));
    const tables = Object.entries(this.study.doc.tables).filter(([name]) => !filled.has(name));
    const missing = this.run.check ? new Set(this.run.check.missing) : null;
    return [...new Set(tables.map(([, table]) => table.file))].filter((file) => !missing || missing.has(file));
  });
  analysis: AnalysisDoc | undefined = $derived.by(() => {
    const view = this.view;
    const { analyses } = this.study.doc;
    return view.kind === "question" ? (analyses.find(({ id }) => id === view.id) ?? analyses[0]) : undefined;
  });
  focus = $derived.by(() => {
    const code = this.study.doc.focus?.area;
    const area = code === undefined ? undefined : this.run.check?.panel?.areas.find((one) => one.code === code);
    return code === undefined ? null : { code, label: area?.label ?? code };
  });

  /** Rows can be typed where there are areas, and where some are already. */
  latestOffered = $derived.by(() => (this.run.check?.panel?.areas.length ?? 0) > 0 || this.latest.rows.length > 0);

  constructor(host: Host, engine: Engine, example?: Example) {
    this.host = host;
    this.#engine = engine;
    this.#example = example;
    this.exampleFiles = new Set(example?.files.map(({ name }) => name));
    this.files = new FilesState(engine);
    this.run = new RunState(engine);
    this.study = new StudyState(host, () => this.#changed());
    const tablesOfEntry = (entry: FileEntry): string[] => this.tablesOf(entry);
    this.imports = new ImportState(engine, this.files, this.study, tablesOfEntry);
    const { files, study, run } = this;
    this.latest = new LatestState(engine, study);
    this.handOn = new HandOnState(engine, { host, files, study, run, tablesOf: tablesOfEntry });
    const mirrorTheme = () => {
      this.dark = host.theme.dark();
      this.theme = host.theme.get();
    };
    mirrorTheme();
    host.theme.subscribe(mirrorTheme);
    if (example) this.run.results = example.results as RunState["results"];
  }

  /** The worker reads the example while its stored results are already on the screen. */
  async start(): Promise<void> {
    if (!this.#example) return;
    this.run.busy = true;
    for (const file of this.#example.files) await this.files.load(file);
    if (this.isExample) await this.run.now(this.study.raw);
  }

  #changed(): void {
    for (const entry of this.files.entries) {
      const read = this.#readOf(entry.name);
      if (entry.status !== "loading" && JSON.stringify(read) !== entry.readAs) void this.reread(entry.name);
    }
    if (Object.keys(this.study.doc.tables).length > 0 && !this.files.loading) this.run.schedule(this.study.raw);
  }

  /** The study's tables that this file fills; one that names another loaded file is that one's. */
  tablesOf(entry: FileEntry): string[] {
    const { doc } = this.study;
    return tablesOf(doc, entry.name, entry.recognised?.sha256).filter((name) => {
      const { file } = doc.tables[name]!;
      return file === entry.name || this.files.find(file) === undefined;
    });
  }

  edit = (edits: readonly Edit[]): void => this.study.edit(edits);

  /** Edits that are made only if the engine finds no error under this path with them; else the errors. */
  tryEdits = (edits: Edit[], path: readonly (string | number)[]): Promise<Problem[]> =>
    tryEdits(this.#engine, this.study, edits, path);

  async open(): Promise<void> {
    await this.take(await this.host.openFiles());
  }

  /** Files dropped or chosen: studies are opened, the rest become cards and find their place. */
  async take(files: readonly PickedFile[]): Promise<void> {
    if (files.length === 0) return;
    this.notice = null;
    const studies = files.filter(({ name }) => /\.json$/iu.test(name));
    const tables = files.filter((file) => !studies.includes(file));
    const opened = studies.length > 0 && (await this.#openStudy(studies[0]!));
    if (opened && this.isExample) return this.run.now(this.study.raw);
    const own = opened || (!this.isExample && Object.keys(this.study.doc.tables).length > 0);
    const loaded: FileEntry[] = [];
    for (const file of tables) loaded.push(await this.files.load(file, this.#readOf(file.name)));
    const ready = loaded.flatMap((entry) => (entry.status === "ready" && entry.recognised ? [entry.recognised] : []));
    const figures = loaded.filter((entry) => this.imports.companionOf(entry) === null);
    const tellable = ready.filter(({ file }) => figures.some(({ name }) => name === file));
    if (!own) await this.#startFrom(tellable, figures);
    else this.#settle(tellable);
    if (opened || loaded.some((entry) => this.tablesOf(entry).length > 0)) await this.run.now(this.study.raw);
  }

  #readOf(file: string): unknown {
    const entry = this.files.find(file);
    const [table] = entry ? this.tablesOf(entry) : tablesOf(this.study.doc, file);
    return (table === undefined ? this.imports.drafts[file] : this.study.doc.tables[table])?.read;
  }

  async #startFrom(ready: Recognised[], loaded: FileEntry[]): Promise<void> {
    if (ready.length > 0) {
      const study = await this.#firstStudy(ready);
      this.run.clear();
      this.study.replace(study);
      const first = study.analyses[0];
      if (loaded.length > 1) this.view = { kind: "import" };
      else if (first && !ready.some(mustChoose)) this.view = { kind: "question", id: first.id };
      else this.view = { kind: "file", name: ready[0]!.file };
    } else if (loaded.length > 1) this.view = { kind: "import" };
    else if (loaded[0]) this.view = { kind: "file", name: loaded[0].name };
  }

  async #firstStudy(ready: readonly Recognised[]): Promise<StudyDoc> {
    const study = newStudy(ready);
    this.run.busy = true;
    try {
      return withFirstQuestion(study, await this.#engine.ask(factsFrom(study, ready)));
    } finally {
      this.run.busy = false;
    }
  }

  /** Files for a study that stands: they fill its open slots; the rest join as tables where they have an area. */
  #settle(ready: readonly Recognised[]): void {
    const spare = ready.filter((file) => tablesOf(this.study.doc, file.file, file.sha256).length === 0);
    for (const file of spare) if (file.guess.area && this.study.doc.panel && !mustChoose(file)) this.use(file.file);
    if (spare.length > 1) this.view = { kind: "import" };
    else if (spare[0]) this.view = { kind: "file", name: spare[0].file };
  }

  /** A loaded file becomes a table of this study. */
  use(name: string): void {
    const entry = this.files.find(name);
    if (entry) this.imports.use(entry, "");
  }

  /** A new study from this file alone. */
  async startWith(name: string): Promise<void> {
    const entry = this.files.find(name);
    if (entry?.recognised) await this.#startFrom([entry.recognised], [entry]);
  }

  async #openStudy(file: PickedFile): Promise<boolean> {
    let study: unknown;
    try {
      study = JSON.parse(await file.data.text());
    } catch (error) {
      this.notice = {
        code: "study-not-json",
        severity: "error",
        file: file.name,
        text: `${file.name} is not a study: ${error instanceof Error ? error.message : "it is not JSON"}.`,
        remedy: "Open a study that was saved here, or drop CSV files to start a new one.",
      };
      return false;
    }
    if (!looksLikeStudy(study)) {
      this.notice = {
        code: "not-a-study",
        severity: "error",
        file: file.name,
        text: `${file.name} is JSON, but not a study: it has no "whyvary" and no "tables".`,
        remedy: "Open a study that was saved here, or drop CSV files to start a new one.",
      };
      return false;
    }
    this.run.clear();
    this.study.replace(study);
    this.view = { kind: "question", id: this.study.doc.analyses[0]?.id ?? "" };
    return true;
  }

  /** Of several files that could be meant, this one: the study says it by name. */
  settleOn(table: string, file: string): void {
    this.edit([
      { path: ["tables", table, "file"], value: file },
      { path: ["tables", table, "sha256"], value: undefined },
    ]);
  }

  /** How a file is to be read, where the usual way is wrong: for every table made of it. */
  setRead(entry: FileEntry, key: string, value: unknown): void {
    const tables = this.tablesOf(entry);
    if (tables.length > 0) return this.edit(tables.map((name) => ({ path: ["tables", name, "read", key], value })));
    const draft = this.imports.draft(entry);
    const { [key]: _, ...rest } = draft.read ?? {};
    const read = value === undefined ? rest : { ...rest, [key]: value };
    this.imports.drafts = { ...this.imports.drafts, [entry.name]: { ...draft, read } };
    void this.reread(entry.name);
  }

  /** Reads a file again as the study now says. */
  async reread(name: string): Promise<void> {
    const entry = this.files.find(name);
    if (!entry) return;
    await this.files.load({ name, data: entry.data }, this.#readOf(name));
    this.#changed();
  }

  async remove(name: string): Promise<void> {
    const entry = this.files.find(name);
    const tables = entry ? this.tablesOf(entry) : [];
    if (this.view.kind === "file") this.view = { kind: "question", id: "" };
    await this.files.remove(name);
    if (tables.length > 0) await this.run.now(this.study.raw);
  }

  /** A question of this kind joins the study, with the options that its kind suggests for these data and what a person gave. */
  ask(kind: string, given: { [key: string]: unknown } = {}): void {
    const { analyses } = this.study.doc;
    const ask = this.run.check?.asks.find((one) => one.kind === kind);
    const ids = analyses.map(({ id }) => id);
    const entries = ask ? analysisFrom(ask, ids, given) : [];
    if (ask && "give" in ask && entries.length === 0) this.view = { kind: "ask", of: kind };
    for (const entry of entries) {
      this.edit([{ path: ["analyses", analyses.length], value: entry }]);
      this.view = { kind: "question", id: entry.id };
    }
  }

  removeAnalysis(at: number): void {
    this.edit([{ path: ["analyses", at], value: undefined }]);
    this.view = { kind: "question", id: this.study.doc.analyses[0]?.id ?? "" };
  }

  #isOwn(file: string): boolean {
    const entry = this.files.find(file);
    return entry !== undefined && !this.#example?.files.some(({ name, data }) => name === file && data === entry.data);
  }

  /** Back to the invented example. */
  async showExample(): Promise<void> {
    if (!this.#example) return;
    for (const file of this.#example.files) if (this.#isOwn(file.name)) await this.files.load(file);
    this.run.clear();
    this.study.replace(this.#example.study);
    this.view = { kind: "question", id: this.study.doc.analyses[0]?.id ?? "" };
  }

  /** An empty study: the page then says what to drop. */
  startEmpty(): void {
    this.run.clear();
    this.study.replace({ whyvary: 1, title: "A new study", tables: {}, analyses: [] });
    this.view = { kind: "question", id: "" };
  }
}
