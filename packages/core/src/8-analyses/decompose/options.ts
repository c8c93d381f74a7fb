import * as v from "valibot";
import { control, sharedOptions } from "../shared-options.ts";

const block = v.union([
  v.literal("area"),
  v.literal("time"),
  v.pipe(v.array(v.string()), v.minLength(1, "A group needs at least one measure.")),
]);

/** Tables beside the shares. */
const ALSO = ["commonality", "sequential", "standardised"] as const;

/** The entry of shares of variation in the study. */
export const options = v.strictObject({
  ...sharedOptions,
  kind: v.literal("decompose"),
  outcome: v.pipe(
    v.string(),
    v.description("The measure whose differences are shared out; log(rate) and the like may stand here."),
    control<string>({ picks: "measure", label: "Outcome" }),
  ),
  blocks: v.pipe(
    v.record(v.string(), block),
    v.check((blocks) => Object.keys(blocks).length >= 1, "There must be at least one group."),
    v.check((blocks) => Object.keys(blocks).length <= 12, "There may be at most 12 groups."),
    v.description(
      'Factors, in groups by name: "area" (lasting differences), "time" (changes shared by all) or a list of measures.',
    ),
  ),
  published: v.optional(
    v.pipe(
      v.record(v.string(), v.number()),
      v.description("Published shares of the same groups, as fractions, to stand beside ours."),
    ),
  ),
  unions: v.optional(
    v.pipe(
      v.record(v.string(), v.pipe(v.array(v.string()), v.minLength(1, "A union needs at least one group."))),
      v.description(
        "Groups that belong together, by the union's name: their shares are also given with each union entering as one (Owen values). A group named nowhere is a union of its own.",
      ),
    ),
  ),
  also: v.optional(
    v.pipe(
      v.array(v.picklist(ALSO)),
      v.description(
        'Further tables: "commonality" (what each set of groups holds jointly, negative where one hides another), "sequential" (what each group adds in the order given) and "standardised" (coefficients in standard deviations, and shares by the product of coefficient and correlation, Pratt).',
      ),
    ),
  ),
  weights: v.optional(
    v.pipe(
      v.string(),
      v.description("Measure that weights the rows, such as a population."),
      control<string>({ picks: "measure", label: "What each one counts" }),
    ),
  ),
  bootstrap: v.optional(
    v.pipe(
      v.strictObject({
        draws: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000))),
        seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(-2147483647), v.maxValue(2147483647))),
      }),
      v.description("Redrawing areas for the 95% ranges: how often (0: not at all), and R's seed."),
    ),
  ),
});

export type DecomposeOptions = v.InferOutput<typeof options>;

export const DEFAULT_REDRAW = { draws: 1000, seed: 1 };
