import { provisionalAreas } from "../../3-panel/provisional/provisional.ts";
import { namesIn } from "../../4-frame/index.ts";
import { byCodePoint } from "../../columns/order.ts";
import { exp, ln } from "../../elementary/index.ts";
import { quantile7 } from "../../6-estimators/quantile.ts";
import { speaksOfMoney } from "../../messages/money.ts";
import { mapOf } from "../map-value.ts";
import type { Context } from "../types.ts";
import type { CompositionOptions } from "./options.ts";
import type { Prepared } from "./prepare.ts";
import type { CompositionChange, CompositionPlace, CompositionValue, CompositionYear, PartYear } from "./value.ts";

/** Positions among the rows in use, and what is asked of one part over them. */
type At = readonly number[];

/** Shares of a total by year, nationally and over areas, with real amounts and the log-ratio of the parts in question. */
export function computeComposition(context: Context, entry: CompositionOptions, prepared: Prepared): CompositionValue {
  const { panel, focus, map } = context;
  const { rows, parts, total, prices, per, lead } = prepared;
  const { area, time } = panel;
  const timeOf = (i: number): number | null => (time === null ? null : time.values[time.of[rows[i]!]!]!);
  const positions = Array.from(rows, (_, i) => i);
  const times = [...new Set(positions.map(timeOf))].sort((a, b) => a! - b!);
  const leads = leadAmounts(prepared);
  const years = times.map((at) => {
    const own = positions.filter((i) => timeOf(i) === at);
    return yearOf(at, own, prepared, leads, entry.published?.[String(at)] ?? null);
  });
  const byArea = new Map<number, number[]>();
  if (area !== null)
    for (const i of positions) byArea.set(area.of[rows[i]!]!, [...(byArea.get(area.of[rows[i]!]!) ?? []), i]);
  const places =
    area === null || times.length < 2
      ? []
      : [...byArea].flatMap(([at, own]) => {
          const [first, last] = [times[0], times.at(-1)].map((year) => own.find((i) => timeOf(i) === year));
          if (first === undefined || last === undefined) return [];
          return [{ area: area.codes[at]!, label: area.labels[at]!, ...placeOf(first, last, prepared, leads) }];
        });
  places.sort((a, b) => a.change - b.change || byCodePoint(a.area, b.area));
  const always = new Set([...byArea.values()].filter((own) => own.length === times.length).flat());
  const own = area === null || focus?.area === undefined ? -1 : area.codes.indexOf(focus.area);
  const words = [...parts, ...(total === null ? [] : [total])].map((each) => `${each.measure} ${each.title}`).join(" ");
  return {
    nobs: rows.length,
    areas: area === null ? null : byArea.size,
    times: time === null ? null : { from: times[0]!, to: times.at(-1)! },
    unit: entry.unit ?? (speaksOfMoney(words) ? "£" : "number"),
    parts: [
      ...parts.map((part, p) => ({ name: part.variable.label, title: part.title, lead: lead[p]!, rest: false })),
      ...(prepared.rest ? [{ name: "rest", title: "Rest of the total", lead: false, rest: true }] : []),
    ],
    lead: { title: prepared.leadTitle, names: parts.filter((_, p) => lead[p]).map((part) => part.variable.label) },
    total: total && { name: total.variable.label, title: total.title },
    prices: prices && { name: prices.variable.label, base: prepared.base! },
    per: per && { name: per.variable.label, title: per.title },
    years,
    change: times.length < 2 ? null : changeOf(years, places, byArea.size, (year) => sameShare(year, always)),
    places,
    map: mapOf(
      map,
      places.map(({ area: code, label, last }) => ({ area: code, label, value: last })),
      [],
      provisionalAreas(panel, [...parts, ...(total ? [total] : [])].flatMap(({ variable }) => namesIn(variable.expression)), times.slice(-1)), // prettier-ignore
    ),
    focus: byArea.has(own)
      ? {
          area: area!.codes[own]!,
          label: area!.labels[own]!,
          years: byArea.get(own)!.map((i) => ({
            time: timeOf(i),
            share: leads[i]! / prepared.totals[i]!,
            real: leads[i]! * prepared.factors[i]!,
          })),
        }
      : null,
  };

  function sameShare(year: number, who: ReadonlySet<number>): { areas: number; share: number } {
    const at = positions.filter((i) => timeOf(i) === year && who.has(i));
    return { areas: at.length, share: sum(at, leads) / sum(at, prepared.totals) };
  }
}

