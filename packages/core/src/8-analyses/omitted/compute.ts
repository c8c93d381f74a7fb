import type { Factor } from "../../6-estimators/absorb.ts";
import type { OlsFit } from "../../6-estimators/ols-fit.ts";
import { olsMatrix } from "../../6-estimators/ols-matrix.ts";
import { randomIntercept } from "../../6-estimators/random-intercept.ts";
import { fitSubsets } from "../../6-estimators/subset-fits.ts";
import { toBlockModel } from "../../7-results/blocks/share-model.ts";
import { coefficientTable } from "../../7-results/coefficient-table.ts";
import { covariance } from "../../7-results/covariance.ts";
import { benchmark, sensitivity } from "../../7-results/sensitivity.ts";
import { dot } from "../../linalg/dot.ts";
import type { Problem, Task } from "../../messages/types.ts";
import { constantOutcome, tooManyPredictors } from "../../7-results/blocks/problems.ts";
import { curveOf } from "./curve.ts";
import type { OmittedModel } from "./prepare.ts";
import { stabilityOf } from "./stability.ts";
import type { OmittedPair, OmittedStep, OmittedValue } from "./value.ts";

/** Every figure, from the arrays. */
export function* compute(
  input: OmittedModel,
): Task<{ ok: true; value: OmittedValue } | { ok: false; problem: Problem }> {
  const { model } = input.prepared;
  const blocks = toBlockModel(model);
  const n = model.y.length;
  const parameters = blocks.columns.length + blocks.areas!.count - 1;
  if (parameters >= n - 1) return { ok: false, problem: tooManyPredictors(parameters, n) };
  yield { stage: "adding what was left out", done: 0, total: 3 };
  const fits = fitSubsets(blocks);
  if (fits.centred.constant[blocks.columns.length]) return { ok: false, problem: constantOutcome(model.outcome) };
  const steps = stepsOf(input, fits.rSquared);
  const { centred } = fits;
  const columns = blocks.columns.flatMap((_, k) => {
    const block = model.blocks[blocks.blockOf[k]!]!;
    if (block.role !== "measures") return [];
    const within = centred.within![k]!;
    const share = centred.constant[k] ? null : fits.absorbed[k] ? 0 : dot(within, within) / (centred.sizes[k]! * centred.sizes[k]!); // prettier-ignore
    const first = blocks.blockOf.indexOf(blocks.blockOf[k]!);
    return [{ column: block.columns[k - first]!.name, block: block.name, withinShare: share, absorbed: fits.absorbed[k]! }]; // prettier-ignore
  });
  yield { stage: "adding what was left out", done: 1, total: 3 };
  const area: Factor = { name: "area", codes: model.areas!.of, levels: model.areas!.count };
  const pairs: OmittedPair[] = [];
  let errors = "";
  for (const pair of input.pairs) {
    const found = pairOf(input, pair, area);
    errors = found.words;
    if (found.pair !== null) pairs.push(found.pair);
  }
  yield { stage: "adding what was left out", done: 2, total: 3 };
  const curve = yield* curveOf(input, area, input.prepared.areas);
  const value: OmittedValue = {
    outcome: model.outcome,
    nobs: n,
    areas: area.levels,
    times: model.times === null ? null : new Set(model.times).size,
    steps,
    columns,
    pairs,
    errors,
    curve,
    robustness: robustnessOf(input),
  };
  return { ok: true, value };
}

function stepsOf({ prepared, base, added }: OmittedModel, rSquared: Float64Array): OmittedStep[] {
  const { model } = prepared;
  const blocks = toBlockModel(model);
  const bit = 1 << blocks.areaBlock;
  const timeBlock = model.blocks.findIndex(({ role }) => role === "time");
  const varianceOf = (keep: (block: number) => boolean): number =>
    randomIntercept({
      y: model.y,
      columns: blocks.columns.filter((_, k) => keep(blocks.blockOf[k]!)),
      groups: model.areas!,
      weights: model.weights,
    }).areaVariance;
  const before = varianceOf((block) => block === timeBlock);
  return [null, ...added].map((name, k): OmittedStep => {
    const mask = (1 << (base + k)) - 1;
    const areaVariance = varianceOf((block) => ((mask >> block) & 1) === 1);
    const without = rSquared[mask ^ bit]!;
    return {
      added: name,
      measures: name === null ? [] : model.blocks[base + k - 1]!.columns.map((column) => column.name),
      rSquared: rSquared[mask]!,
      rSquaredWithoutArea: without,
      areaLast: rSquared[mask]! - without,
      leftOver: 1 - rSquared[mask]!,
      areaVariance,
      pcv: before > 0 ? (before - areaVariance) / before : null,
    };
  });
}

