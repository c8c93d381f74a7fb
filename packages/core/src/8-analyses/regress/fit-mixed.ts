import { expandTerms } from "../../5-matrix/index.ts";
import { evaluate, namesIn, type RandomTerm, type Term } from "../../4-frame/index.ts";
import { factorOf } from "../../6-estimators/absorb.ts";
import { mixedModel, type MixedFit, type MixedInput } from "../../6-estimators/mixed.ts";
import { coefficientTable } from "../../7-results/coefficient-table.ts";
import { conditionalModes } from "../../7-results/conditional-modes.ts";
import { mixedVariances, proportionalChange, satterthwaite } from "../../7-results/satterthwaite.ts";
import type { Panel } from "../../3-panel/panel.ts";
import { blankSummary, PLAIN, type FitOutcome } from "./fitted.ts";
import type { Prepared } from "./prepare.ts";
import { groupPerRow, oneGroup, tooManyTerms } from "./problems.ts";
import type { RandomPart } from "./value.ts";

export const REACH = 1.959963984540054;

/** Random intercepts and slopes by REML or ML. */
export function fitMixed(panel: Panel, prepared: Prepared): FitOutcome {
  const { chosen, matrices, formula, rows } = prepared;
  if (chosen.route !== "mixed") throw new Error("regress: no mixed model");
  const n = rows.length;
  const groups = formula.random.map((term) => grouping(panel, term, rows));
  for (const { label, levels } of groups) {
    if (levels.length < 2) return { problem: oneGroup(label) };
    if (levels.length >= n) return { problem: groupPerRow(label) };
  }
  const random = formula.random.map((term, t) => ({ ...groups[t]!, ...slopesOf(panel, term, rows) }));
  const from = matrices.intercept ? 1 : 0;
  const input: MixedInput = {
    ...{ y: matrices.y, X: matrices.X.slice(from), names: matrices.names.slice(from), intercept: matrices.intercept },
    ...(matrices.weights && { weights: matrices.weights }),
    ...(matrices.offset && { offset: matrices.offset }),
    random: random.map((term, t) => ({
      ...{ by: term.codes, name: term.label, intercept: term.intercept, slopes: term.slopes },
      correlated: formula.random[t]!.correlated,
    })),
    method: chosen.method,
  };
  const fit = mixedModel(input);
  const dfResidual = n - fit.kept.length - fit.theta.length - 1;
  if (dfResidual <= 0) return { problem: tooManyTerms(n, fit.kept.length + fit.theta.length + 1) };
  const errors = satterthwaite(fit);
  const parts = mixedVariances(fit);
  return {
    ...PLAIN,
    fit: {
      ...blankSummary(n),
      ...{ sigma: Math.sqrt(fit.residualVariance), logLik: fit.logLik, aic: fit.aic, bic: fit.bic, dfResidual },
    },
    coefficients: coefficientTable(fit, errors),
    errors: errors.words,
    clusters: [],
    clusterFactors: [],
    aliased: fit.aliased,
    ...{ ols: null, olsRows: null },
    converged: fit.converged,
    random: {
      method: fit.method,
      groups: fit.terms.map(({ group, levels }) => ({ group, levels })),
      ...variancesOf(fit),
      residualVariance: fit.residualVariance,
      vpc: parts.vpc,
      pcv: changeFrom(prepared, input, fit),
      marginal: parts.marginal,
      conditional: parts.conditional,
      singular: fit.singular,
      theta: null,
      modes: modesOf(
        fit,
        random.map((term) => term.levels),
      ),
    },
  };
}

/** Codes of a term's levels, in order of first appearance, and what people call them. */
export function grouping(
  panel: Panel,
  term: RandomTerm,
  rows: Int32Array,
): { label: string; codes: Int32Array; levels: string[] } {
  const { variables, label } = term.group;
  const columns = variables.map((variable) => evaluate(panel, variable.expression, rows));
  const texts = Array.from(rows, (_, i) => columns.map((column) => String(column.at(i))).join(":"));
  const { codes } = factorOf(label, texts);
  const levels: string[] = [];
  codes.forEach((code, i) => (levels[code] ??= texts[i]!));
  return { label, codes, levels };
}

function slopesOf(
  panel: Panel,
  { terms, intercept }: RandomTerm,
  rows: Int32Array,
): { intercept: boolean; slopes: Record<string, Float64Array> } {
  const design = expandTerms(panel, rows, terms, { intercept });
  const from = intercept ? 1 : 0;
  const entries = design.names.slice(from).map((name, j) => [name, design.columns[j + from]!] as const);
  return { intercept, slopes: Object.fromEntries(entries) };
}

function variancesOf(fit: MixedFit): Pick<RandomPart, "variances" | "correlations"> {
  return {
    variances: fit.terms.flatMap(({ group, names, covariance, deviations }) =>
      names.map((name, i) => ({ group, name, variance: covariance[i]![i]!, deviation: deviations[i]! })),
    ),
    correlations: fit.terms.flatMap(({ group, names, correlations }, t) =>
      fit.inner.random[t]!.correlated
        ? names.flatMap((second, j) =>
            names.slice(0, j).map((first, i) => {
              const value = correlations[j]![i]!;
              return { group, first, second, correlation: value - value === 0 ? value : null };
            }),
          )
        : [],
    ),
  };
}

/** The year terms of a mixed model whose other terms can be judged by the fall of the first group's variance; null: they cannot. */
export function comparedWithYears({ formula }: Pick<Prepared, "formula">): Term[] | null {
  const first = formula.random[0]!;
  if (!first.intercept || first.terms.length > 0 || !formula.intercept) return null;
  const years = formula.terms.filter((term) =>
    term.variables.every((item) => namesIn(item.expression).join() === "time"),
  );
  return years.length === formula.terms.length ? null : years;
}

/** The fall of the first group's variance from a model with the years alone, on the same rows by the same method. */
function changeFrom(prepared: Prepared, input: MixedInput, fit: MixedFit): number | null {
  const { formula, termOf } = prepared;
  const years = comparedWithYears(prepared);
  if (years === null) return null;
  const only = <T>(list: readonly T[]): T[] => list.filter((_, j) => years.includes(formula.terms[termOf[j + 1]!]!));
  const base = mixedModel({ ...input, X: only(input.X as readonly Float64Array[]), names: only(input.names!) });
  return base.terms[0]!.covariance[0]![0]! > 1e-8 * base.residualVariance ? proportionalChange(fit, base) : null;
}

function modesOf(fit: MixedFit, levels: readonly string[][]): RandomPart["modes"] {
  return conditionalModes(fit).flatMap(({ group, names, modes, variances }, t) =>
    levels[t]!.flatMap((level, g) =>
      names.map((name, i) => {
        const mode = modes[i]![g]!;
        const reach = REACH * Math.sqrt(Math.max(0, variances[i]![g]!));
        return { group, level, name, mode, low: mode - reach, high: mode + reach };
      }),
    ),
  );
}
