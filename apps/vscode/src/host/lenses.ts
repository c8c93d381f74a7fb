import * as vscode from "vscode";
import { findNodeAtLocation, parseTree } from "jsonc-parser";
import type { Answered } from "../protocol/messages.ts";
import { settings } from "./settings.ts";

export interface Told {
  read: number;
  used: number;
  analyses: Answered[];
}

const LONGEST = 140;
const clipped = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** "Run" above the study and each question, with the answers of the last run. */
export class StudyLenses implements vscode.CodeLensProvider {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #told = new Map<string, Told>();

  tell(uri: vscode.Uri, told: Told | undefined): void {
    if (told === undefined) this.#told.delete(uri.toString());
    else this.#told.set(uri.toString(), told);
    this.#changed.fire();
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const root = settings.codeLens(document) ? parseTree(document.getText()) : undefined;
    if (root?.type !== "object") return [];
    const { uri } = document;
    const told = this.#told.get(uri.toString());
    const at = (offset: number) => new vscode.Range(document.positionAt(offset), document.positionAt(offset));
    const run = (id?: string): vscode.Command => ({
      title: "$(play) Run",
      tooltip: "Compute the answers and show them beside the text",
      command: "whyvary.run",
      arguments: [uri, id],
    });
    const show = (title: string, id?: string): vscode.Command => ({
      title,
      command: "whyvary.openStudy",
      arguments: [uri, id],
    });
    const lenses = [new vscode.CodeLens(at(root.offset), run())];
    if (told) {
      const rows = `${told.used.toLocaleString("en")} of ${told.read.toLocaleString("en")} rows used`;
      lenses.push(new vscode.CodeLens(at(root.offset), show(rows)));
    }
    for (const node of findNodeAtLocation(root, ["analyses"])?.children ?? []) {
      const id: unknown = findNodeAtLocation(node, ["id"])?.value;
      if (typeof id !== "string") continue;
      lenses.push(new vscode.CodeLens(at(node.offset), run(id)));
      const answer = told?.analyses.find((one) => one.id === id);
      if (answer)
        lenses.push(
          new vscode.CodeLens(
            at(node.offset),
            show(clipped(answer.ok ? answer.answer : `No answer: ${answer.problem?.text ?? "see the problems"}`), id),
          ),
        );
    }
    return lenses;
  }
}
