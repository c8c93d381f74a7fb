import type { CorrelationLine, RelateValue, SlopeLine } from "@whyvary/core";
import { threeFigures } from "../figures.ts";
import { lowerFirst } from "../words.ts";

type Level = SlopeLine["level"];

/** What a line rests on, as a table and a picture say it. */
export function levelName(value: RelateValue, level: Level): string {
  if (level === "rows") return value.repeated || value.areas === null ? "All rows" : "Between areas";
  return {
    between: "Between areas (averages)",
    within: "Within areas",
    "within-years": "Within areas, beyond shared yearly changes",
  }[level];
}

export const METHOD = { pearson: "Pearson", spearman: "Spearman, by rank", kendall: "Kendall, by rank" } as const;

/** "0.0306 (−0.00313 to 0.0642)". */
export function withRange({ estimate, low, high }: Pick<CorrelationLine, "estimate" | "low" | "high">): string {
  return (
    threeFigures(estimate) + (low === null || high === null ? "" : ` (${threeFigures(low)} to ${threeFigures(high)})`)
  );
}

/** The measure's words with its step: "per 100 more of spend". */
export function perWords({ unit, measureTitle }: RelateValue): string {
  return `for ${threeFigures(unit)} more of ${lowerFirst(measureTitle)}`;
}

export function describeRelate(value: RelateValue, view: string): string {
  const { measureTitle, outcomeTitle, points, groups, slopes, correlations, within } = value;
  if (view === "groups")
    return `${measureTitle} by ${lowerFirst(outcomeTitle)}: ${groups.map(({ group, count, median, q1, q3 }) => `${group} (${count}) median ${threeFigures(median)}, middle half ${threeFigures(q1)} to ${threeFigures(q3)}`).join("; ")}.`;
  if (view === "slopes")
    return `Slopes with 95% ranges, ${perWords(value)}: ${slopes.map((line) => `${levelName(value, line.level)}${line.adjust.length === 0 ? "" : `, ${line.adjust.join(" and ")} held equal`} ${withRange(line)}`).join("; ")}.`;
  if (view === "correlations")
    return `Correlations with 95% ranges: ${correlations.map((line) => `${levelName(value, line.level)}, ${METHOD[line.method]} ${withRange(line)}`).join("; ")}.`;
  const inside = view === "within";
  const rank = correlations.findLast(({ method, level }) => method === "spearman" && level.startsWith("within") === inside && (inside || level !== "rows" || !value.repeated)); // prettier-ignore
  const many = inside ? within.length : points.length;
  return `${outcomeTitle} against ${lowerFirst(measureTitle)}, ${many} ${inside ? "deviations from areas’ averages" : value.repeated ? "areas’ averages" : "rows"}${rank === undefined ? "" : `; rank correlation ${withRange(rank)}`}.`;
}
