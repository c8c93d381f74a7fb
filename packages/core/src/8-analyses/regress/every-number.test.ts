import { describe, expect, it } from "vitest";
import { safeParse } from "valibot";
import { makePanel } from "../../../test/make-panel.ts";
import { referenceData } from "../../../test/reference.ts";
import { expectSameAsR } from "../../../test/same-as-r.ts";
import { hasR, runR } from "../../../test/r.ts";
import { drain } from "../../messages/drain.ts";
import { regress, type RegressOptions, type RegressValue } from "./index.ts";

type Entry = Partial<RegressOptions> & { formula: string };

/** Words, labels for people, and how the fit was found: what R has no figure for. */
const WORDS = new Set(["estimator", "errors", "weights", "route", "converged", "boundaryRows", "label", "row", "id", "reversed", "name", "emptyGrades"]); // prettier-ignore

/** The value without those, and without what is not there. */
function figures(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(figures);
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(
    ([key, item]) => !WORDS.has(key) && !(Array.isArray(item) && item.length === 0),
  );
  return Object.fromEntries(kept.map(([key, item]) => [key, figures(item)]));
}

function everyNumber(entry: Entry, tolerance: number, data = referenceData("la_panel_na.csv")): RegressValue {
  // R reads no more than the model takes.
  const taken = Object.entries(data).filter(
    ([name]) => ["la_code", "year_num"].includes(name) || JSON.stringify(entry).includes(name),
  );
  const panel = makePanel(Object.fromEntries(taken), { area: "la_code", time: "year_num" });
  const parsed = safeParse(regress.options, { id: "model", kind: "regress", ...entry });
  if (!parsed.success) throw new Error(parsed.issues[0].message);
  const outcome = drain(regress.run({ panel }, parsed.output));
  if ("problem" in outcome) throw new Error(`${outcome.problem.code}: ${outcome.problem.text}`);
  expect(outcome.value.coefficients.length).toBeGreaterThan(0);
  // Named levels of effects and clusters come with the counts; what a group of random parts is called is compared as `group`.
  expectSameAsR(panel, { ...outcome, value: figures(outcome.value) }, { tolerance });
  return outcome.value;
}

