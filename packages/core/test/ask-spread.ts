import type { AreaMap } from "../src/3-panel/area-map.ts";
import type { Panel } from "../src/3-panel/panel.ts";
import { spread, type SpreadOptions, type SpreadValue } from "../src/8-analyses/spread/index.ts";
import type { Outcome } from "../src/8-analyses/types.ts";
import { drain } from "../src/messages/drain.ts";
import { makePanel } from "./make-panel.ts";

export const KEYS = ["figures", "rows", "funnels", "years", "change", "gradient", "moran"];

/** The parts of a value that R gives too: words and titles are ours alone. */
export function figuresOnly(outcome: { value: SpreadValue; rCode: string }): { value: unknown; rCode: string } {
  const { figures, rows, funnels, years, change, gradient, moran } = outcome.value;
  const bare = rows.map(({ label: _, ...row }) => row);
  return { value: { figures, rows: bare, funnels: funnels.map(({ words: _, ...part }) => part), years, change, gradient, moran }, rCode: outcome.rCode }; // prettier-ignore
}

export const ask = (panel: Panel, entry: Partial<SpreadOptions>, area?: string, map?: AreaMap) =>
  drain(
    spread.run(
      { panel, ...(area && { focus: { area } }), ...(map && { map }) },
      { id: "s", kind: "spread", outcome: "rate", ...entry },
    ),
  );

export function answered(
  panel: Panel,
  entry: Partial<SpreadOptions> = {},
  area?: string,
  map?: AreaMap,
): Outcome<SpreadValue> {
  const outcome = ask(panel, entry, area, map);
  if ("problem" in outcome) throw new Error(outcome.problem.text);
  return outcome;
}

/** Areas over three years; the last area has no figure in the first. */
export function small(areas = 14): Panel {
  const years = [2016, 2017, 2018];
  const cells = years.flatMap((year, t) => Array.from({ length: areas }, (_, i) => ({ year, i, t })));
  const count = cells.map(({ i, t }) => (i === areas - 1 && t === 0 ? null : 5 + ((i * 37 + t * 11) % 61)));
  const people = cells.map(({ i, t }) => 2000 + i * 350 + t * 20);
  return makePanel(
    {
      area: cells.map(({ i }) => `A${String(i).padStart(2, "0")}`),
      year: cells.map(({ year }) => year),
      rate: count.map((value, k) => (value === null ? null : (value / people[k]!) * 1e4)),
      cpp: count,
      children: people,
      poverty: cells.map(({ i }) => (i * 5) % 9),
    },
    { area: "area", time: "year" },
  );
}
