import * as vscode from "vscode";
import type { Recognised } from "@whyvary/core";
import { checkFile } from "./check-study.ts";
import { findCells } from "./csv-places.ts";
import { placesOf } from "./data-places.ts";
import { offerFixes, type Fix } from "./fixes.ts";
import { baseName, isDelimited } from "./names.ts";
import { diagnosticOf } from "./problem-words.ts";
import { openDataBreaches } from "./open-data-breaches.ts";
import { bytesOf } from "./send-file.ts";
import { settings } from "./settings.ts";

const WAIT = 200;

/** Problems of delimited files in the problems panel: of opened files where they are small, of others when asked. */
export class DataProblems implements vscode.Disposable {
  readonly #found = vscode.languages.createDiagnosticCollection("whyvary-data");
  readonly #asked = new Set<string>();
  readonly #timers = new WeakMap<vscode.TextDocument, ReturnType<typeof setTimeout>>();
  readonly #parts: vscode.Disposable[] = [this.#found];

  start(): void {
    this.#parts.push(
      vscode.workspace.onDidOpenTextDocument((document) => void this.#opened(document)),
      vscode.workspace.onDidSaveTextDocument((document) => void this.#opened(document)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // Changed by somebody else and read anew by the editor; what is typed here is checked when it is saved.
        if (contentChanges.length > 0 && !document.isDirty) this.#soon(document);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#closed(uri)),
    );
    for (const document of vscode.workspace.textDocuments) void this.#opened(document);
  }

  #soon(document: vscode.TextDocument): void {
    clearTimeout(this.#timers.get(document));
    this.#timers.set(
      document,
      setTimeout(() => void this.#opened(document), WAIT),
    );
  }

  async #opened(document: vscode.TextDocument): Promise<void> {
    const { uri } = document;
    if (!isDelimited(document) || uri.scheme === "git") return;
    const asked = this.#asked.has(uri.toString());
    if (!asked && !settings.checkWhenOpened(uri)) return;
    try {
      const bytes = await bytesOf(uri);
      if (!asked && bytes.byteLength > settings.largestBytes(uri)) return;
      const known = await checkFile(baseName(uri), bytes);
      if (!document.isClosed && !document.isDirty) this.#show(uri, document.getText(), known);
    } catch {
      // A document without bytes of its own (a diff, a closed file) has nothing to check.
    }
  }

  /** By command: any size, with progress and a way to stop. */
  async check(uri: vscode.Uri): Promise<void> {
    const name = baseName(uri);
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: `Checking ${name}`,
      cancellable: true,
    };
    try {
      const known = await vscode.window.withProgress(options, async (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        const bytes = await bytesOf(uri);
        let told = 0;
        const recognised = await checkFile(name, bytes, {
          signal: abort.signal,
          onProgress: (done) => {
            progress.report({ increment: 100 * (done - told) });
            told = done;
          },
        });
        this.#show(uri, new TextDecoder(labelOf(recognised.encoding)).decode(bytes), recognised);
        return recognised;
      });
      this.#asked.add(uri.toString());
      if ((this.#found.get(uri) ?? []).length > 0)
        await vscode.commands.executeCommand("workbench.actions.view.problems");
      else
        void vscode.window.showInformationMessage(`${name}: no problems in ${known.rows.toLocaleString("en")} rows.`);
    } catch (error) {
      if ((error as Error).name === "AbortError") return;
      void vscode.window.showErrorMessage(`Whyvary could not check ${name}: ${(error as Error).message}`);
    }
  }

  #show(uri: vscode.Uri, text: string, { delimiter, problems }: Recognised): void {
    const cells = findCells(text, delimiter === "" ? null : delimiter);
    const position = positions(text);
    const fixes: Fix[] = [];
    const told = problems.map((problem) => ({ problem, places: placesOf(cells, problem) }));
    // Whether a file that cannot be read keeps to the format is nobody's question yet.
    const readable = !problems.some(({ severity }) => severity === "error");
    const breaches = readable ? openDataBreaches(cells, baseName(uri)) : [];
    const found = [...told, ...breaches].flatMap(({ problem, places }) =>
      places.map((place) => {
        const at = new vscode.Range(position(place.from), position(place.to));
        if (place.mend) {
          const { title, from, to, text } = place.mend;
          fixes.push({ at, title, replace: new vscode.Range(position(from), position(to)), text });
        }
        return diagnosticOf(problem, at, place.text);
      }),
    );
    this.#found.set(uri, found);
    offerFixes(uri, fixes);
  }

  #closed(uri: vscode.Uri): void {
    if (this.#asked.has(uri.toString())) return;
    this.#found.delete(uri);
    offerFixes(uri, []);
  }

  dispose(): void {
    for (const part of this.#parts) part.dispose();
  }
}

function labelOf(encoding: string): string {
  return encoding.startsWith("utf-8") ? "utf-8" : encoding;
}

/** From a character to line and place in it, without the editor's own document. */
function positions(text: string): (offset: number) => vscode.Position {
  const lines = [0];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "\r" && text[at + 1] === "\n") at++;
    if (char === "\n" || char === "\r") lines.push(at + 1);
  }
  return (offset) => {
    let low = 0;
    let high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (lines[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return new vscode.Position(low, offset - lines[low]!);
  };
}
