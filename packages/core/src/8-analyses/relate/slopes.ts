import type { Factor } from "../../6-estimators/absorb.ts";
import type { OlsFit } from "../../6-estimators/ols-fit.ts";
import { olsMatrix } from "../../6-estimators/ols-matrix.ts";
import { quantile7 } from "../../6-estimators/quantile.ts";
import { tQuantile } from "../../distributions/index.ts";
import { coefficientTable } from "../../7-results/coefficient-table.ts";
import { covariance, type Covariance } from "../../7-results/covariance.ts";
import { equivalence } from "../../7-results/equivalence.ts";
import { areaMeans } from "./levels.ts";
import type { Prepared } from "./prepare.ts";
import type { Level, ProductLine, SlopeLine } from "./value.ts";

interface Column {
  name: string;
  values: Float64Array;
}

export interface Slopes {
  lines: SlopeLine[];
  product: ProductLine | null;
  /** The fit behind the last line, whose rows are those of the sample; null where there is none. */
  last: OlsFit | null;
  errors: string;
}

const X = "x";

/** The slope at each level, with and without what is held equal: least squares, clustered by area where areas repeat. */
export function slopesOf(prepared: Prepared, margin: number | undefined): Slopes {
  const { x, y, adjust, area, time, repeated } = prepared;
  const out: Slopes = { lines: [], product: null, last: null, errors: "" };
  const fit = (level: Level, target: Float64Array, columns: Column[], absorb: Factor[] = []): void => {
    const clusters = repeated && level !== "between" ? area! : null;
    const model = solve(target, columns, absorb);
    if (model.dfResidual < 1 || model.aliased.includes(X)) return;
    const errors = clusters === null ? covariance(model, "HC1") : covariance(model, "CR1", [clusters]);
    out.lines.push(lineOf(model, errors, level, margin));
    out.last = level === "between" ? out.last : model;
    out.errors = errors.words;
  };
  const own = { name: X, values: x };
  if (repeated) {
    const means = areaMeans(x, y, area!);
    const others = adjust.map(({ name, values }) => ({ name, values: areaMeans(values, y, area!).x }));
    fit("between", means.y, [{ name: X, values: means.x }]);
    if (others.length > 0) fit("between", means.y, [{ name: X, values: means.x }, ...others]);
  }
  fit("rows", y, [own]);
  if (adjust.length > 0) fit("rows", y, [own, ...adjust]);
  if (repeated) fit("within", y, [own, ...adjust], [area!]);
  if (repeated && time !== null && time.levels > 1) fit("within-years", y, [own, ...adjust], [area!, time]);
  out.product = productOf(prepared);
  return out;
}

function solve(y: Float64Array, columns: Column[], absorb: Factor[]): OlsFit {
  const constant = absorb.length === 0 ? [{ name: "(Intercept)", values: new Float64Array(y.length).fill(1) }] : [];
  const all = [...constant, ...columns];
  return olsMatrix({
    y,
    X: all.map(({ values }) => values),
    names: all.map(({ name }) => name),
    intercept: absorb.length === 0,
    absorb,
  });
}

function lineOf(fit: OlsFit, errors: Covariance, level: Level, margin: number | undefined): SlopeLine {
  const row = coefficientTable(fit, errors).find(({ term }) => term === X)!;
  const adjust = Array.from(fit.kept, (j) => fit.names[j]!).filter((name) => name !== X && name !== "(Intercept)");
  return { level, adjust, ...figuresOf(row, row.df, margin), nobs: fit.nobs };
}

/** A coefficient's figures, and how it stands to the margin; without a margin only the least one that would pass. */
export function figuresOf(
  row: { estimate: number; stdError: number | null; pValue: number | null; low: number | null; high: number | null },
  df: number | null,
  margin: number | undefined,
): Omit<SlopeLine, "level" | "adjust" | "nobs"> {
  const { estimate, stdError, pValue, low, high } = row;
  const tested =
    stdError === null || !(stdError > 0) ? null : equivalence({ estimate, stdError, df: df ?? Infinity }, margin ?? 1);
  return {
    ...{ estimate, stdError, df, pValue, low, high },
    smallestMargin: tested?.smallestMargin ?? null,
    equivalent: margin === undefined || tested === null ? null : tested.equivalent,
    pEquivalent: margin === undefined || tested === null ? null : tested.pValue,
  };
}

/** Does the slope depend on another measure? Its product, and the slope at that measure's quarters. */
function productOf({ x, y, adjust, product, area, repeated }: Prepared): ProductLine | null {
  if (product === null) return null;
  const times = x.map((value, i) => value * product.values[i]!);
  const model = solve(y, [{ name: X, values: x }, ...adjust, { name: "product", values: times }], []);
  if (model.dfResidual < 1 || model.aliased.length > 0) return null;
  const errors = repeated ? covariance(model, "CR1", [area!]) : covariance(model, "HC1");
  const row = coefficientTable(model, errors).at(-1)!;
  const last = model.rank - 1;
  const sorted = product.values.slice().sort();
  const V = errors.matrix;
  return {
    with: product.name,
    ...{ estimate: row.estimate, low: row.low, high: row.high, pValue: row.pValue },
    at: [0.25, 0.75].map((level) => {
      const where = quantile7(sorted, level);
      const estimate = model.coefficients[1]! + where * row.estimate;
      const variance = V[1]![1]! + 2 * where * V[last]![1]! + where * where * V[last]![last]!;
      const reach = tQuantile(0.975, errors.df[1]!) * Math.sqrt(variance);
      return { where, estimate, low: estimate - reach, high: estimate + reach };
    }),
  };
}
