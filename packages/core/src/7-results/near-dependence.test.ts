import { describe, expect, it } from "vitest";
import { fitFormula } from "../../test/fit-formula.ts";
import { makePanel } from "../../test/make-panel.ts";
import { hasR, runR } from "../../test/r.ts";
import { relativeGap } from "../../test/reference.ts";
import { factorOf } from "../6-estimators/absorb.ts";
import { ols } from "../6-estimators/ols.ts";
import { MersenneTwister } from "../random/index.ts";
import { bellMcCaffrey } from "./bell-mccaffrey.ts";
import { coefficientTable } from "./coefficient-table.ts";
import { covariance } from "./covariance.ts";
import { dfbetas, influence } from "./influence.ts";
import { predict } from "./predict.ts";
import { leverages } from "./scores.ts";
import { termTests } from "./term-tests.ts";
import { vif } from "./vif.ts";
import { wildBootstrap } from "./wild-bootstrap.ts";

/** Nine areas over eight years; the year, its square and the same as an orthogonal polynomial. */
function trends(): { [name: string]: (string | number)[] } {
  const random = new MersenneTwister(3);
  const cells = Array.from({ length: 72 }, (_, i) => ({ area: `a${i % 9}`, year: 2011 + Math.floor(i / 9) }));
  return {
    area: cells.map(({ area }) => area),
    year: cells.map(({ year }) => year),
    w: cells.map(() => 1 + random.uniform()),
    y: cells.map(({ year }, i) => (i % 9) * random.uniform() + (year - 2014) * (year - 2014) * random.uniform()),
  };
}

const raw = "y ~ year + I(year^2)";
const orthogonal = "y ~ poly(year, 2)";

describe("a year and its square, of condition 1e6, give what the same parabola gives on orthogonal columns", () => {
  const d = trends();
  const panel = makePanel(d);
  const area = factorOf("area", d["area"]!);
  const years = factorOf("year", d["year"]!);
  const near = (a: ArrayLike<number | null>, b: ArrayLike<number | null>, what: string, tolerance = 1e-8): void =>
    expect(relativeGap(a, b), what).toBeLessThan(tolerance);

  it.each([false, true])("weights: %s", (weighted) => {
    const weights = weighted ? (d["w"] as number[]) : undefined;
    const [first, second] = [raw, orthogonal].map((formula) => fitFormula(panel, formula, weights).fit) as [
      ReturnType<typeof fitFormula>["fit"],
      ReturnType<typeof fitFormula>["fit"],
    ];
    near(leverages(first), leverages(second), "leverage");
    for (const part of ["cooks", "rstudent", "dffits"] as const)
      near(influence(first)[part], influence(second)[part], part, 1e-7);
    near(dfbetas(first)[2]!, dfbetas(second)[2]!, "dfbetas", 1e-7);
    // The coefficient of the square is that of the second polynomial but for its unit: t is the same.
    const last = (fit: typeof first, type: Parameters<typeof covariance>[1], clusters: (typeof area)[] = []) => {
      const { statistic, df } = coefficientTable(fit, covariance(fit, type, clusters))[2]!;
      return [statistic, df];
    };
    for (const type of ["classical", "HC0", "HC1", "HC2", "HC3", "HC4"] as const)
      near(last(first, type), last(second, type), type);
    for (const type of ["CR0", "CR1S", "CR2", "CR3"] as const)
      near(last(first, type, [area]), last(second, type, [area]), type);
    near(last(first, "CR1", [area, years]), last(second, "CR1", [area, years]), "two-way");
    near(bellMcCaffrey(first, area, "CR0").df.slice(2), bellMcCaffrey(second, area, "CR0").df.slice(2), "df of CR0");
    const wild = (fit: typeof first) => wildBootstrap(fit, fit.names[2]!, area, { draws: 999 });
    near([wild(first).statistic, wild(first).pValue, wild(first).critical], [wild(second).statistic, wild(second).pValue, wild(second).critical], "wild"); // prettier-ignore
  });

  it("the errors of predictions and the test of both columns at once", () => {
    const [first, second] = [raw, orthogonal].map((formula) => fitFormula(panel, formula).fit);
    const at = [0, 35, 71];
    const rows = (fit: typeof first) => fit!.design.map((column) => at.map((i) => column[i]!));
    const errors = (fit: typeof first) =>
      predict(fit!, covariance(fit!, "classical"), rows(fit)).map(({ stdError }) => stdError);
    near(errors(first), errors(second), "errors");
    const test = (fit: typeof first) =>
      termTests(fit!, [{ name: "trend", variables: ["year"], columns: fit!.names.slice(1) }], 3)[0]!.statistic;
    near([test(first)], [test(second)], "F");
  });
});

