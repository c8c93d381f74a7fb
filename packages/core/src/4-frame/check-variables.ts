import type { Panel } from "../3-panel/panel.ts";
import type { Problem } from "../messages/types.ts";
import type { Expression, Variable } from "./formula.ts";
import { lookUp } from "./look-up.ts";
import { noKey, textInArithmetic, unknownName } from "./problems.ts";

/** The first name that the panel does not know, or text where a number must be. Null: the variables can be evaluated. */
export function checkVariables(panel: Panel, variables: readonly Variable[]): Problem | null {
  for (const variable of variables) {
    const problem = check(panel, variable.expression, true, variable.label);
    if (problem !== null) return problem;
  }
  return null;
}

function check(panel: Panel, e: Expression, textMayStand: boolean, label: string): Problem | null {
  switch (e.type) {
    case "number":
    case "text":
      return null;
    case "name": {
      const column = lookUp(panel, e.name);
      if (column === null)
        return e.name === "area" || e.name === "time"
          ? noKey(e.name, e.at)
          : unknownName(e.name, e.at, [...panel.columns.keys()]);
      return column.kind === "text" && !textMayStand ? textInArithmetic(e.name, label) : null;
    }
    case "parens":
      return check(panel, e.inner, textMayStand, label);
    case "unary":
      return check(panel, e.argument, false, label);
    case "binary":
      return check(panel, e.left, false, label) ?? check(panel, e.right, false, label);
    case "call":
      return check(panel, e.arguments[0]!.value, e.name === "factor" || e.name === "relevel", label);
  }
}
