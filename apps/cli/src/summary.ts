import type { AnalysisResult, Results } from "@whyvary/core";
import { charts, type Chart, type Table } from "@whyvary/charts";
import { ladderLines, plain, problemLines, wrapped } from "./print.ts";

/** Results for people: question, answer, table, rows, notes. */
export function summary(results: Results): string {
  const lines: string[] = [];
  if (results.title !== undefined) lines.push(plain(results.title), "");
  for (const analysis of results.analyses) lines.push(...analysisLines(results, analysis), "");
  if (results.analyses.length === 0) lines.push(...ladderLines(results.ladder), "");
  return lines.join("\n").trimEnd() + "\n";
}

function analysisLines(results: Results, analysis: AnalysisResult): string[] {
  const { question, problem } = analysis;
  const lines = [plain(question), "-".repeat(Math.min(88, question.length))];
  if (problem !== undefined) return [...lines, problemLines(problem), "", ...ladderLines(analysis.ladder)];
  lines.push(...wrapped(analysis.answer.map(({ text }) => text).join("")), "");
  const chart = (charts as unknown as Record<string, Chart<unknown>>)[analysis.kind];
  if (chart !== undefined) lines.push(...tableLines(chart.table(analysis.value)), "");
  lines.push("Rows:", ...ladderLines([...results.ladder, ...analysis.ladder]));
  for (const note of analysis.notes) lines.push("", ...wrapped(`${note.name} ${note.text}`));
  return lines;
}

/** Columns in line: words to the left, figures to the right. */
function tableLines({ columns, rows }: Table): string[] {
  const cells = [columns.map(({ label }) => plain(label)), ...rows.map((row) => row.map(({ text }) => plain(text)))];
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => row[at]!.length)));
  return cells.map((row) =>
    row
      .map((text, at) => (at === 0 ? text.padEnd(widths[at]!) : text.padStart(widths[at]!)))
      .join("  ")
      .trimEnd(),
  );
}
