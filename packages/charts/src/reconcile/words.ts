import type { ReconcileCheck, ReconcileRow, ReconcileValue } from "@whyvary/core";
import { counted, figure, thousands } from "@whyvary/core";

/** Whole figures stand whole: 655,625 beside 655,630 is the point. */
export function figureText(value: number): string {
  return Number.isInteger(value) ? (value < 0 ? "\u2212" : "") + thousands(Math.abs(value)) : figure(value);
}

export function checkTitle({ type, oursTitle, publishedTitle }: ReconcileCheck): string {
  return type === "total" ? `${oursTitle}: sum against ${publishedTitle} as printed` : `${oursTitle} against ${publishedTitle}`; // prettier-ignore
}

export function placeOf({ area, label, time }: ReconcileRow): string {
  return area === null && time !== null ? String(time) : [label, time].filter((part) => part !== null).join(", ");
}

const WHY = {
  equal: "equal",
  rounding: "rounding",
  "left-out": "areas left out of the sum",
  "not-reported": "areas without a figure",
  unknown: "not known",
};

export function whyText({ why }: ReconcileRow): string {
  return WHY[why];
}

/** How many agree, are within rounding, and are apart. */
export function checkFigures(check: ReconcileCheck): string {
  const one = check.type === "total" ? "year" : "figure";
  return `${counted(check.compared, one)}: ${thousands(check.equal)} equal, ${thousands(check.rounding)} within rounding, ${thousands(check.differ)} apart`; // prettier-ignore
}

export function describeReconcile({ checks }: ReconcileValue): string {
  return checks.map((check) => {
    const { furthest } = check;
    const far = furthest === null ? "" : `; furthest off ${placeOf(furthest)}, ${figureText(furthest.ours)} beside ${figureText(furthest.published)}`; // prettier-ignore
    return `${checkTitle(check)}: ${checkFigures(check)}${far}.`;
  }).join(" "); // prettier-ignore
}
