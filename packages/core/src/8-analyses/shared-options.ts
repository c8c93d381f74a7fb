import * as v from "valibot";

/** What every analysis takes besides its own options: spread it into the kind's own `v.strictObject`. */
export const sharedOptions = {
  id: v.string(),
  title: v.optional(v.string()),
  text: v.optional(v.string()),
  times: v.optional(
    v.union([v.strictObject({ from: v.optional(v.number()), to: v.optional(v.number()) }), v.array(v.number())]),
  ),
  without: v.optional(v.array(v.string())),
  reason: v.optional(v.union([v.string(), v.record(v.string(), v.string())])),
};

/**
 * What the page offers for an option, besides what its schema says (a picklist is a list, a boolean a tick, a number a
 * field): which of the panel's things it names. `label` stands before the control, the description explains it.
 */
export interface Control {
  picks?: "measure" | "measures" | "area" | "areas" | "time" | "formula" | "group";
  label?: string;
  /** Only for those who ask: shown under "More choices". */
  advanced?: boolean;
  /** A fraction that people write as a percentage. */
  percent?: boolean;
}

export const control = <T>(what: Control) => v.metadata<T, Record<string, unknown>>({ ...what });

/** One measure (or an expression of measures such as log(rate)) by name. */
export const measure = (label: string, description: string, more: Control = {}) =>
  v.pipe(v.string(), v.description(description), control<string>({ picks: "measure", label, ...more }));

/** Several measures by name. */
export const measures = (label: string, description: string, more: Control = {}) =>
  v.pipe(
    v.array(v.string()),
    v.minLength(1, `${label}: at least one measure is needed.`),
    v.description(description),
    control<string[]>({ picks: "measures", label, ...more }),
  );

/** One of a few words. */
export const choice = <const T extends readonly [string, ...string[]]>(
  label: string,
  words: T,
  description: string,
  more: Control = {},
) => v.pipe(v.picklist(words), v.description(description), control<T[number]>({ label, ...more }));
