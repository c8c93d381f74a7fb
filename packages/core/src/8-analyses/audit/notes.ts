import type { Panel } from "../../3-panel/panel.ts";
import { areaWord, titleOf } from "../../3-panel/words.ts";
import { withinShare } from "../../7-results/blocks/within-share.ts";
import { andList, counted, onePercent, sentence, thousands } from "../../messages/format.ts";
import type { Note } from "../../messages/types.ts";
import { sampleNotes } from "../samples.ts";
import { dummyNotes, note, sharedNotes } from "../shared-notes.ts";
import type { AuditModel } from "./prepare.ts";
import type { AuditValue } from "./value.ts";

/** What could mislead in an audit, most important first. */
export function notesFor(panel: Panel, model: AuditModel, value: AuditValue): Note[] {
  const out: Note[] = [
    {
      code: "count-not-probability",
      name: "A count is not a probability.",
      text: `${counted(value.specifications, "specification")} give ${counted(value.distinct, "distinct result")}; which choices were offered decides the count, and the published analysis may have used another.`,
      facts: { specifications: value.specifications, distinct: value.distinct },
    },
  ];
  if (value.declared === "after")
    out.push({
      code: "declared-after",
      name: "Declared after.",
      text: "These choices were written down after results had been seen, so that they may have been picked to agree or to differ.",
      facts: {},
    });
  if (value.cannot.length > 0)
    out.push({
      code: "cannot-be-rebuilt",
      name: "Cannot be rebuilt.",
      text: `${sentence(andList(value.cannot.slice(0, 3).map(({ what, why }) => (what === "" ? why : `${what} (${why})`))))}${value.cannot.length > 3 ? `, and ${thousands(value.cannot.length - 3)} more in the table` : ""}.`, // prettier-ignore
      facts: { cannot: value.cannot },
    });
  if (value.impossible > 0)
    out.push({
      code: "not-computed",
      name: "Not computed.",
      text: `${counted(value.impossible, "specification")} could not be computed and ${value.impossible === 1 ? "counts" : "count"} nowhere.`,
      facts: { impossible: value.impossible },
    });
  if (value.roles.includes("area") && model.definitions.length > 1)
    out.push({
      code: "depends-on-definition",
      name: "Depends on the definition.",
      text: `What is left over, and what goes to ${areaWord(panel).many}, depends on what a share is said to be: it is a choice like the others.`,
      facts: {},
    });
  const measures = model.pool.flatMap(({ columns }) => columns.map(({ name }) => name));
  return [
    ...out,
    ...sampleNotes(panel, model),
    ...differentOutcomes(value),
    ...slowMeasures(panel, model, value),
    ...dummyNotes(panel, value.roles),
    ...sharedNotes(panel, { outcomes: value.outcomes, measures, ladder: model.prepared.ladder }),
  ];
}

/** Shares of two outcomes, years or definitions are not parts of one whole. */
function differentOutcomes({ published }: AuditValue): Note[] {
  const differ = (["outcome", "years", "definition"] as const).filter(
    (key) => new Set(published.flatMap((row) => (row[key] === null ? [] : [row[key]]))).size > 1,
  );
  if (differ.length === 0) return [];
  return [
    note(
      "not-of-one-whole",
      "Not of one whole.",
      `The published shares are not all said to be of the same ${andList(differ)}: shares of different wholes do not add up, and no one specification can give them all.`,
      { differ },
    ),
  ];
}

/** Beside areas, what does not change over time can add nothing. */
function slowMeasures(panel: Panel, { pool, areaOf }: AuditModel, { roles }: AuditValue): Note[] {
  if (areaOf === null || !roles.includes("area")) return [];
  const shares = pool.flatMap(({ role, columns }) =>
    role === "measures" ? columns.map(({ name, values }) => ({ name, share: withinShare(values, areaOf) })) : [],
  );
  const { many } = areaWord(panel);
  const fixed = shares.filter(({ share }) => share < 1e-9);
  const slow = shares.filter(({ share }) => share >= 1e-9 && share < 0.05);
  const out: Note[] = [];
  if (fixed.length > 0)
    out.push(
      note(
        "cannot-be-told-apart",
        "Cannot be told apart.",
        `${sentence(andList(fixed.map(({ name }) => titleOf(panel, name))))} ${fixed.length === 1 ? "does" : "do"} not change over time, so once ${many} are counted ${fixed.length === 1 ? "it" : "they"} can add nothing: only orders that count ${many} later can give ${fixed.length === 1 ? "it" : "them"} a share.`,
        { columns: fixed.map(({ name }) => name) },
      ),
    );
  if (slow.length > 0)
    out.push(
      note(
        "near-constant",
        "Hardly changes over time.",
        `Of the variation of ${andList(slow.map(({ name, share }) => `${titleOf(panel, name)} (${onePercent(share)})`))}, little lies within ${many}: beside them ${slow.length === 1 ? "it" : "they"} can hardly count.`,
        { columns: slow.map(({ name }) => name) },
      ),
    );
  return out;
}
