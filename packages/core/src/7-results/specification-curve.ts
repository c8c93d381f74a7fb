import { tTwoSided } from "../distributions/index.ts";
import { absorption, factorOf, type Factor } from "../6-estimators/absorb.ts";
import { finiteNumbers, positiveNumbers } from "../6-estimators/check-numbers.ts";
import { yearSteps } from "../6-estimators/panel-models.ts";
import { areaMeans } from "../6-estimators/within-between.ts";
import { norm } from "../linalg/dot.ts";
import { leastSquaresCurve, type CurveModel } from "./curve/least-squares.ts";
import { randomEffectsCurve } from "./curve/random-effects.ts";
import { yearDummies } from "./blocks/year-dummies.ts";
import { parametersCounted } from "./small-sample.ts";

/** Members of the panel family that the same slope can be followed through: `panelModel`'s names. */
export const CURVE_ESTIMATORS = ["pooled", "between", "area", "twoWay", "differences", "random"] as const;
export type CurveEstimator = (typeof CURVE_ESTIMATORS)[number];

export interface SpecificationInput {
  /** Forms of the outcome, by name. */
  outcomes: Record<string, ArrayLike<number>>;
  /** The variable whose coefficient is followed, in every model. */
  focal: ArrayLike<number>;
  /** Covariates that come and go; at most 16, for all their subsets are fitted. */
  covariates: Record<string, ArrayLike<number>>;
  /** Covariates in every model. */
  always?: Record<string, ArrayLike<number>>;
  /** Clusters of the errors; with `estimators` they are the areas. */
  cluster: Factor;
  weights?: ArrayLike<number>;
  /** Effects in every model, taken out first; not with `estimators`, which bring their own. */
  absorb?: readonly Factor[];
  /** "CR1S" (default): G/(G-1) (N-1)/(N-k), absorbed effects nested in the clusters not counted; "CR1": G/(G-1). */
  errors?: "CR1" | "CR1S";
  /** Samples to choose between, by name: true (or not 0) for the rows in it. All rows when not given. */
  samples?: Record<string, ArrayLike<boolean | number>>;
  /** How each model is fitted, see `panelModel`. With weights only "pooled", "area" and "twoWay". */
  estimators?: readonly CurveEstimator[];
  /** Calendar time of each row, for "twoWay", "differences" and `years`. */
  time?: ArrayLike<number>;
  /** With `estimators`: year effects in "pooled", "between" and "random" too. */
  years?: boolean;
}

export interface Specification {
  /** Name of the sample; "all" where none were given. */
  sample: string;
  /** Null where none were given. */
  estimator: CurveEstimator | null;
  outcome: string;
  /** Bit j: covariate j is in the model. */
  mask: number;
  /** Rows the model is fitted on: differences and means of areas are fewer than the sample's. */
  nobs: number;
  /** Degrees of freedom of t: clusters less one. */
  df: number;
  /** Null where the model cannot be fitted, or cannot tell the focal variable from the others: see `reason`. */
  estimate: number | null;
  stdError: number | null;
  statistic: number | null;
  pValue: number | null;
  reason: string | null;
}

/**
 * The focal coefficient under every choice of sample, estimator, outcome form and covariates, each with clustered errors: all are
 * kept and shown. The declared set is enumerated before looking; the median of the curve is a description, not an estimate.
 *
 * Least squares with a constant (or absorbed effects) on what the estimator makes of the rows, from one table of cross-products
 * per cluster for each sample and estimator: with d the focal column less its projection on the covariates, b = d'y / d'd and
 * se^2 = c sum_g (d_g'u_g)^2 / (d'd)^2, where d_g'u_g is a sum over cross-products of cluster g alone. Rows are touched once,
 * not once a model; random effects (Swamy and Arora's variances anew for each model) too. p from t(G - 1).
 *
 * @returns sample by sample, estimator by estimator, outcome by outcome, masks rising.
 * @throws RangeError when lengths differ, a value is not finite, for more than 16 covariates, fewer than two clusters, `absorb`
 * beside `estimators`, an estimator that needs `time` without it, or one that takes no weights with them.
 * R: `for (s in subsets) sandwich::vcovCL(lm(...), cluster)`, `plm::plm(...)`.
 * @see Simonsohn, Simmons & Nelson (2020), Nature Human Behaviour 4; Steegen, Tuerlinckx, Gelman & Vanpaemel (2016).
 */
