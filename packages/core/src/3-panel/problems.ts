import { andList, counted, thousands } from "../messages/format.ts";
import { nearest } from "../messages/nearest.ts";
import type { Json, Problem } from "../messages/types.ts";

/** Everything that can be wrong on the way from tables to a panel, in words. */

export type Path = (string | number)[];
const SHOWN = 8;

export const quoted = (text: string): string => `“${text}”`;
export const listed = (texts: readonly string[]): string =>
  texts.slice(0, SHOWN).map(quoted).join(", ") +
  (texts.length > SHOWN ? ` and ${thousands(texts.length - SHOWN)} more` : "");

export function error(code: string, path: Path, text: string, more: Partial<Problem> = {}): Problem {
  return { code, severity: "error", text, path, ...more };
}

export function keyColumnMissing(path: Path, what: string, column: string, file: string, columns: string[]): Problem {
  const meant = nearest(column, columns);
  return error("key-column-missing", path, `${file} has no column “${column}”, which the study names as its ${what}.`, {
    remedy: meant === null ? `Its columns are ${listed(columns)}.` : `Did you mean “${meant}”?`,
    file,
    row: 1,
    column,
    facts: { nearest: meant, columns },
  });
}

export function keyBlank(
  path: Path,
  what: string,
  file: string,
  column: string,
  rows: number[],
  count: number,
): Problem {
  return error(
    "key-blank",
    path,
    `${counted(count, "row")} of ${file} ${count === 1 ? "has" : "have"} no ${what} in “${column}” (first: row ${rows[0]!}).`,
    {
      remedy: `Leave such rows out with “where”, for example { "${column}": { "not": [""] } }, or fill the ${what} in.`,
      file,
      row: rows[0]!,
      column,
      value: "",
      count,
      facts: { rows },
    },
  );
}

export function keyBlankJoined(path: Path, file: string, column: string, rows: number[], count: number): Problem {
  return {
    ...error(
      "key-blank-joined",
      path,
      `${counted(count, "row")} of ${file} ${count === 1 ? "has" : "have"} nothing in “${column}” and cannot be joined (first: row ${rows[0]!}).`,
      { remedy: "Leave such rows out with “where”.", file, row: rows[0]!, column, count },
    ),
    severity: "warning",
  };
}

export function timeUnreadable(
  path: Path,
  file: string,
  column: string,
  row: number,
  value: string,
  count: number,
): Problem {
  return error(
    "time-unreadable",
    path,
    `Row ${row} of ${file} has ${quoted(value)} in “${column}”, in which no year can be told` +
      (count > 1 ? ` (${counted(count, "such row")}).` : "."),
    {
      remedy: "Years may be written 2025, 202425, 2024-25 or 2024/25. Leave other rows out with “where”.",
      file,
      row,
      column,
      value,
      count,
    },
  );
}

export interface Clash {
  area: string | null;
  time: number | null;
  rows: [number, number];
}

/** A column that tells rows of one key apart, with its values there. */
export interface Settling {
  column: string;
  values: string[];
}

/** `figures`: nothing tells the rows apart but figures, of which hardly two are alike. */
export function keysClash(
  path: Path,
  file: string,
  columns: string[],
  clashes: Clash[],
  count: number,
  settle: Settling[],
  figures: boolean,
): Problem {
  const first = clashes[0]!;
  const key = [first.area, first.time]
    .filter((part) => part !== null)
    .map(String)
    .join(", ");
  const settled = settle.slice(0, 3);
  return error(
    "keys-clash",
    path,
    `${file} has more than one row for the same ${andList(columns)}: rows ${first.rows[0]} and ${first.rows[1]} are both ${key}` +
      (count > 1 ? `; ${counted(count, "row")} clash in all.` : "."),
    {
      remedy:
        settled.length === 0
          ? "The rows are alike in every other column: take one of each out of the file."
          : figures
            ? `The rows differ in figures alone (${andList(settled.map(({ column }) => quoted(column)))}): add up counts with “sum”.`
            : `Choose one with “where”: the rows differ in ${andList(settled.map(({ column, values }) => `${quoted(column)} (${listed(values)})`))}.`,
      file,
      row: first.rows[1],
      column: columns.join(", "),
      value: key,
      count,
      facts: { pairs: clashes as unknown as Json, settle: settle as unknown as Json },
    },
  );
}

export function joinNoMatch(
  path: Path,
  here: { file: string; column: string; examples: string[] },
  there: { file: string; column: string; examples: string[] },
): Problem {
  const near = there.examples
    .map((example) => [example, nearest(example, here.examples)] as const)
    .find(([, found]) => found !== null);
  return error(
    "join-no-match",
    path,
    `No row of ${there.file} meets a row of ${here.file}: ${here.file} has ${listed(here.examples)} in “${here.column}”, ` +
      `${there.file} has ${listed(there.examples)} in “${there.column}”.`,
    {
      remedy:
        near === undefined
          ? "Say under the table which columns hold its area and time."
          : `Nearest are ${quoted(near[0])} and ${quoted(near[1]!)}. Say under the table which columns hold its area and time.`,
      file: there.file,
      column: there.column,
      ...(there.examples[0] === undefined ? {} : { value: there.examples[0] }),
      facts: { here: here.examples, there: there.examples, nearest: near === undefined ? null : [near[0], near[1]!] },
    },
  );
}

