import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../setup.mjs";

const program = `${root}apps/cli/dist/main.js`;
const example = `${root}examples/invented-councils/`;
const article = `${example}article.whyvary.json`;
const elsewhere = mkdtempSync(join(tmpdir(), "whyvary-article-"));
afterAll(() => rmSync(elsewhere, { recursive: true }));

const whyvary = (...words) =>
  spawnSync(process.execPath, [program, ...words], { cwd: elsewhere, encoding: "utf8", maxBuffer: 1 << 28 });
const at = (value, path) => path.split(".").reduce((inner, key) => inner?.[key], value);
/** Figures that each answer leads with, at the same place in the result and in R's. */
const headlines = {
  profile: ["now.own", "now.mean", "expected.expected"],
  trend: ["rows.0.growth", "population.growth"],
  spread: ["figures.p90OverP10", "figures.scv", "gradient.concentration.index", "moran.i", "moran.pValue"],
  decompose: ["nobs", "rSquared"],
  audit: ["specifications", "within", "nearest.0.gap"],
  omitted: ["nobs", "steps.0.areaLast", "steps.1.areaLast"],
  relate: ["nobs", "slopes.0.estimate"],
  composition: ["years.0.lead.share", "years.7.lead.share", "change.lead", "change.rest"],
  budget: ["years.7.over.0.count", "years.7.over.1.share", "years.7.gap"],
  regress: ["coefficients.0.estimate", "coefficients.0.stdError"],
};
const kinds = [
  "profile",
  "trend",
  "spread",
  "decompose",
  "audit",
  "omitted",
  "relate",
  "composition",
  "budget",
  "regress",
];

describe("the example as one article", () => {
  let analyses;
  beforeAll(() => {
    const done = whyvary("run", article, "--json");
    expect(done.stderr).toBe("");
    analyses = JSON.parse(done.stdout).analyses;
  }, 120_000);

  it("answers each question in words, with notes and a method", () => {
    expect(analyses.map(({ kind }) => kind)).toEqual(kinds);
    for (const { id, ok, answer, statement, rCode } of analyses) {
      expect(ok, id).toBe(true);
      expect(answer.map(({ text }) => text).join("").length, id).toBeGreaterThan(80);
      expect(statement.length, id).toBeGreaterThan(80);
      expect(rCode.length, id).toBeGreaterThan(80);
    }
  });

  it("says of every count of services that it is activity, and of the grade and of money that they are not", () => {
    for (const { id, kind, notes } of analyses)
      expect(
        notes.some(({ code }) => code === "activity"),
        id,
      ).toBe(!["relate", "composition", "budget"].includes(kind));
  });

  it("counts rows read as rows used and rows set aside", () => {
    for (const { ladder } of analyses)
      for (let i = 1; i < ladder.length; i++) expect(ladder[i].rows).toBe(ladder[i - 1].rows - ladder[i].removed);
  });

  const hasR = spawnSync("Rscript", ["-e", "library(jsonlite); library(ordinal)"], { stdio: "ignore" }).status === 0;
  if (!hasR) console.log("skipped: Rscript with jsonlite and ordinal is not there");
  it.skipIf(!hasR).each(kinds)(
    "%s: its R script runs from the files and gives the same figures",
    (kind) => {
      const { id, value } = analyses.find((one) => one.kind === kind);
      const script = whyvary("r", article, "--analysis", id);
      expect(script.stderr).toBe("");
      for (const name of ["plans.csv", "population.csv", "context.csv", "spending.csv"])
        copyFileSync(example + name, join(elsewhere, name));
      const shown = `cat(jsonlite::toJSON(result, digits = NA, auto_unbox = TRUE, na = "null", force = TRUE), file = "out.json")`;
      writeFileSync(join(elsewhere, "script.R"), `${script.stdout}\n${shown}\n`);
      const run = spawnSync("Rscript", ["script.R"], { cwd: elsewhere, encoding: "utf8", maxBuffer: 1 << 28 });
      expect(run.status, run.stderr).toBe(0);
      const theirs = JSON.parse(readFileSync(join(elsewhere, "out.json"), "utf8"));
      for (const path of headlines[kind]) {
        const ours = at(value, path);
        expect(typeof ours, path).toBe("number");
        expect(at(theirs, path) / ours, path).toBeCloseTo(1, 8);
      }
    },
    120_000,
  );
});
