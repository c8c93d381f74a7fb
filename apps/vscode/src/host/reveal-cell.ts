import * as vscode from "vscode";
import { findCells } from "./csv-places.ts";

/** Shows a cell in the text of its file. */
export async function revealCell(uri: vscode.Uri, row: number, column?: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText();
  const cells = findCells(text, null);
  const at = column === undefined ? -1 : (cells.row(1) ?? []).findIndex(({ value }) => value === column);
  const found = cells.row(row) ?? [];
  const cell = found[at] ?? found[0];
  const last = found.at(-1) ?? cell;
  const from = document.positionAt(cell?.from ?? 0);
  const to = document.positionAt((at < 0 ? last : cell)?.to ?? 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(from, to) });
}
