import type { Panel } from "../../3-panel/panel.ts";
import { completeRows, readMeasure, wantedFor, type ReadMeasure } from "../../4-frame/index.ts";
import { filedYears } from "../../3-panel/provisional/provisional.ts";
import type { Column } from "../../columns/column.ts";
import { medianOf } from "./numbers.ts";
import type { LadderStep, Problem } from "../../messages/types.ts";
import type { Context } from "../types.ts";
import type { ProfileOptions } from "./options.ts";
import * as problems from "./problems.ts";
import type { Stage } from "./value.ts";
import { areaWord } from "../../3-panel/words.ts";

/** A measure, or what is made of two of them here: that has no column, which would say why a cell is missing. */
export interface Named extends Pick<ReadMeasure, "name" | "title" | "values" | "r"> {
  column: Column | null;
}

export interface Prepared {
  ladder: LadderStep[];
  own: number;
  /** Position of the year among the panel's; null where the data have no years. */
  time: number | null;
  outcome: ReadMeasure;
  by: "neighbours" | "group" | "all";
  /** Positions of the areas compared with, and how close each is. */
  peers: number[];
  closeness: (string | null)[];
  unmatched: string[];
  group: string | null;
  /** Positions of the areas of one's own group, oneself included; empty where there are no groups. */
  groupAreas: number[];
  pooled: { count: Named; population: Named; times: number } | null;
  pathway: { measure: Named; stage: Stage }[];
  given: Named[];
  compare: Named[];
  /** Row of an area in a year; -1 where there is none. */
  rowOf(area: number, time: number | null): number;
}

/** From the entry and the panel to measures and the areas compared; all that can be wrong is found here. */
export function prepare(
  { panel, focus }: Context,
  entry: ProfileOptions,
): Prepared | { problem: Problem; ladder: LadderStep[] } {
  let ladder: LadderStep[] = [];
  const refuse = (problem: Problem) => ({ problem, ladder });
  const { area } = panel;
  if (area === null) return refuse(problems.noAreas());
  if (focus?.area === undefined) return refuse(problems.noFocus(areaWord(panel).one));
  const own = area.codes.indexOf(focus.area);
  if (own < 0) return refuse(problems.focusUnknown(focus.area));

  let fault: Problem | null = null;
  const named = (text: string, ...path: (string | number)[]): ReadMeasure => {
    const measure = readMeasure(panel, text, path);
    if ("code" in measure) fault ??= measure;
    // Of one at fault nothing is used: the first fault becomes the answer.
    return measure as ReadMeasure;
  };
  const list = (key: "enter" | "stay" | "returning" | "given" | "compare"): Named[] =>
    (entry[key] ?? []).map((text, at) => named(text, key, at));
  const outcome = named(entry.outcome, "outcome");
  const count = entry.count === undefined ? null : named(entry.count, "count");
  const population = entry.population === undefined ? null : named(entry.population, "population");
  const starts = entry.starts === undefined ? null : named(entry.starts, "starts");
  const stock = entry.stock === undefined ? outcome : named(entry.stock, "stock");
  const enter = [...list("enter").filter(({ name }) => name !== starts?.name), ...(starts === null ? [] : [starts])];
  const [stay, returning, given, chosen] = [list("stay"), list("returning"), list("given"), list("compare")];
  if (fault !== null) return refuse(fault);
  if (starts !== null && stock.name === starts.name) return refuse(problems.startsWithoutStock());
  if ((count === null) !== (population === null))
    return refuse(problems.countAndPopulation(count === null ? "count" : "population"));
  const times = count === null ? 1 : multiplier(outcome.values, count.values, population!.values);
  if (typeof times === "object") return refuse(problems.countsDoNotMakeRate(outcome.title, times.ratio));

  ({ ladder } = completeRows(panel, wantedFor(panel, [outcome.variable])));
  const rowOf = rowsByKey(panel);
  const year = chooseYear(panel, own, outcome, entry.year, rowOf);
  if (typeof year === "object" && year !== null) return refuse(year);
  const groups = groupsOf(panel, own, year, rowOf);
  const others = area.codes.map((_, at) => at).filter((at) => at !== own);
  const neighbours = (focus.neighbours ?? []).flatMap((code, i) => {
    const at = area.codes.indexOf(code);
    return at < 0 || at === own ? [] : [{ at, close: focus.closeness?.[i] ?? null }];
  });
  const gone = (focus.neighbours ?? []).filter((code) => !area.codes.includes(code));
  const inGroup = groups.areas.filter((at) => at !== own);
  const by = neighbours.length > 0 ? "neighbours" : inGroup.length >= 3 ? "group" : "all";
  const peers = by === "neighbours" ? neighbours.map(({ at }) => at) : by === "group" ? inGroup : others;
  if (peers.length === 0) return refuse(problems.noPeers());
  const pathway: Prepared["pathway"] = enter.map((measure) => ({ measure, stage: "enter" as const }));
  if (starts !== null)
    pathway.push({ measure: stock, stage: "stock" }, { measure: over(stock, starts), stage: "stay" });
  pathway.push(...stay.map((measure) => ({ measure, stage: "stay" as const })));
  pathway.push(...returning.map((measure) => ({ measure, stage: "return" as const })));
  const every = [outcome, ...pathway.map(({ measure }) => measure), ...given];
  return {
    ...{
      ladder,
      own,
      time: year,
      outcome,
      by,
      peers,
      group: groups.name,
      groupAreas: groups.areas,
      pathway,
      given,
      rowOf,
    },
    closeness: by === "neighbours" ? neighbours.map(({ close }) => close) : peers.map(() => null),
    unmatched: [...(focus.unmatched ?? []), ...gone],
    pooled: count === null ? null : { count, population: population!, times },
    compare: (chosen.length > 0 ? chosen : every).filter((m, i, all) => all.findIndex((o) => o.name === m.name) === i),
  };
}

