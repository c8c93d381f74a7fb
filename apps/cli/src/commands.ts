import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  checkCompanion,
  checkOpenData,
  checkTask,
  choiceLog,
  choiceMoves,
  companionMisnamed,
  drain,
  evidenceTask,
  findCompanion,
  isCompanionName,
  openFile,
  recognise,
  runTask,
  thousands,
  toJson,
  type ChoiceLog,
  type Problem,
  type Results,
  type StudyFile,
} from "@whyvary/core";
import { reportHtml } from "@whyvary/charts";
import { drawSvg } from "@whyvary/charts/draw";
import { loadStudy, unreadable, type LoadedStudy } from "./load-study.ts";
import { ladderLines, plain, problemLines } from "./print.ts";
import { summary } from "./summary.ts";

/** What a command needs of its surroundings. */
export interface Terminal {
  out(text: string): void;
  complain(text: string): void;
}

/** 0 done, 1 an analysis failed, 2 the study or a file is unusable. */
export type ExitCode = 0 | 1 | 2;

export async function runCommand(
  terminal: Terminal,
  path: string,
  options: { json: boolean; html?: string; paper?: string; evidence?: string; moves?: boolean },
): Promise<ExitCode> {
  const loaded = await loadStudy(path);
  if (!loaded.ok) return refuse(terminal, [loaded.problem]);
  const results = drain(runTask(loaded.document, loaded.files));
  for (const problem of results.problems) terminal.complain(problemLines(problem) + "\n");
  const asked = options.html !== undefined || options.paper !== undefined || options.evidence !== undefined;
  const choices = asked ? choicesOf(loaded, results, options.moves ?? false) : {};
  const reports = [
    { path: options.html, layout: "full", what: "report" },
    { path: options.paper, layout: "paper", what: "paper" },
  ] as const;
  for (const { path: to, layout, what } of reports) {
    if (to === undefined) continue;
    writeFileSync(to, await reportHtml(results, loaded.document, { draw: drawSvg, layout, choices }));
    terminal.complain(`The ${what} is in ${to}.\n`);
  }
  if (options.evidence !== undefined) {
    const report = await reportHtml(results, loaded.document, { draw: drawSvg, choices });
    writeFileSync(options.evidence, drain(evidenceTask(loaded.document, loaded.files, { "report.html": report })));
    terminal.complain(`The evidence is in ${options.evidence}.\n`);
  }
  if (options.json) terminal.out(toJson(results));
  else if (!asked) terminal.out(summary(results));
  return exitCode(results);
}

/** Each analysis' log of choices; with `moves` every other way is run too, which takes a run each. */
function choicesOf(
  { document, files }: Extract<LoadedStudy, { ok: true }>,
  { analyses }: Results,
  moves: boolean,
): { [analysis: string]: ChoiceLog } {
  return Object.fromEntries(
    analyses.map(({ id }) => [id, moves ? drain(choiceMoves(document, files, id)) : choiceLog(document, id)]),
  );
}

export async function rCommand(terminal: Terminal, path: string, id: string | undefined): Promise<ExitCode> {
  const loaded = await loadStudy(path);
  if (!loaded.ok) return refuse(terminal, [loaded.problem]);
  const results = drain(runTask(loaded.document, loaded.files));
  for (const problem of results.problems) terminal.complain(problemLines(problem) + "\n");
  const wanted = results.analyses.filter((analysis) => id === undefined || analysis.id === id);
  if (id !== undefined && wanted.length === 0) {
    const known = results.analyses.map((analysis) => analysis.id).join(", ");
    terminal.complain(plain(`The study has no analysis “${id}”; it has ${known || "none"}.\n`));
    return 2;
  }
  for (const { problem } of wanted) if (problem !== undefined) terminal.complain(problemLines(problem) + "\n");
  terminal.out(
    wanted
      .filter(({ ok }) => ok)
      .map(({ rCode }) => rCode)
      .join("\n"),
  );
  return exitCode({ ...results, analyses: wanted });
}

export async function checkCommand(terminal: Terminal, path: string): Promise<ExitCode> {
  return /\.json$/i.test(path) ? checkStudy(terminal, path) : checkFile(terminal, path);
}

async function checkFile(terminal: Terminal, path: string): Promise<ExitCode> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    return refuse(terminal, [unreadable(path)]);
  }
  const file = await openFile(basename(path), bytes);
  const outcome = file.parse({});
  if (!outcome.ok) return refuse(terminal, outcome.problems);
  const known = recognise(outcome.result, file.sha256);
  terminal.out(
    plain(
      `${known.file}: ${known.format}, ${thousands(known.rows)} rows, ${known.columns.length} columns, ${known.encoding}`,
    ) + "\n",
  );
  if (isCompanionName(path) && !existsSync(path.replace(/\.meta\.csv$/i, ".csv")))
    return report(terminal, checkCompanion(file));
  const companion = await companionOf(path);
  const rules = checkOpenData(file, companion.file).filter(
    ({ code }) => !known.problems.some((one) => one.code === code),
  );
  return report(terminal, [...known.problems, ...companion.problems, ...rules]);
}

/** The file that says what the columns of an open-data file are; downloads usually come without. */
async function companionOf(path: string): Promise<{ file: StudyFile | null; problems: Problem[] }> {
  const folder = dirname(path);
  const found = findCompanion(basename(path), readdirSync(folder));
  if (found === null) return { file: null, problems: [] };
  if (found.name !== found.wanted) return { file: null, problems: [companionMisnamed(basename(path), found)] };
  return { file: await openFile(found.name, readFileSync(join(folder, found.name))), problems: [] };
}

async function checkStudy(terminal: Terminal, path: string): Promise<ExitCode> {
  const loaded = await loadStudy(path);
  if (!loaded.ok) return refuse(terminal, [loaded.problem]);
  const checked = drain(checkTask(loaded.document, loaded.files));
  if (checked.panel !== null) terminal.out(ladderLines(checked.panel.ladder).join("\n") + "\n");
  return report(terminal, checked.problems);
}

/** What a check finds is its answer, so it goes to standard output. */
function report(terminal: Terminal, problems: readonly Problem[]): ExitCode {
  for (const problem of problems) terminal.out(problemLines(problem) + "\n");
  if (problems.length === 0) terminal.out("No problems.\n");
  return problems.some(({ severity }) => severity === "error") ? 2 : 0;
}

function refuse(terminal: Terminal, problems: readonly Problem[]): ExitCode {
  for (const problem of problems) terminal.complain(problemLines(problem) + "\n");
  return 2;
}

function exitCode(results: Results): ExitCode {
  if (results.problems.some(({ severity }) => severity === "error")) return 2;
  return results.analyses.every(({ ok }) => ok) ? 0 : 1;
}
