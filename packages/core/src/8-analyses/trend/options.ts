import * as v from "valibot";
import { control, measure, measures, sharedOptions } from "../shared-options.ts";

const year = (label: string, what: string) =>
  v.optional(v.pipe(v.number(), v.integer(), v.description(what), control<number>({ picks: "time", label })));

/** The entry of a trend in the study. */
export const options = v.strictObject({
  ...sharedOptions,
  kind: v.literal("trend"),
  measures: measures("Counts", "Counts whose growth is asked about: totals over all areas."),
  population: v.optional(measure("Population", "What the counts are held against: children, for example.")),
  from: year("From", "The first year: the first in which every count has figures when not said."),
  to: year("To", "The last year: the last in which every count has figures when not said."),
  published: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          claim: v.pipe(v.string(), v.description("What it is said to be, in its own words.")),
          percent: v.pipe(
            v.number(),
            v.description("Growth as printed, in percent: its decimals say how it was rounded."),
          ),
          measure: v.optional(
            v.pipe(v.string(), v.description("The measure that it is said to be, where one of them is meant.")),
          ),
        }),
      ),
      v.description("Published growth figures: which of the measures each one fits, at full precision."),
    ),
  ),
});

export type TrendOptions = v.InferOutput<typeof options>;
