import type { DecomposeValue, FurtherTables } from "@whyvary/core";
import { andList, onePercent } from "@whyvary/core";
import type { NamedTable, TableCell, TableColumn } from "../chart.ts";
import { threeFigures } from "../figures.ts";

/** The tables that a study asked for beside the shares; none of them is the headline. */
export function furtherTables(value: DecomposeValue): NamedTable[] {
  const { owen, commonality, sequential, standardised } = value as unknown as Partial<FurtherTables>;
  const blocks = value.shares.map(({ block }) => block);
  const byName = (shares: { [name: string]: number }): TableCell[][] =>
    Object.entries(shares).map(([name, figure]) => [text(name), share(figure)]);
  const tables: (NamedTable | false)[] = [
    owen !== undefined &&
      named(
        "Shares by union: groups of a union enter side by side (Owen values)",
        ["Group", "Share"],
        [
          ...byName(owen.blocks),
          ...byName(owen.unions).map(([name, figure]) => [text(`${name!.text} (union)`), figure!]),
        ],
      ),
    sequential !== undefined &&
      named("What each group adds in the order given", ["Group", "Share"], byName(sequential)),
    commonality !== undefined &&
      named(
        "Joint parts: what each set of groups holds together and no smaller set does",
        ["Groups", "Share"],
        commonality.flatMap((figure, mask) =>
          mask === 0 ? [] : [[text(andList(blocks.filter((_, j) => (mask >> j) & 1))), share(figure)]],
        ),
      ),
    standardised !== undefined &&
      named(
        "Standardised coefficients, from the one model of all groups",
        ["Column", "Coefficient in standard deviations", "Its square", "Pratt's share"],
        standardised.columns.map(({ column, beta, betaSquared, pratt }) => [
          text(column),
          { text: threeFigures(beta), value: beta },
          share(betaSquared),
          share(pratt),
        ]),
      ),
    standardised !== undefined && named("Pratt's shares by group", ["Group", "Share"], byName(standardised.blocks)),
  ];
  return tables.filter((table) => table !== false);
}

function named(caption: string, labels: string[], rows: TableCell[][]): NamedTable {
  const columns = labels.map((label, j): TableColumn => ({ key: `c${j}`, label, ...(j > 0 && { numeric: true }) }));
  return { caption, table: { columns, rows } };
}

function text(words: string): TableCell {
  return { text: words, value: words };
}

function share(figure: number): TableCell {
  return { text: onePercent(figure), value: figure };
}
