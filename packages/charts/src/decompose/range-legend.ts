import type { DecomposeValue } from "@whyvary/core";

export type RangeMark = "range" | "average" | "alone" | "last" | "published" | "chance";

/** What each mark of the range chart means: only the marks that stand in it. */
export function rangeLegend(value: DecomposeValue): { mark: RangeMark; text: string }[] {
  const interval = value.shares.some((row) => row.low !== null && row.high !== null);
  const chance = value.roles.includes("area") && value.noiseFloor !== null;
  return [
    { mark: "range", text: "depends on order (not a margin of error)" },
    { mark: "average", text: `average over all orders${interval ? ", 95% range" : ""}` },
    ...(value.shares.some((row) => row.alone !== null) ? [{ mark: "alone", text: "on its own" } as const] : []),
    { mark: "last", text: "added after everything else" },
    ...(value.shares.some((row) => row.published !== null)
      ? [{ mark: "published", text: "published figure: not a target; years and outcome may differ" } as const]
      : []),
    ...(chance ? [{ mark: "chance", text: "what yearly noise alone would give the areas on their own" } as const] : []),
  ];
}
