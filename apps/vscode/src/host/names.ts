import * as vscode from "vscode";

export const isStudy = (uri: vscode.Uri): boolean => /\.whyvary\.json$/i.test(uri.path);

/** Rainbow CSV and others give delimited files languages of their own. */
const DELIMITED = /^(csv|tsv|rfc_csv|dynamic csv|csv \(.*\))$/;

export const isDelimited = (document: vscode.TextDocument): boolean =>
  /\.(csv|tsv|tab)$/i.test(document.uri.path) || DELIMITED.test(document.languageId);

export const baseName = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf("/") + 1);

/** A file named relative to the folder of a study. */
export const besideStudy = (study: vscode.Uri, name: string): vscode.Uri => vscode.Uri.joinPath(folderOf(study), name);

/** The folder in which a document stands; one that was never saved stands where it is going to be. */
export function folderOf(uri: vscode.Uri): vscode.Uri {
  const folder = vscode.Uri.joinPath(uri, "..");
  if (uri.scheme !== "untitled") return folder;
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  const base = root ?? vscode.Uri.file("/");
  return uri.path.includes("/") ? base.with({ path: folder.path }) : base;
}

/** The way from a study to a file, with /; a file on another device goes by its name. */
export function relativeName(study: vscode.Uri, file: vscode.Uri): string {
  const folder = folderOf(study);
  if (folder.scheme !== file.scheme || folder.authority !== file.authority) return baseName(file);
  const from = folder.path.split("/").filter(Boolean);
  const to = file.path.split("/").filter(Boolean);
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => ".."), ...to.slice(same)].join("/");
}

/** A name in a folder that nothing bears yet. */
export async function freeName(folder: vscode.Uri, base: string, extension: string): Promise<vscode.Uri> {
  for (let count = 1; ; count++) {
    const uri = vscode.Uri.joinPath(folder, `${base}${count === 1 ? "" : `-${count}`}${extension}`);
    try {
      await vscode.workspace.fs.stat(uri);
    } catch {
      return uri;
    }
  }
}
