import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  contextCsv,
  hexJson,
  makeCountry,
  NATIONAL,
  plansCsv,
  POPULATION,
  populationCsv,
  spendingCsv,
} from "../../examples/invented-councils/country.mjs";
import { COUNTRY, REGIONS } from "../../examples/invented-councils/places.mjs";
import { increments, ORDER, usedRows } from "../../examples/invented-councils/shares.mjs";

const folder = new URL("../../examples/invented-councils/", import.meta.url);
const shared = process.env.WHYVARY_SHARED ?? fileURLToPath(new URL("../../../shared", import.meta.url));
const read = (name) => readFileSync(new URL(name, folder), "utf8");
const country = makeCountry();
const places = [...new Set(country.rows.map((r) => r.place))];

describe("the invented country", () => {
  it("is written again byte for byte", () => {
    expect(read("plans.csv")).toBe(plansCsv(country));
    expect(read("population.csv")).toBe(populationCsv(country));
    expect(read("context.csv")).toBe(contextCsv(country));
    expect(read("spending.csv")).toBe(spendingCsv(country));
    expect(read("places.hexjson")).toBe(hexJson(country));
  });

  it("stays small", () => {
    const bytes = ["plans.csv", "population.csv", "context.csv", "spending.csv", "places.hexjson"].map(
      (name) => read(name).length,
    );
    expect(bytes.reduce((a, b) => a + b)).toBeLessThan(470_000);
  });

  it("has early help fall from 41% to 25% of what is spent, and nine councils in ten overspend", () => {
    const rows = read("spending.csv").trimEnd().split("\n").slice(1).map((line) => line.split(",")); // prettier-ignore
    const tiny = new Set(places.filter((place) => place.tiny).map((place) => place.code));
    const share = (year) => {
      const own = rows.filter((row) => row[0] === String(year) && !row.slice(2, 7).includes("x"));
      const total = (from, to) => own.reduce((sum, row) => sum + row.slice(from, to).reduce((a, b) => a + Number(b), 0), 0); // prettier-ignore
      return total(2, 5) / total(2, 7);
    };
    expect([share(2011).toFixed(2), share(2018).toFixed(2)]).toEqual(["0.41", "0.25"]);
    const last = rows.filter((row) => row[0] === "2018" && !tiny.has(row[1]) && !row.includes("x"));
    const over = last.filter((row) => row.slice(2, 7).reduce((a, b) => a + Number(b), 0) > Number(row[7]));
    expect((over.length / last.length).toFixed(2)).toBe("0.91");
  });

  it("has one hexagon a council, no two on one place, regions in one piece", () => {
    const { layout, hexes } = JSON.parse(read("places.hexjson"));
    expect(layout).toBe("odd-r");
    expect(Object.keys(hexes).toSorted()).toEqual(places.map((place) => place.code).toSorted());
    expect(new Set(Object.values(hexes).map(({ q, r }) => `${q} ${r}`)).size).toBe(places.length);
  });

  it("has the published national totals in its first and last year", () => {
    const national = new Map(
      read("plans.csv")
        .split("\n")
        .filter((line) => line.includes(",National,"))
        .map((line) => [Number(line.slice(0, 4)), line.split(",").slice(11).map(Number)]),
    );
    expect(Object.keys(NATIONAL)).toEqual([
      "Referrals",
      "Section47",
      "ICPC",
      "Anypoint_episodes",
      "CIN_At31",
      "CPP_start",
      "CPP_At31",
      "CLA_At31",
    ]);
    const without = (row) => row.filter((_, i) => i !== 5);
    expect(without(national.get(2011))).toEqual([615000, 111700, 53000, 735500, 382400, 42700, 65520]);
    expect(without(national.get(2018))).toEqual([655630, 198090, 79470, 753840, 404710, 53790, 75420]);
    for (const [year, total] of [
      [2011, POPULATION.first],
      [2018, POPULATION.last],
    ]) {
      const people = country.rows.filter((r) => r.year === year).map((r) => r.population);
      expect(people.reduce((a, b) => a + b)).toBe(total);
      expect(read("population.csv")).toContain(
        `\n${year - 1},Reporting year,National,Z92000001,Anyland,,,,,,0-17,${total}\n`,
      );
    }
  });

  it("divides near 44, 15, 10, 6 and 25 when councils enter last", () => {
    const shares = increments(usedRows(country), ORDER).map((s) => 100 * s.share);
    const expected = [15, 10, 6, 44];
    shares.forEach((share, i) => expect(Math.abs(share - expected[i])).toBeLessThan(1.5));
    expect(Math.abs(100 - shares.reduce((a, b) => a + b) - 25)).toBeLessThan(1.5);
  });

  it("gives deprivation nothing when it enters after the councils", () => {
    const [, , deprivation] = increments(usedRows(country), ["Council", "Year", "Deprivation"]);
    expect(deprivation.share).toBeGreaterThanOrEqual(0);
    expect(deprivation.share).toBeLessThan(0.005);
  });

  it("leaves much less to councils alone once pupils' ethnicity enters first", () => {
    const rows = usedRows(country);
    const extra = { Ethnicity: ["whiteBritish", "asian", "black"].map((name) => rows.map((r) => r[name])) };
    const plain = increments(rows, ORDER).at(-1).share;
    const held = increments(rows, ["Ethnicity", ...ORDER], extra).at(-1).share;
    expect(held).toBeLessThan(0.8 * plain);
  });

  it("keeps every council at eight years but the one that did not report", () => {
    const lines = read("plans.csv")
      .split("\n")
      .filter((line) => line.includes(",Local authority,"));
    expect(places).toHaveLength(152);
    expect(lines).toHaveLength(152 * 8 - 2);
    expect(country.gaps.absent.size).toBe(2);
  });
});

