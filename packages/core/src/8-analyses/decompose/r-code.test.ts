import { describe, expect, it } from "vitest";
import { makePanel } from "../../../test/make-panel.ts";
import { hasR, runR } from "../../../test/r.ts";
import { referenceData } from "../../../test/reference.ts";
import type { Json } from "../../messages/types.ts";
import { drain } from "../../messages/drain.ts";
import { decomposeKind } from "./index.ts";

type Entry = { [key: string]: Json };
const AREAS: Entry = { Council: "area", Year: "time" };

const CASES: [string, string, Entry][] = [
  [
    "areas, years, fixed and varying measures",
    "la_panel_na.csv",
    { outcome: "cpp_rate", blocks: { ...AREAS, Deprivation: ["imd"], Spend: ["spend_per_child", "vacancy_rate"] } },
  ],
  [
    "weights, an expression, text and published shares",
    "la_panel_na.csv",
    {
      outcome: "log(cpp_rate)",
      weights: "child_pop",
      blocks: { "In one's region": ["region"], Grade: ["ofsted"], Where: "area", Other: ["log(caseload)", "I(imd^2)"] },
      published: { Grade: 0.1, Where: 0.4 },
      bootstrap: { draws: 60, seed: 42 },
    },
  ],
  [
    "a product after its parts",
    "la_panel_na.csv",
    {
      outcome: "cpp_rate",
      blocks: { Poverty: ["imd"], Spend: ["spend_per_child"], Both: ["imd:spend_per_child"], Year: "time" },
      bootstrap: { draws: 100 },
    },
  ],
  [
    "unions, joint parts and the order given",
    "la_panel_na.csv",
    {
      outcome: "cpp_rate",
      blocks: { ...AREAS, Poverty: ["imd"], Children: ["idaci"], Spend: ["spend_per_child"] },
      unions: { Deprivation: ["Poverty", "Children"], Settled: ["Council", "Year"] },
      also: ["commonality", "sequential"],
      bootstrap: { draws: 20 },
    },
  ],
  [
    "standardised coefficients beside areas and years",
    "la_panel_na.csv",
    {
      outcome: "cpp_rate",
      blocks: { ...AREAS, Deprivation: ["imd", "idaci"], Spend: ["spend_per_child", "caseload"] },
      also: ["standardised"],
      bootstrap: { draws: 0 },
    },
  ],
  [
    "standardised coefficients with weights and a factor, without areas",
    "la_panel_na.csv",
    {
      outcome: "cpp_rate",
      weights: "child_pop",
      blocks: { Deprivation: ["imd", "I(2 * imd)"], Where: ["region"], Spend: ["spend_per_child"] },
      also: ["standardised", "commonality"],
      bootstrap: { draws: 0 },
    },
  ],
  [
    "the order given, where a product waits for its parts",
    "la_panel_na.csv",
    {
      outcome: "cpp_rate",
      blocks: { Both: ["imd:spend_per_child"], Poverty: ["imd"], Spend: ["spend_per_child"] },
      also: ["sequential"],
      bootstrap: { draws: 0 },
    },
  ],
  [
    "a product with the area as a part, and a trend beside years",
    "la_panel_na.csv",
    {
      outcome: "cpp_rate",
      blocks: { Year: "time", Trend: ["time"], Regions: ["region", "region:imd"] },
      bootstrap: { draws: 40 },
    },
  ],
  ["no draws", "la_panel_na.csv", { outcome: "cpp_rate", blocks: { ...AREAS, A: ["idaci"] }, bootstrap: { draws: 0 } }],
  [
    "rows without areas, a measure that does not vary",
    "mtcars.csv",
    {
      outcome: "mpg",
      blocks: { Size: ["wt", "disp"], Power: ["hp", "poly(qsec, 2)"], None: ["one"] },
      bootstrap: { draws: 50 },
    },
  ],
];

function panelOf(file: string) {
  const data = referenceData(file);
  if (file.startsWith("la_panel")) return makePanel(data, { area: "la_code", time: "year_num" });
  return makePanel({ ...data, one: data["mpg"]!.map(() => 1) });
}

function inR(file: string, code: string): Json {
  const path = new URL(`../../../fixtures/reference/data/${file}`, import.meta.url).pathname;
  const keys = file.startsWith("la_panel")
    ? 'panel$area <- panel$la_code; panel$time <- panel$year_num; panel <- panel[order(panel$area, panel$time, method = "radix"), ]'
    : "panel$one <- 1";
  return runR(
    `panel <- read.csv("${path}", na.strings = c("", "NA"), check.names = FALSE)\n${keys}\n${code}`,
    {},
    "result",
  );
}

/** Every number of ours is in R's result, to 1e-9 (shares near zero: of the whole). */
function compare(ours: Json, theirs: Json | undefined, path: string): void {
  if (ours === null) return expect(theirs ?? null, path).toBe(null);
  if (typeof ours === "number") {
    expect(theirs, path).toBeTypeOf("number");
    return expect(Math.abs(ours - (theirs as number)), path).toBeLessThan(1e-9 * Math.max(1, Math.abs(ours)));
  }
  if (Array.isArray(ours)) {
    const list = Array.isArray(theirs) ? theirs : [theirs as Json];
    expect(list.length, path).toBe(ours.length);
    return ours.forEach((item, i) => compare(item, list[i], `${path}[${i}]`));
  }
  if (typeof ours === "object")
    return Object.keys(ours).forEach((key) =>
      compare(ours[key]!, (theirs as { [key: string]: Json })[key], `${path}.${key}`),
    );
  expect(theirs, path).toBe(ours);
}

describe.skipIf(!hasR())("the R script of shares gives the same numbers", () => {
  it.each(CASES)("%s", { timeout: 120_000 }, (_, file, entry) => {
    const outcome = drain(
      decomposeKind.run({ panel: panelOf(file) }, { id: "a", kind: "decompose", ...entry } as never),
    );
    if ("problem" in outcome) throw new Error(outcome.problem.text);
    compare(outcome.value, inR(file, outcome.rCode), "value");
  });
});
