import { strToU8, zipSync, type Zippable } from "fflate";
import { cutPanel } from "../3-panel/index.ts";
import type { Column } from "../columns/column.ts";
import type { Task } from "../messages/types.ts";
import type { StudyFile } from "./files.ts";
import { prepare, type Prepared } from "./prepare.ts";
import type { Results } from "./results.ts";
import { rowsCsv } from "./rows-csv.ts";
import { runTask, type Memory } from "./run.ts";
import { toJson } from "./to-json.ts";
import type { CheckedAnalysis } from "./validate.ts";

/** Further files for the evidence, such as the report: text by name. */
export type Extra = { readonly [name: string]: string };

/**
 * All that is needed to see how the answers came about, in one zip: the study, its results, the rows of each analysis with why a
 * figure is missing, each R script, versions and the files' hashes. The same study and files give the same bytes. The input files
 * themselves are not in it: they are named with their hashes.
 */
export function* evidenceTask(
  document: unknown,
  files: readonly StudyFile[],
  extra: Extra = {},
  memory: Memory = {},
): Task<Uint8Array<ArrayBuffer>> {
  const results = yield* runTask(document, files, memory);
  const prepared = yield* prepare(document, files, memory);
  yield { stage: "Packing the evidence", done: 0, total: 1 };
  return zip(evidenceFiles(document, results, prepared, extra));
}

function evidenceFiles(
  document: unknown,
  results: Results,
  prepared: Prepared,
  extra: Extra,
): { [name: string]: string } {
  const files: { [name: string]: string } = {
    "README.txt": readme(results),
    "study.whyvary.json": JSON.stringify(document, null, 2) + "\n",
    "results.json": toJson(results),
    "versions.json": JSON.stringify({ whyvary: results.version, document: results.whyvary, inputs: results.inputs }, null, 2) + "\n", // prettier-ignore
  };
  const names = new Set<string>();
  for (const [at, analysis] of prepared.validated.analyses.entries()) {
    const name = fileName(analysis.spec.id, names);
    const result = results.analyses[at];
    if (result !== undefined && result.rCode !== "") files[`r/${name}.R`] = result.rCode;
    const rows = usedRows(analysis, prepared);
    if (rows !== null) files[`rows/${name}.csv`] = rows;
  }
  return { ...files, ...extra };
}

/** An analysis' rows after years and areas were chosen: keys, the measures it names, and why any of them is missing. */
function usedRows({ kind, options, spec, problems }: CheckedAnalysis, { built }: Prepared): string | null {
  if (kind === null || problems.length > 0 || built === null || !built.ok) return null;
  const { panel } = cutPanel(built.panel, spec.times, spec.without, []);
  const wanted = [...new Set(kind.mentions(options).map(({ name }) => name))].flatMap((name): [string, Column][] => {
    const column = panel.columns.get(name);
    return column === undefined ? [] : [[name, column]];
  });
  return rowsCsv(panel, wanted);
}

function readme({ title, version, inputs, analyses }: Results): string {
  const lines = [
    title ?? "A study",
    "",
    `Made with Whyvary ${version}. What is here:`,
    "  study.whyvary.json  the study: files, measures, questions and every choice",
    "  results.json        every figure, note and row count",
    "  rows/               the rows of each question after years and areas were chosen; those that are complete",
    "                      in the measures named were used, unless the question's own steps say otherwise",
    "  r/                  the R script of each question: put it beside the input files, and it gives the same numbers",
    "  versions.json       versions, and each input file's SHA-256",
    "",
    "The input files are not here. They were:",
    ...inputs.map(({ file, sha256, rows }) => `  ${file}, ${rows} rows, SHA-256 ${sha256}`),
    "",
    "Rows used, by question:",
    ...analyses.map(({ id, ok, ladder }) => `  ${id}: ${ok ? (ladder.at(-1)?.rows ?? "all") : "no answer"}`),
  ];
  return lines.join("\n") + "\n";
}

/** A name that any file system takes, none twice. */
function fileName(id: string, names: Set<string>): string {
  const plain = id.replace(/[^\p{L}\p{N}_-]+/gu, "-").slice(0, 60) || "question";
  let name = plain;
  for (let n = 2; names.has(name.toLowerCase()); n++) name = `${plain}-${n}`;
  names.add(name.toLowerCase());
  return name;
}

/** One day for every file: a clock would make other bytes of the same evidence. */
function zip(files: { [name: string]: string }): Uint8Array<ArrayBuffer> {
  const parts: Zippable = {};
  for (const [name, text] of Object.entries(files)) parts[name] = [strToU8(text), { mtime: "1980-01-01T12:00:00" }];
  return zipSync(parts, { level: 6 }) as Uint8Array<ArrayBuffer>;
}
