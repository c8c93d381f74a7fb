import type { Note } from "../../messages/types.ts";
import { andList, figure, thousands, wholePercent } from "../../messages/format.ts";
import { lowerFirst, titleOf } from "../../3-panel/words.ts";
import type { Panel } from "../../3-panel/panel.ts";
import { namesIn } from "../../4-frame/index.ts";
import { note, sharedNotes } from "../shared-notes.ts";
import { modelNotes } from "./model-notes.ts";
import type { Prepared } from "./prepare.ts";
import { sampleNotes } from "./sample-notes.ts";
import type { RegressValue } from "./value.ts";

/** Above this condition number of the scaled columns, coefficients hang on the last digits of the data. */
const NEARLY = 1e7;
const FEW_CLUSTERS = 20;
const FEW_DF = 10;
const DOMINANT = 0.25;

/** What could mislead in this regression. */
export function notesFor(panel: Panel, prepared: Prepared, value: RegressValue): Note[] {
  return [
    ...fitNotes(value),
    ...familyNotes(value),
    ...modelNotes(value),
    ...outsideNotes(panel, value),
    ...sampleNotes(panel, prepared, value),
    ...sharedNotes(panel, {
      outcomes: namesIn(prepared.formula.response!.expression),
      measures: prepared.formula.terms.flatMap(({ variables }) => variables.flatMap(({ expression }) => namesIn(expression))), // prettier-ignore
      ladder: prepared.ladder,
    }),
  ];
}

/** A case beyond what was seen rests on the formula's shape alone. */
function outsideNotes(panel: Panel, { predictions }: RegressValue): Note[] {
  const beyond = predictions.filter(({ outside }) => outside.length > 0);
  if (beyond.length === 0) return [];
  const said = beyond.map(({ name, outside, at }) => `${name} (${andList(outside.map((measure) => `${lowerFirst(titleOf(panel, measure))} ${figure(Number(at[measure]))}`))})`); // prettier-ignore
  return [
    note("outside-the-data", "Outside the data.", `No row used reaches as far as ${andList(said)}: such a prediction rests on the shape of the formula alone.`, { cases: beyond.map(({ name }) => name) }), // prettier-ignore
  ];
}

/** A sign that hangs on the choice between members of the family. */
function familyNotes({ family }: RegressValue): Note[] {
  if (family === null) return [];
  const notes: Note[] = [];
  const [term] = family.reversed;
  if (term !== undefined) {
    const { cells } = family.rows.find((row) => row.term === term)!;
    const named = (positive: boolean): string[] =>
      family.models.flatMap(({ label }, m) => {
        const cell = cells[m];
        return cell && cell.estimate > 0 === positive ? [lowerFirst(label)] : [];
      });
    notes.push({
      code: "sign-reversed",
      name: "The sign hangs on the model.",
      text: `${andList(family.reversed)} ${family.reversed.length === 1 ? "changes sign" : "change sign"} between the models of the panel family. ${term} is above zero by ${andList(named(true))}, below by ${andList(named(false))}: say which comparison is meant.`,
      facts: { terms: family.reversed },
    });
  }
  if (family.tests.some(({ id, statistic }) => id === "hausman" && statistic !== null && statistic < 0))
    notes.push({
      code: "negative-hausman",
      name: "Hausman's statistic is negative.",
      text: "It then says nothing: use the Mundlak test beside it.",
      facts: {},
    });
  return notes;
}

/** What the coefficients rest on. */
function fitNotes(value: RegressValue): Note[] {
  const notes: Note[] = [];
  const add = (code: string, name: string, text: string, facts: Note["facts"]): number =>
    notes.push({ code, name, text, facts });
  const { absorbed, effects, route, clusters, leverage, satterthwaite } = value;
  if (absorbed.length > 0) {
    const from =
      effects.length === 0
        ? "the other terms"
        : `the other terms and the effects of ${andList(effects.map((e) => e.name))}`;
    const it = absorbed.length === 1 ? "it has" : "they have";
    add(
      "absorbed",
      "Cannot be told apart.",
      `The data cannot tell ${andList(absorbed)} apart from ${from}, so ${it} no coefficient.`,
      { columns: absorbed },
    );
  }
  if (route !== null && route.condition > NEARLY)
    add(
      "nearly-collinear",
      "Nearly the same.",
      "Some terms are almost combinations of the others: their coefficients hang on small details of the data.",
      { condition: route.condition },
    );
  for (const cluster of clusters) {
    if (cluster.count >= FEW_CLUSTERS) continue;
    add(
      "few-clusters",
      "Few clusters.",
      `There are only ${thousands(cluster.count)} clusters of ${cluster.name}: the standard errors are likely too small.`,
      { cluster: cluster.name, count: cluster.count },
    );
  }
  const slopes = leverage.filter((row) => row.term !== "(Intercept)");
  const thin = satterthwaite
    .filter((row) => row.df < FEW_DF && row.term !== "(Intercept)")
    .sort((a, b) => a.df - b.df)[0];
  if (thin !== undefined) {
    const most = slopes.find((row) => row.term === thin.term);
    const where = most === undefined ? "" : ` Most of it lies in ${most.label} (${wholePercent(most.share)}).`;
    const facts = { term: thin.term, df: thin.df, ...(most && { area: most.area, share: most.share }) };
    const count = clusters[0]!.count;
    add(
      "few-effective-clusters",
      "Rests on few areas.",
      `The coefficient of ${thin.term} rests on as much variation as ${thin.df.toFixed(1)} clusters would give, not ${thousands(count)}: compare CR2 standard errors.${where}`,
      facts,
    );
  }
  const dominant = slopes
    .filter((row) => row.share >= DOMINANT && row.term !== thin?.term)
    .sort((a, b) => b.share - a.share)[0];
  if (dominant !== undefined)
    add(
      "dominant-area",
      "One area weighs heavily.",
      `${dominant.label} holds ${wholePercent(dominant.share)} of the variation on which the coefficient of ${dominant.term} rests: see what remains without it.`,
      { ...dominant },
    );
  const without = value.coefficients.filter((row) => row.stdError === null).map((row) => row.term);
  if (without.length > 0)
    add(
      "no-standard-error",
      "No standard error.",
      `The variance of ${andList(without)} came out as no positive number: choose other clusters, or one set of them.`,
      { terms: without },
    );
  if (value.fit.sigma !== null && value.fit.rSquared !== null && 1 - value.fit.rSquared < 1e-14)
    add("perfect-fit", "A perfect fit.", "The terms give the outcome exactly: is it computed from them?", {
      rSquared: value.fit.rSquared,
    });
  return notes;
}
