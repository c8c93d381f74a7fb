import type { Panel } from "../../3-panel/panel.ts";
import { lookUp, variablesOf, type Term } from "../../4-frame/index.ts";
import type { AnswerPart } from "../../messages/types.ts";
import { andList, counted, figure, thousands, wholePercent } from "../../messages/format.ts";
import type { CoefficientRow } from "../../7-results/coefficient-table.ts";
import { exp } from "../../elementary/index.ts";
import type { Estimator } from "./options.ts";
import type { Prepared } from "./prepare.ts";
import type { RegressValue } from "./value.ts";

export function question(panel: Panel, outcome: string): string {
  return `Which measures go with differences in ${panel.titles.get(outcome) ?? outcome}, and by how much?`;
}

/** A few sentences from the values: the first slopes that can be read alone, how many are clear, what is left over. */
export function answer(panel: Panel, prepared: Prepared, value: RegressValue): AnswerPart[] {
  const outcome = panel.titles.get(value.outcome) ?? value.outcome;
  const slopes = value.coefficients.filter((row) => row.term !== "(Intercept)");
  const plain = slopes.filter((row) => standsAlone(panel, prepared.formula.terms, row.term)).slice(0, 2);
  const say = SLOPES[scaleOf(value.estimator)];
  const out = plain.flatMap((row) => say(panel, row, outcome, slopes.length > 1));
  if (slopes.length > plain.length) {
    const clear = slopes.filter((row) => row.low !== null && (row.low > 0 || row.high! < 0)).length;
    const count = clear === 0 ? "none has" : clear === 1 ? "one has" : `${thousands(clear)} have`;
    out.push(
      { text: "Of " },
      { text: counted(slopes.length, "coefficient"), strong: true },
      { text: `, ${count} a 95% range clear of zero. ` },
    );
  }
  const [constant] = value.coefficients;
  if (scaleOf(value.estimator) !== "units") return [...out, ...randomWords(value)];
  if (slopes.length === 0 && constant !== undefined) {
    const { estimate, low, high } = constant;
    out.push({ text: `The average of ${outcome} is ` }, { text: figure(estimate), strong: true });
    out.push({ text: low === null ? "." : ` (95% range ${figure(low)} to ${figure(high!)}).` });
  }
  out.push(...randomWords(value));
  const { rSquared, withinRSquared } = value.fit;
  const effects = andList(value.effects.map((effect) => effect.name));
  if (withinRSquared !== null && slopes.length > 0)
    out.push(
      { text: `Of the differences that the effects of ${effects} leave, the terms go with ` },
      { text: wholePercent(withinRSquared), strong: true },
      { text: ". " },
    );
  if (rSquared !== null && (slopes.length > 0 || effects !== ""))
    out.push(
      {
        text: `${effects === "" ? "Together the terms go" : slopes.length === 0 ? "The effects go" : "With the effects they go"} with `,
      },
      { text: wholePercent(rSquared), strong: true },
      { text: ` of the differences in ${outcome}; ` },
      { text: wholePercent(1 - rSquared), strong: true },
      { text: " is left over." },
    );
  return out;
}

/** Is the term a measure of numbers that no other term (a product, a power) shares? Only then does its slope say what it seems to. */
function standsAlone(panel: Panel, terms: readonly Term[], name: string): boolean {
  const term = terms.find((item) => item.label === name);
  if (term?.variables[0]?.expression.type !== "name" || term.variables.length > 1) return false;
  const measure = term.variables[0].expression.name;
  if (lookUp(panel, measure)?.kind !== "number") return false;
  return terms.filter((item) => variablesOf(item).includes(measure)).length === 1;
}

/** In what the coefficients speak: units of the outcome, percentages of a rate, or odds. */
function scaleOf(estimator: Estimator): "units" | "rate" | "odds" | "grade" {
  if (estimator === "poisson" || estimator === "quasipoisson" || estimator === "nb2") return "rate";
  if (estimator === "ordinal") return "grade";
  return estimator === "binomial" || estimator === "quasibinomial" ? "odds" : "units";
}

type Say = (panel: Panel, row: CoefficientRow, outcome: string, several: boolean) => AnswerPart[];

