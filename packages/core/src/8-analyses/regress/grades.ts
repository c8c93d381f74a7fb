import type { Column } from "../../columns/column.ts";
import { rNumber } from "../../4-frame/index.ts";
import type { Problem } from "../../messages/types.ts";
import { gradeOrder, gradeUnknown, manyGrades } from "./problems.ts";

/** An outcome in grades: the label of each row, and the labels from the lowest to the highest. */
export interface Grades {
  labels: string[];
  levels: string[];
}

/** More different values than this are a measure, not grades. */
const MOST_GRADES = 20;

/** Numbers are grades in their own order; text needs its order said, by `levels`, or by the formula (`ordered`). */
export function gradesOf(
  column: Column,
  title: string,
  levels: readonly (string | number)[] | undefined,
  ordered: boolean,
): Grades | Problem {
  const text = column.kind === "text" ? column : null;
  const labels = Array.from({ length: column.length }, (_, i) => {
    const value = column.at(i)!;
    return typeof value === "number" ? rNumber(value) : value;
  });
  const found =
    text === null
      ? [...new Set((column as Column & { kind: "number" }).values)].sort((a, b) => a - b).map(rNumber)
      : [...text.dictionary];
  if (found.length > MOST_GRADES) return manyGrades(found.length);
  if (levels === undefined) return text === null || ordered ? { labels, levels: found } : gradeOrder(title, found);
  const said = levels.map((level) => (typeof level === "number" ? rNumber(level) : level));
  const unknown = labels.find((label) => !said.includes(label));
  return unknown === undefined ? { labels, levels: said } : gradeUnknown(unknown);
}
