import { rName, rString } from "../messages/r-text.ts";
import type { Expression } from "./formula.ts";
import { rNumber } from "./r-number.ts";

/** An expression as R's `deparse` spells it: the name of its term, and code for an R script. */
export function deparse(expression: Expression): string {
  switch (expression.type) {
    case "number":
      return rNumber(expression.value);
    case "text":
      return rString(expression.value);
    case "name":
      return expression.name === "TRUE" || expression.name === "FALSE" ? expression.name : rName(expression.name);
    case "parens":
      return `(${deparse(expression.inner)})`;
    case "unary":
      return expression.op + deparse(expression.argument);
    case "binary": {
      const tight = expression.op === "^" || expression.op === "/" || expression.op === ":";
      const op = tight ? expression.op : ` ${expression.op} `;
      return deparse(expression.left) + op + deparse(expression.right);
    }
    case "call": {
      const list = expression.arguments.map(
        (argument) => (argument.name === null ? "" : argument.name + " = ") + deparse(argument.value),
      );
      return `${expression.name}(${list.join(", ")})`;
    }
  }
}
