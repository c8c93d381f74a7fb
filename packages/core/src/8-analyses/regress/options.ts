import * as v from "valibot";
import { ERROR_TYPES } from "../../7-results/covariance.ts";
import { choice, control, sharedOptions } from "../shared-options.ts";

/** How a model is fitted, under the names that R's packages and textbooks use. */
export const ESTIMATORS = [
  "ols",
  "pooled",
  "within",
  "between",
  "first-difference",
  "random",
  "two-way-random",
  "within-between",
  "mundlak",
  "mixed",
  "poisson",
  "quasipoisson",
  "nb2",
  "binomial",
  "quasibinomial",
  "ordinal",
] as const;
export type Estimator = (typeof ESTIMATORS)[number];

const errorType = v.pipe(
  v.picklist([...ERROR_TYPES, "wild"]),
  v.description(
    "How uncertain the coefficients are: the kind of standard errors. wild: p values for few clusters, by redrawing signs.",
  ),
);

/** The entry of a regression in the study. */
export const options = v.strictObject({
  ...sharedOptions,
  kind: v.literal("regress"),
  formula: v.pipe(
    v.string(),
    v.description("As R writes it: rate ~ spend + log(population) | area + time, or (1 | area)."),
    control<string>({ picks: "formula", label: "Formula" }),
  ),
  estimator: v.optional(
    choice("Model", ESTIMATORS, "How it is fitted: least squares unless the formula or this says otherwise."),
  ),
  errors: v.optional(
    v.pipe(
      v.union([
        errorType,
        v.strictObject({
          type: errorType,
          cluster: v.optional(
            v.pipe(
              v.union([v.string(), v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(2))]),
              v.description(
                "Measure whose values are the clusters (area when not said); two names for two-way clusters.",
              ),
            ),
          ),
          draws: v.optional(
            v.pipe(
              v.number(),
              v.integer(),
              v.minValue(99),
              v.maxValue(99_999),
              v.description("wild only: how often signs are redrawn (9,999 when not said)."),
            ),
          ),
          seed: v.optional(v.pipe(v.number(), v.integer(), v.description("wild only: start of the random numbers."))),
        }),
      ]),
      v.description("How uncertain the coefficients are: a kind of standard errors, or that with its clusters."),
    ),
  ),
  weights: v.optional(
    v.pipe(
      v.string(),
      v.description("Measure that weights the rows, such as a population (binomial: the number of trials)."),
      control<string>({ picks: "measure", label: "Weights" }),
    ),
  ),
  years: v.optional(
    v.pipe(
      v.boolean(),
      v.description("A column for each year but the first. Usual for within-between and mundlak."),
      control<boolean>({ label: "Year effects", advanced: true }),
    ),
  ),
  method: v.optional(
    v.pipe(
      v.picklist(["REML", "ML"]),
      v.description("mixed only: REML, or ML where likelihoods of different terms are to be compared."),
      control<"REML" | "ML">({ label: "Likelihood", advanced: true }),
    ),
  ),
  levels: v.optional(
    v.pipe(
      v.array(v.union([v.string(), v.number()])),
      v.minLength(2),
      v.description("ordinal only: the grades of the outcome, lowest first."),
      control<(string | number)[]>({ label: "Grades, lowest first", advanced: true }),
    ),
  ),
  leaveOut: v.optional(
    v.pipe(
      v.boolean(),
      v.description(
        "Each area left out in turn where that means a fit each: panel models, counts, mixed models, grades. Least squares has it anyway.",
      ),
      control<boolean>({ label: "Without each area", advanced: true }),
    ),
  ),
  predict: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          name: v.pipe(v.string(), control<string>({ label: "Name" })),
          at: v.optional(
            v.pipe(
              v.record(v.string(), v.union([v.number(), v.string()])),
              control<{ [measure: string]: number | string }>({ label: "At" }),
            ),
          ),
        }),
      ),
      v.maxLength(20, "At most 20 cases are predicted."),
      v.description(
        "Cases to predict the outcome for: values of measures by name. Measures not named are at their mean, words at the most frequent one.",
      ),
      control<{ name: string; at?: { [measure: string]: number | string } | undefined }[]>({
        label: "Predict for",
        advanced: true,
      }),
    ),
  ),
});

export type RegressOptions = v.InferOutput<typeof options>;
