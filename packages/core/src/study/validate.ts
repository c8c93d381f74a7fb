import type { GenericSchema } from "valibot";
import { kinds } from "../8-analyses/index.ts";
import type { AnyKind } from "../8-analyses/types.ts";
import type { Problem } from "../messages/types.ts";
import { parseWith } from "./issues.ts";
import { CURRENT, migrate } from "./migrate/index.ts";
import * as problems from "./problems.ts";
import type { Path } from "./problems.ts";
import { studySchema, type AnalysisSpec, type Study } from "./schema.ts";

/** An analysis as it is to be run; `options` is null where the entry has problems of its own. */
export interface CheckedAnalysis {
  spec: AnalysisSpec;
  kind: AnyKind | null;
  options: unknown;
  problems: Problem[];
}

/** `study` is null where nothing of it can be used; a fault within one analysis leaves the others alone. */
export interface Validated {
  study: Study | null;
  analyses: CheckedAnalysis[];
  problems: Problem[];
}

const MEASURE_VERBS = ["rate", "ratio", "share", "log", "difference", "lag", "index", "deflate", "sum", "neighbours", "quantile", "coalesce", "releases"]; // prettier-ignore

/** Checks a study document: version, keys, names, kinds and each kind's own options. */
export function validateStudy(document: unknown): Validated {
  const refused = (...found: Problem[]): Validated => ({ study: null, analyses: [], problems: found });
  if (isDeeper(document, DEEPEST)) return refused(problems.tooDeep(DEEPEST));
  if (!isObject(document)) return refused(problems.notAnObject(document));
  const { whyvary } = document;
  if (whyvary === undefined) return refused(problems.versionMissing());
  if (typeof whyvary === "number" && whyvary > CURRENT) return refused(problems.versionNewer(whyvary, CURRENT));
  const migrated = migrate(document);
  if (!migrated.ok) return refused(problems.versionUnknown(whyvary));
  const early = [...forbiddenNames(migrated.document, []), ...reservedWords(migrated.document)];
  if (early.length > 0) return refused(...early);
  const parsed = parseWith(studySchema, migrated.document);
  if (!parsed.ok) return refused(...parsed.problems);
  const study = parsed.output;
  const found = nameProblems(study);
  if (Object.keys(study.tables).length === 0) found.push(problems.noTables());
  if (found.length > 0) return refused(...found);
  const analyses = study.analyses.map((spec, at) => checkAnalysis(spec, at, study.analyses));
  return { study, analyses, problems: analyses.flatMap((analysis) => analysis.problems) };
}

/** No study nests so deep; what does was made to break whatever walks through it. */
const DEEPEST = 64;

function isDeeper(document: unknown, most: number): boolean {
  let level: unknown[] = [document];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
  }
  return false;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Names that objects cannot hold safely are told rather than lost. */
function forbiddenNames(value: unknown, path: Path): Problem[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, at) => forbiddenNames(item, [...path, at]));
  return Object.keys(value).flatMap((key) =>
    key === "__proto__" || key === "prototype" || key === "constructor"
      ? [problems.nameForbidden([...path, key])]
      : forbiddenNames((value as Record<string, unknown>)[key], [...path, key]),
  );
}

function reservedWords(document: Record<string, unknown>): Problem[] {
  const found: Problem[] = [];
  const panel = document["panel"];
  const measures = isObject(panel) && isObject(panel["measures"]) ? panel["measures"] : {};
  for (const [name, measure] of Object.entries(measures)) {
    if (!isObject(measure)) continue;
    const path = ["panel", "measures", name];
    const verbs = Object.keys(measure).filter((key) => MEASURE_VERBS.includes(key));
    // Without any known verb the nearest known key says more, unless nothing is there at all.
    const silent = verbs.length === 0 && Object.keys(measure).every((key) => key === "title");
    if (verbs.length > 1 || silent) found.push(problems.measureVerbs(path, verbs, MEASURE_VERBS));
    else if (verbs.length === 0)
      found.push(problems.unknownKey([...path, Object.keys(measure).find((key) => key !== "title")!], MEASURE_VERBS));
  }
  return found;
}

const LETTER = /^\p{L}/u;

function nameProblems(study: Study): Problem[] {
  const found: Problem[] = [];
  for (const name of Object.keys(study.tables)) {
    if (!LETTER.test(name)) found.push(problems.nameStart(["tables", name], "table"));
    if (/[.`]/.test(name)) found.push(problems.tableNameMark(["tables", name]));
  }
  for (const name of Object.keys(study.panel?.measures ?? {})) {
    const path = ["panel", "measures", name];
    if (!LETTER.test(name)) found.push(problems.nameStart(path, "measure"));
    if (name === "area" || name === "time") found.push(problems.keyWord(path));
  }
  return found;
}

function checkAnalysis(spec: AnalysisSpec, at: number, all: readonly AnalysisSpec[]): CheckedAnalysis {
  const found: Problem[] = [];
  const path: Path = ["analyses", at];
  if (!LETTER.test(spec.id))
    found.push({ ...problems.nameStart([...path, "id", spec.id], "analysis"), path: [...path, "id"] });
  if (all.findIndex((other) => other.id === spec.id) < at) found.push(problems.idTwice([...path, "id"], spec.id));
  const known = kinds as unknown as Record<string, AnyKind>;
  const kind = Object.hasOwn(known, spec.kind) ? known[spec.kind]! : null;
  if (kind === null) {
    found.push(problems.kindUnknown([...path, "kind"], spec.kind, Object.keys(known)));
    return { spec, kind, options: null, problems: found };
  }
  const parsed = parseWith(kind.options as GenericSchema, spec, path);
  if (!parsed.ok) found.push(...parsed.problems);
  return { spec, kind, options: parsed.ok ? parsed.output : null, problems: found };
}
