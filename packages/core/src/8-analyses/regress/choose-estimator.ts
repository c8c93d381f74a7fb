import type { Panel } from "../../3-panel/panel.ts";
import { noKey } from "../../4-frame/problems.ts";
import { namesIn, parseTerm, parseVariable, type Formula, type Term, type Variable } from "../../4-frame/index.ts";
import type { PanelModel } from "../../6-estimators/panel-models.ts";
import type { Problem } from "../../messages/types.ts";
import type { Estimator, RegressOptions } from "./options.ts";
import * as problems from "./problems.ts";

export type Family = "poisson" | "quasipoisson" | "binomial" | "quasibinomial" | "nb2";

/** What is to be fitted: the route, and the formula with what the estimator adds to it or reads otherwise. */
export type Chosen = { estimator: Estimator; formula: Formula } & (
  | { route: "least-squares" }
  | { route: "panel"; model: Exclude<PanelModel, "pooled" | "area" | "twoWay"> | "twoWayRandom" }
  | { route: "counts"; family: Family }
  | { route: "count-mixed"; family: "poisson" | "nb2" }
  | { route: "mixed"; method: "REML" | "ML" }
  | { route: "ordinal" }
);

const PANEL = {
  between: "between",
  "first-difference": "differences",
  random: "random",
  "two-way-random": "twoWayRandom",
  "within-between": "withinBetween",
  mundlak: "mundlak",
} as const;

/** The estimator that the study names, else the one that the formula implies; a problem where the two do not go together. */
export function chooseEstimator(panel: Panel, parsed: Formula, options: RegressOptions): Chosen | Problem {
  const estimator = options.estimator ?? (parsed.random.length > 0 ? "mixed" : "ols");
  const misplaced = misplacedOption(estimator, options);
  if (misplaced !== null) return misplaced;
  if (parsed.absorb.length > 2) return problems.tooManyEffects();
  const formula = withYears(panel, parsed, estimator, options.years);
  if ("code" in formula) return formula;
  const bars = formula.absorb.map((effect) => effect.label);
  const random = parsed.random[0];
  if (random !== undefined && !["mixed", "poisson", "nb2"].includes(estimator))
    return problems.barNotHere(estimator, random.label);
  if (estimator === "mixed") {
    if (random === undefined) return problems.noRandomTerm();
    if (bars.length > 0) return problems.effectsNotHere(estimator, bars);
    return { estimator, formula, route: "mixed", method: options.method ?? "REML" };
  }
  if ((estimator === "poisson" || estimator === "nb2") && random !== undefined) {
    if (parsed.random.length > 1 || !random.intercept || random.terms.length > 0)
      return problems.onlyRandomIntercept(random.label);
    if (bars.length > 0) return problems.effectsNotHere(`${estimator} with a random term`, bars);
    if (options.weights !== undefined) return problems.weightsNotHere(`${estimator} with a random term`);
    return { estimator, formula, route: "count-mixed", family: estimator };
  }
  if (estimator === "ols") return { estimator, formula, route: "least-squares" };
  if (estimator === "pooled") {
    if (bars.includes("area")) return problems.effectsNotHere(estimator, ["area"]);
    return { estimator, formula, route: "least-squares" };
  }
  if (estimator === "within") {
    if (panel.area === null) return noKey("area", 0);
    if (bars.includes("area")) return { estimator, formula, route: "least-squares" };
    if (formula.absorb.length > 1) return problems.tooManyEffects();
    return { estimator, formula: { ...formula, absorb: [key("area"), ...formula.absorb] }, route: "least-squares" };
  }
  if (estimator === "ordinal") {
    if (bars.length > 0) return problems.effectsNotHere(estimator, bars);
    if (!parsed.intercept) return problems.constantNeeded(estimator);
    if (parsed.offsets.length > 0) return problems.offsetNotHere(estimator);
    return { estimator, formula, route: "ordinal" };
  }
  if (estimator in PANEL) {
    const name = estimator as keyof typeof PANEL;
    if (panel.area === null) return noKey("area", 0);
    if ((estimator === "first-difference" || estimator === "two-way-random") && panel.time === null)
      return noKey("time", 0);
    if (formula.absorb.length > 0) return problems.effectsNotHere(estimator, bars);
    if (!parsed.intercept) return problems.constantNeeded(estimator);
    if (parsed.offsets.length > 0) return problems.offsetNotHere(estimator);
    if (options.weights !== undefined) return problems.weightsNotHere(estimator);
    return { estimator, formula, route: "panel", model: PANEL[name] };
  }
  if (estimator === "nb2" && bars.length > 0) return problems.noNegativeBinomialEffects();
  return { estimator, formula, route: "counts", family: estimator as Family };
}

function misplacedOption(estimator: Estimator, options: RegressOptions): Problem | null {
  if (options.method !== undefined && estimator !== "mixed") return problems.optionNotHere("method", "mixed");
  if (options.levels !== undefined && estimator !== "ordinal") return problems.optionNotHere("levels", "ordinal");
  return null;
}

/**
 * Year effects: after the bar where effects are taken out, else as the term factor(time). A bar that names the years alone means
 * the same for the estimators that take no other effects out.
 */
function withYears(
  panel: Panel,
  formula: Formula,
  estimator: Estimator,
  asked: boolean | undefined,
): Formula | Problem {
  const splits = estimator === "within-between" || estimator === "mundlak";
  const barred = formula.absorb.some((effect) => effect.label === "time");
  const written = formula.terms.some((term) =>
    term.variables.some((item) => namesIn(item.expression).includes("time")),
  );
  const asTerm = estimator in PANEL || estimator === "mixed" || estimator === "ordinal" || estimator === "nb2";
  const others = formula.absorb.filter((effect) => effect.label !== "time");
  const moved = asTerm && barred && others.length === 0;
  const wanted = asked ?? (moved || (splits && panel.time !== null && !written));
  if (!wanted || written || (barred && !moved)) return formula;
  if (panel.time === null) return noKey("time", 0);
  if (estimator === "first-difference" || estimator === "between" || estimator === "two-way-random")
    return problems.yearsNotHere(estimator);
  if (asTerm || formula.random.length > 0)
    return { ...formula, absorb: moved ? [] : formula.absorb, terms: withYearTerm(formula) };
  const bar = estimator === "within" || formula.absorb.length > 0;
  if (!bar) return { ...formula, terms: withYearTerm(formula) };
  return { ...formula, absorb: [...formula.absorb, key("time")] };
}

/** Years after the other measures and before their products, as in R. */
function withYearTerm({ terms }: Formula): Term[] {
  return [...terms, yearTerm()].sort((a, b) => a.variables.length - b.variables.length);
}

function yearTerm(): Term {
  const parsed = parseTerm("factor(time)");
  if (!parsed.ok) throw new Error("regress: factor(time) cannot be read");
  return parsed.term;
}

function key(name: "area" | "time"): Variable {
  const parsed = parseVariable(name);
  if (!parsed.ok) throw new Error(`regress: ${name} cannot be read`);
  return parsed.variable;
}