const SLOPES: { [scale in ReturnType<typeof scaleOf>]: Say } = {
  units: slope,
  rate: ratio((outcome) => outcome),
  odds: ratio((outcome) => `odds of ${outcome}`),
  grade: ratio((outcome) => `odds of a higher ${outcome}`),
};

/** A factor as a percentage: "5.2% higher". */
function ratio(what: (outcome: string) => string): Say {
  return (panel, row, outcome, several) => {
    const name = panel.titles.get(row.term) ?? row.term;
    const change = (b: number): string => percentChange(exp(b) - 1);
    const equal = several ? ", the other terms being equal" : "";
    const parts: AnswerPart[] = [
      { text: `One unit more of ${name} goes with ${what(outcome)} ` },
      { text: change(row.estimate), strong: true },
    ];
    if (row.low === null || row.high === null) return [...parts, { text: `${equal}. ` }];
    const unclear = row.low <= 0 && row.high >= 0 ? ", so no difference is possible too" : "";
    return [...parts, { text: `${equal} (95% range ${change(row.low)} to ${change(row.high)}${unclear}). ` }];
  };
}

function percentChange(change: number): string {
  if (change >= 1) return `${figure(1 + change)} times as high`;
  return `${figure(Math.abs(change) * 100)}% ${change < 0 ? "lower" : "higher"}`;
}

/** What the groups of a mixed model go with. */
function randomWords({ random }: RegressValue): AnswerPart[] {
  if (random === null || random.vpc === null) return [];
  const groups = andList(random.groups.map(({ group }) => group));
  if (random.singular && random.variances.every(({ variance }) => variance === 0))
    return [{ text: `No lasting differences between the levels of ${groups} were found beyond those. ` }];
  return [
    { text: "Of what the terms leave, " },
    { text: wholePercent(random.vpc), strong: true },
    { text: ` are ${random.groups.some(({ group }) => group === "time") ? "" : "lasting "}differences by ${groups}. ` },
  ];
}

function slope(panel: Panel, row: CoefficientRow, outcome: string, several: boolean): AnswerPart[] {
  const name = panel.titles.get(row.term) ?? row.term;
  const direction = row.estimate < 0 ? "lower" : "higher";
  const equal = several ? ", the other terms being equal" : "";
  const parts: AnswerPart[] = [
    { text: `One unit more of ${name} goes with ${outcome} ` },
    { text: `${figure(Math.abs(row.estimate))} ${direction}`, strong: true },
  ];
  if (row.low === null || row.high === null) return [...parts, { text: `${equal}. ` }];
  const unclear = row.low <= 0 && row.high >= 0 ? ", so no difference is possible too" : "";
  const range = `95% range of the difference ${figure(row.low)} to ${figure(row.high)}${unclear}`;
  return [...parts, { text: `${equal} (${range}). ` }];
}

const NAMES: { [estimator in Estimator]: string } = {
  ols: "Ordinary least squares",
  pooled: "Pooled least squares",
  within: "Least squares within areas",
  between: "Least squares between the areas' averages",
  "first-difference": "Least squares of first differences (from one calendar year to the next; gaps left out)",
  random: "Random effects (generalised least squares, variances by Swamy and Arora)",
  "two-way-random": "Random effects of areas and of years (generalised least squares, variances by Swamy and Arora)",
  "within-between":
    "Within-between model (random effects on deviations from area means and on those means, both of the rows used; Swamy and Arora)",
  mundlak: "Mundlak's model (random effects on the measures and on their area means of the rows used; Swamy and Arora)",
  mixed: "Linear mixed model",
  poisson: "Poisson regression (log link)",
  quasipoisson: "Quasi-Poisson regression (log link, dispersion estimated)",
  nb2: "Negative binomial regression (NB2, log link)",
  binomial: "Logistic regression",
  quasibinomial: "Logistic regression with estimated dispersion",
  ordinal: "Ordinal logit (proportional odds)",
};

