import { isMissing, type NumberColumn } from "../columns/column.ts";
import { counted, figure, onePercent, thousands } from "../messages/format.ts";
import type { Problem } from "../messages/types.ts";
import { parseRelease } from "./parse-release.ts";
import { resolveOperand, type Names } from "./operands.ts";
import { error, listed } from "./problems.ts";
import type { MeasureShape } from "./spec.ts";

type Releases = Extract<MeasureShape, { releases: string[] }>;

/**
 * The same figure from several releases: one is chosen by the tables' own `release`, and never mixed with another. Where both
 * have a value and the values differ, it is told in how many cells and by how much.
 */
export function chooseRelease(
  spec: Releases,
  columns: readonly NumberColumn[],
  measure: string,
  names: Names,
  releaseOf: (table: string) => string | undefined,
  path: (string | number)[],
): { column: NumberColumn | null; problems: Problem[] } {
  const told = toldOf(spec, names, releaseOf);
  const at = chosen(spec.choose, told);
  if (at < 0) {
    const known = told.flatMap(({ release }) => release ?? []);
    const dated = spec.choose === "latest" || spec.choose === "earliest";
    return {
      column: null,
      problems: [
        error(
          "release-unknown",
          [...path, "choose"],
          dated
            ? `Which release of “${measure}” is the ${spec.choose} cannot be told.`
            : `No table of “${measure}” is of the release “${spec.choose}”.`,
          {
            // prettier-ignore
            remedy: dated
            ? "Say under each table which “release” it is, with a year (and a month): October 2025, 2025-10."
            : `Its releases are ${listed(known)}.`,
            value: spec.choose,
          },
        ),
      ],
    };
  }
  const others = columns.flatMap((column, i) => (i === at ? [] : [compared(columns[at]!, column, told[at]!, told[i]!, measure, path)])); // prettier-ignore
  return { column: columns[at]!, problems: others.filter((one) => one !== null) };
}

/** The place of the chosen release among them; -1 where it cannot be told. */
export function chosenRelease(spec: Releases, names: Names, releaseOf: (table: string) => string | undefined): number {
  return chosen(spec.choose, toldOf(spec, names, releaseOf));
}

function toldOf(spec: Releases, names: Names, releaseOf: (table: string) => string | undefined): Told[] {
  return spec.releases.map((text) => {
    const found = resolveOperand(text, { ...names, measures: new Set() }, []);
    const release = found.ok && "table" in found.operand ? releaseOf(found.operand.table) : undefined;
    return { text, release, day: release === undefined ? null : parseRelease(release) };
  });
}

interface Told {
  text: string;
  release: string | undefined;
  day: number | null;
}

function chosen(choose: string, told: readonly Told[]): number {
  if (choose !== "latest" && choose !== "earliest") return told.findIndex(({ release }) => release === choose);
  if (told.some(({ day }) => day === null)) return -1;
  const days = told.map(({ day }) => day!);
  const best = choose === "latest" ? Math.max(...days) : Math.min(...days);
  return days.indexOf(best) === days.lastIndexOf(best) ? days.indexOf(best) : -1;
}

function compared(
  ours: NumberColumn,
  other: NumberColumn,
  one: Told,
  two: Told,
  measure: string,
  path: (string | number)[],
): Problem | null {
  // prettier-ignore
  let [both, differ, onlyOther, largest] = [0, 0, 0, 0];
  const gaps: number[] = [];
  for (let row = 0; row < ours.length; row++) {
    if (isMissing(other, row)) continue;
    if (isMissing(ours, row)) {
      onlyOther++;
      continue;
    }
    both++;
    const gap = Math.abs(ours.values[row]! - other.values[row]!);
    if (gap <= 1e-9 * Math.abs(ours.values[row]!)) continue;
    differ++;
    largest = Math.max(largest, gap);
    if (ours.values[row] !== 0) gaps.push(gap / Math.abs(ours.values[row]!));
  }
  if (differ === 0 && onlyOther === 0) return null;
  gaps.sort((a, b) => a - b);
  const middle = gaps.length === 0 ? null : (gaps[(gaps.length - 1) >> 1]! + gaps[gaps.length >> 1]!) / 2;
  const size = differ === 0 ? "" : `, by ${middle === null ? "" : `${onePercent(middle)} in the middle and `}${figure(largest)} at most`; // prettier-ignore
  const only = onlyOther === 0 ? "" : ` ${counted(onlyOther, "cell has", "cells have")} a figure in the other release alone, and stay missing.`; // prettier-ignore
  return {
    ...error("releases-differ", path, `“${measure}” is taken from ${one.release ?? one.text}; ${two.release ?? two.text} has another figure in ${thousands(differ)} of ${counted(both, "cell")}${size}.${only}`), // prettier-ignore
    severity: "info",
    remedy: "To see both, hold them against each other: a question of the kind “reconcile” with the two as a pair.",
    count: differ,
    facts: { chosen: one.text, other: two.text, both, differ, onlyOther, largest, middle },
  };
}
