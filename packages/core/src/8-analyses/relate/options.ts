import * as v from "valibot";
import { choice, control, measure, measures, sharedOptions } from "../shared-options.ts";

/** The entry of a link between two measures in the study. */
export const options = v.strictObject({
  ...sharedOptions,
  kind: v.literal("relate"),
  measure: measure("Measure", "The measure whose link is asked about, such as spending."),
  outcome: measure("Outcome", "What it may go with: a measure, grades (with levels) or groups in words."),
  levels: v.optional(
    v.pipe(
      v.array(v.union([v.string(), v.number()])),
      v.minLength(2, "At least two grades are needed."),
      v.description("The outcome's grades, lowest first."),
      control<(string | number)[]>({ label: "Grades, lowest first" }),
    ),
  ),
  adjust: v.optional(measures("Held equal", "Measures that are held equal, such as deprivation.")),
  product: v.optional(
    measure(
      "Does the link depend on",
      "A measure that the link may depend on: its product with the first is fitted too.",
    ),
  ),
  unit: v.optional(
    v.pipe(
      v.number(),
      v.check((unit) => unit > 0, "The step must be above zero."),
      v.description("How much more of the measure a slope speaks of; 1 when not said."),
      control<number>({ label: "Per how much more" }),
    ),
  ),
  margin: v.optional(
    v.pipe(
      v.number(),
      v.check((margin) => margin > 0, "The margin must be above zero."),
      v.description(
        "What would not matter, set before looking: in the outcome's units for that much more; with grades, an odds ratio above 1.",
      ),
      control<number>({ label: "Margin that would not matter" }),
    ),
  ),
  declared: v.optional(
    choice("Margin set", ["before", "after"], "Whether the margin was set before or after any result was seen."),
  ),
});

export type RelateOptions = v.InferOutput<typeof options>;
