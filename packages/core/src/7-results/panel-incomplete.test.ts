import { describe, expect, it } from "vitest";
import { hasR, runR } from "../../test/r.ts";
import { relativeGap } from "../../test/reference.ts";
import { factorOf } from "../6-estimators/absorb.ts";
import { panelModel, type PanelInput } from "../6-estimators/panel-models.ts";
import { twoWayRandom } from "../6-estimators/two-way-random.ts";
import { MersenneTwister } from "../random/index.ts";
import { coefficientTable } from "./coefficient-table.ts";
import { covariance } from "./covariance.ts";
import { crossSectionTest, panelBreuschGodfrey, serialTest } from "./dependence-tests.ts";

type Row = { area: string; year: number; y: number; x: number; z: number; v: number };

/** Areas over years, kept where `keep` says so; z never changes within an area. */
function rows(areas: number, years: number, keep: (g: number, t: number) => boolean): Row[] {
  const random = new MersenneTwister(11);
  const out: Row[] = [];
  for (let g = 0; g < areas; g++) {
    const [own, z] = [random.uniform(), random.uniform()];
    for (let t = 0; t < years; t++) {
      const [x, e, v] = [own + random.uniform(), random.uniform(), random.uniform()];
      if (keep(g, t)) out.push({ area: `a${g}`, year: 2010 + t, y: 1 + x - z + 2 * own + e, x, z, v });
    }
  }
  return out;
}

const asR = (data: Row[]): string => {
  const list = (key: keyof Row): string => data.map((row) => JSON.stringify(row[key])).join(", ");
  return `d <- data.frame(${(["area", "year", "y", "x", "z", "v"] as const).map((key) => `${key} = c(${list(key)})`).join(",\n")})
  fit <- function(f, ...) { m <- plm::plm(f, d, index = c("area", "year"), ...)
    list(b = unname(coef(m)), se = unname(sqrt(diag(vcov(m)))), s2 = unname(unlist(m$ercomp$sigma2))) }`;
};

function input(data: Row[], names: ("x" | "z" | "v")[]): PanelInput & { y: number[]; X: Float64Array[] } {
  const of = (key: "y" | "x" | "z" | "v"): number[] => data.map((row) => row[key]);
  const X = names.map((name) => Float64Array.from(of(name)));
  return { y: of("y"), X, names, area: data.map(({ area }) => area), time: data.map(({ year }) => year) };
}

interface Theirs {
  b: number[];
  se: number[];
  s2: number[];
}

function same(found: ReturnType<typeof panelModel>, theirs: Theirs): void {
  const table = coefficientTable(found.fit, covariance(found.fit, "classical"));
  const { noiseVariance, areaVariance } = found.random!;
  expect(relativeGap(table.map(({ estimate }) => estimate), theirs.b)).toBeLessThan(1e-9); // prettier-ignore
  expect(relativeGap(table.map(({ stdError }) => stdError), theirs.se)).toBeLessThan(1e-9); // prettier-ignore
  expect(relativeGap([noiseVariance, areaVariance], theirs.s2)).toBeLessThan(1e-9);
}

