import * as vscode from "vscode";
import type { StudyEdit, ToHost, ToWebview } from "../protocol/messages.ts";
import { changeBetween, editText, formattingOf } from "./edit-text.ts";
import { followFile } from "./follow-file.ts";
import type { StudyLenses } from "./lenses.ts";
import { besideStudy, folderOf, relativeName } from "./names.ts";
import { saveText } from "./save-text.ts";
import { sendFile } from "./send-file.ts";
import { settings } from "./settings.ts";
import type { Status } from "./status.ts";
import type { StudyProblems } from "./study-problems.ts";

interface Around {
  status: Status;
  problems: StudyProblems;
  lenses: StudyLenses;
}

/** One study and the page that shows it. */
export class StudySession implements vscode.Disposable {
  readonly #files = new Map<string, vscode.Disposable>();
  readonly #parts: vscode.Disposable[];
  readonly #key: string;
  /** The last of the page's edits that is in the document. */
  #after = 0;
  #edits: Promise<unknown> = Promise.resolve();
  #sends: Promise<unknown> = Promise.resolve();
  #gone = false;

  constructor(
    readonly document: vscode.TextDocument,
    readonly panel: vscode.WebviewPanel,
    readonly around: Around,
  ) {
    this.#key = document.uri.toString();
    around.problems.pageOpens(document.uri);
    const same = (other: vscode.TextDocument): boolean => other.uri.toString() === this.#key;
    this.#parts = [
      vscode.workspace.onDidChangeTextDocument(({ document: changed, contentChanges }) => {
        if (same(changed) && contentChanges.length > 0 && settings.rerunOnEdit(document.uri)) void this.sendStudy();
      }),
      vscode.workspace.onDidSaveTextDocument((saved) => same(saved) && void this.sendStudy()),
    ];
  }

  async post(message: ToWebview): Promise<void> {
    if (!this.#gone) await this.panel.webview.postMessage(message);
  }

  sendStudy(): Promise<void> {
    return this.post({ type: "study", text: this.document.getText(), after: this.#after });
  }

  async hear(message: ToHost): Promise<void> {
    if (message.type === "ready") return this.sendStudy();
    if (message.type === "read") return this.#read(message.names);
    if (message.type === "edit")
      return this.#change(message.id, (text) => editText(text, message.edits as StudyEdit[], formattingOf(text)));
    if (message.type === "replace") return this.#change(message.id, () => message.text);
    if (message.type === "undo" || message.type === "redo") return void vscode.commands.executeCommand(message.type);
    if (message.type === "open") return this.#open(message.request);
    if (message.type === "save") {
      await saveText(folderOf(this.document.uri), message.name, message.content);
      return this.post({ type: "saved", request: message.request });
    }
    if (message.type === "copy") {
      await vscode.env.clipboard.writeText(message.text);
      return void vscode.window.setStatusBarMessage(`Whyvary: ${message.what} is on the clipboard`, 4000);
    }
    if (message.type === "ran") return this.#ran(message);
    if (message.type === "failed") return void vscode.window.showErrorMessage(`Whyvary: ${message.text}`);
  }

  #ran({ text, read, used, problems, analyses }: ToHost & { type: "ran" }): void {
    const own = analyses.flatMap(({ problem }) => (problem ? [problem] : []));
    const all = [...problems, ...own];
    this.around.problems.pageTells(this.document, text, all);
    this.around.lenses.tell(this.document.uri, { read, used, analyses });
    const told = new Set(all.filter(({ severity }) => severity !== "info").map((one) => one.code + one.text));
    this.around.status.set(this.#key, { rows: read, used, problems: told.size });
  }

  /** One edit after another, each as the smallest change of the text. */
  #change(id: number, make: (text: string) => string): Promise<void> {
    const work = async (): Promise<void> => {
      const before = this.document.getText();
      let change;
      try {
        change = changeBetween(before, make(before));
      } catch {
        // The text is broken just now: the page goes back to what can be read of it.
        change = null;
      }
      this.#after = id;
      if (change === null) return this.sendStudy();
      const edit = new vscode.WorkspaceEdit();
      const { document } = this;
      const range = new vscode.Range(document.positionAt(change.from), document.positionAt(change.to));
      edit.replace(document.uri, range, change.text);
      await vscode.workspace.applyEdit(edit);
      await this.sendStudy();
    };
    const done = this.#edits.then(work);
    this.#edits = done.catch(() => undefined);
    return done;
  }

  async #read(names: readonly string[]): Promise<void> {
    for (const name of names) {
      if (this.#files.has(name)) continue;
      const uri = besideStudy(this.document.uri, name);
      this.#files.set(
        name,
        followFile(uri, () => void this.#send(name, uri)),
      );
    }
    for (const name of names) await this.#send(name, besideStudy(this.document.uri, name));
  }

  /** Files go one by one, so that their slices do not mix more than they must. */
  #send(name: string, uri: vscode.Uri): Promise<unknown> {
    this.#sends = this.#sends.then(() => (this.#gone ? false : sendFile(this.panel.webview, name, uri)));
    return this.#sends;
  }

  async #open(request: number): Promise<void> {
    const chosen = await vscode.window.showOpenDialog({
      canSelectMany: true,
      defaultUri: folderOf(this.document.uri),
      filters: { "Delimited files": ["csv", "tsv", "tab", "txt"], "All files": ["*"] },
      openLabel: "Use in this study",
    });
    const files = (chosen ?? []).map((uri) => ({ uri, name: relativeName(this.document.uri, uri) }));
    await this.post({ type: "picked", request, names: files.map(({ name }) => name) });
    for (const { uri, name } of files) {
      if (!this.#files.has(name))
        this.#files.set(
          name,
          followFile(uri, () => void this.#send(name, uri)),
        );
      await this.#send(name, uri);
    }
  }

  dispose(): void {
    this.#gone = true;
    for (const part of [...this.#parts, ...this.#files.values()]) part.dispose();
    this.around.status.forget(this.#key);
    this.around.lenses.tell(this.document.uri, undefined);
    this.around.problems.pageCloses(this.document);
  }
}
