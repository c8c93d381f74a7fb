import type { Column } from "../columns/column.ts";
import { rName, rString } from "../messages/r-text.ts";
import type { Where, WhereCondition, WhereValue } from "./filter-rows.ts";

/**
 * R lines that keep the rows `filterRows` keeps; in the frame missing is NA. With the table's `columns` numbers are compared
 * as numbers; without, values are compared as text, in each of the ways in which R may write a number.
 */
export function whereR(frame: string, where: Where, columns?: ReadonlyMap<string, Column>): string {
  return Object.entries(where)
    .map(([name, condition]) => {
      const test = conditionR(`${frame}$${rName(name)}`, condition, columns?.get(name)?.kind);
      return `${frame} <- ${frame}[${test}, ]\n`;
    })
    .join("");
}

type Kind = "number" | "text" | undefined;

function conditionR(column: string, condition: WhereCondition, kind: Kind): string {
  if (typeof condition !== "object" || Array.isArray(condition)) return anyOfR(column, condition, kind);
  if ("not" in condition) return `!(${anyOfR(column, condition.not, kind)})`;
  const number = kind === "number" ? column : `suppressWarnings(as.numeric(${column}))`;
  const tests: string[] = [];
  if (condition.from !== undefined) tests.push(`${number} >= ${condition.from}`);
  if (condition.to !== undefined) tests.push(`${number} <= ${condition.to}`);
  return tests.length === 0 ? `!is.na(${number})` : `which(${tests.join(" & ")})`;
}

function anyOfR(column: string, wanted: WhereValue | WhereValue[], kind: Kind): string {
  const texts = (Array.isArray(wanted) ? wanted : [wanted]).map((value) => String(value).trim());
  const present = texts.filter((text) => text !== "");
  const literals =
    kind === "number"
      ? present
          .map(Number)
          .filter((value) => value === value)
          .map(String)
      : present.flatMap((text) => (kind === "text" ? [text] : spellings(text))).map(rString);
  const tests: string[] = [];
  if (literals.length === 1) tests.push(`${column} %in% ${literals[0]!}`);
  else if (literals.length > 1) tests.push(`${column} %in% c(${literals.join(", ")})`);
  if (present.length < texts.length) tests.push(`is.na(${column})`);
  return tests.length === 0 ? `rep(FALSE, length(${column}))` : tests.join(" | ");
}

/** R writes 100000 as "1e+05" when a number meets text. */
function spellings(text: string): string[] {
  const match = /^(-?[1-9])0{5,}$/.exec(text);
  if (match === null) return [text];
  const zeros = String(text.length - match[1]!.length);
  return [text, `${match[1]}e+${zeros.padStart(2, "0")}`];
}
