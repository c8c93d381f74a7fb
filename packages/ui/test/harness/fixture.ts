import type { AnalysisResult, CheckReport, DecomposeValue, LadderStep, RegressValue } from "@whyvary/core";
import type { StudyDoc } from "../../src/state/study-doc.ts";

/** A result of the published kind, with measures fixed over time: what the components are looked at with. Names are invented. */

const blocks = ["Council", "Deprivation", "Spend and vacancies", "Year"];
const roles: DecomposeValue["roles"] = ["area", "measures", "measures", "time"];

// R2 by bitmask, bit j is block j: council 1, deprivation 2, spend and vacancies 4, year 8.
const subsets = [
  0, 0.744456, 0.286862, 0.744456, 0.123147, 0.765417, 0.316899, 0.765417, 0.002437, 0.746947, 0.289084, 0.746947,
  0.136742, 0.771769, 0.322895, 0.771769,
];

const row = (
  block: string,
  [alone, last, shapley, min, max]: [number, number, number, number, number],
  [low, high]: [number, number],
  published: number,
  floor: [number, number, number],
): DecomposeValue["shares"][number] => ({
  block,
  alone,
  last,
  shapley,
  min,
  max,
  low,
  high,
  jackknifeStdError: (high - low) / 3.92,
  floor: { alone: floor[0], last: floor[1], shapley: floor[2] },
  published,
});

export const value: DecomposeValue = {
  outcome: "start_rate",
  nobs: 1017,
  areas: 148,
  times: 7,
  rSquared: 0.771769073899,
  adjRSquared: 0.730601,
  noiseFloor: 0.144685,
  noiseFloorAutocorrelated: 0.301,
  rho: 0.43,
  contested: 0.291721,
  leftOver: 0.228231,
  betweenShare: { Deprivation: 0.385331, "Spend and vacancies": 0.131 },
  shares: [
    row(blocks[0]!, [0.744456, 0.448874, 0.580481, 0.448518, 0.74451], [0.532, 0.637], 0.44, [0.1447, 0.0982, 0.1201]),
    row(blocks[1]!, [0.286862, 0, 0.127262, 0, 0.286862], [0.0858, 0.1688], 0.15, [0.001, 0, 0.0004]),
    row(blocks[2]!, [0.123147, 0.024822, 0.059067, 0.020961, 0.134305], [0.034, 0.094], 0.06, [0.002, 0.0005, 0.001]),
    row(blocks[3]!, [0.002437, 0.006352, 0.004959, 0.002222, 0.013595], [0.001, 0.012], 0.1, [0.0059, 0.0016, 0.003]),
  ],
  subsets,
  roles,
  absorbed: ["deprivation_score"],
  columns: [
    { column: "deprivation_score", block: "Deprivation", withinShare: 0, betweenShare: 0.385331, absorbed: true },
    { column: "spend", block: "Spend and vacancies", withinShare: 0.21, betweenShare: 0.09, absorbed: false },
    { column: "vacancy_rate", block: "Spend and vacancies", withinShare: 0.44, betweenShare: 0.05, absorbed: false },
  ],
  vpc: 0.6,
  pcv: 0.372,
  mixedShares: {
    area: 0.418,
    leftOver: 0.258,
    fixed: { Deprivation: 0.24, "Spend and vacancies": 0.08, Year: 0.004 },
  },
  rSquaredWithoutArea: 0.322895,
  bootstrap: { draws: 1000, seed: 1, areas: 148, level: 0.95, empty: 0 },
  route: { method: "qr", condition: null },
};

export const shared: LadderStep[] = [
  { step: "read", text: "read", rows: 2432, removed: 0 },
  { step: "times", text: "other years", rows: 1062, removed: 1370 },
  {
    step: "without",
    text: "left out by choice",
    rows: 1048,
    removed: 14,
    areas: [
      { area: "201", label: "Little Haven", times: [2016, 2017, 2018, 2019, 2020, 2021, 2022] },
      { area: "420", label: "Outer Skerry", times: [2016, 2017, 2018, 2019, 2020, 2021, 2022] },
    ],
  },
];

