import * as vscode from "vscode";
import { parseTree } from "jsonc-parser";
import type { Engine, Problem } from "@whyvary/core";
import { checkWith, startEngineHere, wordsOf } from "./check-study.ts";
import { offerFixes, type Fix } from "./fixes.ts";
import { followFile } from "./follow-file.ts";
import { besideStudy, isStudy } from "./names.ts";
import { diagnosticOf } from "./problem-words.ts";
import { settings } from "./settings.ts";
import { placeOf } from "./study-places.ts";

const WAIT = 250;

/** What is kept for a study that is open as text: its small files, read once, and what tells of their changes. */
interface Open {
  timer?: ReturnType<typeof setTimeout>;
  engine?: Engine;
  files: Map<string, { follow: vscode.Disposable; state: "fresh" | "stale" | "gone" }>;
  turn: number;
}

/** Problems of studies, on the characters they are about. A page that shows the study knows more, and then it tells. */
export class StudyProblems implements vscode.Disposable {
  readonly #found = vscode.languages.createDiagnosticCollection("whyvary-study");
  readonly #open = new Map<string, Open>();
  readonly #shownByPage = new Set<string>();
  readonly #parts: vscode.Disposable[] = [this.#found];

  start(): void {
    this.#parts.push(
      vscode.workspace.onDidOpenTextDocument((document) => this.#soon(document, 0)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#soon(document, WAIT);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.#close(document.uri)),
    );
    for (const document of vscode.workspace.textDocuments) this.#soon(document, 0);
  }

  /** From now on a page tells the problems of this study. */
  pageOpens(uri: vscode.Uri): void {
    this.#shownByPage.add(uri.toString());
    this.#free(uri.toString());
  }

  pageTells(document: vscode.TextDocument, text: string, problems: readonly Problem[]): void {
    if (document.getText() === text) this.#show(document, problems);
  }

  pageCloses(document: vscode.TextDocument): void {
    this.#shownByPage.delete(document.uri.toString());
    this.#soon(document, 0);
  }

  #soon(document: vscode.TextDocument, wait: number): void {
    const key = document.uri.toString();
    if (!isStudy(document.uri) || document.isClosed || this.#shownByPage.has(key)) return;
    const open: Open = this.#open.get(key) ?? { files: new Map(), turn: 0 };
    this.#open.set(key, open);
    clearTimeout(open.timer);
    open.timer = setTimeout(() => void this.#check(document, open), wait);
  }

  async #check(document: vscode.TextDocument, open: Open): Promise<void> {
    const mine = ++open.turn;
    const current = (): boolean => mine === open.turn && this.#open.get(document.uri.toString()) === open;
    let study: unknown;
    try {
      study = JSON.parse(document.getText());
    } catch {
      // What is wrong with JSON as such is told by the editor itself.
      return this.#show(document, []);
    }
    const words = await wordsOf(study);
    if (!current()) return;
    this.#show(document, words);
    if (words.some(({ severity, path }) => severity === "error" && path?.[0] !== "analyses")) return;
    if (!(await this.#load(document, open, study)) || !current()) return;
    const problems = await checkWith(open.engine!, study);
    if (current()) this.#show(document, problems);
  }

  /** Reads the study's files that are new or changed; false where together they are too large to do so unasked. */
  async #load(document: vscode.TextDocument, open: Open, study: unknown): Promise<boolean> {
    const tables = Object.values((study as { tables: { [name: string]: { file: string } } }).tables);
    const names = [...new Set(tables.map(({ file }) => file))];
    let total = 0;
    for (const name of names) {
      try {
        total += (await vscode.workspace.fs.stat(besideStudy(document.uri, name))).size;
      } catch {
        // A file that is not there is told by the check.
      }
    }
    if (total > settings.largestBytes(document.uri)) return false;
    open.engine ??= await startEngineHere();
    for (const name of names) {
      const uri = besideStudy(document.uri, name);
      const known = open.files.get(name);
      if (known?.state === "fresh") continue;
      const file = known ?? { follow: this.#follow(document, open, name, uri), state: "stale" as const };
      open.files.set(name, file);
      try {
        await open.engine.load(name, await vscode.workspace.fs.readFile(uri));
        file.state = "fresh";
      } catch {
        await open.engine.unload(name);
        file.state = "gone";
      }
    }
    return true;
  }

  #follow(document: vscode.TextDocument, open: Open, name: string, uri: vscode.Uri): vscode.Disposable {
    return followFile(uri, () => {
      const file = open.files.get(name);
      if (file) file.state = "stale";
      this.#soon(document, 0);
    });
  }

  #show(document: vscode.TextDocument, problems: readonly Problem[]): void {
    const text = document.getText();
    const root = parseTree(text);
    if (root === undefined) return this.#found.delete(document.uri);
    const range = (offset: number, length: number) =>
      new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    const seen = new Set<string>();
    const fixes: Fix[] = [];
    const found: vscode.Diagnostic[] = [];
    for (const problem of problems) {
      // What is odd in a file stands in that file.
      if (problem.path === undefined && problem.severity !== "error") continue;
      const { mend, ...place } = placeOf(root, text, problem);
      const key = `${problem.code} ${place.offset}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const at = range(place.offset, place.length);
      found.push(diagnosticOf(problem, at));
      if (mend) fixes.push({ at, title: mend.title, replace: range(mend.offset, mend.length), text: mend.text });
    }
    this.#found.set(document.uri, found);
    offerFixes(document.uri, fixes);
  }

  #close(uri: vscode.Uri): void {
    if (!isStudy(uri)) return;
    this.#free(uri.toString());
    this.#found.delete(uri);
    offerFixes(uri, []);
  }

  #free(key: string): void {
    const open = this.#open.get(key);
    if (open === undefined) return;
    clearTimeout(open.timer);
    for (const { follow } of open.files.values()) follow.dispose();
    void open.engine?.close();
    this.#open.delete(key);
  }

  dispose(): void {
    for (const key of this.#open.keys()) this.#free(key);
    for (const part of this.#parts) part.dispose();
  }
}
