import type { Panel } from "../../3-panel/panel.ts";
import type { OlsFit } from "../../6-estimators/ols-fit.ts";
import { influence } from "../../7-results/influence.ts";
import { termTests, type ModelTerm } from "../../7-results/term-tests.ts";
import { vif } from "../../7-results/vif.ts";
import type { Prepared } from "./prepare.ts";
import type { RegressValue } from "./value.ts";

/** So many rows are named. */
const NAMED = 5;
const MOST_TERMS = 30;

/** The columns that each term of the formula made, among those that have a coefficient. */
export function modelTerms({ formula, matrices, termOf }: Prepared, fit: OlsFit): ModelTerm[] {
  const kept = new Set(Array.from(fit.kept, (j) => fit.names[j]!));
  return formula.terms.flatMap((term, t) => {
    const columns = matrices.names.filter((name, j) => termOf[j] === t && kept.has(name));
    return columns.length === 0
      ? []
      : [{ name: term.label, variables: term.variables.map((item) => item.label), columns }];
  });
}

/** Variance inflation per term; empty with fewer than two. */
export function inflationOf(prepared: Prepared, fit: OlsFit): RegressValue["inflation"] {
  const terms = modelTerms(prepared, fit);
  if (terms.length < 2 || terms.length > MOST_TERMS) return [];
  try {
    return vif(fit, terms).map((row) => ({ ...row }));
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** F tests of whole terms, classical errors: in order (type I; not with absorbed effects), and each after the others (II, III). */
export function termTestsOf(prepared: Prepared, fit: OlsFit): RegressValue["termTests"] {
  const terms = modelTerms(prepared, fit);
  if (terms.length < 2 || terms.length > MOST_TERMS) return [];
  const types = fit.absorbed.length > 0 ? ([2, 3] as const) : ([1, 2, 3] as const);
  try {
    return types.flatMap((type) => termTests(fit, terms, type).map((row) => ({ type, ...row })));
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** The rows whose absence would move the coefficients most (Cook's distance). */
export function influentialRows(panel: Panel, rows: Int32Array, fit: OlsFit): RegressValue["influential"] {
  if (fit.dfResidual < 2) return [];
  const { cooks, hat, rstudent } = influence(fit);
  const order = Array.from(cooks, (_, i) => i).filter(
    (i) => cooks[i]! - cooks[i]! === 0 && rstudent[i]! - rstudent[i]! === 0,
  );
  order.sort((a, b) => cooks[b]! - cooks[a]! || a - b);
  return order.slice(0, NAMED).map((i) => ({
    ...whoIs(panel, rows[i]!),
    ...{ cook: cooks[i]!, hat: hat[i]!, rstudent: rstudent[i]! },
  }));
}

function whoIs(
  { area, time }: Panel,
  row: number,
): { row: number; area: string | null; label: string | null; time: number | null } {
  const place = area?.of[row];
  return {
    row: row + 1,
    area: place === undefined ? null : area!.codes[place]!,
    label: place === undefined ? null : area!.labels[place]!,
    time: time === null ? null : time.values[time.of[row]!]!,
  };
}
