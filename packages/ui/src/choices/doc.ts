/** The analysis entry of the study as the choices read it: whatever is wrong in the document is read as not set. */
import type { AnalysisDoc, StudyDoc } from "../state/study-doc.ts";
import type { Edit } from "../host/edits.ts";

export type Block = "area" | "time" | string[];

export interface Years {
  from?: number | undefined;
  to?: number | undefined;
}

const isObject = (value: unknown): value is { [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];

export function textOf(analysis: AnalysisDoc, key: string): string {
  const value = analysis[key];
  return typeof value === "string" ? value : "";
}

export function blocksOf(analysis: AnalysisDoc): { name: string; block: Block }[] {
  const blocks = analysis["blocks"];
  if (!isObject(blocks)) return [];
  return Object.entries(blocks).map(([name, block]) => ({
    name,
    block: block === "area" || block === "time" ? block : typeof block === "string" ? [block] : texts(block),
  }));
}

export function publishedOf(analysis: AnalysisDoc): Map<string, number> {
  const published = analysis["published"];
  if (!isObject(published)) return new Map();
  return new Map(Object.entries(published).filter((entry): entry is [string, number] => typeof entry[1] === "number"));
}

export function bootstrapOf(analysis: AnalysisDoc): { draws: number; seed: number } {
  const bootstrap = isObject(analysis["bootstrap"]) ? analysis["bootstrap"] : {};
  const number = (key: string, fallback: number): number =>
    typeof bootstrap[key] === "number" ? (bootstrap[key] as number) : fallback;
  return { draws: number("draws", 1000), seed: number("seed", 1) };
}

/** Where a key that the panel and the question share stands now: in the question if it says so, else in the panel if that does. */
export function holderOf(study: StudyDoc, analysis: AnalysisDoc, key: "times" | "without"): "analysis" | "panel" {
  return analysis[key] === undefined && study.panel?.[key] !== undefined ? "panel" : "analysis";
}

export function yearsOf(study: StudyDoc, analysis: AnalysisDoc): Years {
  const times = holderOf(study, analysis, "times") === "panel" ? study.panel?.times : analysis["times"];
  if (!isObject(times)) return {};
  const year = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
  return { from: year(times["from"]), to: year(times["to"]) };
}

/** The years one by one, where the study lists them instead of giving a first and a last. */
export function listedYears(study: StudyDoc, analysis: AnalysisDoc): number[] | null {
  const times: unknown = holderOf(study, analysis, "times") === "panel" ? study.panel?.times : analysis["times"];
  return Array.isArray(times) ? times.filter((year): year is number => typeof year === "number") : null;
}

export function withoutOf(study: StudyDoc, analysis: AnalysisDoc): string[] {
  return texts(holderOf(study, analysis, "without") === "panel" ? study.panel?.without : analysis["without"]);
}

/** Edits of one analysis by its place in the study. */
export function analysisPath(study: StudyDoc, analysis: AnalysisDoc): (string | number)[] {
  return ["analyses", study.analyses.findIndex((each) => each.id === analysis.id)];
}

export function setKey(study: StudyDoc, analysis: AnalysisDoc, key: string, value: unknown): Edit {
  return { path: [...analysisPath(study, analysis), key], value };
}

/** Writes a shared key where it stands. */
export function setShared(study: StudyDoc, analysis: AnalysisDoc, key: "times" | "without", value: unknown): Edit {
  const panel = holderOf(study, analysis, key) === "panel";
  return panel ? { path: ["panel", key], value } : setKey(study, analysis, key, value);
}

/** Both ends empty is no limit at all. */
export function yearsValue(years: Years): Years | undefined {
  const { from, to } = years;
  if (from === undefined && to === undefined) return undefined;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
