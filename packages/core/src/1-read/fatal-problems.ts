import type { Problem } from "../messages/types.ts";
import * as problems from "./problems.ts";
import type { Scanner } from "./scan.ts";

/** What keeps a file from being a table: where the scanner had to stop, rows of other lengths, stray quotes, no rows at all. */
export function fatalProblems(file: string, scanner: Scanner, order: readonly string[]): Problem[] {
  const found: Problem[] = [];
  const column = (index: number): string => order[index] ?? `column ${index + 1}`;
  if (scanner.stop !== null) {
    const { why, row, column: index } = scanner.stop;
    if (why === "columns") found.push(problems.columnsMany(file, row));
    else found.push((why === "quote" ? problems.quoteUnclosed : problems.cellHuge)(file, row, column(index)));
  }
  if (scanner.others.raggedCount > 0)
    found.push(problems.rowsRagged(file, scanner.others.ragged, scanner.others.raggedCount));
  if (scanner.strayQuote !== null) {
    const { row, column: index } = scanner.strayQuote;
    found.push(problems.quoteStray(file, row, column(index), scanner.strayQuotes));
  }
  if (scanner.stop !== null || scanner.others.raggedCount > 0 || scanner.rows > 0) return found;
  found.push(order.length === 0 ? problems.fileEmpty(file) : problems.noRows(file, order.length));
  return found;
}