/** R in base, MASS apart: every kind of errors, then every estimator. */
const LINEAR: [string, Entry][] = [
  ...(["classical", "HC0", "HC1", "HC2", "HC3", "HC4", "CR0", "CR1", "CR1S", "CR2", "CR3"] as const).flatMap(
    (errors): [string, Entry][] => [
      [
        `${errors}, weights, a product with a factor`,
        { formula: "cpp_rate ~ imd * region + caseload", errors, weights: "child_pop" },
      ],
      // With some hundred and sixty indicators R takes a while over each: those whose formula knows of them.
      ...(["classical", "HC3", "HC4", "CR1S", "CR2", "CR3"].includes(errors)
        ? [
            [
              `${errors}, area and year effects`,
              { formula: "cpp_rate ~ spend_per_child + caseload | area + time", errors },
            ] satisfies [string, Entry],
          ]
        : []),
    ],
  ),
  ["two-way clusters", { formula: "cpp_rate ~ imd + caseload", errors: { type: "CR1", cluster: ["area", "time"] } }],
  [
    "clusters beside weights and area effects",
    { formula: "cpp_rate ~ spend_per_child + caseload | area", weights: "child_pop", errors: "CR2" },
  ],
  ["few clusters", { formula: "cpp_rate ~ imd + spend_per_child", errors: { type: "CR2", cluster: "region" } }],
  [
    "wild bootstrap",
    { formula: "cpp_rate ~ imd + spend_per_child", errors: { type: "wild", cluster: "region", draws: 499 } },
  ],
  ["polynomial, offset, no constant", { formula: "cpp_rate ~ 0 + poly(imd, 3) + region + offset(agency_rate)" }],
  ["a column that cannot be told apart", { formula: "cpp_rate ~ imd + I(imd * 2) + caseload" }],
  ["effects of one kind only", { formula: "cpp_rate ~ imd + caseload | time" }],
];
const PANEL: [string, Entry][] = [
  ["within", { formula: "cpp_rate ~ spend_per_child + caseload", estimator: "within" }],
  [
    "within, years",
    { formula: "cpp_rate ~ spend_per_child + caseload", estimator: "within", years: true, errors: "CR1S" },
  ],
  ["pooled, years", { formula: "cpp_rate ~ imd + caseload", estimator: "pooled", years: true, errors: "CR2" }],
  ["between", { formula: "cpp_rate ~ imd + caseload", estimator: "between" }],
  ["between, HC3", { formula: "cpp_rate ~ imd + caseload", estimator: "between", errors: "HC3" }],
  ["first differences", { formula: "cpp_rate ~ spend_per_child + caseload", estimator: "first-difference" }],
  [
    "first differences, CR3",
    { formula: "cpp_rate ~ spend_per_child + caseload", estimator: "first-difference", errors: "CR3" },
  ],
  ["random", { formula: "cpp_rate ~ imd + caseload + region", estimator: "random" }],
  [
    "random, years, classical",
    { formula: "cpp_rate ~ imd + caseload", estimator: "random", years: true, errors: "classical" },
  ],
  ["random, CR2", { formula: "cpp_rate ~ imd + caseload", estimator: "random", errors: "CR2" }],
  ["two-way random", { formula: "cpp_rate ~ spend_per_child + imd + caseload", estimator: "two-way-random" }],
  ["two-way random, a product", { formula: "cpp_rate ~ imd * caseload", estimator: "two-way-random" }],
  ["within-between", { formula: "cpp_rate ~ spend_per_child + imd + caseload", estimator: "within-between" }],
  [
    "within-between without years",
    { formula: "cpp_rate ~ spend_per_child + imd", estimator: "within-between", years: false, errors: "HC1" },
  ],
  ["mundlak", { formula: "cpp_rate ~ spend_per_child + caseload", estimator: "mundlak" }],
];
const COUNT = "cpp_count ~ imd + caseload + offset(log(child_pop))";
const SHARE = "I(cpp_count / child_pop) ~ imd + region";
const COUNTS: [string, Entry][] = [
  ...(["classical", "HC0", "HC1", "HC2", "HC3", "HC4", "CR0", "CR1", "CR1S"] as const).map(
    (errors): [string, Entry] => [`poisson, ${errors}`, { formula: COUNT, estimator: "poisson", errors }],
  ),
  [
    "poisson, two-way clusters",
    { formula: COUNT, estimator: "poisson", errors: { type: "CR1S", cluster: ["area", "time"] } },
  ],
  [
    "poisson with area and year effects",
    { formula: "cpp_count ~ spend_per_child + offset(log(child_pop)) | area + time", estimator: "poisson" },
  ],
  [
    "poisson with area effects, model's own errors",
    { formula: "cpp_count ~ spend_per_child + caseload | area", estimator: "poisson", errors: "classical" },
  ],
  [
    "quasipoisson with an offset and a product",
    { formula: "cpp_count ~ imd * region + offset(log(child_pop))", estimator: "quasipoisson", errors: "classical" },
  ],
  [
    "quasipoisson with area effects",
    { formula: "cpp_count ~ spend_per_child + offset(log(child_pop)) | area", estimator: "quasipoisson" },
  ],
  ["quasipoisson, weights", { formula: COUNT, estimator: "quasipoisson", weights: "caseload", errors: "HC3" }],
  [
    "poisson, a column that cannot be told apart",
    { formula: "cpp_count ~ imd + I(2 * imd) + region", estimator: "poisson" },
  ],
  ["binomial", { formula: SHARE, estimator: "binomial", weights: "child_pop" }],
  ["binomial, its own errors", { formula: SHARE, estimator: "binomial", weights: "child_pop", errors: "classical" }],
  ["quasibinomial", { formula: SHARE, estimator: "quasibinomial", weights: "child_pop", errors: "classical" }],
];

describe.skipIf(!hasR())("every number of a regression is its R script's", () => {
  it.each(LINEAR)("%s", { timeout: 120_000 }, (_, entry) => void everyNumber(entry, 1e-7));
  it.each(PANEL)("%s", { timeout: 120_000 }, (_, entry) => void everyNumber(entry, 1e-7));
  it.each(COUNTS)("%s", { timeout: 120_000 }, (_, entry) => void everyNumber(entry, 1e-7));
});

// Base R, which finds second derivatives by differences of differences.
describe.skipIf(!hasR())("scattered counts with a random intercept", () => {
  it.each<[string, Entry]>([
    ["an offset", { formula: "cpp_count ~ imd + offset(log(child_pop)) + (1 | area)", estimator: "nb2" }],
    [
      "a factor and years as terms",
      { formula: "cpp_count ~ scale(imd) + caseload + (1 | region)", estimator: "nb2", years: true },
    ],
    ["no terms", { formula: "cpp_count ~ 1 + offset(log(child_pop)) + (1 | area)", estimator: "nb2" }],
    ["a column that cannot be told apart", { formula: "cpp_count ~ imd + I(2 * imd) + (1 | area)", estimator: "nb2" }],
  ])("%s", { timeout: 180_000 }, (_, entry) => void everyNumber(entry, 1e-6));
});

