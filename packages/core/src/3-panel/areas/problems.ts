import { andList, counted } from "../../messages/format.ts";
import type { Json, Problem } from "../../messages/types.ts";
import { error, listed, quoted, type Path } from "../problems.ts";
import type { Recode } from "./meet-areas.ts";
import type { Stranger } from "./near-areas.ts";

/** What is told of areas that met under other codes or names, and of those that did not meet. */

const told = ({ text, code }: Recode): string => `${quoted(text)} is ${quoted(code)}`;

export function areasMet(path: Path, file: string, recodes: readonly Recode[]): Problem {
  const texts = (by: Recode["by"]): string[] => [...new Set(recodes.filter((one) => one.by === by).map(({ text }) => text))]; // prettier-ignore
  const [list, name] = [texts("list"), texts("name")];
  const ways = [
    list.length === 0 ? "" : `${counted(list.length, "area")} through the list of English councils`,
    name.length === 0 ? "" : `${counted(name.length, "area")} by the name in the first table`,
  ].filter((way) => way !== "");
  const examples = recodes.slice(0, 3).map(told);
  return {
    ...error("areas-met", path, `${file} calls its areas otherwise than the first table: ${andList(ways)} met (${andList(examples)}).`), // prettier-ignore
    severity: "info",
    remedy: "Say “areas”: { “match”: “exact” } under the table to join on equal codes alone.",
    file,
    count: list.length + name.length,
    facts: { list: list.length, name: name.length, pairs: recodes.map(({ text, code }) => [text, code]) },
  };
}

export function areasSame(path: Path, file: string, same: ReadonlyMap<string, string>): Problem {
  const pairs = [...same];
  return {
    ...error("areas-same", path, `${file} has ${counted(pairs.length, "area")} under more than one code over time: ${andList(pairs.slice(0, 4).map(([old, now]) => `${quoted(old)} now ${quoted(now)}`))}. Each is one area here.`), // prettier-ignore
    severity: "info",
    remedy: "Say “areas”: { “match”: “exact” } under the table to keep them apart.",
    file,
    count: pairs.length,
    facts: { pairs: pairs as unknown as Json },
  };
}

export function areasNear(path: Path, file: string, column: string, strangers: readonly Stranger[]): Problem {
  const near = strangers.filter(({ nearest }) => nearest.length > 0);
  const words = near.slice(0, 4).map(({ area, nearest: [best] }) => `${quoted(area)} is near ${quoted(best!.label)}${best!.label === best!.code ? "" : ` (${best!.code})`}`); // prettier-ignore
  const { area, nearest } = near[0]!;
  return {
    ...error("areas-near", [...path, "areas"], `${counted(near.length, "area")} of ${file} met none of the panel’s: ${andList(words)}${near.length > 4 ? " and others" : ""}.`), // prettier-ignore
    severity: "warning",
    remedy: `Nothing is joined on likeness. If they are the same, say so under the table: “areas”: { “map”: { ${quoted(area)}: ${quoted(nearest[0]!.code)} } }.`,
    file,
    column,
    value: area,
    count: near.length,
    facts: { areas: near as unknown as Json },
  };
}

export function areasSucceeded(path: Path, file: string, column: string, strangers: readonly Stranger[]): Problem {
  const words = strangers.map(({ area, name, successors }) => `${quoted(name === null || name === area ? area : `${name} (${area})`)} by ${andList(successors.map(quoted))}`); // prettier-ignore
  return {
    ...error("areas-succeeded", [...path, "areas"], `${file} has areas that others have taken over: ${andList(words)}.`), // prettier-ignore
    severity: "info",
    remedy:
      "Their rows are not used. To use them write a crosswalk under “areas”, with weights where an area was split.",
    file,
    column,
    value: strangers[0]!.area,
    count: strangers.length,
    facts: { areas: strangers as unknown as Json },
  };
}

export function compositeRows(
  path: Path,
  file: string,
  column: string,
  codes: readonly string[],
  rows: number,
  first: number,
): Problem {
  return {
    ...error("composite-rows", [...path, "areas"], `${counted(rows, "row")} of ${file} ${rows === 1 ? "speaks" : "speak"} of several areas at once: ${listed(codes)}.`), // prettier-ignore
    severity: "warning",
    remedy:
      "Say under the table whether its figures (rates, not counts) are to stand for each of them, “areas”: { “composite”: “both” }, or to be set aside: “aside”.",
    file,
    row: first,
    column,
    value: codes[0]!,
    count: rows,
    facts: { codes: [...codes] },
  };
}

export function totalsAmong(
  path: Path,
  file: string,
  column: string,
  texts: readonly string[],
  rows: number,
  first: number,
  level: boolean,
): Problem {
  return {
    ...error("totals-among-areas", [...path, "where"], `${counted(rows, "row")} of ${file} ${rows === 1 ? "is" : "are"} of England or its regions, and ${rows === 1 ? "stands" : "stand"} among the areas: ${listed(texts)}.`), // prettier-ignore
    severity: "warning",
    remedy: level
      ? "Leave them out, where it can be seen: “where”: { “geographic_level”: “Local authority” }."
      : `Leave them out, where it can be seen: “where”: { ${quoted(column)}: { “not”: [${texts.slice(0, 3).map(quoted).join(", ")}${texts.length > 3 ? ", …" : ""}] } }.`,
    file,
    row: first,
    column,
    value: texts[0]!,
    count: rows,
    facts: { texts: [...texts] },
  };
}
