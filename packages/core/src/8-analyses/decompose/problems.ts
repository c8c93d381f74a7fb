import type { Problem } from "../../messages/types.ts";
import { nearest } from "../../messages/nearest.ts";

/** The words for unions and further tables that cannot be had. */

function error(code: string, text: string, remedy: string, more: Partial<Problem> = {}): Problem {
  return { code, severity: "error", text, remedy, ...more };
}

export const unknownInUnion = (union: string, name: string, blocks: readonly string[]): Problem => {
  const near = nearest(name, blocks);
  return error(
    "unknown-block",
    `The union "${union}" names "${name}", but no group has that name.`,
    near === null ? `The groups are: ${blocks.join(", ")}.` : `Did you mean "${near}"?`,
    { path: ["unions", union], facts: { nearest: near } },
  );
};

export const inTwoUnions = (name: string, union: string, other: string): Problem =>
  error(
    "block-in-two-unions",
    `The group "${name}" stands in the union "${union}" and in "${other}".`,
    "Leave it in one of them.",
    { path: ["unions", other] },
  );

/** Joint parts and orders of unions are defined over all orders only. */
export const restrictedOrders = (option: "unions" | "also", blocks: readonly string[]): Problem =>
  error(
    "restricted-orders",
    `${blocks.join(" and ")} may only enter after the measures that they multiply, and ${
      option === "unions" ? "shares by union" : "these tables"
    } run over all orders.`,
    "Put the product and its measures into one group, or leave this choice out.",
    { path: [option] },
  );