describe.skipIf(!hasR())("a year and its square, as R on its QR factors", () => {
  it("hatvalues, HC3 by hatvalues, predict, variance inflation", () => {
    const d = trends();
    const { fit, terms } = fitFormula(makePanel(d), raw);
    const r = runR<{ hat: number[]; hc3: number[]; se: number[] }>(
      `d <- data.frame(y = c(${d["y"]!.join(", ")}), year = c(${d["year"]!.join(", ")}))
      m <- lm(y ~ year + I(year^2), d, tol = 1e-14)
      q <- m$qr; D <- qr.Q(q) %*% t(backsolve(qr.R(q), diag(3)))
      result <- list(hat = unname(hatvalues(m)), hc3 = sqrt(colSums((D * residuals(m) / (1 - hatvalues(m)))^2)),
        se = unname(predict(m, data.frame(year = c(2010, 2020)), se.fit = TRUE)$se.fit))`,
      {},
      "result",
    );
    // lm's factors are of the columns as they are: so many digits are left.
    expect(relativeGap(leverages(fit), r.hat)).toBeLessThan(1e-7);
    const errors = coefficientTable(fit, covariance(fit, "HC3")).map(({ stdError }) => stdError);
    expect(relativeGap(errors, r.hc3)).toBeLessThan(1e-6);
    const at = [[1, 1], [2010, 2020], [2010 * 2010, 2020 * 2020]]; // prettier-ignore
    const found = predict(fit, covariance(fit, "classical"), at).map(({ stdError }) => stdError);
    expect(relativeGap(found, r.se)).toBeLessThan(1e-6);
    const [one, other] = vif(fit, terms).map(({ gvif }) => gvif);
    expect(relativeGap([one!], [other!])).toBeLessThan(1e-6);
  });
});

describe("a coefficient that one cluster alone tells", () => {
  it("has no clustered error, rather than the rounding of none", () => {
    const y = [1.1, 2.3, 3.2, 4.9, 5.1, 7.7, 8.2, 8.9];
    const alone = [1, 1, 0, 0, 0, 0, 0, 0];
    const area = ["p", "p", "q", "q", "r", "r", "s", "s"];
    const { fit } = fitFormula(makePanel({ y, alone, area }), "y ~ 0 + alone");
    const clusters = [factorOf("area", area)];
    for (const type of ["CR0", "CR1", "CR1S"] as const) {
      const [row] = coefficientTable(fit, covariance(fit, type, clusters));
      expect([row!.stdError, row!.statistic, row!.pValue]).toEqual([null, null, null]);
    }
    for (const type of ["CR2", "CR3"] as const)
      expect(coefficientTable(fit, covariance(fit, type, clusters))[0]!.stdError).toBeNull();
  });
});

describe("many rows, by cross-products", () => {
  it("a column far from zero has the leverages of the same column about zero", () => {
    const random = new MersenneTwister(6);
    const n = 20_500;
    const x = Array.from({ length: n }, () => random.uniform());
    const y = x.map((value) => value + random.uniform());
    const weights = x.map(() => 1 + random.uniform());
    for (const more of [{}, { weights }]) {
      const [far, near] = [1e6, 0].map((shift) => ols({ y, X: { x: x.map((value) => value + shift) }, ...more }));
      expect(far!.route.method).toBe("cross-products");
      expect(relativeGap(leverages(far!), leverages(near!))).toBeLessThan(1e-8);
    }
  });
});

it("two clusterings whose parts cancel on the diagonal keep what they have beside it", () => {
  const random = new MersenneTwister(9);
  const rows = Array.from({ length: 24 }, (_, i) => ({
    kind: "pqr"[i % 3]!,
    year: 2010 + (i % 5),
    y: random.uniform(),
  }));
  const panel = makePanel({ y: rows.map(({ y }) => y), kind: rows.map(({ kind }) => kind) });
  const { fit } = fitFormula(panel, "y ~ kind");
  const factor = (key: "kind" | "year"): ReturnType<typeof factorOf> => factorOf(key, rows.map((row) => row[key])); // prettier-ignore
  const cells = factorOf("both", rows.map(({ kind, year }) => `${kind} ${year}`)); // prettier-ignore
  const [kind, year] = [factor("kind"), factor("year")];
  const { matrix } = covariance(fit, "CR0", [kind, year]);
  const [a, b, c] = [kind, year, cells].map((one) => covariance(fit, "CR0", [one]).matrix);
  for (let j = 0; j < 3; j++)
    for (let k = 0; k < 3; k++)
      expect(Math.abs(matrix[j]![k]! - (a![j]![k]! + b![j]![k]! - c![j]![k]!))).toBeLessThan(1e-15);
  // All scores cancel within a kind, and years within it are what both clusterings see of the first one alone.
  expect(matrix[0]![0]).toBe(0);
});