export function joinNoKey(path: Path, file: string): Problem {
  return error("join-no-key", path, `${file} has no key in common with the first table.`, {
    remedy: "Say under “panel” which columns hold area and time, and under the table where it calls them otherwise.",
    file,
  });
}

export function panelNeeded(tables: string[]): Problem {
  return error("panel-needed", ["panel"], `The study has ${tables.length} tables and does not say how they join.`, {
    remedy: "Add “panel” with the columns that hold area and time.",
  });
}

export function measuresNeeded(): Problem {
  return error(
    "measures-needed",
    ["panel", "measures"],
    "With more than one table the study has to name its measures.",
    {
      remedy: 'Add “measures”, for example { "rate": "table.column" }.',
    },
  );
}

export function tableUnknown(path: Path, text: string, name: string, tables: string[]): Problem {
  const meant = nearest(name, tables);
  return error("table-unknown", path, `“${text}” names the table “${name}”, which the study does not have.`, {
    remedy: meant === null ? `Its tables are ${listed(tables)}.` : `Did you mean “${meant}”?`,
    value: text,
    facts: { nearest: meant },
  });
}

export function columnUnknown(path: Path, column: string, file: string, columns: string[]): Problem {
  const meant = nearest(column, columns);
  return error("column-unknown", path, `${file} has no column “${column}”.`, {
    remedy: meant === null ? `Its columns are ${listed(columns)}.` : `Did you mean “${meant}”?`,
    file,
    row: 1,
    column,
    facts: { nearest: meant, columns },
  });
}

export function operandUnknown(path: Path, text: string, known: string[]): Problem {
  const meant = nearest(text, known);
  return error("operand-unknown", path, `“${text}” is neither a column (table.column) nor another measure.`, {
    remedy: meant === null ? "Write it as table.column." : `Did you mean “${meant}”?`,
    value: text,
    facts: { nearest: meant },
  });
}

export function measureCircle(path: Path, name: string): Problem {
  return error("measure-circle", path, `The measure “${name}” is made from itself.`, { value: name });
}

export function measureNotNumber(path: Path, operand: string, file: string | undefined, value: string): Problem {
  return error("measure-not-number", path, `“${operand}” holds text (${quoted(value)}), where numbers are needed.`, {
    remedy: "If they are numbers written unusually, say so under the table’s “read”.",
    value,
    ...(file === undefined ? {} : { file }),
  });
}

export function measureNeedsTime(path: Path, verb: string): Problem {
  return error("measure-needs-time", path, `“${verb}” needs a panel with a time.`, {
    remedy: "Name the column of periods under “panel”.",
  });
}

/** Without its base year an index or a price has no value anywhere. */
export function measureBaseUnknown(path: Path, base: number, years: Int32Array): Problem {
  const there = [...new Set(years)].filter((year) => year > 0).sort((a, b) => a - b);
  const span = there.length === 0 ? "it has none" : `it has ${there[0]} to ${there.at(-1)}`;
  return error("measure-base-unknown", path, `The panel has no rows of ${base}: ${span}.`, {
    remedy: "Choose a base year that the panel has.",
    value: String(base),
  });
}

export function keyNameTaken(path: Path, name: string, file: string): Problem {
  return error(
    "name-is-key",
    path,
    `${file} has a column “${name}” that is not the panel’s ${name}; in analyses “${name}” means the panel’s.`,
    {
      remedy: "Name the measures under “measures”, and give that column another name there.",
      file,
      row: 1,
      column: name,
    },
  );
}

export function areaUnknown(path: Path, code: string, codes: string[], labels: string[]): Problem {
  const byLabel = labels.findIndex((label) => label.toLowerCase() === code.toLowerCase());
  const meant = byLabel >= 0 ? codes[byLabel]! : nearest(code, codes);
  return {
    ...error("area-unknown", path, `There is no area with the code “${code}”.`, {
      remedy: meant === null ? "Look the code up in the list of areas." : `Did you mean “${meant}”?`,
      value: code,
      facts: { nearest: meant },
    }),
    severity: "warning",
  };
}

export function nothingLeft(path: Path, step: string): Problem {
  return error("panel-empty", path, `No row is left after “${step}”.`, { remedy: "Keep more years or areas." });
}

export function keyNeeded(path: Path, word: string, key: string): Problem {
  return error("key-needed", path, `“${word}” needs a panel that says which column holds its ${key}.`, {
    remedy: `Name the column of the ${key} under “panel”.`,
  });
}
