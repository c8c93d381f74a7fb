import * as vscode from "vscode";
import type { Problem } from "@whyvary/core";

const LEVELS = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** A problem as the editor lists it: what is wrong, what to do, and a code. */
export function diagnosticOf(problem: Problem, range: vscode.Range, text = problem.text): vscode.Diagnostic {
  const words = problem.remedy === undefined ? text : `${text} ${problem.remedy}`;
  const diagnostic = new vscode.Diagnostic(range, words, LEVELS[problem.severity]);
  diagnostic.source = "Whyvary";
  diagnostic.code = problem.code;
  return diagnostic;
}
