import { andList, counted } from "../messages/format.ts";
import { nearest } from "../messages/nearest.ts";
import type { Problem } from "../messages/types.ts";

/** What can be wrong with whom one's own area is compared with: warnings, since the other answers stand without it. */

type Path = (string | number)[];

function warning(code: string, path: Path, text: string, more: Partial<Problem>): Problem {
  return { code, severity: "warning", path, text, ...more };
}

export function neighboursUnmatched(path: Path, unmatched: string[], codes: string[], labels: string[]): Problem {
  const meant = unmatched.map((text) => nearest(text, codes) ?? nearest(text, labels)).find((text) => text !== null);
  return warning(
    "neighbour-unknown",
    path,
    `${counted(unmatched.length, "neighbour is", "neighbours are")} not in the data: ${andList(unmatched.map((text) => `“${text}”`))}.`,
    {
      remedy: meant === undefined ? "Give codes or names of areas in the panel." : `Did you mean “${meant}”?`,
      value: unmatched[0]!,
      count: unmatched.length,
      facts: { unmatched },
    },
  );
}

export function neighbourTableUnknown(path: Path, name: string, tables: string[]): Problem {
  const meant = nearest(name, tables);
  return warning("neighbour-table-unknown", path, `The study has no table “${name}” of neighbours.`, {
    remedy: meant === null ? `Its tables are ${andList(tables)}.` : `Did you mean “${meant}”?`,
    value: name,
    facts: { nearest: meant },
  });
}

export function neighbourColumnUnknown(path: Path, column: string, file: string, columns: string[]): Problem {
  const meant = nearest(column, columns);
  return warning("neighbour-column-unknown", path, `${file} has no column “${column}”.`, {
    remedy: meant === null ? `Its columns are ${andList(columns.slice(0, 12))}.` : `Did you mean “${meant}”?`,
    ...{ file, row: 1, column, facts: { nearest: meant } },
  });
}

export function noNeighbourRow(path: Path, area: string, file: string): Problem {
  return warning("no-neighbour-row", path, `${file} lists no neighbours of ${area}.`, {
    remedy: "Name the neighbours in a list.",
    ...{ file, value: area },
  });
}
