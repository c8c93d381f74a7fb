import { describe, expect, it } from "vitest";
import { F10, fitFormula, laPanel } from "../../test/fit-formula.ts";
import { makePanel } from "../../test/make-panel.ts";
import {
  everyValueIsCompared,
  referenceCases,
  referenceData,
  relativeGap,
  type ReferenceCase,
} from "../../test/reference.ts";
import { factorOf } from "../6-estimators/absorb.ts";
import { coefficientTable } from "./coefficient-table.ts";
import { bellMcCaffrey } from "./bell-mccaffrey.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { covariance, type Covariance, type ErrorType } from "./covariance.ts";

/** A covariance as it is stored. */
interface Stored {
  se?: { [name: string]: number };
  t?: { [name: string]: number };
  p?: { [name: string]: number };
  df?: number;
  vcov?: { data: number[][] };
  data?: number[][];
}

type Data = Record<string, (string | number | null)[]>;

interface Case {
  formula: string;
  cluster?: string[];
  prepare?: (d: Data) => Data;
  weights?: (d: Data) => number[];
}

const population = (d: Data): number[] => d.child_pop as number[];

const HC: { [id: string]: Case } = {
  mtcars_hc: { formula: "mpg ~ wt + hp + factor(cyl)" },
  petersen_hc: { formula: "y ~ x" },
  duncan_wls_hc: {
    formula: "prestige ~ income + education",
    weights: (d) => d.prestige!.map((_, i) => (i + 1) / 10),
  },
  laA_hc: { formula: F10 },
};

const CLUSTERED: { [id: string]: Case } = {
  petersen_cluster_firm: { formula: "y ~ x", cluster: ["firm"] },
  grunfeld_cluster_firm: { formula: "inv ~ value + capital", cluster: ["firm"] },
  fatalities_cluster_state: {
    formula: "fr ~ beertax + unemp + income + factor(year)",
    cluster: ["state"],
    prepare: (d) => ({ ...d, fr: d.fatal!.map((x, i) => (10000 * (x as number)) / (d.pop![i] as number)) }),
  },
  laA_cluster_la: { formula: F10, cluster: ["la_code"] },
  laA_wls_cluster_la: { formula: F10, cluster: ["la_code"], weights: population },
  laA_cluster_region: { formula: F10, cluster: ["region"] },
};

const TWO_WAY: { [id: string]: Case } = {
  petersen_twoway: { formula: "y ~ x", cluster: ["firm", "year"] },
  grunfeld_twoway: { formula: "inv ~ value + capital", cluster: ["firm", "year"] },
  laA_twoway_la_year: { formula: F10, cluster: ["la_code", "year"] },
};

/** CR2 standard errors of the fatalities case by 40-digit arithmetic from the same file (mpmath 1.3). */
const FATALITIES_CR2 = [
  0.7351684260298234, 0.11806932873943357, 0.02562602718327794, 3.582099863600609e-5, 0.03691176778233986,
  0.0639174834415012, 0.06973997912387343, 0.07942880762103739, 0.09960279416851144, 0.10349530555285497,
];

const cases = referenceCases("robust.json");

function run(id: string, { formula, cluster = [], prepare = (d) => d, weights }: Case) {
  const item = cases.get(id)!;
  const data = prepare(referenceData(item.data));
  const { fit, rows } = fitFormula(makePanel(data), formula, weights?.(data));
  const clusters = cluster.map((name) =>
    factorOf(
      name,
      Array.from(rows, (row) => data[name]![row]!),
    ),
  );
  return { item, fit, clusters };
}

const flat = (matrix: readonly Float64Array[]): number[] => matrix.flatMap((column) => [...column]);
const list = (values: { [name: string]: number }): number[] => Object.values(values);

/** A stored covariance, which comes with errors, t and p, or as one matrix alone, against ours. */
function same(item: ReferenceCase, expected: Stored, fit: OlsFit, chosen: Covariance, what: string): void {
  const rows = coefficientTable(fit, chosen);
  const check = (actual: (number | null)[], wanted: number[] | undefined, part: string): void => {
    if (wanted !== undefined) expect(relativeGap(actual, wanted), `${what} ${part}`).toBeLessThanOrEqual(item.tol_rel);
  };
  const of = (key: "stdError" | "statistic" | "pValue" | "df"): (number | null)[] => rows.map((row) => row[key]);
  check(of("stdError"), expected.se && list(expected.se), "errors");
  check(of("statistic"), expected.t && list(expected.t), "t");
  check(of("pValue"), expected.p && list(expected.p), "p");
  const whole = expected.vcov?.data ?? expected.data;
  check(flat(chosen.matrix), whole?.flat(), "matrix");
  if (expected.df !== undefined) check([...new Set(of("df"))], [expected.df], "df");
  if (item.values.coef) check(rows.map((row) => row.estimate), list(item.values.coef), "coefficients"); // prettier-ignore
}

describe("heteroskedasticity-robust covariances, as sandwich computes them", () => {
  it.each(Object.keys(HC))("%s", (id) => {
    const { item, fit } = run(id, HC[id]!);
    for (const type of ["classical", "HC0", "HC1", "HC2", "HC3", "HC4"] as const) {
      // With weights sandwich's "const" is not lm's covariance (it averages the squared scores); lm.json holds lm's.
      if (type === "classical" && fit.weights !== null) continue;
      same(item, item.values[type === "classical" ? "const" : type], fit, covariance(fit, type), type);
    }
  });
});

