import * as vscode from "vscode";

/** Asks where, then writes. */
export async function saveText(folder: vscode.Uri, name: string, content: string | Uint8Array): Promise<void> {
  const ending = name.slice(name.lastIndexOf(".") + 1);
  const uri = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, name),
    filters: { [ending.toUpperCase()]: [ending] },
  });
  if (uri === undefined) return;
  try {
    await vscode.workspace.fs.writeFile(uri, typeof content === "string" ? new TextEncoder().encode(content) : content);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`Whyvary could not save ${name}: ${why}. Choose another folder.`);
  }
}
