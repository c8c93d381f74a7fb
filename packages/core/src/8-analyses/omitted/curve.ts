import { tQuantile } from "../../distributions/index.ts";
import type { Factor } from "../../6-estimators/absorb.ts";
import { quantile7 } from "../../6-estimators/quantile.ts";
import { specificationParts, type CurveEstimator, type Specification } from "../../7-results/specification-curve.ts";
import type { Task } from "../../messages/types.ts";
import { inSample } from "../samples.ts";
import { CURVE_MODELS } from "./options.ts";
import type { OmittedModel } from "./prepare.ts";
import type { OmittedCurve, OmittedCurveChoice, OmittedCurveRow } from "./value.ts";

type Declared = Pick<OmittedCurve, "follow" | "years" | "samples" | "estimators" | "outcomes" | "covariates" | "rows">;

const MEMBER: Record<(typeof CURVE_MODELS)[number], CurveEstimator> = {
  pooled: "pooled",
  within: "area",
  "two-way": "twoWay",
  between: "between",
  "first-difference": "differences",
  random: "random",
};

/** The followed slope under every declared choice: years by samples by ways to fit by forms of the outcome by covariates. */
export function* curveOf(model: OmittedModel, area: Factor, areas: readonly string[]): Task<OmittedCurve | null> {
  const { prepared, follow, covariates, forms, sets, estimators } = model;
  const { y, weights, times, blocks, outcome } = prepared.model;
  if (follow === null || (covariates.length === 0 && !model.declared)) return null;
  const names = covariates.map(({ label }) => label);
  const rows: OmittedCurveRow[] = [];
  const pairs = sets.years.flatMap((_, t) => sets.samples.map((__, s) => [t, s] as const));
  const member = pairs.map((pair) => {
    const has = inSample(sets, pair, { times, areaOf: area.codes, codes: areas });
    return Uint8Array.from(y, (_, i) => (has(i) ? 1 : 0));
  });
  const parts = specificationParts({
    outcomes: Object.fromEntries([[outcome, y], ...forms.map(({ label, values }) => [label, values] as const)]),
    focal: follow.values,
    covariates: Object.fromEntries(covariates.map(({ label, values }) => [label, values])),
    cluster: area,
    samples: Object.fromEntries(member.map((own, at) => [`${at}:`, own])),
    estimators: estimators.map((each) => MEMBER[each]),
    years: blocks.some(({ role }) => role === "time"),
    ...(times === null ? {} : { time: times }),
    ...(weights === null ? {} : { weights }),
  });
  const total = pairs.length * estimators.length;
  let done = 0;
  for (const part of parts) {
    const [t, s] = pairs[Math.floor(done / estimators.length)]!;
    const [years, sample] = [sets.years[t]!.words, sets.samples[s]!.name];
    const estimator = estimators[done % estimators.length]!;
    for (const each of part) rows.push({ years, sample, estimator, ...rowOf(each) });
    done++;
    yield { stage: "following the slope", done, total };
  }
  const curve: Declared = {
    follow: follow.label,
    years: sets.years.map(({ words }) => words),
    samples: sets.samples.map(({ name }) => name),
    estimators: [...estimators],
    outcomes: [outcome, ...forms.map(({ label }) => label)],
    covariates: names,
    rows,
  };
  return { ...curve, choices: choicesOf(curve) };
}

function rowOf({ outcome, mask, nobs, df, estimate, stdError, pValue, reason }: Specification) {
  const reach = stdError === null ? null : tQuantile(0.975, df) * stdError;
  const known = estimate !== null && reach !== null;
  const [low, high] = known ? [estimate - reach, estimate + reach] : [null, null];
  return { outcome, mask, nobs, df, estimate, stdError, low, high, pValue, reason };
}

/** What each value of each choice goes with; choices of one value alone are left out, but for the forms themselves. */
function choicesOf(curve: Declared): OmittedCurveChoice[] {
  const named = [
    ["years", curve.years],
    ["sample", curve.samples],
    ["estimator", curve.estimators],
  ] as const;
  const choices: { choice: string; value: string; has: (row: OmittedCurveRow) => boolean }[] = [
    { choice: "all", value: "all", has: () => true },
    ...named.flatMap(
      ([choice, values]) =>
      values.length < 2 ? [] : values.map((value) => ({ choice, value, has: (row: OmittedCurveRow) => row[choice] === value })), // prettier-ignore
    ),
    ...curve.covariates.flatMap((label, j) =>
      [1, 0].map((bit) => ({
        choice: label,
        value: bit === 1 ? "in" : "out",
        has: ({ mask }: OmittedCurveRow) => ((mask >> j) & 1) === bit,
      })),
    ),
  ];
  return curve.outcomes.flatMap((outcome) => {
    const own = curve.rows.filter((row) => row.outcome === outcome);
    return choices.map(({ choice, value, has }) => ({ choice, value, outcome, ...spreadOf(own.filter(has)) }));
  });
}

function spreadOf(rows: readonly OmittedCurveRow[]) {
  const known = rows.flatMap(({ estimate }) => (estimate === null ? [] : [estimate])).sort((a, b) => a - b);
  const count = (test: (row: OmittedCurveRow) => boolean): number => rows.filter(test).length;
  return {
    models: rows.length,
    none: rows.length - known.length,
    lowest: known[0] ?? null,
    median: known.length === 0 ? null : quantile7(known, 0.5),
    highest: known.at(-1) ?? null,
    positive: count(({ estimate }) => estimate !== null && estimate > 0),
    above: count(({ low }) => low !== null && low > 0),
    below: count(({ high }) => high !== null && high < 0),
  };
}
