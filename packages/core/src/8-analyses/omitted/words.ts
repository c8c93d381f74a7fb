import type { Panel } from "../../3-panel/panel.ts";
import { areaWord, lowerFirst, titleOf } from "../../3-panel/words.ts";
import { andList, counted, figure, onePercent, sentence, thousands, wholePercent } from "../../messages/format.ts";
import type { AnswerPart } from "../../messages/types.ts";
import type { OmittedModel } from "./prepare.ts";
import type { OmittedCurve, OmittedPair, OmittedValue } from "./value.ts";

export function question(panel: Panel, value: OmittedValue): string {
  return `What was left out of the differences in ${lowerFirst(titleOf(panel, value.outcome))}?`;
}

type Word = ReturnType<typeof areaWord>;

/** What lasting differences alone go with, before and after; then the pairs that were asked about. The rest stands in the tables. */
export function answer(panel: Panel, value: OmittedValue): AnswerPart[] {
  const out: AnswerPart[] = [];
  const say = (...parts: (string | AnswerPart)[]): void => {
    if (out.length > 0) out.push({ text: " " });
    for (const part of parts) out.push(typeof part === "string" ? { text: part } : part);
  };
  const strong = (share: number): AnswerPart => ({ text: wholePercent(share), strong: true });
  const { many } = areaWord(panel);
  const [first, last] = [value.steps[0]!, value.steps.at(-1)!];
  const added = andList(value.steps.slice(1).map((step) => lowerFirst(step.added!)));
  say(strong(first.areaLast), ` of the differences goes only with lasting differences between ${many} as published, `, strong(last.areaLast), ` once ${added} ${value.steps.length === 2 && !added.endsWith("s") ? "is" : "are"} added.`); // prettier-ignore
  say(`The total hides it: ${onePercent(first.rSquared)} before, ${onePercent(last.rSquared)} after.`);
  for (const text of pairSentences(panel, value.pairs)) say(text);
  for (const text of curveSentence(panel, value.curve)) say(text);
  return out;
}

/** Where samples or ways to fit were declared, the answer says what they make of the slope. */
function curveSentence(panel: Panel, curve: OmittedValue["curve"]): string[] {
  if (curve === null || curve.years.length * curve.samples.length * curve.estimators.length === 1) return [];
  const { models, none, lowest, highest, positive } = curve.choices[0]!;
  if (lowest === null) return [];
  return [`Over every declared choice the slope of ${lowerFirst(titleOf(panel, curve.follow))} runs from ${figure(lowest)} to ${figure(highest!)}, above zero in ${outOf(positive, models - none)}.`]; // prettier-ignore
}

function outOf(count: number, models: number): string {
  if (count === models) return `all ${counted(models, "model")}`;
  return `${count === 0 ? "none" : thousands(count)} of ${counted(models, "model")}`;
}

/** Each pair with a clear sign in a sentence of its own; the others together in one. */
function pairSentences(panel: Panel, pairs: readonly OmittedPair[]): string[] {
  const said = pairs.map((pair) => {
    const [first, second] = [pair.first, pair.second].map((label) => lowerFirst(titleOf(panel, label)));
    const known = pair.low !== null && pair.high !== null;
    const scale = known && pair.estimate !== 0 ? pair.perDeviation / pair.estimate : 0;
    const range = known ? `${figure(pair.perDeviation)}, 95% range ${figure(pair.low! * scale)} to ${figure(pair.high! * scale)}` : ""; // prettier-ignore
    return { first: first!, second: second!, up: pair.perDeviation > 0, known, clear: known && (pair.low! > 0 || pair.high! < 0), range }; // prettier-ignore
  });
  const clear = said.filter((pair) => pair.clear);
  const unclear = said.filter(({ known, clear: sure }) => known && !sure);
  const unknown = said.filter(({ known }) => !known);
  const slopes = [...new Set(unclear.map(({ first }) => first))].map((name) => {
    const on = unclear.filter(({ first }) => first === name).map(({ second, range }) => `on ${second} (${range})`);
    return `of ${name} depends ${andList(on, "or")}`;
  });
  return [
    ...clear.map(({ first, second, up, range }) => `Where ${second} is higher, the slope of ${first} is ${up ? "higher" : "lower"} (${range}, per standard deviation of both).`), // prettier-ignore
    ...(slopes.length === 0
      ? []
      : [`No clear sign that the slope ${andList(slopes, "or that")}, per standard deviation of both.`]),
    ...unknown.map(({ first, second }) => `${sentence(first)} with ${second}: the data cannot say.`),
  ];
}

/** The measure that comes nearest to such a factor. */
function strongestWords({ robustness }: OmittedValue): string {
  const [strongest] = [...robustness!.benchmarks].sort((a, b) => b.treatment * b.outcome - a.treatment * a.outcome);
  if (strongest === undefined) return "";
  return ` One as strong as ${strongest.column} goes with up to ${wholePercent(strongest.treatment)} and ${wholePercent(strongest.outcome)}.`;
}

