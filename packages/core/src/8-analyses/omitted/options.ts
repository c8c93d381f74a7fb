import * as v from "valibot";
import { sampleOptions } from "../samples.ts";
import { choice, control, measure, measures, sharedOptions } from "../shared-options.ts";

const list = v.pipe(v.array(v.string()), v.minLength(1, "A group needs at least one measure."));

/** How the followed slope may be fitted, under the names of `regress`; "two-way" is area and year effects. */
export const CURVE_MODELS = ["pooled", "within", "two-way", "between", "first-difference", "random"] as const;

/** The entry of what was left out, in the study. */
export const options = v.strictObject({
  ...sharedOptions,
  kind: v.literal("omitted"),
  outcome: measure("Outcome", "The measure whose differences are asked about."),
  blocks: v.pipe(
    v.record(v.string(), v.union([v.literal("area"), v.literal("time"), list])),
    v.check((blocks) => Object.values(blocks).includes("area"), 'One of the groups must be "area".'),
    v.description("The specification as published: groups by name, of areas, of years or of measures."),
    control<{ [name: string]: "area" | "time" | string[] }>({ label: "As published" }),
  ),
  add: v.pipe(
    v.record(v.string(), list),
    v.check((add) => Object.keys(add).length >= 1, "There must be at least one group that was left out."),
    v.check((add) => Object.keys(add).length <= 6, "At most 6 groups can be added."),
    v.description("What was left out, in groups by name: they are added step by step in this order."),
    control<{ [name: string]: string[] }>({ label: "Left out there" }),
  ),
  interactions: v.optional(
    v.pipe(
      v.array(v.pipe(v.array(v.string()), v.length(2, "Two measures make a pair."))),
      v.description("Pairs of measures that may act together: deprivation and funding, for example."),
      control<string[][]>({ label: "Pairs" }),
    ),
  ),
  follow: v.optional(
    measure("Followed", "The measure whose slope is followed over choices and against an unmeasured factor: the first one when not said."), // prettier-ignore
  ),
  covariates: v.optional(
    measures("Come and go", "Measures that come and go in the curve: all the others when not said, up to ten."),
  ),
  forms: v.optional(
    v.pipe(
      v.array(v.string()),
      v.minLength(1),
      v.description("Forms of the outcome in the curve, such as log(rate), beside the outcome itself."),
    ),
  ),
  ...sampleOptions,
  estimators: v.optional(
    v.pipe(
      v.array(v.picklist(CURVE_MODELS)),
      v.minLength(1, "There must be at least one way to fit the curve."),
      v.description(
        "Ways to fit the followed slope: all rows, areas with themselves (within), years taken out too (two-way), areas with each other, one year with the next, or random effects. All rows when not said.",
      ),
      control<(typeof CURVE_MODELS)[number][]>({ label: "Ways to fit" }),
    ),
  ),
  errors: v.optional(choice("Errors", ["CR2", "CR1"], "Clustered errors of the pairs; CR2 when not said, CR1 with weights.")), // prettier-ignore
  weights: v.optional(
    v.pipe(v.string(), v.description("Measure that weights the rows."), control<string>({ picks: "measure", label: "Weights" })), // prettier-ignore
  ),
});

export type OmittedOptions = v.InferOutput<typeof options>;