/** All measures and the years' dummies, without the areas: what lasts is what is asked about. */
function design({ prepared }: OmittedModel, more: { label: string; values: Float64Array }[]) {
  const { model } = prepared;
  const columns = model.blocks.flatMap((block) => (block.role === "measures" ? block.columns : []));
  const years = model.blocks.flatMap((block) => (block.role === "time" ? block.columns : []));
  const extra = more.filter(({ label }) => !columns.some(({ name }) => name === label));
  const X = [new Float64Array(model.y.length).fill(1), ...columns.map(({ values }) => values), ...extra.map(({ values }) => values), ...years.map(({ values }) => values)]; // prettier-ignore
  const measures = [...columns.map(({ name }) => name), ...extra.map(({ label }) => label)];
  return { X, names: ["(Intercept)", ...measures, ...years.map(({ name }) => name)], measures };
}

function pairOf(input: OmittedModel, [first, second]: OmittedModel["pairs"][number], area: Factor) {
  const { y, weights } = input.prepared.model;
  const total = weights?.reduce((sum, w) => sum + w, 0) ?? y.length;
  const about = (values: Float64Array): { centred: Float64Array; deviation: number } => {
    const mean = values.reduce((sum, value, i) => sum + value * (weights?.[i] ?? 1), 0) / total;
    const centred = values.map((value) => value - mean);
    return { centred, deviation: Math.sqrt(dot(centred, centred) / (y.length - 1)) };
  };
  const [a, b] = [about(first.values), about(second.values)];
  const { X, names } = design(input, [first, second]);
  const term = `${first.label}:${second.label}`;
  const fit = olsMatrix({ y, X: [...X, a.centred.map((value, i) => value * b.centred[i]!)], names: [...names, term], intercept: true, weights }); // prettier-ignore
  const chosen = covariance(fit, input.errors, [area]);
  const row = coefficientTable(fit, chosen).find((each) => each.term === term);
  const words = chosen.words;
  if (row === undefined) return { pair: null, words };
  const { estimate, stdError, df, pValue, low, high } = row;
  const perDeviation = estimate * a.deviation * b.deviation;
  return {
    words,
    pair: { first: first.label, second: second.label, estimate, perDeviation, stdError, df, pValue, low, high },
  };
}

function robustnessOf(input: OmittedModel): OmittedValue["robustness"] {
  const { follow, prepared } = input;
  if (follow === null) return null;
  const { y, weights } = prepared.model;
  const { X, names, measures } = design(input, [follow]);
  const fit = olsMatrix({ y, X, names, intercept: true, weights });
  if (fit.aliased.includes(follow.label)) return null;
  const { estimate, statistic, df, partialR2, robustness, robustnessAlpha } = sensitivity(fit, follow.label);
  const others = measures.filter((name) => name !== follow.label && !fit.aliased.includes(name));
  const benchmarks = others.flatMap((column) => {
    const found = bounded(fit, follow.label, column);
    return found === null ? [] : [found];
  });
  const stability = stabilityOf(input, fit);
  return { follow: follow.label, estimate, statistic, df, partialR2, robustness, robustnessAlpha, benchmarks, stability }; // prettier-ignore
}

/** None where a factor so strong would leave nothing of the measure followed. */
function bounded(fit: OlsFit, follow: string, column: string) {
  try {
    const { treatment, outcome, estimate, low, high } = benchmark(fit, follow, [column]);
    return { column, treatment, outcome, estimate, low, high };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