function leadAmounts({ amounts, lead, totals }: Prepared): Float64Array {
  return totals.map((_, i) => lead.reduce((so, is, p) => (is ? so + amounts[p]![i]! : so), 0));
}

function sum(at: At, values: Float64Array, factors?: Float64Array): number {
  return at.reduce((so, i) => so + (factors === undefined ? values[i]! : values[i]! * factors[i]!), 0);
}

function partOf(at: At, amounts: Float64Array, { totals, factors, per, rows }: Prepared): PartYear {
  const real = sum(at, amounts, factors);
  const heads = per === null ? 0 : at.reduce((so, i) => so + per.column.values[rows[i]!]!, 0);
  return {
    amount: sum(at, amounts),
    real,
    perHead: heads > 0 ? real / heads : null,
    share: sum(at, amounts) / sum(at, totals),
    mean: at.reduce((so, i) => so + amounts[i]! / totals[i]!, 0) / at.length,
    zeros: at.filter((i) => amounts[i] === 0).length,
    negatives: at.filter((i) => amounts[i]! < 0).length,
  };
}

function yearOf(
  time: number | null,
  at: At,
  prepared: Prepared,
  leads: Float64Array,
  published: number | null,
): CompositionYear {
  const { totals, amounts } = prepared;
  const whole = partOf(at, totals, prepared);
  const shares = Float64Array.from(at, (i) => leads[i]! / totals[i]!).sort();
  const ratios = at.map((i) => logRatio(leads[i]!, totals[i]!)).filter((ratio) => ratio !== null);
  const mean = ratios.length === 0 ? null : ratios.reduce((a, b) => a + b, 0) / ratios.length;
  return {
    time,
    areas: at.length,
    total: whole.amount,
    realTotal: whole.real,
    totalPerHead: whole.perHead,
    parts: amounts.map((part) => partOf(at, part, prepared)),
    lead: {
      ...partOf(at, leads, prepared),
      p10: quantile7(shares, 0.1),
      median: quantile7(shares, 0.5),
      p90: quantile7(shares, 0.9),
      logRatio: mean,
      ratio: mean === null ? null : exp(mean),
      ratioAreas: ratios.length,
      published,
    },
  };
}

/** ln(part / rest); null where either is not above zero: no small number is put in its place. */
export function logRatio(part: number, total: number): number | null {
  const rest = total - part;
  return part > 0 && rest > 0 ? ln(part / rest) : null;
}

function placeOf(
  first: number,
  last: number,
  { totals, factors }: Prepared,
  leads: Float64Array,
): Omit<CompositionPlace, "area" | "label"> {
  const [before, after] = [logRatio(leads[first]!, totals[first]!), logRatio(leads[last]!, totals[last]!)];
  const [from, to] = [leads[first]! / totals[first]!, leads[last]! / totals[last]!];
  return {
    first: from,
    last: to,
    change: to - from,
    logRatioChange: before === null || after === null ? null : after - before,
    realFirst: leads[first]! * factors[first]!,
    realLast: leads[last]! * factors[last]!,
  };
}

function changeOf(
  years: readonly CompositionYear[],
  places: readonly CompositionPlace[],
  areas: number,
  same: (year: number) => { areas: number; share: number },
): CompositionChange {
  const [first, last] = [years[0]!, years.at(-1)!];
  const growth = (from: number | null, to: number | null): number | null =>
    from !== null && to !== null && from > 0 ? to / from - 1 : null;
  const steps = places.map((place) => place.logRatioChange).filter((step) => step !== null);
  const mean = steps.length === 0 ? null : steps.reduce((a, b) => a + b, 0) / steps.length;
  const [before, after] = [same(first.time!), same(last.time!)];
  return {
    from: first.time!,
    to: last.time!,
    share: last.lead.share - first.lead.share,
    mean: last.lead.mean - first.lead.mean,
    lead: growth(first.lead.real, last.lead.real),
    rest: growth(first.realTotal - first.lead.real, last.realTotal - last.lead.real),
    leadPerHead: growth(first.lead.perHead, last.lead.perHead),
    areas: places.length,
    fell: places.filter((place) => place.change < 0).length,
    rose: places.filter((place) => place.change > 0).length,
    logRatio: mean,
    logRatioAreas: steps.length,
    logRatioSd:
      mean === null || steps.length < 2
        ? null
        : Math.sqrt(steps.reduce((so, step) => so + (step - mean) * (step - mean), 0) / (steps.length - 1)),
    same:
      before.areas > 0 && before.areas < areas ? { areas: before.areas, first: before.share, last: after.share } : null,
  };
}
