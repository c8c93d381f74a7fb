import { counted } from "../../messages/format.ts";
import { nearest } from "../../messages/nearest.ts";
import type { Problem } from "../../messages/types.ts";
import { error, listed, quoted, type Path } from "../problems.ts";

export function longNothing(path: Path, file: string, wanted: string, columns: readonly string[]): Problem {
  const meant = nearest(wanted.replace("*", ""), columns);
  return error("long-nothing", path, `No column of ${file} is like “${wanted}”.`, {
    remedy: meant === null ? `Its columns are ${listed(columns)}.` : `The nearest name is “${meant}”.`,
    file,
    row: 1,
    value: wanted,
    facts: { nearest: meant },
  });
}

export function longKindsDiffer(
  path: Path,
  file: string,
  value: string,
  columns: readonly string[],
  parts: readonly ({ kind: string } | null)[],
): Problem {
  const odd = columns.filter((_, at) => parts[at]?.kind === "text");
  return error("long-kinds-differ", path, `“${value}” would hold words and numbers: ${listed(odd)} hold words.`, {
    remedy: "Say under the table’s “read” which type those columns have.",
    file,
    row: 1,
    ...(odd[0] === undefined ? {} : { column: odd[0] }),
  });
}

export function nameTaken(path: Path, file: string, name: string): Problem {
  return error("name-taken", path, `${file} has a column “${name}” already, so no new one can bear that name.`, {
    remedy: "Choose another name.",
    file,
    column: name,
    value: name,
  });
}

export function sumNotNumber(path: Path, file: string, column: string): Problem {
  return error("sum-not-number", path, `“${column}” of ${file} holds words: they cannot be added up.`, {
    remedy: "If they are numbers written unusually, say so under the table’s “read”.",
    file,
    column,
  });
}

export function wideClash(path: Path, file: string, name: string, before: number, row: number): Problem {
  return error("wide-clash", path, `Rows ${before} and ${row} of ${file} both give “${name}” for one area and time.`, {
    remedy: "Choose one of them with “where”, or name the column of values under “sum” to add them up.",
    file,
    row,
    value: name,
    facts: { rows: [before, row] },
  });
}

export function rowsDiffer(path: Path, file: string, columns: readonly string[], word: string): Problem {
  return {
    ...error(
      "columns-differ",
      [...path, word],
      `${listed(columns)} of ${file} differ${columns.length === 1 ? "s" : ""} between the rows that became one, and ${columns.length === 1 ? "is" : "are"} left out.`,
      {
        remedy: "To keep counts, name them under “sum”; else choose rows with “where”.",
        file,
        facts: { columns: [...columns] },
      },
    ),
    severity: "info",
  };
}

export function areasWeightsWrong(path: Path, code: string, total: number): Problem {
  return error("areas-weights-wrong", path, `The weights by which “${code}” is split add up to ${total}, not to 1.`, {
    remedy: "Give each successor its part, for example its part of the population.",
    value: code,
  });
}

export function reshapeNeedsKey(path: Path, word: string, file: string): Problem {
  return error(
    "reshape-needs-key",
    path,
    `“${word}” puts rows of one area and time together, and ${file} has no such column.`,
    {
      remedy: "Say under “panel”, or under the table, which columns hold area and time.",
      file,
    },
  );
}

export function dateUnreadable(
  path: Path,
  file: string,
  column: string,
  row: number,
  value: string,
  count: number,
): Problem {
  return {
    ...error(
      "date-unreadable",
      path,
      `Row ${row} of ${file} has ${value === "" ? "nothing" : quoted(value)} in “${column}”, in which no day can be told` +
        (count > 1 ? ` (${counted(count, "such row")}); they are never the latest.` : "; it is never the latest."),
      { remedy: "Days may be written 2018-03-31, 31/03/2018 or 31 March 2018.", file, row, column, value, count },
    ),
    severity: "warning",
  };
}

export function dayWrong(path: Path, day: string): Problem {
  return error("day-wrong", path, `“${day}” is no day of a year.`, { remedy: "Write it as 03-31.", value: day });
}
