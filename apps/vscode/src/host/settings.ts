import * as vscode from "vscode";

const read = <T>(name: string, scope: vscode.ConfigurationScope | undefined, fallback: T): T =>
  vscode.workspace.getConfiguration("whyvary", scope).get<T>(name) ?? fallback;

export const settings = {
  checkWhenOpened: (uri: vscode.Uri): boolean => read("problems.check", uri, "opened") === "opened",
  largestBytes: (uri: vscode.Uri): number => read("problems.largest", uri, 5) * 1e6,
  rerunOnEdit: (uri: vscode.Uri): boolean => read("study.rerun", uri, "edited") === "edited",
  codeLens: (document: vscode.TextDocument): boolean => read("study.codeLens", document, true),
  openBeside: (): boolean => read("openBeside", undefined, true),
};