/** Stock over starts: about how many years one lasts, where starts are steady. */
function over(stock: Named, starts: Named): Named {
  return {
    name: `${stock.name} / ${starts.name}`,
    title: `${stock.title} over ${starts.title}`,
    values: stock.values.map((value, row) => (starts.values[row]! > 0 ? value / starts.values[row]! : NaN)),
    column: null,
    r: `ifelse(${starts.r} > 0, ${stock.r} / ${starts.r}, NA)`,
  };
}

/** Rate = times × count / population: the power of ten between them, from the median row. */
function multiplier(rate: Float64Array, count: Float64Array, population: Float64Array): number | { ratio: number } {
  const ratios = rate.map((value, row) => (value * population[row]!) / count[row]!).filter((r) => r - r === 0 && r > 0);
  const ratio = medianOf([...ratios]) ?? NaN;
  return [1, 100, 1000, 10_000, 100_000, 1_000_000].find((ten) => Math.abs(ratio / ten - 1) < 0.02) ?? { ratio };
}

function rowsByKey(panel: Panel): Prepared["rowOf"] {
  const at = new Map<number, number>();
  const years = panel.time?.values.length ?? 1;
  for (let row = 0; row < panel.rows; row++) at.set(panel.area!.of[row]! * years + (panel.time?.of[row] ?? 0), row);
  return (area, time) => at.get(area * years + (time ?? 0)) ?? -1;
}

function chooseYear(
  panel: Panel,
  own: number,
  outcome: Named,
  wanted: number | undefined,
  rowOf: Prepared["rowOf"],
): number | null | Problem {
  const label = panel.area!.labels[own]!;
  const has = (time: number | null): boolean => {
    const row = rowOf(own, time);
    return row >= 0 && outcome.values[row]! - outcome.values[row]! === 0;
  };
  if (panel.time === null) return has(null) ? null : problems.noFigure(label, outcome.title, null, null);
  const { values } = panel.time;
  // Nobody else has a figure yet in a year that no file knows.
  const filed = filedYears(
    panel,
    values.filter((_, at) => has(at)),
  );
  const last = filed.length === 0 ? -1 : values.indexOf(filed.at(-1)!);
  const at = wanted === undefined ? last : values.indexOf(wanted);
  if (at >= 0 && has(at)) return at;
  return problems.noFigure(label, outcome.title, wanted ?? null, last < 0 ? null : values[last]!);
}

/** One's own group of areas in that year. */
function groupsOf(panel: Panel, own: number, time: number | null, rowOf: Prepared["rowOf"]) {
  const of = (area: number): string | null => {
    const row = rowOf(area, time);
    const cell = row < 0 || panel.group === null ? null : panel.group.at(row);
    return cell === null ? null : String(cell);
  };
  const name = of(own);
  const areas = name === null ? [] : panel.area!.codes.map((_, at) => at).filter((at) => of(at) === name);
  return { name, areas };
}
