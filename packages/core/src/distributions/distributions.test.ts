import { describe, expect, it } from "vitest";
import { everyValueIsCompared, referenceCases, relativeGap } from "../../test/reference.ts";
import {
  betaCdf,
  betaQuantile,
  binomialCdf,
  binomialMass,
  chisqTail,
  fTail,
  gammaCdf,
  gammaQuantile,
  lnNormalCdf,
  negativeBinomialCdf,
  negativeBinomialMass,
  normalCdf,
  normalDensity,
  normalQuantile,
  poissonCdf,
  poissonQuantile,
  tCdf,
  tQuantile,
  tTwoSided,
  digamma,
  lnGamma,
  trigamma,
} from "./index.ts";
import { studentizedRangeQuantile, studentizedRangeTail } from "./studentized-range.ts";

describe("distribution functions, as R has them", () => {
  const { values, tol_rel } = referenceCases("distributions.json").get("main")!;
  const within = (actual: number[], expected: number[], what: string, tolerance = tol_rel): void =>
    expect(relativeGap(actual, expected), what).toBeLessThanOrEqual(tolerance);
  const z = values.z as number[];

  it("normal", () => {
    // The stored lower tail at -38 (below 1e-307) was cut to zero when it was written; ours is checked to be that small.
    within(
      z.slice(1).map((x) => normalCdf(x, 0, 1)),
      values.pnorm.slice(1),
      "lower",
    );
    expect(normalCdf(z[0]!, 0, 1)).toBeLessThan(1e-307);
    within(
      z.map((x) => normalCdf(-x, 0, 1)),
      values.pnorm_upper,
      "upper",
    );
    within(
      values.p.map((p: number) => normalQuantile(p, 0, 1)),
      values.qnorm,
      "quantile",
    );
  });

  it("t", () => {
    const df = values.pt_df as number[];
    within(
      values.t.flatMap((t: number) => df.map((v) => tCdf(t, v))),
      values.pt.data.flat(),
      "lower",
    );
    within(
      values.t.flatMap((t: number) => df.map((v) => tTwoSided(t, v))),
      values.pt_two_sided_upper.data.flat(),
      "two",
    );
  });

  it("F and chi-squared, upper tails", () => {
    const dfs = values.pf_dfs as [number, number][];
    within(
      values.f.flatMap((f: number) => dfs.map(([a, b]) => fTail(f, a, b))),
      values.pf_upper.data.flat(),
      "F",
    );
    const df = values.pchisq_df as number[];
    within(
      values.chisq.flatMap((x: number) => df.map((v) => chisqTail(x, v))),
      values.pchisq_upper.data.flat(),
      "chisq",
    );
    expect([fTail(0, 3, 4), chisqTail(0, 2), tTwoSided(0, 5), tQuantile(0.5, 3)]).toEqual([1, 1, 1, 0]);
  });

  it("gamma by way of chi-squared", () => {
    const df = values.pchisq_df as number[];
    const p = values.p.slice(2) as number[];
    const stored = values.qchisq.data as number[][];
    const quantiles = (level: number): number[] => df.map((v) => gammaQuantile(level, v / 2, 0.5));
    within(p.slice(0, -1).flatMap(quantiles), stored.slice(0, -1).flat(), "quantile");
    within(quantiles(p.at(-1)!), stored.at(-1)!, "upper end as stored", 1e-10);
    // At 1 - 1e-12 R works on the lower tail, which leaves its last value 3e-11 off its own upper tail: judge ours by that tail.
    const last = p.at(-1)!;
    within(
      quantiles(last).map((x, k) => chisqTail(x, df[k]!)),
      df.map(() => 1 - last),
      "upper end",
    );
  });

  it("t quantiles", () => {
    const df = (values.pt_df as number[]).slice(0, 5);
    const p = values.p as number[];
    const at = (levels: number[]): number[] => levels.flatMap((level) => df.map((v) => tQuantile(level, v)));
    const stored = values.qt.data as number[][];
    within(at(p.slice(-1)), stored.at(-1)!, "upper end as stored", 1e-4);
    // At 1 - 1e-12 the last bits of p decide: ours is judged by the tail it leaves.
    within(at(p.slice(2, -1)), stored.slice(0, -1).flat(), "quantile");
    const tails = df.map((v) => tCdf(-tQuantile(p.at(-1)!, v), v));
    within(
      tails,
      df.map(() => 1 - p.at(-1)!),
      "upper end",
    );
  });

  it("F at its quantiles", () => {
    const dfs = values.pf_dfs as [number, number][];
    within(
      // The last stored quantile does not belong to the last pair of degrees of freedom, so the first three are compared.
      values.qf.slice(0, 3).map((q: number, j: number) => fTail(q, ...dfs[j]!)),
      [0.05, 0.05, 0.05],
      "F",
    );
  });

  it("digamma, trigamma, log beta", () => {
    const x = [0.1, 1, 2.5, 30, 10000];
    within(x.map(digamma), values.digamma, "digamma");
    within(x.map(trigamma), values.trigamma, "trigamma");
    const lnBeta = (a: number, b: number): number => lnGamma(a) + lnGamma(b) - lnGamma(a + b);
    within([lnBeta(0.5, 0.5), lnBeta(3, 7), lnBeta(100, 200)], values.lbeta, "lbeta");
  });

  it("the studentized range", () => {
    // R's ptukey is off by about 3e-11 in absolute terms, which at 1e-6 is the fifth digit; the second list is plain R again:
    // integrate() over the normal range inside a fine sum over the chi density.
    const tails = [1, 2.5, 3.6, 5, 8].map((q) => studentizedRangeTail(q, 3, 60));
    tails.forEach((tail, i) => expect(Math.abs(tail - values.ptukey_upper[i])).toBeLessThan(1e-10));
    const exact = [0.76024689642661, 0.035502745240863, 0.0022520241095793, 1.3567530630084e-6];
    within(
      [0, 2, 3, 4].map((i) => tails[i]!),
      exact,
      "tail",
      1e-12,
    );
    // qtukey stops early, as the case's note says.
    const quantile = (k: number, df: number): number => studentizedRangeQuantile(0.95, k, df);
    within([quantile(2, 10), quantile(3, 27), quantile(4, 151), quantile(9, 1000)], values.qtukey, "quantile", 1e-7);
    // Two groups are Student's t: q = sqrt(2) t. Here all digits count, far into the tail too.
    for (const [t, df] of [
      [0.3, 1],
      [2, 5],
      [12, 30],
      [3, 1e5],
    ] as const)
      within([studentizedRangeTail(Math.SQRT2 * t, 2, df)], [tTwoSided(t, df)], `t ${t} on ${df}`, 1e-11);
    within([studentizedRangeTail(Math.SQRT2 * 1.96, 2, Infinity)], [2 * normalCdf(-1.96, 0, 1)], "normal", 1e-13);
    expect(() => studentizedRangeTail(1, 1, 5)).toThrow(RangeError);
  });

  it("log gamma", () => {
    const x = [1e-8, 0.1, 0.5, 1, 1.5, 2, 3.7, 50, 1e4, 1e8];
    within(x.map(lnGamma), values.lgamma, "lgamma");
  });

  it("normal density and the logarithm of the lower tail", () => {
    // Below 1e-307 a double holds fewer digits.
    within(z.slice(1).map(normalDensity), values.dnorm.slice(1), "density");
    within([normalDensity(z[0]!)], [values.dnorm[0]], "density far out", 1e-8);
    within(z.map(lnNormalCdf), values.pnorm_log, "log tail");
    within([lnNormalCdf(-20.0001)], [Math.log(normalCdf(-20.0001, 0, 1))], "where the series begins");
    expect(values.pnorm[0]).toBe(0);
  });

  // The values do not come with their arguments: these are the round ones that give them in R.
  it("beta, gamma", () => {
    const p = [0.001, 0.1, 0.5, 0.9, 0.999];
    within(p.map((x) => betaCdf(x, 2.5, 0.7)), values.pbeta, "pbeta"); // prettier-ignore
    within(p.map((x) => betaQuantile(x, 2.5, 0.7)), values.qbeta, "qbeta"); // prettier-ignore
    within([0.01, 0.5, 2, 10, 100].map((x) => gammaCdf(x, 3.3, 1)), values.pgamma, "pgamma"); // prettier-ignore
    within(p.map((x) => gammaQuantile(x, 3.3, 1)), values.qgamma, "qgamma"); // prettier-ignore
  });

  it("counts", () => {
    within([0, 3, 10, 40, 100].map((k) => poissonCdf(k, 12.5)), values.ppois, "ppois"); // prettier-ignore
    within([0.001, 0.025, 0.5, 0.975, 0.999].map((p) => poissonQuantile(p, 45.3)), values.qpois, "qpois"); // prettier-ignore
    within([0, 3, 10, 14].map((k) => binomialCdf(k, 15, 0.4)), values.pbinom, "pbinom"); // prettier-ignore
    const k = [0, 5, 40, 400];
    within(k.map((x) => negativeBinomialMass(x, 2.3, 30)), values.dnbinom, "dnbinom"); // prettier-ignore
    within(k.map((x) => negativeBinomialCdf(x, 2.3, 30)), values.pnbinom, "pnbinom"); // prettier-ignore
    const all = Array.from({ length: 16 }, (_, x) => binomialMass(x, 15, 0.4)).reduce((sum, x) => sum + x, 0);
    expect(all).toBeCloseTo(1, 13);
    expect([poissonQuantile(0, 3), poissonCdf(2, 0), poissonCdf(-1, 4), binomialMass(3, 3, 1)]).toEqual([0, 1, 0, 1]);
  });

  it("large shapes keep their digits on both sides", () => {
    // R: pgamma(c(1030, 1064, 970), 1001, lower.tail = FALSE); pchisq(2100, 2000, lower.tail = FALSE); ppois(5100, 5000).
    const upper = [1030, 1064, 970].map((x) => 1 - gammaCdf(x, 1001, 1));
    expect(relativeGap(upper, [0.1792026401772409, 0.02491522085897533, 0.8363469212629403])).toBeLessThan(1e-11);
    expect(
      relativeGap([chisqTail(2100, 2000), poissonCdf(5100, 5000)], [0.05867111137731809, 0.9220376654593789]),
    ).toBeLessThan(1e-12);
    // R: qgamma(.975, c(1001, 10001, 1000001)), the upper ends of poisson.test's interval for 1,000, 10,000 and a million events.
    const ends = [1001, 10001, 1000001].map((shape) => gammaQuantile(0.975, shape, 1));
    expect(relativeGap(ends, [1063.952136016302, 10197.95162466147, 1001961.911945432])).toBeLessThan(1e-13);
  });

  everyValueIsCompared("distributions.json", {
    except: {
      "qf 3": "the stored quantile belongs to no pair of degrees of freedom of its list",
    },
  });
});
