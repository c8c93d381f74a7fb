import * as vscode from "vscode";
import type { Deed } from "../protocol/messages.ts";
import type { DataProblems } from "./data-problems.ts";
import { openExample } from "./example.ts";
import { isStudy } from "./names.ts";
import type { PreviewEditor } from "./preview-editor.ts";
import { settings } from "./settings.ts";
import type { StudyEditor } from "./study-editor.ts";

interface Parts {
  previews: PreviewEditor;
  studies: StudyEditor;
  data: DataProblems;
}

/** The resource of the tab in front, whatever shows it. */
function current(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) return input.uri;
  return vscode.window.activeTextEditor?.document.uri;
}

function open(uri: vscode.Uri, viewType: string): Thenable<unknown> {
  const shown = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .find(({ input }) => input instanceof vscode.TabInputCustom && input.viewType === viewType && same(input.uri, uri));
  const column = shown?.group.viewColumn ?? (settings.openBeside() && anyText() ? vscode.ViewColumn.Beside : undefined);
  return vscode.commands.executeCommand("vscode.openWith", uri, viewType, {
    viewColumn: column ?? vscode.ViewColumn.Active,
    preview: false,
  });
}

const same = (a: vscode.Uri, b: vscode.Uri): boolean => a.toString() === b.toString();
/** Is there something to stand beside? A tab just opened may be known as an editor before it is known as a tab. */
const anyText = (): boolean =>
  vscode.window.tabGroups.activeTabGroup.tabs.length > 0 || vscode.window.visibleTextEditors.length > 0;

export function registerCommands(context: vscode.ExtensionContext, { previews, studies, data }: Parts) {
  const on = (name: string, work: (uri: vscode.Uri | undefined, ...more: unknown[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`whyvary.${name}`, (given: unknown, ...more: unknown[]) =>
      work(given instanceof vscode.Uri ? given : current(), ...more),
    );
  const needFile = (): void =>
    void vscode.window.showInformationMessage("Open or choose a delimited file (.csv, .tsv, .tab, .csv.gz) first.");
  const needStudy = (): void =>
    void vscode.window.showInformationMessage("Open a study (a file ending in .whyvary.json) first.");

  const show = async (uri: vscode.Uri | undefined, deed: Deed, id?: unknown): Promise<void> => {
    if (uri === undefined || !isStudy(uri)) return needStudy();
    const analysis = typeof id === "string" ? id : undefined;
    const there = studies.has(uri);
    if (!there || deed === "study" || deed === "run") {
      if (!there) await studies.ask(uri, deed, analysis);
      await open(uri, "whyvary.study");
      if (!there) return;
    }
    await studies.ask(uri, deed, analysis);
  };
  const deed = (name: string, what: Deed) => on(name, (uri, id) => show(uri, what, id));

  return [
    on("preview", (uri) => {
      if (uri === undefined) return needFile();
      return uri.scheme === "untitled" ? previews.showUnsaved(uri) : open(uri, "whyvary.preview");
    }),
    on("check", (uri) => (uri === undefined ? needFile() : data.check(uri))),
    on("newStudy", async (uri) => {
      if (uri === undefined) return needFile();
      if (!previews.ask(uri, "study")) await open(uri, "whyvary.preview");
    }),
    on("showText", (uri) =>
      uri === undefined
        ? undefined
        : vscode.commands.executeCommand("vscode.openWith", uri, "default", {
            viewColumn: settings.openBeside() ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active,
          }),
    ),
    deed("openStudy", "study"),
    deed("run", "run"),
    deed("copyScript", "script"),
    deed("saveReport", "report"),
    deed("saveEvidence", "evidence"),
    deed("saveResults", "results"),
    deed("saveTable", "table"),
    deed("savePicture", "picture"),
    vscode.commands.registerCommand("whyvary.openExample", () => openExample(context)),
  ];
}
