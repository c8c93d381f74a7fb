import * as vscode from "vscode";
import type { Deed, ToHost, ToWebview } from "../protocol/messages.ts";
import type { DataProblems } from "./data-problems.ts";
import { followFile } from "./follow-file.ts";
import type { KeptPlaces } from "./kept-places.ts";
import { baseName, folderOf, freeName } from "./names.ts";
import { pageHtml, pageOptions } from "./page.ts";
import { revealCell } from "./reveal-cell.ts";
import { sendFile } from "./send-file.ts";
import type { Status } from "./status.ts";

/** A look at a delimited file, beside its text or in its place. It changes nothing in the file. */
export class PreviewEditor implements vscode.CustomReadonlyEditorProvider {
  readonly #panels = new Map<string, vscode.WebviewPanel>();
  /** Files of which a study is wanted as soon as they have been looked at. */
  readonly #wanted = new Set<string>();

  constructor(
    readonly context: vscode.ExtensionContext,
    readonly status: Status,
    readonly data: DataProblems,
    readonly places: KeptPlaces,
  ) {}

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    const key = uri.toString();
    const { webview } = panel;
    webview.options = pageOptions(this.context.extensionUri);
    this.#panels.set(key, panel);
    let sends: Promise<unknown> = Promise.resolve();
    let gone = false;
    const send = (): void => {
      sends = sends.then(() => (gone ? false : sendFile(webview, baseName(uri), uri)));
    };
    const follow = followFile(uri, send);
    const inSight = (): void => {
      if (panel.active) this.status.show(key);
      else this.status.hide(key);
    };
    panel.onDidChangeViewState(inSight);
    panel.onDidDispose(() => {
      gone = true;
      follow.dispose();
      this.status.forget(key);
      this.#panels.delete(key);
    });
    webview.onDidReceiveMessage((message: ToHost) => {
      if (message.type === "ready") send();
      else if (message.type === "looked") {
        const problems = message.problems.filter(({ severity }) => severity !== "info").length;
        this.status.set(key, { rows: message.rows, problems });
        if (this.#wanted.delete(key)) this.ask(uri, "study");
      } else if (message.type === "newStudy") void openNewStudy(uri, message.text);
      else if (message.type === "reveal") void revealCell(uri, message.row, message.column);
      else if (message.type === "keep") this.places.keep(uri, message.place);
      else if (message.type === "failed") void vscode.window.showErrorMessage(`Whyvary: ${message.text}`);
    });
    webview.html = pageHtml(webview, this.context.extensionUri, "preview", this.places.get(uri));
    inSight();
  }

  /** Text that was never saved: an editor of its own would take the place of the text, so it is a page of its own. */
  showUnsaved(uri: vscode.Uri): void {
    const known = this.#panels.get(uri.toString());
    if (known) return known.reveal();
    const panel = vscode.window.createWebviewPanel(
      "whyvary.previewUnsaved",
      baseName(uri),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { retainContextWhenHidden: true, enableFindWidget: true },
    );
    this.resolveCustomEditor(this.openCustomDocument(uri), panel);
  }

  /** Asks the page of a file for something; false when it has none yet, which is then asked when it has looked. */
  ask(uri: vscode.Uri, deed: Deed): boolean {
    const panel = this.#panels.get(uri.toString());
    const message: ToWebview = { type: "do", deed };
    if (panel) void panel.webview.postMessage(message);
    else this.#wanted.add(uri.toString());
    return panel !== undefined;
  }
}

/** A study beside its file: written there, or where that cannot be, as a document still to be saved. */
async function openNewStudy(file: vscode.Uri, text: string): Promise<void> {
  const base = baseName(file).replace(/\.[^.]*$/, "") || "study";
  const uri = await freeName(folderOf(file), base, ".whyvary.json");
  const writable = vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== false && file.scheme !== "untitled";
  let target = uri;
  try {
    if (!writable) throw new Error("read-only");
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch {
    target = uri.with({ scheme: "untitled" });
    const edit = new vscode.WorkspaceEdit();
    edit.insert(target, new vscode.Position(0, 0), text);
    await vscode.workspace.applyEdit(edit);
  }
  await vscode.commands.executeCommand("vscode.openWith", target, "whyvary.study", vscode.ViewColumn.Active);
}
