import * as vscode from "vscode";
import type { Deed, ToHost, ToWebview } from "../protocol/messages.ts";
import type { KeptPlaces } from "./kept-places.ts";
import { pageHtml, pageOptions } from "./page.ts";
import type { StudyLenses } from "./lenses.ts";
import type { Status } from "./status.ts";
import type { StudyProblems } from "./study-problems.ts";
import { StudySession } from "./study-session.ts";

/** The page beside a study's text: an editor of the same document, so that undo, diff and saving are the editor's own. */
export class StudyEditor implements vscode.CustomTextEditorProvider {
  readonly #sessions = new Map<string, StudySession>();
  readonly #waiting = new Map<string, ToWebview>();

  constructor(
    readonly context: vscode.ExtensionContext,
    readonly status: Status,
    readonly problems: StudyProblems,
    readonly lenses: StudyLenses,
    readonly places: KeptPlaces,
  ) {}

  resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): void {
    const key = document.uri.toString();
    const { status, problems, lenses, context } = this;
    panel.webview.options = pageOptions(context.extensionUri);
    const session = new StudySession(document, panel, { status, problems, lenses });
    this.#sessions.set(key, session);
    const inSight = (): void => {
      if (panel.active) status.show(key);
      else status.hide(key);
    };
    panel.onDidChangeViewState(inSight);
    panel.onDidDispose(() => {
      session.dispose();
      if (this.#sessions.get(key) === session) this.#sessions.delete(key);
    });
    panel.webview.onDidReceiveMessage(async (message: ToHost) => {
      if (message.type === "keep") return this.places.keep(document.uri, message.place);
      await session.hear(message);
      const wanted = this.#waiting.get(key);
      if (message.type !== "ready" || !wanted) return;
      this.#waiting.delete(key);
      void session.post(wanted);
    });
    panel.webview.html = pageHtml(panel.webview, context.extensionUri, "study", this.places.get(document.uri));
    inSight();
  }

  /** Asks the page of a study for something; a page not open yet is opened, and asked when it is ready. */
  async ask(uri: vscode.Uri, deed: Deed, analysis?: string): Promise<void> {
    const message: ToWebview = { type: "do", deed, ...(analysis === undefined ? {} : { analysis }) };
    const session = this.#sessions.get(uri.toString());
    if (session) {
      if (deed === "run") await session.sendStudy();
      await session.post(message);
    } else this.#waiting.set(uri.toString(), message);
  }

  has(uri: vscode.Uri): boolean {
    return this.#sessions.has(uri.toString());
  }

  reveal(uri: vscode.Uri): boolean {
    const session = this.#sessions.get(uri.toString());
    session?.panel.reveal(undefined, false);
    return session !== undefined;
  }
}
