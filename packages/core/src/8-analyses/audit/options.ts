import * as v from "valibot";
import { sampleOptions, yearRange } from "../samples.ts";
import { choice, control, sharedOptions } from "../shared-options.ts";

const alternatives = v.union([
  v.literal("area"),
  v.literal("time"),
  v.pipe(
    v.array(v.pipe(v.array(v.string()), v.minLength(1, "An alternative needs at least one measure."))),
    v.minLength(1, "A group needs at least one alternative."),
  ),
]);

type Blocks = { [name: string]: v.InferOutput<typeof alternatives> };
type PublishedShares = {
  block: string;
  value: number;
  quote?: string | undefined;
  page?: string | number | undefined;
  years?: v.InferOutput<typeof yearRange> | undefined;
  outcome?: string | undefined;
  definition?: (typeof DEFINITIONS)[number] | undefined;
}[];

export const DEFINITIONS = ["order", "average", "mixed"] as const;

/** The entry of an audit in the study. */
export const options = v.strictObject({
  ...sharedOptions,
  kind: v.literal("audit"),
  published: v.pipe(
    v.array(
      v.strictObject({
        block: v.pipe(v.string(), control<string>({ picks: "group", label: "Share of" })),
        value: v.pipe(v.number(), v.minValue(0), v.maxValue(1), control<number>({ label: "Per cent", percent: true })),
        quote: v.optional(v.pipe(v.string(), control<string>({ label: "Exact words", advanced: true }))),
        page: v.optional(
          v.pipe(v.union([v.string(), v.number()]), control<string | number>({ label: "Page", advanced: true })),
        ),
        years: v.optional(v.pipe(yearRange, control<{ from?: number | undefined; to?: number | undefined }>({ label: "Years", advanced: true }))), // prettier-ignore
        outcome: v.optional(
          v.pipe(v.string(), control<string>({ picks: "measure", label: "Outcome there", advanced: true })),
        ),
        definition: v.optional(
          v.pipe(
            v.picklist(DEFINITIONS),
            control<(typeof DEFINITIONS)[number]>({ label: "Definition", advanced: true }),
          ),
        ),
      }),
    ),
    v.minLength(1, "At least one published share is needed."),
    v.description(
      "The published shares: of a group, or of what is left over. With the exact words, their page, and the years, outcome and definition that were used there, where they are said.",
    ),
    control<PublishedShares>({ label: "Published shares" }),
  ),
  declared: choice(
    "When declared",
    ["before", "after"],
    "Whether the choices were written down before or after any result was seen.",
  ),
  outcomes: v.pipe(
    v.array(v.string()),
    v.minLength(1, "At least one outcome is needed."),
    v.description("Forms of the outcome: stock or starts, rate or log(rate)."),
    control<string[]>({ picks: "measures", label: "Outcomes" }),
  ),
  blocks: v.pipe(
    v.record(v.string(), alternatives),
    v.check((blocks) => Object.keys(blocks).length >= 1, "There must be at least one group."),
    v.check((blocks) => Object.keys(blocks).length <= 6, "There may be at most 6 groups: every order is tried."),
    v.description("Groups by name: areas, years, or alternatives to choose between, each a list of measures."),
    control<Blocks>({ label: "Groups" }),
  ),
  ...sampleOptions,
  weights: v.optional(
    v.pipe(v.array(v.string()), v.minLength(1), v.description('Weights to choose between: measures, or "none".')),
  ),
  definitions: v.optional(
    v.pipe(
      v.array(v.picklist(DEFINITIONS)),
      v.minLength(1),
      v.description(
        'What a share is: "order" (what a group adds in an order; every order), "average" (over all orders), "mixed" (areas as random intercepts). All three when not said.',
      ),
    ),
  ),
  near: v.optional(
    v.pipe(
      v.number(),
      v.minValue(0),
      v.description("Percentage points within which every share counts as near; 5 when not said."),
      control<number>({ label: "Near (percentage points)" }),
    ),
  ),
  reach: v.optional(
    v.pipe(
      v.number(),
      v.minValue(0),
      v.description("Percentage points within which one share counts as reached; 1 when not said."),
      control<number>({ label: "Reached (percentage points)", advanced: true }),
    ),
  ),
});

export type AuditOptions = v.InferOutput<typeof options>;
