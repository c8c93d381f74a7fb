import * as v from "valibot";
import { AMOUNT_UNITS } from "../../messages/money.ts";
import { choice, control, measure, sharedOptions } from "../shared-options.ts";

/** The entry of planned against spent in the study. */
export const options = v.strictObject({
  ...sharedOptions,
  kind: v.literal("budget"),
  planned: measure("Planned", "The budget: what was to be spent, in the same unit as what was spent."),
  spent: measure("Spent", "The outturn: what was spent."),
  thresholds: v.optional(
    v.pipe(
      v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(10))),
      v.minLength(1, "At least one threshold is needed."),
      v.maxLength(8, "There may be at most 8 thresholds."),
      v.description(
        "How far over the budget counts as over, as fractions: 0 is any amount, 0.05 more than 5%. 0, 0.05 and 0.1 when not said.",
      ),
      control<number[]>({ label: "Over by more than" }),
    ),
  ),
  year: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.description("The year that the answer speaks of; the last one when not said."),
      control<number>({ picks: "time", label: "Year" }),
    ),
  ),
  published: v.optional(
    v.pipe(
      v.record(v.string(), v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
      v.description("Published shares of areas over budget by year, as fractions, to stand beside ours."),
      control<Record<string, number>>({ label: "Published", advanced: true, percent: true }),
    ),
  ),
  unit: v.optional(choice("Unit", AMOUNT_UNITS, "What the amounts are counted in; pounds when not said.")),
});

export type BudgetOptions = v.InferOutput<typeof options>;

export const DEFAULT_THRESHOLDS = [0, 0.05, 0.1];
