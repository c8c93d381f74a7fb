import type { Panel } from "../../3-panel/panel.ts";
import { andList, counted, thousands, wholePercent } from "../../messages/format.ts";
import type { Prepared } from "./prepare.ts";
import type { DecomposeValue } from "./value.ts";
import { areaWord, titleOf } from "../../3-panel/words.ts";

const ALSO = {
  commonality:
    "Joint parts (commonality) say what each set of groups holds together and no smaller set does; they add up to R-squared and may be negative.",
  sequential:
    "In the order given (a product after its parts) each group is also shown with what it adds to those before it.",
  standardised:
    "Standardised coefficients and Pratt's shares (coefficient times covariance with the outcome, over its variance) come from the one model of all groups; the shares add up to R-squared and may be negative.",
} as const;

/** What was done, in English, from the run itself. */
export function statement(panel: Panel, prepared: Prepared, value: DecomposeValue, orders: number): string {
  const word = areaWord(panel);
  const title = titleOf(panel, value.outcome);
  const where = [
    counted(value.nobs, "row"),
    ...(value.areas === null ? [] : [counted(value.areas, word.one, word.many)]),
    ...(value.times === null ? [] : [counted(value.times, "year")]),
  ];
  const groups = prepared.model.blocks.map(({ name, role, columns }) =>
    role === "area"
      ? `${name} (a dummy for each ${word.one})`
      : role === "time"
        ? `${name} (a dummy for each year)`
        : `${name} (${columns.map((column) => column.name).join(", ")})`,
  );
  const sets = value.subsets.filter((share) => share !== null).length;
  const out = [
    `Differences in ${title} were measured as its ${prepared.weights === null ? "" : "weighted "}variance over ${andList(where)}; every fit uses these same rows.`,
    `Each of the ${thousands(sets)} sets of groups that can be made of ${andList(groups)} was fitted by ${prepared.weights === null ? "ordinary" : `weighted (${prepared.weights.label})`} least squares; a group's share is what it adds to R-squared.`,
    `The average runs over ${orders === 1 ? "the one order" : `all ${thousands(orders)} orders`}${prepared.model.blocks.some(({ needs }) => needs.length > 0) ? " in which a product comes after its parts" : ""} (Shapley value of R-squared, LMG with groups); smallest and largest run over every set that the group can join.`,
  ];
  if (value.bootstrap !== null)
    out.push(
      `The ${wholePercent(value.bootstrap.level)} ranges are bias-corrected and accelerated (BCa), from ${thousands(value.bootstrap.draws)} draws of ${thousands(value.bootstrap.areas)} ${value.areas === null ? "rows" : word.many} with replacement (seed ${value.bootstrap.seed}, R's generator), acceleration from leaving each ${value.areas === null ? "row" : word.one} out.`,
    );
  const { unions } = prepared.model;
  if (unions)
    out.push(
      `Shares by union (Owen values) average over the orders in which the groups of a union stand side by side; the unions are ${andList(
        unions.names.map((name, u) => {
          const own = value.shares.filter((_, j) => unions.unionOf[j] === u).map(({ block }) => block);
          return own.length === 1 && own[0] === name ? name : `${name} (${own.join(", ")})`;
        }),
      )}.`,
    );
  for (const [key, words] of Object.entries(ALSO))
    if (prepared.model.also?.includes(key as keyof typeof ALSO)) out.push(words);
  if (value.noiseFloor !== null)
    out.push(
      `By chance: columns of noise add (1 - R-squared so far) x their number / (rows - 1 - columns so far)${value.rho === null ? "" : `; with the autocorrelation of ${value.rho.toFixed(2)} that residuals show from one year to the next, ${word.many} alone would get more`}.`,
    );
  if (value.mixedShares !== null)
    out.push(
      `The mixed model has a random intercept for each ${word.one} (REML); its baseline has ${value.roles.includes("time") ? "years only" : "no other column"}.`,
    );
  return out.join(" ");
}
