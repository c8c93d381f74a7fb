import * as v from "valibot";
import { AMOUNT_UNITS } from "../../messages/money.ts";
import { choice, control, measure, measures, sharedOptions } from "../shared-options.ts";

/** The entry of parts of a total in the study. */
export const options = v.strictObject({
  ...sharedOptions,
  kind: v.literal("composition"),
  parts: measures("Parts", "What the total is made of: amounts in one unit, each counted in one part only."),
  total: v.optional(measure("Total", "The total, where it is a measure of its own; else the parts are added up.")),
  lead: v.optional(
    measures("In question", "The parts that the answer speaks of, taken together; the first one when not said."),
  ),
  leadTitle: v.optional(
    v.pipe(v.string(), v.description("What those are called together."), control<string>({ label: "Called" })),
  ),
  prices: v.optional(
    measure("Prices", "A price index, the same for every area of a year: amounts are then shown in one year's prices."),
  ),
  base: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.description("The year whose prices are used; the last one when not said."),
      control<number>({ picks: "time", label: "Prices of" }),
    ),
  ),
  per: v.optional(measure("Per", "What amounts are also shown per head of, such as the number of children.")),
  published: v.optional(
    v.pipe(
      v.record(v.string(), v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
      v.description("Published shares of the parts in question by year, as fractions, to stand beside ours."),
      control<Record<string, number>>({ label: "Published", advanced: true, percent: true }),
    ),
  ),
  unit: v.optional(choice("Unit", AMOUNT_UNITS, "What the amounts are counted in; pounds when not said.")),
});

export type CompositionOptions = v.InferOutput<typeof options>;
