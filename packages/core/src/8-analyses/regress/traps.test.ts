import { describe, expect, it } from "vitest";
import { safeParse } from "valibot";
import { makePanel } from "../../../test/make-panel.ts";
import { referenceData } from "../../../test/reference.ts";
import { drain } from "../../messages/drain.ts";
import { MersenneTwister } from "../../random/index.ts";
import { regress, type RegressOptions } from "./index.ts";

type Cells = Record<string, (string | number | null)[]>;

/** Every code that a regression raises: its notes, or its problem. */
function codes(
  data: Cells,
  entry: Partial<RegressOptions> & { formula: string },
  keys = { area: "a", time: "t" },
): string[] {
  const parsed = safeParse(regress.options, { id: "model", kind: "regress", ...entry });
  if (!parsed.success) throw new Error(parsed.issues[0].message);
  const outcome = drain(regress.run({ panel: makePanel(data, keys) }, parsed.output));
  return "problem" in outcome ? [outcome.problem.code] : outcome.notes.map((note) => note.code);
}

/** Areas by years, an outcome and two measures of noise, the same every time. */
function made(areas: number, years: number): Cells & { y: number[]; x: number[]; a: string[]; t: number[] } {
  const random = new MersenneTwister(7);
  const rows = Array.from({ length: areas * years }, (_, i) => i);
  return {
    a: rows.map((i) => `A${Math.floor(i / years)}`),
    t: rows.map((i) => 2010 + (i % years)),
    x: rows.map(() => random.uniform()),
    y: rows.map((i) => random.uniform() + Math.floor(i / years) / 3),
    z: rows.map((i) => Math.floor(i / years) * 1.5),
    n: rows.map(() => Math.floor(random.uniform() * 5)),
  };
}

