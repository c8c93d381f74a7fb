import * as v from "valibot";
import { control, measure, sharedOptions } from "../shared-options.ts";

/** The entry of a spread in the study. */
export const options = v.strictObject({
  ...sharedOptions,
  kind: v.literal("spread"),
  outcome: measure("Rate", "The rate, or any other figure, whose differences between areas are asked about."),
  year: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.description("The year looked at: the last one with figures when not said."),
      control<number>({ picks: "time", label: "Year" }),
    ),
  ),
  count: v.optional(
    measure(
      "Count behind the rate",
      "The count, with population: not needed where the study defines the rate by both.",
    ),
  ),
  population: v.optional(measure("Population behind the rate", "What the count is per: children, for example.")),
  by: v.optional(
    measure("Lined up by", "A measure such as deprivation: how steeply the rate goes up or down along it."),
  ),
});

export type SpreadOptions = v.InferOutput<typeof options>;
