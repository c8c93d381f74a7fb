import { counted, onePercent, type OmittedValue } from "@whyvary/core";
import type { ChartOptions } from "../chart.ts";
import { threeFigures } from "../figures.ts";
import { lowerFirst } from "../words.ts";

/** "as published", "with ethnicity", "and low income". */
export function stepName(value: OmittedValue, at: number): string {
  const { added } = value.steps[at]!;
  return added === null ? "As published" : `${at === 1 ? "With" : "And"} ${lowerFirst(added)}`;
}

export function describeOmitted(value: OmittedValue, options?: ChartOptions): string {
  if (options?.view === "curve" && value.curve !== null) {
    const known = value.curve.rows.flatMap(({ estimate }) => (estimate === null ? [] : [estimate]));
    const above = known.filter((estimate) => estimate > 0).length;
    return `The slope of ${value.curve.follow} in ${counted(known.length, "model")}, lowest first: ${threeFigures(Math.min(...known))} to ${threeFigures(Math.max(...known))}, above zero in ${above}. Marks below say what was chosen and which measures are in each model.`;
  }
  const parts = value.steps.map(
    (step, at) =>
      `${stepName(value, at)}: ${onePercent(step.rSquaredWithoutArea)} with measures and years, ${onePercent(step.areaLast)} only with lasting differences between areas, ${onePercent(step.leftOver)} left over.`,
  );
  return `What the differences go with, step by step. ${parts.join(" ")}`;
}