describe.skipIf(!hasR("MASS"))("negative binomial counts", () => {
  it.each<[string, Entry]>([
    ["model's own errors", { formula: COUNT, estimator: "nb2", errors: "classical" }],
    ["clustered", { formula: COUNT, estimator: "nb2" }],
    [
      "HC3 and a factor",
      { formula: "cpp_count ~ imd + region + offset(log(child_pop))", estimator: "nb2", errors: "HC3" },
    ],
    // MASS stops its search for theta at 1e-8 or so of it.
  ])("%s", { timeout: 120_000 }, (_, entry) => void everyNumber(entry, 1e-5));

  it("more zeros than the model knows of", { timeout: 120_000 }, () => {
    const data = referenceData("la_panel_na.csv");
    const cpp_count = data.cpp_count!.map((count, i) => (i % 3 === 0 ? 0 : count));
    everyNumber({ formula: "cpp_count ~ imd + offset(log(child_pop))", estimator: "nb2", errors: "CR1" }, 1e-4, {
      ...data,
      cpp_count,
    });
  });
});

describe.skipIf(!hasR("ordinal"))("grades", () => {
  const levels = ["Inadequate", "Requires improvement", "Good", "Outstanding"];
  it.each<[string, Entry]>([
    ["numbers", { formula: "ofsted ~ imd + spend_per_child", estimator: "ordinal", levels }],
    ["a factor and years", { formula: "ofsted ~ caseload + region", estimator: "ordinal", levels, years: true }],
    ["weights", { formula: "ofsted ~ imd + caseload", estimator: "ordinal", levels, weights: "caseload" }],
    ["a product", { formula: "ofsted ~ imd * spend_per_child", estimator: "ordinal", levels }],
  ])("%s", { timeout: 120_000 }, (_, entry) => void everyNumber(entry, 1e-5));
});

describe.skipIf(!hasR("lme4", "lmerTest"))("mixed models", () => {
  // What lme4's own optimiser leaves: some 1e-6 of REML and ML, 1e-3 of Laplace, 1e-4 of lmerTest's degrees of freedom.
  it.each<[string, Entry, number]>([
    ["random intercept", { formula: "cpp_rate ~ imd + spend_per_child + (1 | area)" }, 1e-3],
    [
      "random intercept, ML, years, weights",
      { formula: "cpp_rate ~ imd + caseload + factor(time) + (1 | area)", method: "ML", weights: "child_pop" },
      1e-3,
    ],
    ["nested", { formula: "cpp_rate ~ imd + factor(time) + (1 | region/area)" }, 1e-3],
    ["crossed", { formula: "cpp_rate ~ spend_per_child + (1 | area) + (1 | time)" }, 1e-3],
    ["slopes", { formula: "cpp_rate ~ imd + caseload + (1 + caseload | area)" }, 1e-3],
    ["slopes apart", { formula: "cpp_rate ~ imd + caseload + (caseload || area)", method: "ML" }, 1e-3],
    ["an offset", { formula: "cpp_rate ~ imd + offset(agency_rate) + (1 | area)" }, 1e-3],
    [
      "Poisson",
      { formula: "cpp_count ~ scale(imd) + offset(log(child_pop)) + (1 | area)", estimator: "poisson" },
      2e-3,
    ],
  ])("%s", { timeout: 180_000 }, (_, entry, tolerance) => void everyNumber(entry, tolerance));
});

describe.skipIf(!hasR())("where a package is not on the machine", () => {
  it.each<[string, Entry]>([
    ["lme4", { formula: "cpp_rate ~ imd + (1 | area)" }],
    ["MASS", { formula: COUNT, estimator: "nb2" }],
    [
      "ordinal",
      {
        formula: "ofsted ~ imd",
        estimator: "ordinal",
        levels: ["Inadequate", "Requires improvement", "Good", "Outstanding"],
      },
    ],
  ])("the script says to install %s", { timeout: 60_000 }, (name, entry) => {
    const panel = makePanel(referenceData("la_panel_na.csv"), { area: "la_code", time: "year_num" });
    const outcome = drain(regress.run({ panel }, { id: "a", kind: "regress", ...entry } as RegressOptions));
    if ("problem" in outcome) throw new Error(outcome.problem.text);
    // The line runs before anything else of the package is asked for.
    const line = outcome.rCode.split("\n").findIndex((text) => text.includes(`install.packages("${name}")`));
    const use = outcome.rCode.split("\n").findIndex((text) => text.includes(`${name}::`));
    expect(line).toBeGreaterThan(0);
    expect(line).toBeLessThan(use);
    const without = `requireNamespace <- function(...) FALSE\n${outcome.rCode.split("\n")[line]!}`;
    expect(() => runR(without, {}, "1")).toThrow(`install.packages("${name}")`);
  });
});