describe.skipIf(!hasR("plm"))("incomplete panels, as plm", () => {
  it("as many rows in every area, but not of the same years: not a balanced panel", () => {
    const data = rows(7, 8, (g, t) => t !== g);
    const r = runR<{ walhus: Theirs; amemiya: Theirs }>(
      `${asR(data)}
      result <- list(walhus = fit(y ~ x, model = "random", random.method = "walhus"), amemiya = fit(y ~ x, model = "random", random.method = "amemiya"))`,
      {},
      "result",
    );
    for (const randomMethod of ["walhus", "amemiya"] as const)
      same(panelModel({ ...input(data, ["x"]), randomMethod }, "random"), r[randomMethod]);
  });

  it("as many rows in every area and every year, but not every one of them: two-way random effects", () => {
    const data = rows(8, 8, (g, t) => t !== g);
    const r = runR<{ both: Theirs }>(
      `${asR(data)}\nresult <- list(both = fit(y ~ x, model = "random", effect = "twoways"))`,
      {},
      "result",
    );
    const { y, X, names, area, time } = input(data, ["x"]);
    const found = twoWayRandom(Float64Array.from(y), X, names!, factorOf("area", area), factorOf("time", time));
    const { noiseVariance, areaVariance, timeVariance } = found;
    expect(relativeGap([noiseVariance, areaVariance, timeVariance], r.both.s2)).toBeLessThan(1e-9);
    expect(relativeGap(found.fit.coefficients, r.both.b)).toBeLessThan(1e-9);
  });

  it("Amemiya's method: what never changes, on a balanced panel; a combination of columns, on any", () => {
    const [whole, holed] = [rows(9, 6, () => true), rows(9, 6, (g, t) => g !== t)];
    const script = `result <- list(z = fit(y ~ x + z, model = "random", random.method = "amemiya"))`;
    same(
      panelModel({ ...input(whole, ["x", "z"]), randomMethod: "amemiya" }, "random"),
      runR<{ z: Theirs }>(`${asR(whole)}\n${script}`, {}, "result").z,
    );
    const refused = () => panelModel({ ...input(holed, ["x", "z"]), randomMethod: "amemiya" }, "random");
    expect(refused).toThrow("z cannot be told apart from the areas");
    const one = panelModel({ ...input(holed, ["x"]), randomMethod: "amemiya" }, "random");
    const { X, names, ...rest } = input(holed, ["x"]);
    const twice = panelModel({ ...rest, X: [X[0]!, X[0]!.map((value) => 2 * value)], names: [...names!, "double"], randomMethod: "amemiya" }, "random"); // prettier-ignore
    expect(twice.fit.aliased).toEqual(["double"]);
    expect(relativeGap([twice.random!.noiseVariance, twice.random!.areaVariance], [one.random!.noiseVariance, one.random!.areaVariance])).toBeLessThan(1e-12); // prettier-ignore
  });

  it("Pesaran's test counts the pairs with two common years or more; the others, with gaps and areas of one row", () => {
    const data = rows(9, 7, (g, t) => (g * 5 + t * 3) % 4 !== 0 && (g !== 4 || t === 1) && (g < 6 || t > 2));
    const r = runR<{ [test: string]: number[] }>(
      `${asR(data)}
      m <- plm::plm(y ~ x + v, d, index = c("area", "year"), model = "within")
      two <- function(h) unname(c(h$statistic, h$p.value))
      result <- list(cd = two(suppressWarnings(plm::pcdtest(m, test = "cd"))), war = two(plm::pwartest(m)),
        bg = two(plm::pbgtest(m, order = 1)), bg3 = two(plm::pbgtest(m, order = 3)))`,
      {},
      "result",
    );
    const { fit, area } = panelModel(input(data, ["x", "v"]), "area");
    const time = data.map(({ year }) => year);
    const tests = {
      cd: crossSectionTest(fit, area, factorOf("time", time)),
      war: serialTest(fit, area, time, "rows"),
      bg: panelBreuschGodfrey(fit),
      bg3: panelBreuschGodfrey(fit, 3),
    };
    for (const [name, { statistic, pValue }] of Object.entries(tests))
      expect(relativeGap([statistic, pValue], r[name]!), name).toBeLessThan(1e-9);
  });
});

describe("where there is nothing to test", () => {
  it("two years: the second residual is the first with its sign changed", () => {
    const data = rows(8, 2, () => true);
    const { fit, area } = panelModel(input(data, ["x"]), "area");
    const years = data.map(({ year }) => year);
    expect(serialTest(fit, area, years)).toMatchObject({ statistic: null, pValue: null, expected: -1 });
  });

  it("no pair of areas has two common years", () => {
    const data = rows(3, 6, (g, t) => t >> 1 === g);
    const { fit, area } = panelModel(input(data, ["x"]), "area");
    const found = crossSectionTest(fit, area, factorOf("time", data.map(({ year }) => year))); // prettier-ignore
    expect(found).toEqual({ statistic: null, df: [], pValue: null });
  });

  it("one degree of freedom cannot tell noise and areas apart", () => {
    const data = rows(3, 2, (g, t) => g > 0 || t > 0);
    expect(() => panelModel({ ...input(data, ["x", "z", "v"]), randomMethod: "walhus" }, "random")).toThrow(RangeError);
  });
});
