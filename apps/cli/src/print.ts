import { pathText, thousands, type LadderStep, type Problem } from "@whyvary/core";

/** Text from files may hold codes that steer a terminal: they are shown, not obeyed. */
export function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "\ufffd");
}

/** "error  plans.csv, row 7, column CPP: what is wrong. What to do." */
export function problemLines(problem: Problem): string {
  const place = [
    problem.file,
    problem.row === undefined ? undefined : `row ${problem.row}`,
    problem.column === undefined ? undefined : `column ${problem.column}`,
  ].filter((part) => part !== undefined);
  const where = place.length > 0 ? place.join(", ") : pathText(problem.path ?? []);
  const words = problem.remedy === undefined ? problem.text : `${problem.text} ${problem.remedy}`;
  return plain(`${problem.severity}  ${where === "" ? "" : `${where}: `}${words}`);
}

/** The way from rows read to rows used. */
export function ladderLines(ladder: readonly LadderStep[]): string[] {
  const width = Math.max(0, ...ladder.map(({ rows }) => thousands(rows).length));
  return ladder.map(({ rows, removed, text }) => {
    const change = removed === 0 ? "" : `  (\u2212${thousands(removed)})`;
    return plain(`  ${thousands(rows).padStart(width)}  ${text}${change}`);
  });
}

/** A paragraph in lines that a terminal can hold. */
export function wrapped(text: string, indent = "", width = 88): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of plain(text).split(/\s+/)) {
    if (line.length > indent.length && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
    }
    line += (line.length > indent.length ? " " : "") + word;
  }
  return [...lines, line];
}
