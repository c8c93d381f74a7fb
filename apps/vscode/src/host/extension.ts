import * as vscode from "vscode";
import { registerCommands } from "./commands.ts";
import { DataProblems } from "./data-problems.ts";
import { registerFixes } from "./fixes.ts";
import { KeptPlaces } from "./kept-places.ts";
import { StudyLenses } from "./lenses.ts";
import { isStudy } from "./names.ts";
import { PreviewEditor } from "./preview-editor.ts";
import { Status } from "./status.ts";
import { StudyEditor } from "./study-editor.ts";
import { StudyProblems } from "./study-problems.ts";

/** Only registers: nothing is read or computed before somebody asks. */
export function activate(context: vscode.ExtensionContext): void {
  const status = new Status();
  const data = new DataProblems();
  const problems = new StudyProblems();
  const lenses = new StudyLenses();
  const places = new KeptPlaces(context.workspaceState);
  const previews = new PreviewEditor(context, status, data, places);
  const studies = new StudyEditor(context, status, problems, lenses, places);
  context.subscriptions.push(
    status,
    data,
    problems,
    vscode.window.registerCustomEditorProvider("whyvary.preview", previews, {
      webviewOptions: { retainContextWhenHidden: true, enableFindWidget: true },
    }),
    vscode.window.registerCustomEditorProvider("whyvary.study", studies, {
      webviewOptions: { retainContextWhenHidden: true, enableFindWidget: true },
    }),
    vscode.languages.registerCodeLensProvider({ pattern: "**/*.whyvary.json" }, lenses),
    vscode.workspace.onDidOpenTextDocument(wakeJson),
    ...registerFixes(),
    ...registerCommands(context, { previews, studies, data }),
  );
  data.start();
  problems.start();
  for (const document of vscode.workspace.textDocuments) wakeJson(document);
}

/** The editor's JSON service serves the language of studies, as the manifest asks, but does not wake for it by itself. */
function wakeJson({ uri }: vscode.TextDocument): void {
  if (isStudy(uri)) void vscode.extensions.getExtension("vscode.json-language-features")?.activate();
}

export function deactivate(): void {}
