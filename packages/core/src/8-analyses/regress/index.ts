import { parseFormula, parseVariable, variablesOf } from "../../4-frame/index.ts";
import { olsMatrix } from "../../6-estimators/ols-matrix.ts";
import { bellMcCaffreyCost, MOST_CLUSTER_ROWS } from "../../7-results/bell-mccaffrey.ts";
import { coefficientTable } from "../../7-results/coefficient-table.ts";
import { covariance } from "../../7-results/covariance.ts";
import { fitSummary } from "../../7-results/fit-summary.ts";
import type { Task } from "../../messages/types.ts";
import type { Context, Kind, Outcome, Refusal } from "../types.ts";
import { leverageByArea, satterthwaiteCheck } from "./influence.ts";
import { notesFor } from "./notes.ts";
import { options, type RegressOptions } from "./options.ts";
import { prepare } from "./prepare.ts";
import { largeClusters, tooManyTerms } from "./problems.ts";
import { rCode } from "./r-code.ts";
import type { RegressValue } from "./value.ts";
import { answer, question, statement } from "./words.ts";

/** Some seconds of work that cannot be stopped in between. */
const MOST_CR2 = 1e10;

export type { RegressOptions } from "./options.ts";
export type { RegressValue } from "./value.ts";

/** Least squares by a formula: coefficients with their uncertainty. */
export const regress: Kind<"regress", typeof options, RegressValue> = {
  kind: "regress",
  title: "Which measures go with differences, and by how much?",
  needs: "An outcome and at least one other measure, as numbers.",
  options,
  mentions,
  run,
};

function mentions(entry: RegressOptions): { name: string; path: (string | number)[] }[] {
  const out: { name: string; path: (string | number)[] }[] = [];
  const add = (names: string[], path: (string | number)[]): void => {
    for (const name of names) if (name !== "area" && name !== "time") out.push({ name, path });
  };
  const formula = parseFormula(entry.formula);
  if (formula.ok) add(variablesOf(formula.formula), ["formula"]);
  const single = (text: string, path: (string | number)[]): void => {
    const parsed = parseVariable(text);
    if (parsed.ok) add(variablesOf(parsed.variable), path);
  };
  if (entry.weights !== undefined) single(entry.weights, ["weights"]);
  if (typeof entry.errors === "object")
    for (const name of [entry.errors.cluster ?? []].flat()) single(name, ["errors", "cluster"]);
  return out;
}

function* run({ panel }: Context, entry: RegressOptions): Task<Outcome<RegressValue> | Refusal> {
  yield { stage: "model", done: 0, total: 3 };
  const prepared = prepare(panel, entry);
  if ("problem" in prepared) return prepared;
  const { ladder, matrices, errors, clusters, rows, effects } = prepared;
  yield { stage: "model", done: 1, total: 3 };
  const fit = olsMatrix(matrices);
  if (fit.dfResidual <= 0) return { problem: tooManyTerms(fit.nobs, fit.names.length + fit.absorbedRank), ladder };
  if (errors.type === "CR2") {
    const sizes = new Int32Array(clusters[0]!.levels);
    for (const code of clusters[0]!.codes) sizes[code] = sizes[code]! + 1;
    const largest = Math.max(...sizes);
    if (largest > MOST_CLUSTER_ROWS || bellMcCaffreyCost(fit, clusters[0]!) > MOST_CR2)
      return { problem: largeClusters(largest), ladder };
  }
  yield { stage: "model", done: 2, total: 3 };
  const chosen = covariance(fit, errors.type, clusters);
  const distinct = (of: Int32Array | undefined): number | null =>
    of === undefined ? null : new Set(rows.map((row) => of[row]!)).size;
  const value: RegressValue = {
    outcome: prepared.formula.response!.label,
    fit: fitSummary(fit),
    coefficients: coefficientTable(fit, chosen),
    errors: chosen.words,
    clusters: chosen.clusters,
    absorbed: fit.aliased,
    effects: effects.map(({ name, levels }) => ({ name, levels })),
    weights: prepared.weights?.label ?? null,
    areas: distinct(panel.area?.of),
    times: distinct(panel.time?.of),
    leverage: leverageByArea(panel, rows, fit),
    satterthwaite: satterthwaiteCheck(fit, clusters),
    route: { ...fit.route },
  };
  return {
    question: question(panel, value.outcome),
    answer: answer(panel, prepared, value),
    value,
    ladder,
    notes: notesFor(value),
    statement: statement(prepared, value),
    rCode: rCode(panel, prepared),
  };
}