/** What was done, in English, from the run itself. */
export function statement(prepared: Prepared, value: RegressValue): string {
  const { formula, weights, chosen } = prepared;
  const terms = [...formula.terms, ...formula.random].map((term) => term.label);
  const effects =
    value.effects.length === 0
      ? ""
      : `, with the effects of ${andList(value.effects.map((e) => `${e.name} (${thousands(e.levels)})`))} taken out exactly`;
  const offset = formula.offsets.length === 0 ? "" : `, with ${andList(formula.offsets.map((item) => item.label))}`;
  const constant = formula.intercept || value.effects.length > 0 ? "" : " without a constant";
  const where = [
    counted(value.fit.nobs, "row"),
    ...(value.areas === null ? [] : [counted(value.areas, "area")]),
    ...(value.times === null ? [] : [counted(value.times, "year")]),
  ];
  const aliased =
    value.absorbed.length === 0
      ? ""
      : ` No coefficient for ${andList(value.absorbed)}: not to be told apart from the rest.`;
  const plain = weights !== null && chosen.estimator === "ols" ? "Weighted least squares" : NAMES[chosen.estimator];
  const method =
    chosen.route === "mixed"
      ? ` by ${chosen.method === "REML" ? "restricted maximum likelihood (REML)" : "maximum likelihood (ML)"}`
      : "";
  const laplace = chosen.route === "count-mixed" ? " with a random intercept, by Laplace's approximation" : "";
  const t = value.coefficients.some((row) => row.df !== null);
  const intervals = t && !value.errors.includes("intervals") ? "; 95% intervals from the t distribution" : "";
  return (
    `${plain}${method}${laplace} of ${value.outcome} on ${terms.length === 0 ? "a constant" : andList(terms)}${constant}${offset}${effects}` +
    `${weights === null ? "" : `, weighted by ${weights.label}`}, on ${where.join(", ")}. ` +
    `${value.errors.slice(0, 1).toUpperCase()}${value.errors.slice(1)}${intervals}.${aliased}${dispersionWords(value)}` +
    computedWords(value) +
    withoutWords(prepared, value) +
    predictedWords(value)
  );
}

function dispersionWords({ fit }: RegressValue): string {
  const pearson = fit.pearsonDispersion;
  const theta = typeof fit.theta === "number" ? ` Theta ${figure(fit.theta)}.` : "";
  return typeof pearson === "number" ? ` Pearson dispersion ${figure(pearson)}.${theta}` : theta;
}

function computedWords({ route, converged }: RegressValue): string {
  const rest = converged === false ? " The search for the best fit did not come to rest." : "";
  if (route === null) return rest;
  const how = route.method === "qr" ? "Householder QR with pivoting" : "centred cross-products";
  return `${rest} Computed by ${how} and ${counted(route.refined, "step")} of refinement; condition number ${figure(route.condition)}.`;
}

/** The term that single areas move most, in its own size. */
function withoutWords(prepared: Prepared, { leaveOneOut, coefficients }: RegressValue): string {
  if (leaveOneOut.length === 0) return "";
  const how = "Each area was left out in turn";
  const moved = leaveOneOut.flatMap(({ term, mostMoved }) => {
    const row = coefficients.find((each) => each.term === term && each.term !== "(Intercept)");
    if (row === undefined || row.stdError === null || row.stdError === 0) return [];
    return [{ term, mostMoved, by: Math.abs(mostMoved.estimate - row.estimate) / row.stdError, from: row.estimate }];
  });
  const [most] = moved.sort((a, b) => b.by - a.by);
  if (most === undefined || prepared.area === null) return ` ${how}.`;
  return ` ${how}: ${most.term} moves most, from ${figure(most.from)} to ${figure(most.mostMoved.estimate)} without ${most.mostMoved.label}.`;
}

/** Each case with its interval, and at which values. */
function predictedWords({ predictions, outcome, random }: RegressValue): string {
  if (predictions.length === 0) return "";
  const cases = predictions.map(({ name, fit, low, high, at, usual }) => {
    const named = Object.entries(at).filter(([measure]) => !usual.includes(measure));
    const where = named.map(([measure, value]) => `${measure} ${typeof value === "number" ? figure(value) : value}`);
    const range = low === null ? "" : ` (95% range of the mean ${figure(low)} to ${figure(high!)})`;
    return `${name}${where.length === 0 ? "" : `, at ${andList(where)}`}: ${figure(fit)}${range}`;
  });
  const middle = random === null ? "" : ", for a group like the average one";
  return ` Predicted ${outcome}${middle}: ${cases.join("; ")}. Measures not named stand at their mean over the rows used, words at the most frequent one, years as groups at the last.`;
}
