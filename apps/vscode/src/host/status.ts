import * as vscode from "vscode";

export interface Figures {
  rows: number;
  /** Rows that the answer rests on; a preview uses none. */
  used?: number;
  problems: number;
}

const thousands = (value: number): string => value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ",");

/** Rows, used, problems: of the page in sight. */
export class Status implements vscode.Disposable {
  #item: vscode.StatusBarItem | undefined;
  #shown: string | undefined;
  readonly #figures = new Map<string, Figures>();

  set(key: string, figures: Figures): void {
    this.#figures.set(key, figures);
    if (this.#shown === key) this.show(key);
  }

  show(key: string): void {
    this.#shown = key;
    const figures = this.#figures.get(key);
    if (figures === undefined) return this.#item?.hide();
    const { rows, used, problems } = figures;
    this.#item ??= this.#make();
    const found = problems === 1 ? "1 problem" : `${problems} problems`;
    this.#item.text =
      used === undefined
        ? `$(table) ${thousands(rows)} rows, ${found}`
        : `$(table) ${thousands(used)} of ${thousands(rows)} rows used, ${found}`;
    this.#item.tooltip = "Whyvary: rows of the data, rows the answer rests on, problems found. Click for the problems.";
    this.#item.show();
  }

  hide(key: string): void {
    if (this.#shown !== key) return;
    this.#shown = undefined;
    this.#item?.hide();
  }

  forget(key: string): void {
    this.hide(key);
    this.#figures.delete(key);
  }

  #make(): vscode.StatusBarItem {
    const item = vscode.window.createStatusBarItem("whyvary.rows", vscode.StatusBarAlignment.Right, 90);
    item.name = "Whyvary: rows and problems";
    item.command = "workbench.actions.view.problems";
    return item;
  }

  dispose(): void {
    this.#item?.dispose();
  }
}
