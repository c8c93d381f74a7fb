import * as vscode from "vscode";
import article from "../../../../examples/invented-councils/article.whyvary.json";
import { exampleFiles } from "../../../../examples/invented-councils/country.mjs";

/** A copy of the invented example to try things on, kept with the editor's own files: its data are drawn anew each time. */
export async function openExample(context: vscode.ExtensionContext): Promise<void> {
  const { fs } = vscode.workspace;
  const to = vscode.Uri.joinPath(context.globalStorageUri, "example");
  const write = (uri: vscode.Uri, text: string) => fs.writeFile(uri, new TextEncoder().encode(text));
  await fs.createDirectory(to);
  for (const [name, text] of Object.entries(exampleFiles())) await write(vscode.Uri.joinPath(to, name), text);
  const study = vscode.Uri.joinPath(to, "article.whyvary.json");
  try {
    await fs.stat(study);
  } catch {
    await write(study, `${JSON.stringify(article, null, 2)}\n`);
  }
  await vscode.window.showTextDocument(study, { preview: false });
  await vscode.commands.executeCommand("whyvary.openStudy", study);
}
