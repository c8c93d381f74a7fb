import { proposeCrosswalk, type BuiltPanel, type Crosswalk } from "../3-panel/index.ts";

/** For a table with closed councils: who serves their areas now, and by which measure those that were split are weighed. */
export interface ProposedCrosswalk extends Crosswalk {
  table: string;
  /** The measure's title; null where no measure counts people. */
  measure: string | null;
}

const PEOPLE = /population|children|pupils|headcount|people|persons/iu;
const NO_COUNT = /rate|per_|percent|pct|share|score|spend|index/iu;

/** Proposals for the closed councils of each table, for a person to take or leave; tables without such are not here. */
export function crosswalksOf({ whole, tables }: Extract<BuiltPanel, { ok: true }>): ProposedCrosswalk[] {
  const people = [...whole.columns].find(([name, column]) => {
    const words = `${name} ${(whole.origins?.get(name) ?? []).map((one) => one.column).join(" ")}`;
    return column.kind === "number" && !whole.rates?.has(name) && PEOPLE.test(words) && !NO_COUNT.test(name);
  })?.[0];
  return tables.flatMap(({ table, strangers }, at) => {
    const closed = at === 0 ? undefined : strangers.filter(({ successors }) => successors.length > 0).map(({ area }) => area); // prettier-ignore
    const found = proposeCrosswalk(whole, people ?? "", closed);
    if (found.steps.length + found.unknown.length === 0) return [];
    return [{ ...found, table, measure: people === undefined ? null : (whole.titles.get(people) ?? people) }];
  });
}
