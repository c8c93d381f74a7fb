import type { Panel } from "../../3-panel/panel.ts";
import { evaluate, namesIn } from "../../4-frame/index.ts";
import { areaWord } from "../../3-panel/words.ts";
import { withinShare } from "../../7-results/blocks/within-share.ts";
import { andList, counted, onePercent, thousands } from "../../messages/format.ts";
import type { Note } from "../../messages/types.ts";
import type { Prepared } from "./prepare.ts";
import type { RegressValue } from "./value.ts";

/** What the rows themselves bring that could mislead. */
export function sampleNotes(panel: Panel, prepared: Prepared, value: RegressValue): Note[] {
  return [
    ...lostRows(prepared),
    ...singletons(prepared),
    ...emptyLevels(panel, prepared),
    ...slowTerms(panel, prepared, value),
    ...laggedOutcome(panel, prepared),
    ...gaps(prepared, value),
    ...manyTerms(value),
  ];
}

/** An offset that cannot be computed: log of a population of zero. */
function lostRows({ formula, ladder }: Prepared): Note[] {
  return formula.offsets.flatMap(({ expression }) => {
    const inner = namesIn(expression);
    const step = ladder.find(
      (rung) => rung.step === "complete" && inner.some((name) => rung.measure?.includes(`(${name}`)),
    );
    const undefinedRows = step?.reasons?.undefined ?? 0;
    if (undefinedRows === 0) return [];
    return [
      {
        code: "offset-zero",
        name: "A population of zero.",
        text: `${step!.measure!} cannot be computed on ${counted(undefinedRows, "row")}, which ${undefinedRows === 1 ? "is" : "are"} set aside: where nobody lives there is no rate.`,
        facts: { rows: undefinedRows, measure: step!.measure! },
      },
    ];
  });
}

/** Levels of absorbed effects with one row: fitted exactly, they tell nothing. */
function singletons({ effects }: Prepared): Note[] {
  return effects.flatMap(({ name, codes, levels }) => {
    const counts = new Int32Array(levels);
    for (const code of codes) counts[code] = counts[code]! + 1;
    const single = counts.filter((count) => count === 1).length;
    if (single === 0) return [];
    return [
      {
        code: "singletons",
        name: "Rows that tell nothing.",
        text: `${counted(single, "level")} of ${name} ${single === 1 ? "has" : "have"} one row only: the effect fits it exactly, so it adds nothing to the coefficients.`,
        facts: { effect: name, count: single },
      },
    ];
  });
}

/** Groups of a text measure that none of the used rows has. */
function emptyLevels(panel: Panel, { formula, rows }: Prepared): Note[] {
  const variables = new Map(formula.terms.flatMap((term) => term.variables).map((item) => [item.label, item]));
  return [...variables.values()].flatMap(({ label, expression }) => {
    const all = evaluate(panel, expression);
    if (all.kind !== "text") return [];
    const column = evaluate(panel, expression, rows);
    if (column.kind !== "text") return [];
    const used = new Set(Array.from(column.codes, (code) => column.dictionary[code]!));
    const empty = all.dictionary.filter((level) => !used.has(level));
    if (empty.length === 0 || label === "area") return [];
    return [
      {
        code: "empty-level",
        name: "A group without rows.",
        text: `No row that can be used has ${label} ${andList(empty.slice(0, 5))}, so ${empty.length === 1 ? "it has" : "they have"} no coefficient.`,
        facts: { term: label, levels: empty },
      },
    ];
  });
}

/** Beside area effects only what changes within areas counts. */
function slowTerms(panel: Panel, { effects, matrices, chosen, area }: Prepared, { absorbed }: RegressValue): Note[] {
  if (area === null || !(effects.some(({ name }) => name === "area") || chosen.estimator === "within")) return [];
  const slow = matrices.names.flatMap((name, j) => {
    const share = absorbed.includes(name) ? 0 : withinShare(matrices.X[j]!, area.codes);
    return share > 1e-9 && share < 0.05 ? [{ name, share }] : [];
  });
  if (slow.length === 0) return [];
  return [
    {
      code: "near-constant",
      name: "Hardly changes over time.",
      text: `Of the variation of ${andList(slow.map(({ name, share }) => `${name} (${onePercent(share)})`))}, little lies within ${areaWord(panel).many}: beside their effects ${slow.length === 1 ? "it" : "they"} can hardly count, and the coefficient rests on that little.`,
      facts: { terms: slow.map(({ name }) => name) },
    },
  ];
}

/** So many rows must agree before a measure is taken for last year's outcome. */
const ENOUGH = 10;

/** Last year's outcome among the terms, beside area effects. */
function laggedOutcome(panel: Panel, { formula, effects, matrices, rows, chosen, time }: Prepared): Note[] {
  const { area } = panel;
  const within =
    effects.some(({ name }) => name === "area") ||
    ["first-difference", "random", "two-way-random", "within-between", "mundlak"].includes(chosen.estimator);
  if (!within || area === null || time === null || panel.time === null) return [];
  const outcome = evaluate(panel, formula.response!.expression);
  if (outcome.kind !== "number") return [];
  const at = new Map<string, number>();
  for (let row = 0; row < panel.rows; row++) {
    const y = outcome.values[row]!;
    if (y === y) at.set(`${area.of[row]!} ${panel.time.values[panel.time.of[row]!]!}`, y);
  }
  const lagged = matrices.names.filter((_, j) => {
    let same = 0;
    for (let i = 0; i < rows.length; i++) {
      const before = at.get(`${area.of[rows[i]!]!} ${time[i]! - 1}`);
      if (before === undefined) continue;
      if (before !== matrices.X[j]![i]!) return false;
      same += 1;
    }
    return same >= ENOUGH;
  });
  if (lagged.length === 0) return [];
  const years = new Set(time).size;
  return [
    {
      code: "nickell",
      name: "Last year's outcome beside area effects.",
      text: `${andList(lagged)} is the outcome of the year before: beside area effects over ${years} years its coefficient is biased downwards, by about (1 + its size) / ${years - 1}.`,
      facts: { terms: lagged, years },
    },
  ];
}

/** First differences over missing years are not taken. */
function gaps({ chosen, rows, area, time }: Prepared, { fit }: RegressValue): Note[] {
  if (chosen.estimator !== "first-difference") return [];
  const years = new Map<number, number[]>();
  rows.forEach((_, i) => years.set(area!.codes[i]!, [...(years.get(area!.codes[i]!) ?? []), time![i]!]));
  let skipped = 0;
  for (const list of years.values()) {
    list.sort((a, b) => a - b);
    for (let k = 1; k < list.length; k++) if (list[k]! - list[k - 1]! > 1) skipped += 1;
  }
  if (skipped === 0) return [];
  return [
    {
      code: "gap-years",
      name: "Years are missing in between.",
      text: `${counted(skipped, "change")} would reach over a missing year and ${skipped === 1 ? "is" : "are"} left out; ${thousands(fit.nobs)} changes from one year to the next are used.`,
      facts: { skipped, used: fit.nobs },
    },
  ];
}

/** Fewer clusters than coefficients: single errors exist, joint tests do not. */
function manyTerms({ clusters, coefficients }: RegressValue): Note[] {
  return clusters.flatMap(({ name, count }) =>
    count > coefficients.length
      ? []
      : [
          {
            code: "fewer-clusters-than-terms",
            name: "Fewer clusters than coefficients.",
            text: `There are ${count} clusters of ${name} for ${coefficients.length} coefficients: they cannot be tested together, and single errors are too small.`,
            facts: { cluster: name, count, coefficients: coefficients.length },
          },
        ],
  );
}