describe("what could mislead, each on data that springs it", () => {
  const data = made(12, 6);
  const { y, x, a, t } = data;
  const before = y.map((_, i) => (t[i] === 2010 ? null : y[i - 1]!));

  it.each<[string, Cells, Partial<RegressOptions> & { formula: string }, string]>([
    ["a measure fixed over time beside area effects", data, { formula: "y ~ x + z | area" }, "absorbed"],
    ["the same within", data, { formula: "y ~ z", estimator: "within" }, "absorbed"],
    ["areas with one row", { ...data, y: y.map((v, i) => (a[i] === "A3" && i % 6 > 0 ? null : v)) }, { formula: "y ~ x | area" }, "singletons"], // prettier-ignore
    ["a group without rows", { ...data, g: a.map((c) => (c === "A3" ? "none" : c < "A5" ? "low" : "high")), x: x.map((v, i) => (a[i] === "A3" ? null : v)) }, { formula: "y ~ x + g" }, "empty-level"], // prettier-ignore
    ["a grade nobody has", { ...data, g: x.map((v) => (v > 0.5 ? "b" : "a")) }, { formula: "g ~ y", estimator: "ordinal", levels: ["a", "b", "c"] }, "empty-level"], // prettier-ignore
    ["perfect separation", { ...data, b: x.map((v) => (v > 0.5 ? 1 : 0)) }, { formula: "b ~ x", estimator: "binomial" }, "separation"], // prettier-ignore
    ["separated grades", { ...data, b: x.map((v) => (v > 0.5 ? 1 : 0)) }, { formula: "b ~ x", estimator: "ordinal" }, "separation"], // prettier-ignore
    ["no variance between areas", { ...data, y: x.map((v, i) => v * (i % 2)) }, { formula: "y ~ x + (1 | area)" }, "singular"], // prettier-ignore
    ["the same by Swamy and Arora", { ...data, y: x.map((v, i) => v * (i % 2)) }, { formula: "y ~ x", estimator: "random" }, "singular"], // prettier-ignore
    ["no variance between years", { ...data, y: x.map((_, i) => (Math.floor(i / 6) % 2 === 0 ? 1 : -1) * x[12 * Math.floor(i / 12) + (i % 6)]!) }, { formula: "y ~ z", estimator: "two-way-random" }, "singular"], // prettier-ignore
    ["one year, two-way random", made(9, 1), { formula: "y ~ x", estimator: "two-way-random" }, "one-year"],
    ["more columns than years", { ...made(12, 3), w: made(12, 3).y.map((v) => v * v), v: made(12, 3).y.map((v) => 1 / (1 + v)) }, { formula: "y ~ x + w + v", estimator: "two-way-random" }, "cannot-fit"], // prettier-ignore
    ["clusters where every area is tied to every other", data, { formula: "y ~ x", estimator: "two-way-random", errors: "CR1" }, "errors-not-here"], // prettier-ignore
    ["years both random and fixed", data, { formula: "y ~ x", estimator: "two-way-random", years: true }, "years-not-here"], // prettier-ignore
    ["counts that scatter no more than Poisson's", { ...data, n: a.map((_, i) => 4 + (i % 3)) }, { formula: "n ~ x + (1 | area)", estimator: "nb2" }, "cannot-fit"], // prettier-ignore
    ["one area, negative binomial", { ...made(1, 9), n: made(1, 9).n!.map((v) => Number(v) ** 3) }, { formula: "n ~ x + (1 | area)", estimator: "nb2" }, "one-area"], // prettier-ignore
    ["weights beside a random intercept of counts", data, { formula: "n ~ x + (1 | area)", estimator: "nb2", weights: "y" }, "weights-not-here"], // prettier-ignore
    ["a random slope of counts", data, { formula: "n ~ x + (1 + x | area)", estimator: "nb2" }, "random-intercept-only"], // prettier-ignore
    ["more scatter than Poisson", { ...data, n: y.map((v) => Math.round(v * v * 30)) }, { formula: "n ~ x", estimator: "poisson" }, "overdispersion"], // prettier-ignore
    ["fewer clusters than coefficients", { ...data, g: a.map((c) => (c < "A2" ? "p" : c < "A5" ? "q" : "r")) }, { formula: "y ~ x + z + n", errors: { type: "CR1", cluster: "g" } }, "fewer-clusters-than-terms"], // prettier-ignore
    ["few clusters", data, { formula: "y ~ x" }, "few-clusters"],
    ["a year is missing before a change", { ...data, y: y.map((v, i) => (t[i] === 2012 && a[i] === "A1" ? null : v)) }, { formula: "y ~ x", estimator: "first-difference" }, "gap-years"], // prettier-ignore
    ["last year's outcome beside area effects", { ...data, before }, { formula: "y ~ before + x | area" }, "nickell"],
    ["a population of zero", { ...data, p: x.map((v, i) => (i === 3 ? 0 : 100 * v)) }, { formula: "n ~ x + offset(log(p))", estimator: "poisson" }, "offset-zero"], // prettier-ignore
    ["a sign that the choice of model reverses", { ...data, y: x.map((v, i) => -v + (t[i]! - 2010) * 0.3 + Math.floor(i / 6)), x: x.map((v, i) => v + Math.floor(i / 6)) }, { formula: "y ~ x | area" }, "sign-reversed"], // prettier-ignore
    ["an activity as outcome", { ...data, cpp_rate: y }, { formula: "cpp_rate ~ x" }, "activity"],
    ["an activity as outcome, counted", { ...data, referrals: data.n! }, { formula: "referrals ~ x", estimator: "poisson" }, "activity"], // prettier-ignore
    ["counts that are all zero", { ...data, n: y.map(() => 0) }, { formula: "n ~ x", estimator: "poisson" }, "all-zero"], // prettier-ignore
    ["no area with events and none", { ...data, n: a.map((c) => (c === "A1" ? 1 : 0)), b: a.map((c) => (c === "A1" ? 1 : 0)) }, { formula: "b ~ x | area", estimator: "binomial" }, "cannot-fit"], // prettier-ignore
    ["one area, mixed", made(1, 9), { formula: "y ~ x + (1 | area)" }, "one-group"],
    ["one area, between", made(1, 9), { formula: "y ~ x", estimator: "between", errors: "classical" }, "one-area"],
    ["one area, random", made(1, 9), { formula: "y ~ x", estimator: "random", errors: "classical" }, "one-area"],
    ["one area, clustered", made(1, 9), { formula: "y ~ x" }, "one-cluster"],
    ["one year, differences", made(9, 1), { formula: "y ~ x", estimator: "first-difference" }, "one-year"],
    ["one year, within", made(9, 1), { formula: "y ~ x", estimator: "within", errors: "classical" }, "more-predictors-than-rows"], // prettier-ignore
    ["one year, mixed", made(9, 1), { formula: "y ~ x + (1 | area)" }, "group-per-row"],
    ["one year, random", made(9, 1), { formula: "y ~ x", estimator: "random" }, "one-year"],
  ])("%s", (_, cells, entry, code) => {
    expect(codes(cells, entry)).toContain(code);
  });

  it("sets areas without an event aside, by name", () => {
    const panel = makePanel({ ...data, n: data.n!.map((v, i) => (a[i] === "A4" ? 0 : v)) }, { area: "a", time: "t" });
    const entry = { id: "m", kind: "regress", formula: "n ~ x | area", estimator: "poisson" } as const;
    const outcome = drain(regress.run({ panel }, entry));
    if ("problem" in outcome) throw new Error(outcome.problem.text);
    expect(outcome.value.fit.nobs).toBe(66);
    const rung = outcome.ladder.at(-2)!;
    expect(rung).toMatchObject({ removed: 6, rows: 66, text: "no variation within area" });
    expect(rung.areas!.map((area) => area.area)).toEqual(["A4"]);
    expect(outcome.ladder.at(-1)!.rows).toBe(66);
  });

  it("says nothing of what is not there", () => {
    const clean = codes({ ...data }, { formula: "y ~ x", errors: "HC1" });
    expect(clean).toEqual([]);
    const real = codes(referenceData("la_panel.csv"), { formula: "idaci ~ caseload | area", weights: "child_pop" }, { area: "la_code", time: "year_num" }); // prettier-ignore
    expect(real).toEqual([]);
  });
});
