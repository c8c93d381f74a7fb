import { factorOf } from "../../6-estimators/absorb.ts";
import { adjustP } from "../../6-estimators/adjust-p.ts";
import { meanOf } from "../../6-estimators/check-numbers.ts";
import { ordinalLogit, type OrdinalFit } from "../../6-estimators/ordinal.ts";
import { quantile7 } from "../../6-estimators/quantile.ts";
import { kruskalWallis, wilcoxonRankSum } from "../../6-estimators/rank-tests.ts";
import { coefficientTable } from "../../7-results/coefficient-table.ts";
import { normalQuantile } from "../../distributions/index.ts";
import { ln } from "../../elementary/index.ts";
import type { Prepared } from "./prepare.ts";
import { figuresOf } from "./slopes.ts";
import type { GroupLine, PairLine, ProductLine, RelateValue, SlopeLine } from "./value.ts";

/** The measure in each group, whether the groups differ at all, and which pairs do (Holm for all of them). */
export function comparedGroups({ x, y, levels, unit }: Prepared): Pick<RelateValue, "groups" | "kruskal" | "pairs"> {
  const samples = levels.map((_, code) => x.filter((__, i) => y[i] === code));
  const groups = samples.map((sample, code): GroupLine => {
    const sorted = sample.slice().sort();
    const at = (level: number): number => quantile7(sorted, level) * unit;
    return { group: levels[code]!, count: sample.length, mean: meanOf(sample) * unit, median: at(0.5), q1: at(0.25), q3: at(0.75) }; // prettier-ignore
  });
  const { statistic, df, pValue } = kruskalWallis(x, factorOf("group", y));
  const pairs = samples.flatMap((a, i) =>
    samples.slice(i + 1).flatMap((b, k): PairLine[] => {
      const apart = a.some((value) => value !== a[0]) || b.some((value) => value !== a[0]);
      if (!apart) return [];
      const test = wilcoxonRankSum(a, b);
      return [{ a: levels[i]!, b: levels[i + 1 + k]!, statistic: test.statistic, pValue: test.pValue, adjusted: NaN }];
    }),
  );
  const adjusted = adjustP(pairs.map((pair) => pair.pValue), "holm"); // prettier-ignore
  return { groups, kruskal: { statistic, df: df!, pValue }, pairs: pairs.map((pair, i) => ({ ...pair, adjusted: adjusted[i]! })) }; // prettier-ignore
}

export interface Graded {
  lines: SlopeLine[];
  product: ProductLine | null;
  converged: boolean;
  boundaryRows: number;
}

/** Log odds of a higher grade by the proportional-odds logit: alone, with what is held equal, and with the product. */
export function gradeSlopes(prepared: Prepared, margin: number | undefined): Graded {
  const { x, y, adjust, product, levels } = prepared;
  const out: Graded = { lines: [], product: null, converged: true, boundaryRows: 0 };
  const own = { name: "x", values: x };
  const solve = (columns: { name: string; values: Float64Array }[]): OrdinalFit => {
    const fit = ordinalLogit({
      y: Array.from(y, (code) => levels[code]!),
      levels,
      X: columns.map(({ values }) => values),
      names: columns.map(({ name }) => name),
    });
    out.converged &&= fit.converged;
    out.boundaryRows = Math.max(out.boundaryRows, fit.boundaryRows);
    return fit;
  };
  for (const columns of adjust.length === 0 ? [[own]] : [[own], [own, ...adjust]]) {
    const fit = solve(columns);
    const rows = coefficientTable(fit, fit);
    const row = rows.find(({ term }) => term === "x");
    if (row === undefined) continue;
    const others = adjust.map(({ name }) => name).filter((name) => rows.some(({ term }) => term === name));
    const line = figuresOf(row, null, margin === undefined ? undefined : ln(margin));
    out.lines.push({ level: "rows", adjust: columns.length === 1 ? [] : others, ...line, nobs: fit.nobs });
  }
  if (product !== null) {
    const fit = solve([own, ...adjust, { name: "product", values: x.map((value, i) => value * product.values[i]!) }]);
    if (fit.aliased.length === 0) out.product = productLine(fit, product);
  }
  return out;
}

function productLine(fit: OrdinalFit, product: { name: string; values: Float64Array }): ProductLine {
  const rows = coefficientTable(fit, fit);
  const last = rows.length - 1;
  const at = rows.findIndex(({ term }) => term === "x");
  const sorted = product.values.slice().sort();
  const V = fit.matrix;
  const { estimate: slope, low, high, pValue } = rows[last]!;
  return {
    ...{ with: product.name, estimate: slope, low, high, pValue },
    at: [0.25, 0.75].map((level) => {
      const where = quantile7(sorted, level);
      const estimate = rows[at]!.estimate + where * slope;
      const variance = V[at]![at]! + 2 * where * V[last]![at]! + where * where * V[last]![last]!;
      const reach = normalQuantile(0.975, 0, 1) * Math.sqrt(variance);
      return { where, estimate, low: estimate - reach, high: estimate + reach };
    }),
  };
}