describe("clustered covariances", () => {
  it.each(Object.keys(CLUSTERED))("%s, as sandwich", (id) => {
    const { item, fit, clusters } = run(id, CLUSTERED[id]!);
    for (const type of ["CR0", "CR1", "CR1S"] as const) {
      const chosen = covariance(fit, type, clusters);
      same(item, item.values[type], fit, chosen, type);
      expect(chosen.clusters).toEqual([{ name: CLUSTERED[id]!.cluster![0], count: item.values.n_clusters }]);
    }
  });

  it.each(Object.keys(CLUSTERED))("%s, as clubSandwich, each with its own degrees of freedom", (id) => {
    const { item, fit, clusters } = run(id, CLUSTERED[id]!);
    for (const type of ["CR0", "CR1", "CR1S", "CR3"] as const) {
      const chosen = covariance(fit, type, clusters);
      const { df } = bellMcCaffrey(fit, clusters[0]!, type === "CR3" ? "CR3" : "CR0");
      const { se, df_satt, p_satt } = item.values[`clubSandwich_${type}`];
      // clubSandwich inverts X'X, and income in the tens of thousands beside a dummy costs it digits there.
      const loose = id === "fatalities_cluster_state" ? 1e-7 : item.tol_rel;
      const rows = coefficientTable(fit, { ...chosen, df });
      expect(relativeGap(rows.map((row) => row.stdError), list(se)), `${type} errors`).toBeLessThanOrEqual(loose); // prettier-ignore
      expect(relativeGap(rows.map((row) => row.df), list(df_satt)), `${type} df`).toBeLessThanOrEqual(loose); // prettier-ignore
      expect(relativeGap(rows.map((row) => row.pValue), list(p_satt)), `${type} p`).toBeLessThanOrEqual(loose); // prettier-ignore
    }
  });

  it.each(Object.keys(CLUSTERED))("%s, CR2 as clubSandwich", (id) => {
    const { item, fit, clusters } = run(id, CLUSTERED[id]!);
    const rows = coefficientTable(fit, covariance(fit, "CR2", clusters));
    const { se, df_satt, p_satt } = item.values.clubSandwich_CR2;
    // Here clubSandwich's own rounding shows (it inverts X'X): the errors below are computed with 40 digits instead.
    const exact = id === "fatalities_cluster_state";
    const errors = exact ? FATALITIES_CR2 : list(se);
    if (exact) expect(relativeGap(list(se), FATALITIES_CR2), "clubSandwich's own digits").toBeLessThan(1e-7);
    expect(
      relativeGap(
        rows.map((row) => row.stdError),
        errors,
      ),
    ).toBeLessThanOrEqual(exact ? 1e-12 : item.tol_rel);
    expect(
      relativeGap(
        rows.map((row) => row.df),
        list(df_satt),
      ),
    ).toBeLessThanOrEqual(exact ? 1e-7 : item.tol_rel);
    expect(
      relativeGap(
        rows.map((row) => row.pValue),
        list(p_satt),
      ),
    ).toBeLessThanOrEqual(exact ? 1e-7 : item.tol_rel);
  });

  it.each(Object.keys(TWO_WAY))("%s, two-way with each term's own factor", (id) => {
    const { item, fit, clusters } = run(id, TWO_WAY[id]!);
    const pairs: [ErrorType, string][] = [
      ["CR0", "HC0_nocadj"],
      ["CR1", "HC0_cadj"],
      ["CR1S", "HC1_cadj"],
    ];
    for (const [type, name] of pairs) {
      const chosen = covariance(fit, type, clusters);
      expect(chosen.clusters.map(({ count }) => count)).toEqual([...item.values.n_clusters]);
      same(item, item.values[name], fit, chosen, type);
    }
    // The fourth convention, N/(N-k) without G/(G-1), is CR1S with each term's own G taken out again.
    const { nobs, dfResidual } = fit;
    const plain = covariance(fit, "CR0", clusters);
    const scaled = plain.matrix.map((column) => column.map((value) => value * ((nobs - 1) / dfResidual)));
    same(item, item.values.HC1_nocadj, fit, { ...plain, matrix: scaled }, "HC1_nocadj");
  });

  it("gives the same CR2 whether effects are absorbed or written out", () => {
    const panel = laPanel();
    const codes = panel.columns.get("la_code")!;
    const clusters = [
      factorOf(
        "la_code",
        Array.from({ length: panel.rows }, (_, row) => codes.at(row)!),
      ),
    ];
    const absorbed = fitFormula(panel, "cpp_rate ~ spend_per_child + caseload | la_code + year").fit;
    const written = fitFormula(panel, "cpp_rate ~ spend_per_child + caseload + la_code + year").fit;
    for (const type of ["CR2", "HC2", "HC3", "CR1"] as const) {
      const a = coefficientTable(absorbed, covariance(absorbed, type, clusters));
      const b = coefficientTable(written, covariance(written, type, clusters)).slice(1, 3);
      expect(
        relativeGap(
          a.map((row) => row.stdError),
          b.map((row) => row.stdError),
        ),
        type,
      ).toBeLessThan(1e-9);
      expect(
        relativeGap(
          a.map((row) => row.df),
          b.map((row) => row.df),
        ),
        type,
      ).toBeLessThan(1e-7);
    }
  });
});

everyValueIsCompared("robust.json", {
  ids: [...cases.keys()].filter((id) => id !== "laA_glm_poisson_cluster_la"),
  except: {
    "duncan_wls_hc const": "with weights sandwich averages the squared scores; lm.json holds lm's own covariance",
    note: "a remark, not a figure",
  },
});