export const result: AnalysisResult<DecomposeValue> = {
  id: "shares",
  kind: "decompose",
  ok: true,
  question: "Across councils and years, what do differences in child protection plan rates go with?",
  answer: [
    { text: "45%", strong: true },
    { text: " goes only with lasting differences between councils, whatever lies behind them. " },
    { text: "29%", strong: true },
    { text: " cannot be told apart: it could be council or deprivation. " },
    { text: "23%", strong: true },
    {
      text: " goes with nothing measured here. About two-fifths of the lasting differences between councils go with deprivation.",
    },
  ],
  value,
  ladder: [
    {
      step: "complete",
      text: "no plan rate",
      rows: 1034,
      removed: 14,
      reasons: { unavailable: 12, suppressed: 2 },
      areas: [
        { area: "806", label: "Ashmere", times: [2021, 2022] },
        { area: "814", label: "Coldwater Vale", times: [2016, 2017, 2018, 2020] },
      ],
    },
    { step: "complete", text: "no deprivation score", rows: 1032, removed: 2, reasons: { blank: 2 } },
    { step: "complete", text: "no vacancy rate", rows: 1017, removed: 15, reasons: { blank: 9, unreliable: 6 } },
    { step: "used", text: "used", rows: 1017, removed: 0 },
  ],
  notes: [
    {
      code: "decompose/absorbed",
      name: "Cannot be told apart",
      text: "The deprivation score does not change over time, so once councils are counted it can add nothing.",
      facts: {},
    },
    {
      code: "decompose/floor",
      name: "By chance",
      text: "If councils did not differ at all, yearly noise would still give them about 14%, or 30% if one year resembles the next.",
      facts: {},
    },
  ],
  statement:
    "Ordinary least squares on 1,017 council-years in 148 councils. Every subset of the four groups was fitted on the same rows.\n\nThe average over all orders is the Shapley value; its 95% range is a BCa interval from 1,000 draws of councils with replacement (seed 1).",
  rCode:
    '# base R only\ntable_1 <- read.csv("panel.csv", colClasses = "character", check.names = FALSE)\npanel <- data.frame(area = table_1[["la_code"]], time = as.integer(table_1[["year"]]))\nset.seed(1)\nresult <- list(rSquared = 0.771769073899)\n',
};

export const study: StudyDoc = {
  whyvary: 1,
  title: "Child protection plans, 2016 to 2022",
  tables: { plans: { file: "panel.csv" } },
  panel: {
    area: "old_la_code",
    time: "year",
    measures: { start_rate: "plans.start_rate" },
    times: { from: 2016, to: 2022 },
    without: ["201", "420"],
  },
  analyses: [
    {
      id: "shares",
      kind: "decompose",
      outcome: "start_rate",
      blocks: {
        Council: "area",
        Deprivation: ["deprivation_score"],
        "Spend and vacancies": ["spend", "vacancy_rate"],
        Year: "time",
      },
      published: { Council: 0.44, Deprivation: 0.15, "Spend and vacancies": 0.06, Year: 0.1 },
      bootstrap: { draws: 1000, seed: 1 },
      reason: { outcome: "The rate the published report speaks of." },
    },
    { id: "model", kind: "regress", formula: "start_rate ~ spend + nonsense | area + time", errors: "CR1" },
  ],
};

const measure = (name: string, title: string): NonNullable<CheckReport["panel"]>["measures"][number] => ({
  name,
  title,
  type: "number",
  missing: {},
  columns: [],
});

export const check: CheckReport = {
  crosswalks: [],
  asks: [],
  needed: [],
  problems: [
    {
      code: "study/unknown-measure",
      severity: "error",
      text: "There is no measure named nonsense.",
      remedy: "Use one of the measures below.",
      path: ["analyses", 1, "formula"],
    },
  ],
  missing: [],
  tables: [],
  panel: {
    rows: 1048,
    areas: [
      { code: "806", label: "Ashmere", group: "North" },
      { code: "814", label: "Coldwater Vale", group: "North" },
      { code: "330", label: "Brackenford", group: "West" },
    ],
    times: [2016, 2017, 2018, 2019, 2020, 2021, 2022],
    measures: [
      measure("start_rate", "Plans started per 10,000"),
      measure("deprivation_score", "Deprivation score 2019"),
      measure("spend", "Safeguarding spend per child"),
      measure("vacancy_rate", "Social worker vacancy rate"),
      measure("low_income", "Children in low-income families, per cent of all children under 16"),
      measure("population", "Population aged 0 to 17"),
    ],
    ladder: shared,
  },
};