const codes = `${shared}/data/codes`;
describe.skipIf(!existsSync(codes))(`no real name or code (needs ${codes})`, () => {
  const words = new Set();
  for (const file of ["las.csv", "lookup_name_to_registry.csv", "lookup_gss_to_registry.csv"].filter((f) =>
    existsSync(`${codes}/${f}`),
  ))
    for (const cell of readFileSync(`${codes}/${file}`, "utf8").split(/[\r\n,"]+/))
      words.add(cell.trim().toLowerCase());

  it("reads the registers", () => {
    expect(words.has("hartlepool")).toBe(true);
    expect(words.has("805")).toBe(true);
  });

  it("shares none with them", () => {
    const ours = [COUNTRY.code, COUNTRY.name, ...REGIONS.flatMap((r) => [r.code, r.name])];
    for (const p of places) ours.push(p.code, p.newCode, p.name, p.name.replace(", City of", ""));
    expect(ours.filter((word) => words.has(word.toLowerCase()))).toEqual([]);
  });
});

const hasR = spawnSync("Rscript", ["--version"]).status === 0;
describe.skipIf(!hasR)("R's anova (needs Rscript)", () => {
  it("gives the same shares from the CSV files", () => {
    const script = `
      keep <- function(f) { d <- read.csv(f, colClasses = "character", check.names = FALSE); d[d$geographic_level == "Local authority", ] }
      a <- keep("plans.csv"); p <- keep("population.csv"); x <- read.csv("context.csv", colClasses = "character")
      num <- function(v) suppressWarnings(as.numeric(v))
      key <- paste(a$old_la_code, a$time_period)
      d <- x[match(key, paste(x$council_code, x$year)), ]
      people <- num(p$population_estimate)[match(key, paste(p$old_la_code, num(p$time_period) + 1))]
      f <- data.frame(y = 10000 * num(a$CPP_At31) / people, dep = num(d$deprivation_score), low = num(d$low_income_percent),
        year = a$time_period, spend = num(d$spend_safeguarding), fam = num(d$spend_family_support), vac = num(d$sw_vacancy_rate), area = a$old_la_code)
      f <- f[!(f$area %in% c("X91", "Y53")), ]; f <- f[complete.cases(f), ]
      r2 <- sapply(list(y ~ dep + low, y ~ dep + low + year, y ~ dep + low + year + spend + fam + vac,
        y ~ dep + low + year + spend + fam + vac + area), function(m) summary(lm(m, f))$r.squared)
      cat(nrow(f), format(diff(c(0, r2)), digits = 15))`;
    const run = spawnSync("Rscript", ["-e", script], { cwd: fileURLToPath(folder), encoding: "utf8" });
    const [n, ...shares] = run.stdout.trim().split(/\s+/).map(Number);
    const rows = usedRows(country);
    expect(n).toBe(rows.length);
    increments(rows, ORDER).forEach((s, i) => expect(s.share).toBeCloseTo(shares[i], 9));
  }, 60_000);
});
