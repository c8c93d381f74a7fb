import * as vscode from "vscode";

/** A file system of its own scheme, as virtual workspaces have: nothing of it is on a disk. */
export class MemoryFiles implements vscode.FileSystemProvider {
  readonly #files = new Map<string, Uint8Array>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  /** Names that were read. */
  readonly reads: string[] = [];

  watch(): vscode.Disposable {
    return { dispose: () => undefined };
  }
  stat(uri: vscode.Uri): vscode.FileStat {
    const bytes = this.#files.get(uri.path);
    const times = { ctime: 0, mtime: 1 };
    if (bytes) return { type: vscode.FileType.File, size: bytes.byteLength, ...times };
    if ([...this.#files.keys()].some((path) => path.startsWith(`${uri.path.replace(/\/$/, "")}/`)))
      return { type: vscode.FileType.Directory, size: 0, ...times };
    throw vscode.FileSystemError.FileNotFound(uri);
  }
  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    const folder = `${path.replace(/\/$/, "")}/`;
    return [...this.#files.keys()]
      .filter((name) => name.startsWith(folder))
      .map((name) => [name.slice(folder.length), vscode.FileType.File]);
  }
  readFile(uri: vscode.Uri): Uint8Array {
    const bytes = this.#files.get(uri.path);
    if (!bytes) throw vscode.FileSystemError.FileNotFound(uri);
    this.reads.push(uri.path);
    return bytes;
  }
  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    this.#files.set(uri.path, bytes);
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }
  delete({ path }: vscode.Uri): void {
    this.#files.delete(path);
  }
  createDirectory(): void {}
  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }
}
