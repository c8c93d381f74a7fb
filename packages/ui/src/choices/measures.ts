import type { CheckReport } from "@whyvary/core";

type Measure = NonNullable<CheckReport["panel"]>["measures"][number];

/** A measure as a formula writes it: odd names take backticks. */
export function written(name: string): string {
  return /^[A-Za-z][A-Za-z0-9_.]*$/.test(name) ? name : "`" + name + "`";
}

/** What a person calls a term: the measure's title, or the term itself where it is more than a name. */
export function termTitle(term: string, measures: readonly Measure[]): string {
  return measures.find((measure) => written(measure.name) === term || measure.name === term)?.title ?? term;
}

interface Option {
  value: string;
  label: string;
}

/** Measures to choose from; the present choice stays among them even if the files do not have it. */
export function measureOptions(measures: readonly Measure[], current: string, numericOnly = true): Option[] {
  const options = measures
    .filter((measure) => !numericOnly || measure.type === "number")
    .map((measure) => ({ value: written(measure.name), label: measure.title }));
  const known = current === "" || options.some((option) => option.value === current);
  return known ? options : [{ value: current, label: termTitle(current, measures) }, ...options];
}
