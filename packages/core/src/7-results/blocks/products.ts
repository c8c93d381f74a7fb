import type { Term } from "../../4-frame/index.ts";

/**
 * Which blocks must come before each block: a product (a:b) means something only beside its parents (a and b, and for three
 * variables also their pairs), so where a parent is in another block, that block comes first. A parent may also be the area or
 * the time block, under the names `area` and `time`. A parent that stands nowhere sets no order.
 */
export function needsOf(blocks: readonly ("area" | "time" | string[])[], terms: readonly Term[][]): number[][] {
  return terms.map((own, j) => {
    const needs = new Set<number>();
    for (const term of own) {
      if (term.variables.length < 2) continue;
      const parts = new Set(term.variables.map((variable) => variable.label));
      blocks.forEach((given, other) => {
        if (other === j) return;
        if (typeof given === "string") {
          if (parts.has(given) || parts.has(`factor(${given})`)) needs.add(other);
          return;
        }
        const parent = terms[other]!.some(
          (candidate) =>
            candidate.variables.length < term.variables.length &&
            candidate.variables.every((variable) => parts.has(variable.label)),
        );
        if (parent) needs.add(other);
      });
    }
    return [...needs].sort((a, b) => a - b);
  });
}
