import { referenceData } from "./reference.ts";

interface Numbers {
  [name: string]: number[];
}
type PanelYear = Omit<Numbers, "la_code"> & { la_code: string[] };

/** One year of the made-up panel: its numbers, and its codes. */
export function laPanelYear(year: "first" | "last"): PanelYear {
  const data = referenceData("la_panel.csv");
  const years = data["year_num"] as number[];
  const wanted = year === "first" ? Math.min(...years) : Math.max(...years);
  const rows = years.flatMap((value, row) => (value === wanted ? [row] : []));
  const columns = Object.entries(data).map(([name, cells]) => [name, rows.map((row) => cells[row])]);
  return Object.fromEntries(columns) as never;
}
