import { factorOf, type Factor } from "./absorb.ts";
import type { OlsFit } from "./ols-fit.ts";
import { olsMatrix } from "./ols-matrix.ts";
import { checkedNumbers, plainMatrices, type PlainInput } from "./plain-input.ts";
import { randomEffects, type RandomMethod, type RandomParts } from "./random-effects.ts";
import { areaMeans, splitByArea } from "./within-between.ts";

export const PANEL_MODELS = [
  "pooled",
  "between",
  "area",
  "twoWay",
  "differences",
  "random",
  "withinBetween",
  "mundlak",
] as const;
export type PanelModel = (typeof PANEL_MODELS)[number];

export interface PanelInput extends Pick<PlainInput, "y" | "X" | "names"> {
  /** Area and calendar time (whole numbers, one apart from year to year) of each row, in any order. */
  area: ArrayLike<string | number>;
  time: ArrayLike<number>;
  /**
   * Add a column for every year but the first to the models that do not take years out themselves. In `withinBetween` and
   * `mundlak` they come with their area means: on an unbalanced panel only then is the within part the two-way one.
   */
  years?: boolean;
  /** Differences between calendar neighbours, gaps left out (default), or between neighbouring rows of an area, as plm. */
  differences?: "calendar" | "rows";
  /** Whose estimate of the variances random effects stand on: Swamy and Arora's unless named. */
  randomMethod?: RandomMethod;
}

export interface PanelFit {
  model: PanelModel;
  /** Least squares of what the model makes of the data; `names` and all covariances as of any other fit. */
  fit: OlsFit;
  /** Area of each row of that fit, to cluster on. */
  area: Factor;
  /** Row of the data that each row of the fit stands for: the later year of a difference, an area's first row for its mean. */
  rows: Int32Array;
  /** Variances and weights of the random effects; null for the other models. */
  random: RandomParts | null;
}

/**
 * One member of the panel family, by least squares.
 *
 * - `pooled`: y on X. `between`: area means on area means, each area once.
 * - `area`: with area effects. `twoWay`: with area and year effects.
 * - `differences`: y_t - y_(t-1) on the same of X, with a constant (the common yearly change).
 * - `random`: y - theta_i mean(y)_i on the same of X, theta_i = 1 - sqrt(s2e / (s2e + T_i s2u)), by Swamy and Arora unless
 *   `randomMethod` names another.
 * - `withinBetween` (REWB): random effects on x - mean(x)_i (named x_within) and mean(x)_i (x_between).
 * - `mundlak`: random effects on x and mean(x)_i (x_mean): the latter is the gap between the two, zero if they agree.
 *
 * Means are those of the rows given. Columns that never change within an area stay one column in the last two.
 *
 * @throws RangeError for bad arguments, or where no row is left (one year and differences, one area and `between`).
 * R: `plm::plm(model = "pooling" | "between" | "within" | "fd" | "random")`, effect = "twoways" for `twoWay`; plm takes
 * differences between rows, over gaps too.
 * @see Baltagi, Econometric Analysis of Panel Data; Bell & Jones (2015); Mundlak (1978).
 */
export function panelModel(input: PanelInput, model: PanelModel): PanelFit {
  const { y, X, names } = plainMatrices("panelModel", { ...input, intercept: false });
  const n = y.length;
  const area = factorOf("area", input.area, n);
  const time = checkedNumbers("panelModel", "time", input.time, n);
  const absorbsYears = model === "twoWay" || model === "differences";
  if (input.years === true && !absorbsYears) addYears(X, names, time);
  const constant = new Float64Array(n).fill(1);
  const every = Int32Array.from(y, (_, i) => i);
  const least = (absorb: Factor[]): OlsFit => {
    const intercept = absorb.length === 0;
    const columns = intercept ? [constant, ...X] : X;
    return olsMatrix({ y, X: columns, names: intercept ? ["(Intercept)", ...names] : names, intercept, absorb });
  };
  const balanced = n === area.levels * new Set(time).size;
  const randomOn = (columns: Float64Array[], called: string[]): PanelFit => ({
    model,
    ...randomEffects(y, columns, called, area, input.randomMethod, balanced),
    area,
    rows: every,
  });
  switch (model) {
    case "pooled":
      return { model, fit: least([]), area, rows: every, random: null };
    case "area":
      return { model, fit: least([area]), area, rows: every, random: null };
    case "twoWay":
      return { model, fit: least([area, factorOf("time", time)]), area, rows: every, random: null };
    case "between":
      return { model, ...between(y, X, names, area), random: null };
    case "differences":
      return { model, ...differences(y, X, names, area, time, input.differences ?? "calendar"), random: null };
    case "random":
      return randomOn(X, names);
    default: {
      const parts = splitByArea(X, names, area, model === "mundlak");
      return randomOn(parts.columns, parts.names);
    }
  }
}

