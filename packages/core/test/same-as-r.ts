import { expect } from "vitest";
import type { Panel } from "../src/3-panel/panel.ts";
import { rName, rString } from "../src/messages/r-text.ts";
import { runR } from "./r.ts";

/** R lines that make the data frame `panel` from a panel of a test. */
export function panelAsR(panel: Panel): string {
  const cells = (values: readonly (string | number | null)[], text: boolean): string =>
    `c(${values.map((value) => (value === null ? (text ? "NA_character_" : "NA_real_") : typeof value === "number" ? number(value) : rString(value))).join(", ")})`;
  const rows = Array.from({ length: panel.rows }, (_, row) => row);
  const parts = [
    ...(panel.area === null
      ? []
      : [
          `area = ${cells(
            rows.map((r) => panel.area!.codes[panel.area!.of[r]!]!),
            true,
          )}`,
        ]),
    ...(panel.time === null
      ? []
      : [
          `time = ${cells(
            rows.map((r) => panel.time!.values[panel.time!.of[r]!]!),
            false,
          )}`,
        ]),
    ...[...panel.columns].map(([name, column]) => `${rName(name)} = ${cells(rows.map((r) => column.at(r)), column.kind === "text")}`), // prettier-ignore
  ];
  return `panel <- data.frame(${parts.join(",\n")}, check.names = FALSE, stringsAsFactors = FALSE)`;
}

function number(value: number): string {
  return Number.isFinite(value) ? String(value) : value > 0 ? "Inf" : "-Inf";
}

/**
 * Runs an analysis' own R lines on the panel and compares every number, text and truth value under `keys` of the value
 * (all keys when not said) with R's `result`. Numbers agree to `tolerance`, relatively (absolutely below one).
 */
export function expectSameAsR(
  panel: Panel,
  outcome: { value: unknown; rCode: string },
  { keys, tolerance = 1e-9 }: { keys?: string[]; tolerance?: number } = {},
): void {
  const theirs = resultOf(`${panelAsR(panel)}\n${outcome.rCode}`);
  const ours = outcome.value as Record<string, unknown>;
  for (const key of keys ?? Object.keys(ours)) compare(ours[key], theirs[key], key, tolerance);
}

const seen: { script: string; result: Record<string, unknown> }[] = [];

/** What a script leaves in `result`. A test asks for parts of one result with tolerances of their own: R runs once for them. */
function resultOf(script: string): Record<string, unknown> {
  const known = seen.find((one) => one.script === script);
  if (known) return known.result;
  const result = runR<Record<string, unknown>>(script, {}, "result");
  seen.push({ script, result });
  if (seen.length > 4) seen.shift();
  return result;
}

function compare(ours: unknown, theirs: unknown, at: string, tolerance: number): void {
  if (typeof ours === "number") {
    expect(typeof theirs, `${at}: ours ${ours}, R's ${JSON.stringify(theirs)}`).toBe("number");
    const gap = Math.abs(ours - (theirs as number)) / Math.max(1, Math.abs(ours));
    expect(gap, `${at}: ours ${ours}, R's ${theirs as number}`).toBeLessThan(tolerance);
  } else if (Array.isArray(ours)) {
    // One value alone is unboxed on R's side, and nothing at all is an empty list or object.
    const list = Array.isArray(theirs) ? theirs : ours.length === 0 ? [] : [theirs];
    expect(list.length, `${at}: how many`).toBe(ours.length);
    ours.forEach((item, i) => compare(item, list[i], `${at}[${i}]`, tolerance));
  } else if (ours !== null && typeof ours === "object") {
    for (const [key, item] of Object.entries(ours))
      compare(item, (theirs as Record<string, unknown> | null)?.[key], `${at}.${key}`, tolerance);
  } else if (ours === null) {
    const none = theirs === null || theirs === undefined || theirs === "NA" || (typeof theirs === "object" && Object.keys(theirs).length === 0); // prettier-ignore
    expect(none, `${at}: ours is null, R's ${JSON.stringify(theirs)}`).toBe(true);
  } else expect(theirs, at).toBe(ours);
}