export function specificationCurve(input: SpecificationInput): Specification[] {
  return [...specificationParts(input)].flat();
}

/** The same, one sample and estimator at a time: for those who show progress. */
export function* specificationParts(input: SpecificationInput): Generator<Specification[]> {
  const all = checked(input);
  const n = all.cluster.codes.length;
  const every = Int32Array.from({ length: n }, (_, i) => i);
  for (const [sample, member] of Object.entries(input.samples ?? { all: new Uint8Array(n).fill(1) })) {
    if (member.length !== n) throw new RangeError(`${sample} has ${member.length} values, not ${n}`);
    const rows = every.filter((i) => Boolean(member[i]));
    for (const estimator of input.estimators ?? [null]) {
      const made = modelOf(all, input, rows, estimator);
      yield curveOf(all, made, input.errors ?? "CR1S").map((row) => ({ sample, estimator, ...row }));
    }
  }
}

interface Checked {
  always: Float64Array[];
  covariates: Float64Array[];
  focal: Float64Array;
  outcomes: [string, Float64Array][];
  cluster: Factor;
  weights: Float64Array | null;
  time: Float64Array | null;
}

function checked(input: SpecificationInput): Checked {
  const { cluster, estimators = [], absorb = [] } = input;
  const n = cluster.codes.length;
  const fail = (why: string): never => {
    throw new RangeError(`specificationCurve: ${why}`);
  };
  const columns = (named: Record<string, ArrayLike<number>> = {}): Float64Array[] =>
    Object.entries(named).map(([name, values]) => finiteNumbers(values, name, n));
  if (Object.keys(input.covariates).length > 16) fail("at most 16 covariates come and go");
  if (cluster.levels < 2) fail("at least two clusters are needed");
  if (input.estimators !== undefined && absorb.length > 0) fail("estimators bring their own effects: leave absorb out");
  const timed = estimators.find((each) => each === "twoWay" || each === "differences");
  if (input.time === undefined && timed !== undefined) fail(`"${timed}" needs time`);
  if (input.time === undefined && input.years === true) fail("years need time");
  const bare = estimators.find((each) => !["pooled", "area", "twoWay"].includes(each));
  if (input.weights !== undefined && bare !== undefined) fail(`"${bare}" takes no weights`);
  return {
    always: columns(input.always),
    covariates: columns(input.covariates),
    focal: finiteNumbers(input.focal, "focal", n),
    outcomes: Object.entries(input.outcomes).map(([name, values]) => [name, finiteNumbers(values, name, n)]),
    cluster,
    weights: input.weights === undefined ? null : positiveNumbers(input.weights, "weights", n),
    time: input.time === undefined ? null : finiteNumbers(input.time, "time", n),
  };
}

/** What every set of covariates is fitted on; a text says why nothing can be. */
interface Made {
  model: CurveModel | string;
  fixed: number;
  nobs: number;
  clusters: number;
  /** The constant and absorbed effects, as the small-sample factor counts them; random effects carry their constant as a column. */
  counted: number;
}

