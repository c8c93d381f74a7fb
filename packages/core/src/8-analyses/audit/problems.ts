import type { Problem } from "../../messages/types.ts";
import { nearest } from "../../messages/nearest.ts";

/** The words for audits that cannot be made. */

function error(code: string, text: string, remedy: string, more: Partial<Problem> = {}): Problem {
  return { code, severity: "error", text, remedy, ...more };
}

export const unknownShare = (name: string, blocks: readonly string[], at: number): Problem => {
  const near = nearest(name, [...blocks, "left over"]);
  return error(
    "unknown-block",
    `A published share is of "${name}", but no group has that name.`,
    near === null ? `The groups are: ${blocks.join(", ")} and left over.` : `Did you mean "${near}"?`,
    { path: ["published", at, "block"], facts: { nearest: near } },
  );
};

export const shareTwice = (name: string, at: number): Problem =>
  error("published-twice", `"${name}" has two published shares.`, "Keep one of them.", {
    path: ["published", at, "block"],
  });

export const moreThanAll = (sum: number): Problem =>
  error(
    "published-above-one",
    `The published shares add up to ${(sum * 100).toFixed(1)}%, more than all there is.`,
    "Give shares as fractions: 0.44 for 44%.",
    { path: ["published"] },
  );

export const productsNotHere = (): Problem =>
  error(
    "products-not-here",
    "A measure that multiplies others may enter only after them, and an audit tries every order.",
    "Leave products out here.",
    { path: ["blocks"] },
  );

export const tooMany = (count: number, most: number): Problem =>
  error(
    "too-many-specifications",
    `These choices make ${count} specifications; at most ${most} are tried.`,
    "Offer fewer alternatives or definitions.",
    { facts: { count, most } },
  );

export const nonePossible = (why: string): Problem =>
  error("no-specification", `None of the specifications can be computed: ${why}.`, "Choose other years, areas or measures."); // prettier-ignore

export const weightNotPositive = (measure: string, at: number): Problem =>
  error(
    "negative-weight",
    `The weights (${measure}) are not above zero in every row.`,
    "Choose weights that are above zero.",
    { column: measure, path: ["weights", at] },
  );
