import * as vscode from "vscode";

export interface Fix {
  /** Where the problem is told. */
  at: vscode.Range;
  title: string;
  replace: vscode.Range;
  text: string;
}

/** What would mend the problems told last, by document. */
const offered = new Map<string, Fix[]>();

export function offerFixes(uri: vscode.Uri, fixes: Fix[]): void {
  if (fixes.length === 0) offered.delete(uri.toString());
  else offered.set(uri.toString(), fixes);
}

class Fixes implements vscode.CodeActionProvider {
  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const told = context.diagnostics.filter(({ source }) => source === "Whyvary");
    return (offered.get(document.uri.toString()) ?? []).flatMap((fix) => {
      const diagnostics = told.filter((one) => one.range.isEqual(fix.at));
      if (diagnostics.length === 0 || fix.at.intersection(range) === undefined) return [];
      const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
      action.diagnostics = diagnostics;
      action.isPreferred = true;
      action.edit = new vscode.WorkspaceEdit();
      action.edit.replace(document.uri, fix.replace, fix.text);
      return [action];
    });
  }
}

export function registerFixes(): vscode.Disposable[] {
  const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  const patterns = ["**/*.whyvary.json", "**/*.csv", "**/*.tsv", "**/*.tab"].map((pattern) => ({ pattern }));
  return [vscode.languages.registerCodeActionsProvider(patterns, new Fixes(), kinds)];
}