function modelOf(all: Checked, input: SpecificationInput, rows: Int32Array, estimator: CurveEstimator | null): Made {
  const take = (column: Float64Array): Float64Array => Float64Array.from(rows, (i) => column[i]!);
  const within = (factor: Factor): Factor =>
    factorOf(
      factor.name,
      Int32Array.from(rows, (i) => factor.codes[i]!),
    );
  const area = within(all.cluster);
  const time = all.time === null ? null : take(all.time);
  const dummies = (estimator === "between" || estimator === "random") && input.years === true;
  const fixed = [...all.always.map(take), ...(dummies ? yearDummies(time!).map(({ values }) => values) : [])];
  const columns = [
    ...fixed,
    ...all.covariates.map(take),
    take(all.focal),
    ...all.outcomes.map(([, values]) => take(values)),
  ];
  const focal = fixed.length + all.covariates.length;
  const weights = all.weights === null ? null : take(all.weights);
  const plain = { fixed: fixed.length, nobs: rows.length, clusters: area.levels, counted: 1 };
  if (area.levels < 2) return { ...plain, model: "there are fewer than two areas" };
  switch (estimator) {
    case "random":
      return { ...plain, counted: 0, model: randomEffectsCurve({ columns, focal, cluster: area, weights }) };
    case "between": {
      const means = columns.map((column) => areaMeans(column, area));
      const cluster = factorOf("area", Int32Array.from(means[0]!.keys()));
      return {
        ...plain,
        nobs: area.levels,
        model: leastSquaresCurve({ columns: means, focal, cluster, weights: null }),
      };
    }
    case "differences": {
      const steps = yearSteps(area, time!, "calendar");
      if (steps === null) return { ...plain, model: "an area has two rows for one time" };
      const { from, to } = steps;
      const cluster = factorOf(
        "area",
        to.map((i) => area.codes[i]!),
      );
      const own = { ...plain, nobs: to.length, clusters: cluster.levels };
      if (cluster.levels < 2) return { ...own, model: "fewer than two areas have neighbouring years" };
      const changes = columns.map((column) => Float64Array.from(to, (i, k) => column[i]! - column[from[k]!]!));
      return { ...own, model: leastSquaresCurve({ columns: changes, focal, cluster, weights: null }) };
    }
    default: {
      const years = estimator === "twoWay" || (estimator === "pooled" && input.years === true);
      const absorb =
        estimator === null
          ? (input.absorb ?? []).map(within)
          : [...(estimator === "pooled" ? [] : [area]), ...(years ? [factorOf("time", time!)] : [])];
      const effects = absorb.length === 0 ? null : absorption(absorb, weights);
      const left = columns.map((column) => {
        if (effects === null) return column;
        const residual = effects.residualise(column);
        // What rounding leaves of a column that lies in the effects is no column.
        return norm(residual) <= 1e-10 * norm(column) ? residual.fill(0) : residual;
      });
      const counted = parametersCounted(
        { absorbed: absorb, absorbedRank: effects?.rank ?? 0, rank: effects === null ? 1 : 0 },
        area.codes,
      ).k;
      return { ...plain, counted, model: leastSquaresCurve({ columns: left, focal, cluster: area, weights }) };
    }
  }
}

type CurveRow = Omit<Specification, "sample" | "estimator">;

function curveOf(all: Checked, made: Made, errors: "CR1" | "CR1S"): CurveRow[] {
  const { model, fixed, nobs, clusters, counted } = made;
  const df = clusters - 1;
  const out: CurveRow[][] = all.outcomes.map(() => []);
  for (let mask = 0; mask < 1 << all.covariates.length; mask++) {
    const chosen = all.covariates.flatMap((_, j) => (((mask >> j) & 1) === 1 ? [fixed + j] : []));
    const found =
      typeof model === "string" ? all.outcomes.map(() => model) : model([...Array(fixed).keys(), ...chosen]);
    all.outcomes.forEach(([outcome], o) => {
      const fit = found[o]!;
      const none = { estimate: null, stdError: null, statistic: null, pValue: null };
      const rest = typeof fit === "string" ? 0 : nobs - counted - fit.rank;
      const reason = typeof fit === "string" ? fit : rest <= 0 ? "there are no more rows than columns" : null;
      if (typeof fit === "string" || reason !== null) {
        out[o]!.push({ outcome, mask, nobs, df, ...none, reason });
        return;
      }
      const factor = (clusters / df) * (errors === "CR1S" ? (nobs - 1) / rest : 1);
      const { estimate } = fit;
      const stdError = Math.sqrt(factor * fit.variance);
      const statistic = estimate / stdError;
      const pValue = tTwoSided(statistic, df);
      out[o]!.push({ outcome, mask, nobs, df, estimate, stdError, statistic, pValue, reason });
    });
  }
  return out.flat();
}
