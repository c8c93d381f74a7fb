import * as v from "valibot";
import { control, measure, measures, sharedOptions } from "../shared-options.ts";

/** The entry of figures against published ones in the study. */
export const options = v.strictObject({
  ...sharedOptions,
  kind: v.literal("reconcile"),
  totals: v.optional(
    measures("Sums", "Counts whose sum over the areas is held against what their own file prints for the country."),
  ),
  pairs: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          ours: measure("Ours", "A measure as it is used here."),
          published: measure("Published", "The same as published, or of another release."),
        }),
      ),
      v.minLength(1, "At least one pair is needed."),
      v.description("Measures that should be the same, area by area and year by year."),
      control<{ ours: string; published: string }[]>({ label: "Pairs" }),
    ),
  ),
});

export type ReconcileOptions = v.InferOutput<typeof options>;
