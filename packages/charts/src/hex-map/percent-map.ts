import type { MapValue } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import type { Look } from "../look.ts";
import { describeMap } from "./describe.ts";
import { hexMapSpec } from "./spec.ts";

export interface PercentMap {
  map: MapValue;
  /** Every area with a figure, also those without a hexagon. */
  rows: readonly { area: string; label: string; value: number }[];
  /** What is shown, and of when: "Growth of referrals, 2011 to 2018". */
  title: string;
  unit: string;
  units: string;
  decimals: number;
  /** Zero parts the figures, and those above it bear a plus. */
  parted: boolean;
}

/** 0.034 -> "+3.4": short enough for a hexagon, the percent sign stands in the title. */
function short(value: number, { decimals, parted }: PercentMap): string {
  const text = (100 * value).toFixed(decimals);
  const number = Number(text) === 0 ? text.replace("-", "") : text.replace("-", "\u2212");
  return parted && Number(text) > 0 ? `+${number}` : number;
}

/** Fractions by area on the map, in percent. */
export function percentMapSpec(given: PercentMap, look: Look, focus: string | undefined): Spec {
  const { map, title, units, parted } = given;
  return hexMapSpec(
    {
      ...{ title: `${title}, %`, map, focus, units, parted },
      format: (value) => short(value, given),
      description: describePercentMap(given, focus),
    },
    look,
  );
}

export function describePercentMap(given: PercentMap, focus: string | undefined): string {
  const { map, rows, title, unit, units } = given;
  const format = (value: number): string => `${short(value, given)}%`;
  const own = rows.find(({ area }) => area === focus);
  return `${describeMap(map, rows, { what: title, when: "", unit, units, format })}${own ? ` ${own.label}: ${format(own.value)}.` : ""}`;
}
