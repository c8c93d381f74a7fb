import type { Panel } from "../../3-panel/panel.ts";
import { activityNotes, areaWord } from "../../3-panel/words.ts";
import { andList, counted, thousands } from "../../messages/format.ts";
import type { Note } from "../../messages/types.ts";
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
      text: `${andList(value.cannot.slice(0, 3).map(({ what, why }) => (what === "" ? why : `${what} (${why})`)))}${value.cannot.length > 3 ? `, and ${thousands(value.cannot.length - 3)} more in the table` : ""}.`, // prettier-ignore
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
  return [...out, ...activityNotes(panel, ...value.outcomes)];
}
