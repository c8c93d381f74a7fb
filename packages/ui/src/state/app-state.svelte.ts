import type { ChoiceLog, ChoiceMove, Engine, Problem, Recognised } from "@whyvary/core";
import { toJson } from "@whyvary/core";
import { applyEdits, type Edit, type Host, type PickedFile } from "../host/index.ts";
import { FilesState, type FileEntry } from "./files-state.svelte.ts";
import { addTable, analysisFrom, factsFrom, mustChoose, newStudy, withFirstQuestion } from "./new-study.ts";
import { RunState } from "./run-state.svelte.ts";
import { looksLikeStudy, tablesOf, type AnalysisDoc, type StudyDoc } from "./study-doc.ts";
import { StudyState } from "./study-state.svelte.ts";

export type View = { kind: "question"; id: string } | { kind: "file"; name: string } | { kind: "join" };

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
  readonly host: Host;
  readonly exampleFiles: ReadonlySet<string>;
  readonly #engine: Engine;
  readonly #example: Example | undefined;
  /** What has been tried of this study, so that a report tells it too. */
  #tried: { study: unknown; moves: Map<string, ChoiceMove[]> } = { study: null, moves: new Map() };
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

  constructor(host: Host, engine: Engine, example?: Example) {
    this.host = host;
    this.#engine = engine;
    this.#example = example;
    this.exampleFiles = new Set(example?.files.map(({ name }) => name));
    this.files = new FilesState(engine);
    this.run = new RunState(engine);
    this.study = new StudyState(host, () => this.#changed());
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
    if (Object.keys(this.study.doc.tables).length > 0 && !this.files.loading) this.run.schedule(this.study.raw);
  }

  /** The study's tables that this file fills. */
  tablesOf(entry: FileEntry): string[] {
    return tablesOf(this.study.doc, entry.name, entry.recognised?.sha256);
  }

  edit = (edits: readonly Edit[]): void => this.study.edit(edits);

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
    if (!own) await this.#startFrom(ready, loaded);
    else this.#settle(ready);
    if (opened || loaded.some((entry) => this.tablesOf(entry).length > 0)) await this.run.now(this.study.raw);
  }

  #readOf(file: string): unknown {
    const [table] = tablesOf(this.study.doc, file);
    return table === undefined ? undefined : this.study.doc.tables[table]?.read;
  }

  async #startFrom(ready: Recognised[], loaded: FileEntry[]): Promise<void> {
    if (ready.length > 0) {
      const study = await this.#firstStudy(ready);
      this.run.clear();
      this.study.replace(study);
      const first = study.analyses[0];
      const unclear = ready.find(mustChoose);
      if (first && !unclear) this.view = { kind: "question", id: first.id };
      else this.view = { kind: "file", name: (unclear ?? ready[0]!).file };
    } else if (loaded[0]) this.view = { kind: "file", name: loaded[0].name };
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
    for (const file of spare) {
      if (file.guess.area && this.study.doc.panel) this.use(file.file);
      else this.view = { kind: "file", name: file.file };
    }
  }

  /** A loaded file becomes a table of this study. */
  use(name: string): void {
    const file = this.files.find(name)?.recognised;
    if (!file) return;
    const known = Object.keys(this.study.doc.tables).flatMap((table): [string, Recognised][] => {
      const entry = this.files.entries.find((one) => this.tablesOf(one).includes(table));
      return entry?.recognised ? [[table, entry.recognised]] : [];
    });
    this.study.replace(addTable(this.study.doc, file, known));
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

  /** A question of this kind joins the study, with the options that its kind suggests for these data. */
  ask(kind: string): void {
    const { analyses } = this.study.doc;
    const ask = this.run.check?.asks.find((one) => one.kind === kind);
    const ids = analyses.map(({ id }) => id);
    for (const entry of ask ? analysisFrom(ask, ids) : []) {
      this.edit([{ path: ["analyses", analyses.length], value: entry }]);
      this.view = { kind: "question", id: entry.id };
    }
  }

  removeAnalysis(at: number): void {
    this.edit([{ path: ["analyses", at], value: undefined }]);
    this.view = { kind: "question", id: this.study.doc.analyses[0]?.id ?? "" };
  }

  #fileName(extension: string): string {
    const plain = (this.study.doc.title ?? "study").toLowerCase().replace(/[^a-z0-9]+/gu, "-");
    return `${plain.replace(/^-|-$/gu, "").slice(0, 60) || "study"}${extension}`;
  }

  /** The study as text; each file by name and hash, so that it is found again and a change in it is noticed. */
  saveStudy = (): Promise<void> => {
    const hashes = this.files.entries.flatMap((entry): Edit[] => {
      const sha256 = entry.recognised?.sha256;
      return sha256 ? this.tablesOf(entry).map((table) => ({ path: ["tables", table, "sha256"], value: sha256 })) : [];
    });
    const text = JSON.stringify(applyEdits(this.study.raw, hashes), null, 2) + "\n";
    return this.host.saveFile(this.#fileName(".whyvary.json"), text, "application/json");
  };

  saveResults = async (): Promise<void> => {
    if (this.run.results)
      await this.host.saveFile(this.#fileName(".results.json"), toJson(this.run.results), "application/json");
  };

  saveReport = async (layout: "full" | "paper" = "full"): Promise<void> => {
    const { results } = this.run;
    if (!results) return;
    const { writeReport } = await import("./write-report.ts");
    const ending = layout === "paper" ? ".paper.html" : ".report.html";
    await this.host.saveFile(
      this.#fileName(ending),
      await writeReport(results, this.study.raw, layout, await this.#choices()),
      "text/html",
    );
  };

  /** Study, results, rows, scripts, versions and the report, in one zip. */
  saveEvidence = async (): Promise<void> => {
    const { results } = this.run;
    if (!results) return;
    const study = this.study.raw;
    const { writeReport } = await import("./write-report.ts");
    const report = await writeReport(results, study, "full", await this.#choices());
    const zip = await this.#engine.evidence(study, { extra: { "report.html": report } });
    await this.host.saveFile(this.#fileName(".evidence.zip"), zip, "application/zip");
  };

  /** A question's log of choices; with `keys`, those choices are also tried another way. */
  choices = async (analysis: string, keys?: readonly string[]): Promise<ChoiceLog> => {
    const study = this.study.raw;
    const log = await this.#engine.choices(study, analysis, keys === undefined ? {} : { moves: { keys } });
    if (this.#tried.study !== study) this.#tried = { study, moves: new Map() };
    for (const choice of log.choices) {
      const key = JSON.stringify([analysis, choice.key]);
      if (choice.moves.length > 0) this.#tried.moves.set(key, choice.moves);
      else choice.moves = this.#tried.moves.get(key) ?? [];
    }
    return log;
  };

  async #choices(): Promise<{ [analysis: string]: ChoiceLog }> {
    const logs = await Promise.all(this.study.doc.analyses.map(({ id }) => this.choices(id)));
    return Object.fromEntries(logs.map((log) => [log.analysis, log]));
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
