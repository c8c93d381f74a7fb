import { parseDate, type ReadResult } from "../../1-read/index.ts";
import { keyText } from "../../2-table/index.ts";
import { isMissing, type Column } from "../../columns/column.ts";
import { rName, rString, rStrings } from "../../messages/r-text.ts";
import type { Areas, TableSpec } from "../spec.ts";
import { standsFor } from "./crosswalk.ts";
import { planLong } from "./longer.ts";

const distinct = (column: Column | undefined): string[] => {
  const found = new Set<string>();
  if (column !== undefined)
    for (let row = 0; row < column.length; row++) if (!isMissing(column, row)) found.add(String(column.at(row)).trim());
  return [...found];
};

/** The names a table has after `long` and `wide`. */
export function namesAfter(result: ReadResult, { file, long, wide }: TableSpec): string[] {
  const longed =
    long === undefined
      ? result.order
      : [...planLong(result.order, long, file, []).others, long.names, ...Object.keys(long.values)];
  if (wide === undefined) return longed;
  return [...longed.filter((name) => name !== wide.names && name !== wide.values), ...distinct(result.columns.get(wide.names))]; // prettier-ignore
}

/** The columns to read so that the wanted ones can be made. */
export function columnsToRead(result: ReadResult, table: TableSpec, wanted: ReadonlySet<string>): string[] {
  const { file, long, wide, sum = [], latest } = table;
  const needed = new Set([...wanted, ...sum]);
  if (wide !== undefined) for (const name of [wide.names, wide.values]) needed.add(name);
  if (latest !== undefined) needed.add(latest.date);
  if (long !== undefined)
    for (const { from } of planLong(result.order, long, file, []).pieces)
      for (const column of from) if (column !== null) needed.add(column);
  return result.order.filter((name) => needed.has(name));
}

/** Columns become rows, in the order row by row. */
export function longR(frame: string, table: TableSpec, result: ReadResult): string[] {
  const { long, file } = table;
  if (long === undefined) return [];
  const { pieces } = planLong(result.order, long, file, []);
  const values = Object.keys(long.values);
  const made = pieces.map(({ name, from }) => {
    const cells = from.map((column) => (column === null ? "NA" : `${frame}$${rName(column)}`));
    return `  cbind(${frame}[others], setNames(data.frame(${rString(name)}, ${cells.join(", ")}, stringsAsFactors = FALSE), ${rStrings([long.names, ...values])}))`;
  });
  const taken = pieces.flatMap(({ from }) => from.flatMap((column) => column ?? []));
  return [
    `others <- setdiff(names(${frame}), ${rStrings(taken)})`,
    `pieces <- list(\n${made.join(",\n")}\n)`,
    `${frame} <- do.call(rbind, pieces)[order(rep(seq_len(nrow(${frame})), length(pieces))), , drop = FALSE]`,
  ];
}

/** Areas under their new codes; counts shared out by weight. `area` is the frame's column of areas, and how it reads as text. */
export function crosswalkR(
  frame: string,
  areas: Areas | undefined,
  sum: readonly string[],
  area: { column: string; text: string },
  codes: Column,
): string[] {
  if (areas === undefined) return [];
  const cells = `${frame}$${rName(area.column)}`;
  const moved = distinct(codes).flatMap((code): string[] => {
    const to = standsFor(code, areas);
    if (to.length === 1 && to[0]![0] === code) return [];
    return [
      `  ${rString(code)} = ${to.length === 0 ? "numeric()" : `setNames(c(${to.map(([, weight]) => (weight !== weight ? "NA" : weight)).join(", ")}), ${rStrings(to.map(([one]) => one))})`}`,
    ];
  });
  return [
    `${cells} <- ${area.text}`,
    `stands <- list(${moved.length === 0 ? "" : `\n${moved.join(",\n")}\n`})`,
    `parts <- lapply(${cells}, function(code) if (code %in% names(stands)) stands[[code]] else setNames(1, code))`,
    `${frame} <- ${frame}[rep(seq_len(nrow(${frame})), lengths(parts)), , drop = FALSE]`,
    `${cells} <- names(unlist(parts))`,
    ...(sum.length === 0
      ? []
      : [`for (name in ${rStrings(sum)}) ${frame}[[name]] <- ${frame}[[name]] * unlist(parts, use.names = FALSE)`]),
  ];
}

/** One row per key: counts added up, texts become columns. `keys` are R expressions of area and time. */
export function mergeR(
  frame: string,
  { wide, sum = [] }: TableSpec,
  keys: readonly string[],
  result: ReadResult,
  wanted: ReadonlySet<string>,
): string[] {
  if (wide === undefined && sum.length === 0) return [];
  const lines = [
    `key <- ${keys.length === 1 ? keys[0]! : `ifelse(${keys.map((key) => `is.na(${key})`).join(" | ")}, NA, paste(${keys.join(", ")}, sep = "\\r"))`}`,
    `${frame} <- ${frame}[!is.na(key), , drop = FALSE]`,
    "key <- key[!is.na(key)]",
    `one <- ${frame}[!duplicated(key), , drop = FALSE]`,
  ];
  const own = sum.filter((name) => name !== wide?.values);
  if (own.length > 0)
    lines.push(
      `for (name in ${rStrings(own)}) one[[name]] <- as.vector(rowsum(${frame}[[name]], key, reorder = FALSE))`,
    );
  if (wide !== undefined) {
    const words = distinct(result.columns.get(wide.names)).filter((word) => wanted.has(word));
    const values = `${frame}$${rName(wide.values)}[at]`;
    lines.push(
      `for (name in ${rStrings(words)}) {`,
      `  at <- which(trimws(${frame}$${rName(wide.names)}) == name)`,
      sum.includes(wide.values)
        ? `  one[[name]] <- rowsum(${values}, key[at])[match(unique(key), sort(unique(key[at]), method = "radix"))]`
        : `  one[[name]] <- ${values}[match(unique(key), key[at])]`,
      "}",
    );
  }
  lines.push(`${frame} <- one`);
  return lines;
}

/** R expression of each event's day as a whole number, 20180331. */
export function daysR(frame: string, table: TableSpec, dates: Column): string {
  const cells = `${frame}$${rName(table.latest!.date)}`;
  const texts = new Set<string>();
  for (let row = 0; row < dates.length; row++) {
    const text = keyText(dates, row);
    if (text !== null && parseDate(text) !== null) texts.add(text);
  }
  const iso = [...texts].every((text) => /^\d{4}-\d\d-\d\d/.test(text));
  return iso
    ? `suppressWarnings(as.integer(gsub("-", "", substr(trimws(${cells}), 1, 10))))`
    : `unname(c(${[...texts].map((text) => `${rString(text)} = ${parseDate(text)!}L`).join(", ")})[trimws(as.character(${cells}))])`;
}

/** The last day of a year as R writes it after the year: 331L. */
export function yearEndR({ latest }: TableSpec): string {
  return `${Number((latest?.day ?? "03-31").replace("-", ""))}L`;
}

/** The row of the latest event of each panel row. */
export function latestR(
  index: string,
  frame: string,
  table: TableSpec,
  area: string,
  dates: Column,
  timed: boolean,
): string[] {
  return [
    `days <- ${daysR(frame, table, dates)}`,
    `codes <- ${area}`,
    `${index} <- sapply(seq_len(nrow(panel)), function(i) {`,
    `  event <- which(codes == panel$area[i]${timed ? ` & days <= panel$time[i] * 10000L + ${yearEndR(table)}` : " & !is.na(days)"})`,
    "  if (length(event) == 0) NA_integer_ else event[which.max(days[event])]",
    "})",
  ];
}
