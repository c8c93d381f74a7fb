import type { Described, Descriptions } from "./descriptions.ts";
import type { Recognised } from "./recognised.ts";
import type { ReadResult } from "./types.ts";

/** Reads a companion's lines; null where the file is none. */
export function describedIn(result: ReadResult): Descriptions | null {
  const cell = (row: number, name: string): string => String(result.columns.get(name)?.at(row) ?? "").trim();
  if (!["col_name", "col_type", "label"].every((name) => result.columns.has(name))) return null;
  // No prototype: a column may be called "__proto__".
  const found = new Map<string, Described>();
  for (let row = 0; row < result.rows; row++) {
    const name = cell(row, "col_name");
    const type = cell(row, "col_type").toLowerCase();
    if (name === "" || (type !== "filter" && type !== "indicator")) continue;
    const more = (key: keyof Described, column: string): object => (cell(row, column) === "" ? {} : { [key]: cell(row, column) }); // prettier-ignore
    const decimals = Number(cell(row, "indicator_dp"));
    found.set(name, {
      label: cell(row, "label") === "" ? name : cell(row, "label"),
      type,
      ...more("unit", "indicator_unit"),
      ...(cell(row, "indicator_dp") !== "" && Number.isInteger(decimals) ? { decimals } : {}),
      ...more("heading", "indicator_grouping"),
      ...more("hint", "filter_hint"),
      ...more("group", "filter_grouping_column"),
    });
  }
  return Object.fromEntries(found);
}

/** A file's card with the labels and roles that its companion gives; places, times and annotations stay what they are. */
export function withCompanion(recognised: Recognised, said: Descriptions): Recognised {
  const columns = recognised.columns.map((column) => {
    const own = Object.hasOwn(said, column.name) ? said[column.name] : undefined;
    if (own === undefined) return column;
    const role = column.role === "filter" || column.role === "indicator" ? own.type : column.role;
    return { ...column, label: own.label, role, ...(own.unit === undefined ? {} : { unit: own.unit }) };
  });
  return { ...recognised, columns };
}
