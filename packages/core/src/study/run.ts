import { version } from "../../package.json";
import { cutPanel, type Panel } from "../3-panel/index.ts";
import type { Problem, Task } from "../messages/types.ts";
import { drain } from "../messages/drain.ts";
import { boundsAnswer, boundsNote, boundsOf, BoundPanels } from "./bounds.ts";
import { bytesFile } from "./bytes-file.ts";
import type { StudyFile } from "./files.ts";
import { jumpNotes } from "./jump-notes.ts";
import { prepare, type PanelMemory, type Prepared } from "./prepare.ts";
import { provisionalNotes } from "./provisional-notes.ts";
import { pathText } from "./problems.ts";
import type { AnalysisResult, Results } from "./results.ts";
import { scriptR } from "./script-r.ts";
import type { Study } from "./schema.ts";
import { tableFile, type TableSource } from "./table-file.ts";
import type { CheckedAnalysis } from "./validate.ts";

/** Keeps also the answers already given. */
export interface Memory extends PanelMemory {
  answers?: Map<string, AnalysisResult>;
}

/** A file as its bytes, or a table in its stead: arrays by name, or an arquero table. */
export type FileSource = Uint8Array | TableSource;

/**
 * Runs a study on files held in memory, at once. `files` gives each file under the name the study uses.
 * Whatever is wrong with study or data is in the results' `problems`; nothing is thrown for it.
 */
export function run(document: unknown, files: Map<string, FileSource> | Record<string, FileSource>): Results {
  const entries = files instanceof Map ? [...files] : Object.entries(files);
  return drain(
    runTask(
      document,
      entries.map(([name, data]) => (data instanceof Uint8Array ? bytesFile(name, data) : tableFile(name, data))),
    ),
  );
}

/**
 * The whole way, station by station: validate, find and read the files, where, shift, join, measures, times, without
 * (all in `prepare`), then each analysis on its own complete cases.
 */
export function* runTask(document: unknown, files: readonly StudyFile[], memory?: Memory): Task<Results> {
  const prepared = yield* prepare(document, files, memory);
  const { study, analyses } = prepared.validated;
  const results: Results = {
    whyvary: 1,
    version,
    ...(study?.title === undefined ? {} : { title: study.title }),
    inputs: study === null ? [] : inputsOf(study, prepared),
    ladder: prepared.built === null ? [] : prepared.built.ok ? prepared.built.panel.ladder : prepared.built.ladder,
    problems: prepared.problems,
    analyses: [],
  };
  const ends = study === null ? null : new BoundPanels(study, prepared);
  for (const analysis of analyses) {
    const answered = memory === undefined ? null : recall(memory, analysis, study!, prepared);
    const result = answered?.known ?? (yield* runAnalysis(analysis, study!, prepared, ends!));
    answered?.keep(result);
    results.analyses.push(result);
  }
  return results;
}

const MOST_ANSWERS = 60;

/** The answer to the same question of the same files, if it was given before; the eldest are forgotten. */
function recall(memory: Memory, { spec }: CheckedAnalysis, study: Study, { slots }: Prepared) {
  const answers = (memory.answers ??= new Map());
  const { analyses, ...rest } = study;
  const hashes = [...slots.filled].map(([name, { sha256 }]) => [name, sha256]);
  const key = JSON.stringify([rest, hashes, analyses.indexOf(spec), spec]);
  const known = answers.get(key);
  const keep = (result: AnalysisResult): void => {
    answers.delete(key);
    answers.set(key, result);
    if (answers.size > MOST_ANSWERS) answers.delete(answers.keys().next().value!);
  };
  return { known, keep };
}

function* runAnalysis(
  analysis: CheckedAnalysis,
  study: Study,
  prepared: Prepared,
  ends: BoundPanels,
): Task<AnalysisResult> {
  const { spec, kind, options } = analysis;
  const fault = analysis.problems[0];
  const { built } = prepared;
  if (kind === null || fault !== undefined || built === null || !built.ok) {
    const reason = fault ?? prepared.problems.find(({ severity }) => severity === "error")!;
    return failed(analysis, reason, []);
  }
  const at = study.analyses.indexOf(spec);
  const cut = cutPanel(built.panel, spec.times, spec.without, ["analyses", at]);
  const stopped = cut.problems.find(({ severity }) => severity === "error");
  if (stopped !== undefined) return failed(analysis, stopped, cut.ladder);
  const panel: Panel = { ...cut.panel, ladder: [], problems: [] };
  const area = study.focus?.area;
  const focus = { ...(area === undefined ? {} : { area: area.trim() }), ...prepared.neighbours };
  const own = {
    ...(Object.keys(focus).length === 0 ? {} : { focus }),
    ...(prepared.map === null ? {} : { map: prepared.map }),
  };
  const steps = kind.run({ panel, ...own }, options);
  let step = steps.next();
  while (!step.done) {
    const progress = { ...step.value, analysis: spec.id };
    yield progress;
    step = steps.next();
  }
  const outcome = step.value;
  const ladder = [...cut.ladder, ...outcome.ladder];
  if ("problem" in outcome) {
    const { path } = outcome.problem;
    return failed(analysis, { ...outcome.problem, path: ["analyses", at, ...(path ?? [])] }, ladder);
  }
  const wanted = [...kind.mentions(options).map(({ name }) => name), ...(outcome.uses ?? [])];
  const bounds = yield* boundsOf(analysis, outcome.value, ends, ends.columnsOf(panel, wanted), at, own);
  return {
    id: spec.id,
    kind: spec.kind,
    ok: true,
    question: outcome.question,
    answer: [...outcome.answer, ...(bounds === null ? [] : boundsAnswer(bounds))],
    value: outcome.value,
    ladder,
    notes: [
      ...cut.problems.map(asNote),
      ...outcome.notes,
      ...provisionalNotes(panel, wanted, outcome.ladder),
      ...jumpNotes(panel, wanted),
      ...(bounds === null ? [] : [boundsNote(bounds)]),
    ],
    ...(bounds && { bounds }),
    statement: outcome.statement,
    rCode: scriptR(study, prepared.read, built.tables, spec, wanted, outcome),
  };
}

function failed({ spec, kind }: CheckedAnalysis, problem: Problem, ladder: AnalysisResult["ladder"]): AnalysisResult {
  return {
    id: spec.id,
    kind: spec.kind,
    ok: false,
    question: spec.title ?? kind?.title ?? spec.id,
    answer: [],
    value: null,
    ladder,
    notes: [],
    statement: "",
    rCode: "",
    problem,
  };
}

/** A warning that concerns one analysis stands among its notes. */
function asNote(problem: Problem): AnalysisResult["notes"][number] {
  return {
    code: problem.code,
    name: problem.path === undefined ? "To check." : `${pathText(problem.path)}.`,
    text: problem.remedy === undefined ? problem.text : `${problem.text} ${problem.remedy}`,
    facts: problem.facts ?? {},
  };
}

function inputsOf(study: Study, { slots, read }: Prepared): Results["inputs"] {
  const inputs = new Map<string, Results["inputs"][number]>();
  for (const [name, file] of slots.filled) {
    const result = read.get(name);
    const named = study.tables[name]!.file;
    if (result !== undefined && !inputs.has(named))
      inputs.set(named, { file: named, sha256: file.sha256, rows: result.rows });
  }
  return [...inputs.values()];
}
