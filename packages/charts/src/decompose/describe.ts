import type { DecomposeValue, ShareRow } from "@whyvary/core";
import { thousands, wholePercent } from "@whyvary/core";
import { percentRange } from "../words.ts";

/** The range chart in words, group by group. */
export function describeShares(value: DecomposeValue): string {
  const groups = value.shares.map((row, j) => describeRow(row, value.roles[j] === "area" ? value : null));
  const together = `All groups together go with ${wholePercent(value.rSquared)}; ${wholePercent(value.leftOver)} goes with nothing here.`;
  return [`Shares of the variation in ${thousands(value.nobs)} rows, by group.`, ...groups, together].join(" ");
}

function describeRow(row: ShareRow, areas: DecomposeValue | null): string {
  const parts = [
    `${wholePercent(row.last)} added after everything else`,
    ...(row.alone === null ? [] : [`${wholePercent(row.alone)} on its own`]),
    `${wholePercent(row.shapley)} on average over all orders` +
      (row.low === null || row.high === null
        ? ""
        : ` (95% range ${wholePercent(row.low)} to ${wholePercent(row.high)})`),
    `from ${wholePercent(row.min)} to ${wholePercent(row.max)} depending on the order`,
  ];
  if (areas && areas.noiseFloor !== null)
    parts.push(`by chance ${percentRange(areas.noiseFloor, areas.noiseFloorAutocorrelated)} on its own`);
  if (row.published !== null) parts.push(`published ${wholePercent(row.published)}`);
  return `${row.block}: ${parts.join(", ")}.`;
}
