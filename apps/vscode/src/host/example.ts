import * as vscode from "vscode";

/** A copy of the invented example to try things on, kept with the editor's own files. */
export async function openExample(context: vscode.ExtensionContext): Promise<void> {
  const { fs } = vscode.workspace;
  const from = vscode.Uri.joinPath(context.extensionUri, "dist", "example");
  const to = vscode.Uri.joinPath(context.globalStorageUri, "example");
  await fs.createDirectory(to);
  for (const name of ["plans.csv", "population.csv", "context.csv"])
    await fs.writeFile(vscode.Uri.joinPath(to, name), await fs.readFile(vscode.Uri.joinPath(from, name)));
  const study = vscode.Uri.joinPath(to, "study.whyvary.json");
  try {
    await fs.stat(study);
  } catch {
    await fs.writeFile(study, await fs.readFile(vscode.Uri.joinPath(from, "study.whyvary.json")));
  }
  await vscode.window.showTextDocument(study, { preview: false });
  await vscode.commands.executeCommand("whyvary.openStudy", study);
}
