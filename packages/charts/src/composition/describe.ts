import type { CompositionValue } from "@whyvary/core";
import { amountText, onePercent, wholePercent } from "@whyvary/core";
import type { ChartOptions } from "../chart.ts";

/** What the amounts are, for a title. */
export function amountsTitle(value: CompositionValue): string {
  return value.prices === null ? "Amounts as reported" : `Amounts in ${value.prices.base} prices`;
}

/** First and last year of every part: shares, or amounts, or the areas' changes. */
export function describeComposition(value: CompositionValue, options?: ChartOptions): string {
  const [first, last] = [value.years[0]!, value.years.at(-1)!];
  const { change, places } = value;
  if (options?.view === "areas" && change !== null && places.length > 0) {
    const most = places[0]!;
    const least = places.at(-1)!;
    const own = places.find((place) => place.area === (options.focus ?? value.focus?.area));
    const line = (place: typeof most): string =>
      `${place.label} ${onePercent(place.first)} to ${onePercent(place.last)}`;
    return [
      `Change of the share of ${value.lead.title} by area, ${change.from} to ${change.to}: fell in ${change.fell}, rose in ${change.rose}.`,
      `Steepest fall: ${line(most)}. At the other end: ${line(least)}.`,
      ...(own ? [`${line(own)}.`] : []),
    ].join(" ");
  }
  const amounts = options?.view === "amounts";
  const figure = (year: typeof first, p: number): string =>
    amounts ? amountText(year.parts[p]!.real, value.unit) : wholePercent(year.parts[p]!.share);
  const parts = value.parts.map(
    ({ title }, p) => `${title}: ${first === last ? "" : `${figure(first, p)} in ${first.time}, `}${figure(last, p)}${last.time === null ? "" : ` in ${last.time}`}.`, // prettier-ignore
  );
  return [
    amounts ? `${amountsTitle(value)}, all areas added up.` : "Shares of the total, all areas added up.",
    ...parts,
  ].join(" ");
}
