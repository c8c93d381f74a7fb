import { isMissing } from "../../columns/column.ts";
import type { Panel } from "../panel.ts";
import { councilsCalled, englishCouncils } from "./english-councils.ts";

/** A crosswalk as it may be written under a table's `areas`, with what each of its weights rests on. */
export interface Crosswalk {
  map: Record<string, string | Record<string, number>>;
  steps: {
    code: string;
    name: string;
    to: { code: string; name: string; weight: number }[];
    years: [number, number] | null;
  }[];
  /** Closed councils whose parts cannot be told from this measure. */
  unknown: string[];
}

/**
 * For the closed English councils of a panel: who serves their area now. Where that is one council the whole goes there. Where
 * the successors have no other predecessor, each gets its part of what they hold in the first year with figures. Where one
 * has, the others' part is what they hold in that year over what the closed council held in its last, and it gets the rest.
 * Shapes: weights of one council add up to 1. `measure` is a count such as children or pupils. `closed` are the codes or names
 * looked at, where they are not the panel's own.
 */
export function proposeCrosswalk(
  panel: Panel,
  measure: string,
  closed: readonly string[] = panel.area?.codes ?? [],
): Crosswalk {
  const found: Crosswalk = { map: {}, steps: [], unknown: [] };
  const sizes = sizesOf(panel, measure);
  const codeOf = new Map<string, string>();
  for (const code of panel.area?.codes ?? []) for (const one of councilsCalled(code)) if (councilsCalled(code).length === 1) codeOf.set(one.code, code); // prettier-ignore
  const nameOf = (code: string): string => councilsCalled(code)[0]!.name;
  const own = closed.flatMap((code): [string, string][] => (councilsCalled(code).length === 1 ? [[councilsCalled(code)[0]!.code, code]] : [])); // prettier-ignore
  for (const [council, code] of own) {
    const [{ successors, name } = { successors: [], name: "" }] = councilsCalled(council);
    if (successors.length === 0 || !successors.every((one) => codeOf.has(one))) continue;
    const shared = successors.filter((one) => englishCouncils().filter((other) => other.successors.includes(one)).length > 1); // prettier-ignore
    const parts = successors.length === 1 ? { weights: [1], years: null } : partsOf(council, successors, shared, (one) => sizes.get(codeOf.get(one) ?? one)); // prettier-ignore
    if (parts === null) {
      found.unknown.push(code);
      continue;
    }
    const to = successors.map((one, at) => ({ code: codeOf.get(one)!, name: nameOf(one), weight: parts.weights[at]! }));
    found.steps.push({ code, name, to, years: parts.years });
    found.map[code] = to.length === 1 ? to[0]!.code : Object.fromEntries(to.map((one) => [one.code, one.weight]));
  }
  return found;
}

type Sizes = ReadonlyMap<number, number> | undefined;

function partsOf(
  council: string,
  successors: readonly string[],
  shared: readonly string[],
  sizes: (code: string) => Sizes,
): { weights: number[]; years: [number, number] } | null {
  const own = successors.map(sizes);
  const first = [...(own[0]?.keys() ?? [])].sort((a, b) => a - b).find((year) => own.every((one) => one?.has(year)));
  const held = sizes(council);
  const last = Math.max(...(held?.keys() ?? []));
  if (first === undefined) return null;
  const now = own.map((one) => one!.get(first)!);
  if (shared.length === 0) {
    const all = now.reduce((x, y) => x + y, 0);
    return all > 0
      ? {
          weights: rounded(
            now.map((one) => one / all),
            0,
          ),
          years: [first, first],
        }
      : null;
  }
  const before = held?.get(last) ?? 0;
  const rest = successors.indexOf(shared[0]!);
  const weights = now.map((one, at) => (at === rest ? 0 : one / before));
  if (shared.length > 1 || !(before > 0) || weights.reduce((x, y) => x + y, 0) >= 1) return null;
  return { weights: rounded(weights, rest), years: [last, first] };
}

/** Four decimals can be read and edited; what rounding leaves goes to one of them, so that they add up to 1. */
function rounded(weights: readonly number[], rest: number): number[] {
  const parts = weights.map((one, at) => (at === rest ? 0 : Math.round(one * 10_000)));
  parts[rest] = 10_000 - parts.reduce((x, y) => x + y, 0);
  return parts.map((one) => one / 10_000);
}

/** Each area's figures by year. */
function sizesOf({ area, time, columns, rows }: Panel, measure: string): Map<string, Map<number, number>> {
  const found = new Map<string, Map<number, number>>();
  const column = columns.get(measure);
  if (area === null || time === null || column?.kind !== "number") return found;
  for (let row = 0; row < rows; row++) {
    if (isMissing(column, row)) continue;
    const code = area.codes[area.of[row]!]!;
    if (!found.has(code)) found.set(code, new Map());
    found.get(code)!.set(time.values[time.of[row]!]!, column.values[row]!);
  }
  return found;
}