/** Oster's delta, with the R-squared it allows for. */
function stabilityWords({ robustness }: OmittedValue, years: boolean): string {
  const { follow, stability } = robustness!;
  const { short, long, rMax, delta, reason } = stability;
  if (delta === null) return `Oster's delta is not given: ${reason}.`;
  const way = delta < 0 ? "; below zero: the other way round" : "";
  return `The slope is ${figure(short!.estimate)} as published and ${figure(long!.estimate)} with what was left out. To bring it to nothing, what is still unseen would have to go with ${follow} ${figure(delta)} times as closely as what was left out does (Oster's delta, exact${way}), if all together reached an R-squared of ${onePercent(rMax!)}: 1.3 times the ${onePercent(long!.rSquared)} reached, at most 100%, of what the other published measures${years ? " and years" : ""} leave.`;
}

const FITTED: { [estimator: string]: (word: Word) => string } = {
  pooled: () => "all rows (pooled)",
  within: ({ many }) => `${many} with themselves (within)`,
  "two-way": ({ many }) => `the same, what is common to a year taken out of ${many} too (two-way)`,
  between: ({ many }) => `means of ${many} (between)`,
  "first-difference": () => "one year with the next (first differences)",
  random: () => "random effects (Swamy and Arora, variances anew for each model)",
};

/** What the curve runs over, how it is fitted, and where its slopes lie. */
function curveStatement(curve: OmittedCurve, covariates: number, word: Word, years: boolean): string {
  const over = [
    covariates === 0 ? "no other measure" : `every set of ${counted(covariates, "other measure")}`,
    ...(curve.outcomes.length > 1 ? [counted(curve.outcomes.length, "form of the outcome", "forms of the outcome")] : []), // prettier-ignore
    ...(curve.years.length > 1 ? [counted(curve.years.length, "range of years", "ranges of years")] : []),
    ...(curve.samples.length > 1 ? [`${counted(curve.samples.length, "sample")} of ${word.many}`] : []),
    ...(curve.estimators.length > 1 ? [`${curve.estimators.length} ways to fit`] : []),
  ];
  const fitted = andList(curve.estimators.map((each) => FITTED[each]!(word)));
  const dummies = curve.estimators.filter((each) => ["pooled", "between", "random"].includes(each));
  const taken = years && dummies.length > 0 ? `, years as a group in ${andList(dummies)}` : "";
  const lie = curve.choices.flatMap(
    ({ choice, outcome, models, none, lowest, median, highest, positive, above, below }) =>
    choice === "all" && lowest !== null ? [`With ${outcome} it lies between ${figure(lowest)} and ${figure(highest!)}, half of the models below ${figure(median!)}; it is above zero in ${outOf(positive, models - none)}, and its 95% interval above zero in ${thousands(above)}, below in ${thousands(below)}.`] : [], // prettier-ignore
  );
  return [
    `The curve follows ${curve.follow} over ${andList(over)}: ${counted(curve.rows.length, "model")}, each by least squares of ${fitted}${taken}; errors clustered by ${word.one} (CR1S), t with one degree of freedom fewer than ${word.many}.`,
    ...lie,
  ].join(" ");
}

export function statement(panel: Panel, { prepared, covariates }: OmittedModel, value: OmittedValue): string {
  const word = areaWord(panel);
  const years = prepared.model.blocks.some(({ role }) => role === "time");
  const out = [
    `Every step uses the same ${counted(value.nobs, "row")} of ${counted(value.areas, word.one, word.many)}${value.times === null ? "" : ` and ${counted(value.times, "year")}`}, complete for every measure of every step.`,
    `The total is the R-squared of ${prepared.weights === null ? "least squares" : `least squares weighted by ${prepared.weights.label}`} with a dummy for each ${word.one}; without them it is that of the measures${value.times === null ? "" : " and years"}; the difference is what ${word.many} add last. PCV is the fall of the variance between ${word.many}, as random intercepts (REML), from a model of ${years ? "years only" : "the mean only"}.`,
  ];
  if (value.pairs.length > 0)
    out.push(
      `Each pair is the product of both measures from their means, beside all measures${value.times === null ? "" : " and years"}, without dummies for ${word.many}; ${value.errors}.`,
    );
  if (value.curve !== null) out.push(curveStatement(value.curve, covariates.length, word, years));
  if (value.robustness !== null)
    out.push(
      `To bring the slope of ${value.robustness.follow} to nothing, an unmeasured factor would have to go with ${wholePercent(value.robustness.robustness)} of what is left of both it and the outcome (the robustness value).${strongestWords(value)} It is from the classical t of ${value.robustness.follow} beside all measures and years, without dummies for ${word.many}; benchmarks are measures, never dummies.`,
      stabilityWords(value, years),
    );
  return out.join(" ");
}