export const refused: AnalysisResult = {
  ...result,
  ok: false,
  answer: [],
  value: null,
  notes: [],
  problem: {
    code: "panel/clash",
    severity: "error",
    text: "Ashmere has two rows for 2019, so its rate that year is not clear.",
    remedy: "Choose one value of the column “gender”: Total, Female or Male.",
    file: "d5_plans_2013_to_2025.csv",
    row: 1204,
    column: "time_period",
    value: "2019",
  },
};

/** Groups that together go with more than the sum of each alone: there is no bar to draw. */
export const suppressed: AnalysisResult<DecomposeValue> = {
  ...result,
  value: { ...value, contested: -0.021 },
};

/** Six groups of measures, so that the neutral colours are needed. */
export const many: AnalysisResult<DecomposeValue> = {
  ...result,
  value: manyBlocks(),
};

function manyBlocks(): DecomposeValue {
  const names = ["Income", "Age", "Workforce", "Spend", "Housing", "Schools of every phase, and early years settings"];
  const size = [0.22, 0.16, 0.11, 0.07, 0.05, 0.03];
  const shares = names.map((name, j) =>
    row(name, [size[j]!, size[j]!, size[j]!, size[j]!, size[j]!], [size[j]! * 0.8, size[j]! * 1.2], 0.1, [0, 0, 0]),
  );
  const all = Array.from({ length: 64 }, (_, mask) =>
    size.reduce((sum, each, j) => sum + ((mask >> j) & 1 ? each : 0), 0),
  );
  return {
    ...value,
    areas: null,
    times: null,
    rSquared: 0.64,
    contested: 0,
    leftOver: 0.36,
    noiseFloor: null,
    noiseFloorAutocorrelated: null,
    absorbed: [],
    shares: shares.map((each) => ({ ...each, published: null, low: null, high: null })),
    roles: names.map(() => "measures" as const),
    subsets: all,
  };
}

const coefficient = (term: string, estimate: number, stdError: number): RegressValue["coefficients"][number] => ({
  term,
  estimate,
  stdError,
  statistic: estimate / stdError,
  df: 147,
  pValue: 0.075,
  low: estimate - 1.976 * stdError,
  high: estimate + 1.976 * stdError,
});

export const model: AnalysisResult<RegressValue> = {
  ...result,
  id: "model",
  kind: "regress",
  question: "What goes with child protection plan rates, other things equal?",
  answer: [
    { text: "0.031 more plans", strong: true },
    { text: " go with each pound of spend per child, within councils and years." },
  ],
  value: {
    estimator: "ols",
    outcome: "start_rate",
    fit: {
      nobs: 1017,
      rSquared: 0.7718,
      adjRSquared: 0.7306,
      withinRSquared: 0.0312,
      sigma: 12.31,
      logLik: -3920.4,
      aic: 8154.8,
      bic: 8928.1,
      dfResidual: 861,
      fStatistic: 18.8,
      fDf1: 155,
      fDf2: 861,
      fPValue: 0,
      rss: 130474.2,
    },
    coefficients: [coefficient("spend", 0.0306, 0.01705), coefficient("vacancy_rate", 0.11, 0.04)],
    errors: "clustered by council, times G/(G−1) (CR1)",
    clusters: [{ name: "area", count: 148 }],
    absorbed: ["deprivation_score"],
    effects: [
      { name: "area", levels: 148 },
      { name: "time", levels: 7 },
    ],
    weights: null,
    areas: 148,
    times: 7,
    leverage: [{ term: "spend", area: "355", label: "Saltmere", share: 0.52 }],
    satterthwaite: [{ term: "spend", df: 3.5 }],
    route: { method: "qr", condition: 12.1, refined: 0 },
    ...{ converged: null, boundaryRows: null, random: null, predictions: [], ordinal: null },
    ...{ leaveOneOut: [], family: null, inflation: [], termTests: [], influential: [], residuals: null },
  },
  notes: [],
};
