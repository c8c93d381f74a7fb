import type { ColumnSummary, Recognised } from "@whyvary/core";

/** Files as the engine tells of them, for the tests. */
export const column = (
  name: string,
  role: ColumnSummary["role"],
  more: Partial<ColumnSummary> = {},
): ColumnSummary => ({
  name,
  type: role === "indicator" ? "number" : "text",
  role,
  missing: {},
  distinct: 40,
  ...more,
});

export function recognised(
  file: string,
  columns: ColumnSummary[],
  guess: Partial<Recognised["guess"]> = {},
): Recognised {
  return {
    file,
    sha256: file,
    bytes: 1000,
    format: "panel",
    encoding: "utf-8",
    delimiter: ",",
    lineEnd: "LF",
    rows: 100,
    lines: { above: 0, names: 1, below: 0, blank: 0 },
    columns,
    guess: { area: "code", time: "year", label: "name", where: {}, open: [], ...guess },
    problems: [],
  };
}
