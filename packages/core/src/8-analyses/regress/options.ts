import * as v from "valibot";
import { ERROR_TYPES } from "../../7-results/covariance.ts";
import { sharedOptions } from "../shared-options.ts";

const errorType = v.pipe(
  v.picklist(ERROR_TYPES),
  v.description("How uncertain the coefficients are: the kind of standard errors."),
);

/** Estimators that the document knows; only the first can be run so far. */
export const ESTIMATORS = ["ols", "within", "between", "random", "mixed", "poisson", "nb2"] as const;

/** The entry of a regression in the study. */
export const options = v.strictObject({
  ...sharedOptions,
  kind: v.literal("regress"),
  formula: v.pipe(v.string(), v.description("As R writes it: rate ~ spend + log(population) | area + time.")),
  errors: v.optional(
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
      }),
    ]),
  ),
  weights: v.optional(v.pipe(v.string(), v.description("Measure that weights the rows, such as a population."))),
  estimator: v.optional(v.picklist(ESTIMATORS)),
});

export type RegressOptions = v.InferOutput<typeof options>;
