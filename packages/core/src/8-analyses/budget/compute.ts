import { filedYears, provisionalAreas } from "../../3-panel/provisional/provisional.ts";
import { namesIn } from "../../4-frame/index.ts";
import { byCodePoint } from "../../columns/order.ts";
import type { AmountUnit } from "../../messages/money.ts";
import { speaksOfMoney } from "../../messages/money.ts";
import { mapOf } from "../map-value.ts";
import type { Context } from "../types.ts";
import { quantile7 } from "../../6-estimators/quantile.ts";
import { DEFAULT_THRESHOLDS, type BudgetOptions } from "./options.ts";
import type { Prepared } from "./prepare.ts";
import type { BudgetPlace, BudgetValue, BudgetYear } from "./value.ts";

/** Within this fraction of the budget an area counts as near it. */
export const NEAR = 0.01;

/** Planned against spent: by year, by threshold, by area. */
export function computeBudget({ panel, focus, map }: Context, entry: BudgetOptions, prepared: Prepared): BudgetValue {
  const { planned, spent, rows } = prepared;
  const { area, time } = panel;
  const thresholds = [...new Set(entry.thresholds ?? DEFAULT_THRESHOLDS)].sort((a, b) => a - b);
  const cells = Array.from(rows, (row) => cell(planned.column.values[row]!, spent.column.values[row]!, row));
  const timeOf = ({ row }: Cell): number | null => (time === null ? null : time.values[time.of[row]!]!);
  const times = [...new Set(cells.map(timeOf))].sort((a, b) => a! - b!);
  const year =
    entry.year ??
    (time === null
      ? null
      : filedYears(
          panel,
          times.map((at) => at!),
        ).at(-1)!);
  const years = times.map((at) =>
    yearOf(
      at,
      cells.filter((each) => timeOf(each) === at),
      thresholds,
      entry.published?.[String(at)] ?? null,
    ),
  );
  const byArea = new Map<number, Cell[]>();
  if (area !== null)
    for (const each of cells) byArea.set(area.of[each.row]!, [...(byArea.get(area.of[each.row]!) ?? []), each]);
  const places = [...byArea].flatMap(([at, own]): BudgetPlace[] => {
    const now = own.find((each) => timeOf(each) === year);
    if (now === undefined) return [];
    const { planned: p, spent: s, gap, fraction } = now;
    const yearsOver = own.filter((each) => each.gap > 0).length;
    return [
      {
        ...{ area: area!.codes[at]!, label: area!.labels[at]! },
        ...{ planned: p, spent: s, gap, fraction, yearsOver, years: own.length },
      },
    ];
  });
  places.sort((a, b) => b.fraction - a.fraction || byCodePoint(a.area, b.area));
  const several = [...byArea.values()].filter((own) => own.length >= 2);
  const own = area === null || focus?.area === undefined ? -1 : area.codes.indexOf(focus.area);
  return {
    nobs: rows.length,
    areas: area === null ? null : byArea.size,
    times: time === null ? null : { from: times[0]!, to: times.at(-1)! },
    unit: entry.unit ?? unitOf(prepared),
    planned: { name: planned.variable.label, title: planned.title },
    spent: { name: spent.variable.label, title: spent.title },
    thresholds,
    year,
    years,
    places,
    map: mapOf(
      map,
      places.map(({ area: code, label, fraction }) => ({ area: code, label, value: fraction })),
      [],
      provisionalAreas(panel, [planned, spent].flatMap(({ variable }) => namesIn(variable.expression)), [year]), // prettier-ignore
    ),
    always:
      several.length === 0
        ? null
        : { count: several.filter((all) => all.every((each) => each.gap > 0)).length, of: several.length },
    focus: byArea.has(own)
      ? {
          area: area!.codes[own]!,
          label: area!.labels[own]!,
          years: byArea.get(own)!.map((each) => ({ time: timeOf(each), gap: each.gap, fraction: each.fraction })),
        }
      : null,
  };
}

function unitOf({ planned, spent }: Prepared): AmountUnit {
  return speaksOfMoney(`${planned.measure} ${planned.title} ${spent.measure} ${spent.title}`) ? "£" : "number";
}

interface Cell {
  row: number;
  planned: number;
  spent: number;
  gap: number;
  fraction: number;
}

function cell(planned: number, spent: number, row: number): Cell {
  const gap = spent - planned;
  return { row, planned, spent, gap, fraction: gap / planned };
}

function yearOf(
  time: number | null,
  cells: readonly Cell[],
  thresholds: readonly number[],
  published: number | null,
): BudgetYear {
  const sum = (of: (each: Cell) => number): number => cells.reduce((total, each) => total + of(each), 0);
  const planned = sum((each) => each.planned);
  const spent = sum((each) => each.spent);
  const fractions = Float64Array.from(cells, (each) => each.fraction).sort();
  const overspends = sum((each) => (each.gap > 0 ? each.gap : 0));
  const largest = cells.reduce((most, each) => (each.gap > most ? each.gap : most), 0);
  return {
    time,
    areas: cells.length,
    planned,
    spent,
    gap: spent - planned,
    gapShare: (spent - planned) / planned,
    overspends,
    underspends: sum((each) => (each.gap < 0 ? each.gap : 0)),
    under: cells.filter((each) => each.gap < 0).length,
    exact: cells.filter((each) => each.gap === 0).length,
    near: cells.filter((each) => Math.abs(each.gap) < NEAR * each.planned).length,
    // Compared as money, not as a quotient: 105 on 100 is 5% and not more.
    over: thresholds.map((threshold) => {
      const beyond = cells.filter((each) => each.gap > threshold * each.planned);
      return {
        threshold,
        count: beyond.length,
        share: beyond.length / cells.length,
        amount: beyond.reduce((total, each) => total + each.gap, 0),
      };
    }),
    p10: quantile7(fractions, 0.1),
    median: quantile7(fractions, 0.5),
    p90: quantile7(fractions, 0.9),
    largestShare: overspends > 0 ? largest / overspends : null,
    published,
  };
}
