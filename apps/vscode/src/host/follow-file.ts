import * as vscode from "vscode";

const SETTLE = 120;

/** Tells when a file has changed: saved here, or by anybody else; without a file, when its text has. */
export function followFile(uri: vscode.Uri, changed: () => void): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = "";
  const tell = async (): Promise<void> => {
    // A save is told by the editor and by the disk: one of them is enough.
    const now = await stamp(uri);
    if (now !== "" && now === last) return;
    last = now;
    changed();
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void tell(), SETTLE);
  };
  const same = (document: vscode.TextDocument): boolean => document.uri.toString() === uri.toString();
  const parts: vscode.Disposable[] = [
    { dispose: () => clearTimeout(timer) },
    vscode.workspace.onDidSaveTextDocument((document) => same(document) && soon()),
  ];
  if (uri.scheme === "untitled")
    parts.push(vscode.workspace.onDidChangeTextDocument(({ document }) => same(document) && soon()));
  else {
    void stamp(uri).then((first) => (last ||= first));
    const folder = vscode.Uri.joinPath(uri, "..");
    const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
    const pattern = new vscode.RelativePattern(folder, name.replace(/[[\]{}*?]/g, "[$&]"));
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    parts.push(watcher, watcher.onDidChange(soon), watcher.onDidCreate(soon), watcher.onDidDelete(soon));
  }
  return vscode.Disposable.from(...parts);
}

async function stamp(uri: vscode.Uri): Promise<string> {
  if (uri.scheme === "untitled") return "";
  try {
    const { mtime, size } = await vscode.workspace.fs.stat(uri);
    return `${mtime} ${size}`;
  } catch {
    return "gone";
  }
}
