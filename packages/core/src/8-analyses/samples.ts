import * as v from "valibot";
import type { Panel } from "../3-panel/panel.ts";
import { andList } from "../messages/format.ts";
import { nearest } from "../messages/nearest.ts";
import { rStrings } from "../messages/r-text.ts";
import type { Note, Problem } from "../messages/types.ts";
import { control } from "./shared-options.ts";
import { note } from "./shared-notes.ts";

/** Samples to choose between: ranges of years, and which areas are left out. */

export const yearRange = v.strictObject({ from: v.optional(v.number()), to: v.optional(v.number()) });

/** The two options, for a kind's own `v.strictObject`. */
export const sampleOptions = {
  years: v.optional(
    v.pipe(
      v.array(yearRange),
      v.minLength(1),
      v.description("Ranges of years to choose between."),
      control<v.InferOutput<typeof yearRange>[]>({ label: "Ranges of years" }),
    ),
  ),
  samples: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          name: v.pipe(v.string(), control<string>({ label: "Name" })),
          without: v.pipe(v.array(v.string()), control<string[]>({ picks: "areas", label: "Leaves out" })),
        }),
      ),
      v.minLength(1),
      v.description("Samples to choose between: which areas each one leaves out."),
      control<{ name: string; without: string[] }[]>({ label: "Samples of areas" }),
    ),
  ),
};

interface SampleChoice {
  years?: v.InferOutput<typeof yearRange>[] | undefined;
  samples?: { name: string; without: string[] }[] | undefined;
}

export interface SampleSets {
  years: { words: string; from: number | null; to: number | null }[];
  samples: { name: string; without: string[] }[];
}

export const needsAreas = (what: string, path: (string | number)[]): Problem => ({
  ...{ code: "no-areas", severity: "error" },
  text: `${what}, and the data have no areas (or no years) to tell apart.`,
  remedy: "Say in the study which columns hold them (panel.area, panel.time).",
  path,
});

/** What is to be chosen between, or why it cannot be. */
export function sampleSets(panel: Panel, { years, samples }: SampleChoice): SampleSets | Problem {
  if ((years ?? []).length > 0 && panel.time === null) return needsAreas("Years are to be chosen between", ["years"]);
  if ((samples ?? []).length > 0 && panel.area === null)
    return needsAreas("Samples are to be chosen between", ["samples"]);
  const sets = (samples ?? [{ name: "all", without: [] }]).map(({ name, without }) => ({
    name,
    without: without.map((code) => code.trim()),
  }));
  return {
    years: (years ?? [{}]).map(({ from, to }) => ({ words: yearsWords(from, to), from: from ?? null, to: to ?? null })),
    samples: sets,
  };
}

/** A code that no area in use has leaves a sample as it was: said, since it may be mistyped or left out already. */
export function sampleNotes(panel: Panel, { samples }: SampleSets): Note[] {
  const codes = panel.area?.codes ?? [];
  return samples.flatMap(({ name, without }) => {
    const unknown = without.filter((code) => !codes.includes(code));
    if (unknown.length === 0) return [];
    const meant = unknown.map((code) => nearest(code, codes)).find((code) => code !== null);
    const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
    const text = `“${name}” leaves out ${andList(unknown)}, and no area in use has ${unknown.length === 1 ? "that code" : "those codes"}.${hint}`;
    return [note("sample-area-unknown", "Not among the areas.", text, { sample: name, codes: unknown })];
  });
}

function yearsWords(from: number | undefined, to: number | undefined): string {
  if (from === undefined) return to === undefined ? "all" : `up to ${to}`;
  return to === undefined ? `from ${from}` : `${from} to ${to}`;
}

/** Is row i of these in the sample? `times` and `areaOf` are those of the rows in use. */
export function inSample(
  sets: SampleSets,
  [year, sample]: readonly [number, number],
  { times, areaOf, codes }: { times: Float64Array | null; areaOf: Int32Array | null; codes: readonly string[] },
): (i: number) => boolean {
  const { from, to } = sets.years[year]!;
  const out = new Set(sets.samples[sample]!.without);
  return (i) =>
    (from === null || times![i]! >= from) &&
    (to === null || times![i]! <= to) &&
    (out.size === 0 || !out.has(codes[areaOf![i]!]!));
}

/** The same for R: `years` and `samples`. */
export function samplesR({ years, samples }: SampleSets): string[] {
  return [
    `years <- list(${years.map(({ from, to }) => `c(${from ?? "-Inf"}, ${to ?? "Inf"})`).join(", ")})`,
    `samples <- list(${samples.map(({ without }) => (without.length === 0 ? "character(0)" : rStrings(without))).join(", ")})`,
  ];
}
