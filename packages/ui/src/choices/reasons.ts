/**
 * Why a choice was made. `reason` in the study is one text for the whole question, or one per choice:
 * { "outcome": "as in the report", "overall": "..." }.
 */
export interface Reason {
  choice: string;
  text: string;
}

const choiceNames: { [key: string]: string } = {
  overall: "In all",
  outcome: "Outcome",
  times: "Years",
  blocks: "Factors, in groups",
  weights: "What each one counts",
  published: "Published figures",
  without: "Left out by choice",
  bootstrap: "Redraws",
  formula: "Formula",
  errors: "Standard errors",
};

type WithReason = { [key: string]: unknown };

export function reasonFor(analysis: WithReason, choice: string): string {
  const reason = analysis["reason"];
  if (typeof reason === "string") return choice === "overall" ? reason : "";
  if (typeof reason !== "object" || reason === null) return "";
  const text = (reason as { [key: string]: unknown })[choice];
  return typeof text === "string" ? text : "";
}

/** The study's value after one reason is written. The plain text form stays as long as it suffices; nothing written is undefined. */
export function withReason(
  analysis: WithReason,
  choice: string,
  text: string,
): string | { [choice: string]: string } | undefined {
  const all: { [choice: string]: string } = {};
  for (const key of new Set([...keysOf(analysis), choice])) {
    const kept = key === choice ? text.trim() : reasonFor(analysis, key);
    if (kept !== "") all[key] = kept;
  }
  const keys = Object.keys(all);
  if (keys.length === 0) return undefined;
  return keys.length === 1 && keys[0] === "overall" ? all["overall"] : all;
}

/** Every choice that may have a reason: those with names here in their order, then whatever else the study has. */
function keysOf(analysis: WithReason): string[] {
  const reason = analysis["reason"];
  const said = typeof reason === "object" && reason !== null ? Object.keys(reason) : [];
  return [...new Set([...Object.keys(choiceNames), ...said])];
}

/** The log of reasons, in the order of the choices. `names` are the words of the kind for options that no other kind has. */
export function reasonsOf(analysis: WithReason, names: { [key: string]: string } = {}): Reason[] {
  return keysOf(analysis)
    .map((key) => ({ choice: choiceNames[key] ?? names[key] ?? key, text: reasonFor(analysis, key) }))
    .filter((reason) => reason.text !== "");
}
