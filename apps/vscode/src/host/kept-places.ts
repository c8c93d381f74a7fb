import * as vscode from "vscode";

const KEY = "whyvary.places";
const MOST = 60;

/** Where people were in their files, over reloads and closing: the editor keeps it with the workspace. */
export class KeptPlaces {
  constructor(readonly memento: vscode.Memento) {}

  get(uri: vscode.Uri): object {
    return this.#all()[uri.toString()] ?? {};
  }

  keep(uri: vscode.Uri, place: object): void {
    const { [uri.toString()]: _, ...others } = this.#all();
    const entries = [...Object.entries(others), [uri.toString(), place] as const].slice(-MOST);
    void this.memento.update(KEY, Object.fromEntries(entries));
  }

  #all(): { [uri: string]: object } {
    return this.memento.get<{ [uri: string]: object }>(KEY) ?? {};
  }
}