function addYears(X: Float64Array[], names: string[], time: Float64Array): void {
  const years = [...new Set(time)].sort((a, b) => a - b);
  for (const year of years.slice(1)) {
    X.push(time.map((t) => (t === year ? 1 : 0)));
    names.push(`year${year}`);
  }
}

type Transformed = Pick<PanelFit, "fit" | "area" | "rows">;

function between(y: Float64Array, X: Float64Array[], names: string[], area: Factor): Transformed {
  const one = new Float64Array(area.levels).fill(1);
  const columns = [one, ...X.map((column) => areaMeans(column, area))];
  const fit = olsMatrix({ y: areaMeans(y, area), X: columns, names: ["(Intercept)", ...names], intercept: true });
  const rows = Int32Array.from(one, (_, g) => area.codes.indexOf(g));
  return { fit, area: { ...area, codes: Int32Array.from(one, (_, g) => g) }, rows };
}

/**
 * Rows of neighbouring years of one area, earlier and later: those one calendar year apart, or (`rows`) whatever row comes next.
 * Null when an area has two rows for one time.
 */
export function yearSteps(
  area: Factor,
  time: Float64Array,
  by: "calendar" | "rows",
): { from: number[]; to: number[] } | null {
  const order = Array.from(time, (_, i) => i).sort((a, b) => area.codes[a]! - area.codes[b]! || time[a]! - time[b]!);
  const from: number[] = [];
  const to: number[] = [];
  for (let k = 1; k < order.length; k++) {
    const [a, b] = [order[k - 1]!, order[k]!];
    if (area.codes[a] !== area.codes[b]) continue;
    const step = time[b]! - time[a]!;
    if (step === 0) return null;
    if (by === "calendar" && step !== 1) continue;
    from.push(a);
    to.push(b);
  }
  return { from, to };
}

function differences(
  y: Float64Array,
  X: Float64Array[],
  names: string[],
  area: Factor,
  time: Float64Array,
  by: "calendar" | "rows",
): Transformed {
  const steps = yearSteps(area, time, by);
  if (steps === null) throw new RangeError("panelModel: an area has two rows for one time");
  const { from, to } = steps;
  if (to.length === 0) throw new RangeError("panelModel: no two neighbouring years of one area, so no differences");
  const change = (x: Float64Array): Float64Array => Float64Array.from(to, (b, k) => x[b]! - x[from[k]!]!);
  const columns = [new Float64Array(to.length).fill(1), ...X.map(change)];
  const fit = olsMatrix({ y: change(y), X: columns, names: ["(Intercept)", ...names], intercept: true });
  return {
    fit,
    area: factorOf(
      "area",
      to.map((b) => area.codes[b]!),
    ),
    rows: Int32Array.from(to),
  };
}

/**
 * The absorbed area effects as levels: each area's mean of what the coefficients leave, and their mean over rows.
 * R: `plm::fixef(fit)`, `plm::within_intercept(fit)`.
 */
export function areaLevels(
  fit: OlsFit,
  y: Float64Array,
  X: readonly Float64Array[],
  area: Factor,
): {
  levels: Float64Array;
  overall: number;
} {
  const left = Float64Array.from(y);
  for (const j of fit.kept) for (let i = 0; i < left.length; i++) left[i] = left[i]! - fit.coefficients[j]! * X[j]![i]!;
  return { levels: areaMeans(left, area), overall: left.reduce((sum, value) => sum + value, 0) / left.length };
}
