import * as v from "valibot";
import { choice, control, measure, measures, sharedOptions } from "../shared-options.ts";

const RARE = { advanced: true };

/** The entry of a profile in the study. */
export const options = v.strictObject({
  ...sharedOptions,
  kind: v.literal("profile"),
  outcome: measure("Rate", "The rate that is asked about."),
  year: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.description("The year looked at: the last one with a figure of one's own when not said."),
      control<number>({ picks: "time", label: "Year" }),
    ),
  ),
  count: v.optional(
    measure("Count behind the rate", "The count, so that region and country are pooled rates; with population.", RARE),
  ),
  population: v.optional(measure("Population behind the rate", "What the count is per: children, for example.", RARE)),
  enter: v.optional(measures("Who enters", "Steps on the way in, in their order: referrals, enquiries, conferences.")),
  starts: v.optional(measure("Starts", "What begins in the year, such as plans started: the last step on the way in.")),
  stock: v.optional(measure("Stock", "What is open at the end of the year: the rate itself when not said.", RARE)),
  stay: v.optional(
    measures("How long they stay", "Further measures of how long, beside the stock over the starts.", RARE),
  ),
  returning: v.optional(measures("Who returns", "Measures of repeats, such as second or later plans.")),
  given: v.optional(
    measures(
      "Circumstances",
      "What the expected rate allows for: deprivation, for example. Learnt from the other areas.",
    ),
  ),
  expect: v.optional(
    choice(
      "Expected from",
      ["year", "average"],
      "The other areas in the same year, or their averages over all years kept (and one's own average).",
      RARE,
    ),
  ),
  compare: v.optional(
    measures(
      "What may differ",
      "Measures among which the greatest differences are sought: all those named when not said.",
      RARE,
    ),
  ),
});

export type ProfileOptions = v.InferOutput<typeof options>;
