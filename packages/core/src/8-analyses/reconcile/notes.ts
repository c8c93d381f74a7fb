import type { Panel } from "../../3-panel/panel.ts";
import { lowerFirst } from "../../3-panel/words.ts";
import { andList, counted, thousands } from "../../messages/format.ts";
import type { Json, LadderStep, Note } from "../../messages/types.ts";
import { place, text } from "./words.ts";
import { sharedNotes } from "../shared-notes.ts";
import type { ReconcileValue } from "./value.ts";

/** Why figures differ, as far as it can be told, and what was not compared. */
export function notesFor(panel: Panel, ladder: readonly LadderStep[], value: ReconcileValue): Note[] {
  const notes: Note[] = [];
  const add = (code: string, name: string, words: string, facts: { [key: string]: Json } = {}): number =>
    notes.push({ code, name, text: words, facts });
  const { checks, units } = value;
  const rounded = checks.filter(({ rounding }) => rounding > 0);
  if (rounded.length > 0)
    add(
      "rounding",
      "Apart by rounding.",
      rounded.map(({ type, oursTitle, publishedTitle, unit, rounding }) => `${type === "total" ? oursTitle : publishedTitle}: published to the nearest ${unit >= 1 ? thousands(unit) : String(unit)}, so that ${counted(rounding, "figure")} ${rounding === 1 ? "differs" : "differ"} by no more than that.`).join(" "), // prettier-ignore
      { measures: rounded.map(({ ours }) => ours) },
    );
  for (const { type, ours, oursTitle, rows } of checks) {
    const short = rows.filter(({ why }) => why === "left-out");
    if (type === "total" && short.length > 0)
      add(
        "left-out",
        "Not all areas are in the sum.",
        `${oursTitle}: in ${counted(short.length, "year")} fewer ${units} are summed here than the file has (some are left out, or have no figure), so the sum falls short: ${andList(short.slice(0, 3).map(place))}.`,
        { measure: ours, years: short.map(({ time }) => time) },
      );
    const silent = rows.filter(({ why }) => why === "not-reported");
    if (type === "total" && silent.length > 0)
      add(
        "not-reported",
        "Areas without a figure.",
        `${oursTitle}: in ${counted(silent.length, "year")} some ${units} have no figure in the file, and the printed total is larger than the others' sum: it may hold an estimate for them (${andList(silent.slice(0, 3).map(place))}${silent.length > 3 ? " and others" : ""}).`,
        { measure: ours, years: silent.map(({ time }) => time) },
      );
    const unknown = rows.filter(({ why }) => why === "unknown").length;
    if (type === "total" && unknown > 0)
      add(
        "not-rounding",
        "More than rounding.",
        `${oursTitle}: in ${counted(unknown, "year")} the ${units} do not add up to the printed total, and neither rounding nor missing figures fill the gap: the two may have been revised at different times.`,
        { measure: ours, years: unknown },
      );
  }
  for (const { type, ours, published, oursTitle, publishedTitle, differ, furthest } of checks) {
    if (type === "total" || differ === 0) continue;
    const [a, b] = [ours, published].map((name) => panel.origins?.get(name) ?? []);
    const told = [...a!, ...b!]
      .map(({ file, release }) => release ?? file)
      .filter((one, i, all) => all.indexOf(one) === i);
    add(
      "two-figures",
      "Two figures for the same thing.",
      `${oursTitle} and ${lowerFirst(publishedTitle)} differ in ${counted(differ, "figure")} by more than rounding, most in ${place(furthest!)} (${text(furthest!.ours)} beside ${text(furthest!.published)}). ` +
        (told.length > 1 ? `They come from ${andList(told.slice(0, 4))}: a later release revises the earlier one. Choose one, and say which.` : "A revision, another population or another definition may be why. Choose one, and say which."), // prettier-ignore
      { ours, published, differ, from: told },
    );
  }
  const single = checks.filter(({ onlyOurs, onlyPublished }) => onlyOurs + onlyPublished > 0);
  if (single.length > 0)
    add(
      "one-side-only",
      "Not compared.",
      single.map(({ oursTitle, onlyOurs, onlyPublished, type }) => `${oursTitle}: ${thousands(onlyOurs)} ${type === "total" ? "years" : "rows"} have only ours, ${thousands(onlyPublished)} only the published figure.`).join(" "), // prettier-ignore
      { measures: single.map(({ ours }) => ours) },
    );
  const ours = [...new Set(checks.map((check) => check.ours))];
  const beside = checks.flatMap(({ type, published }) => (type === "pair" ? [published] : []));
  return [...notes, ...sharedNotes(panel, { outcomes: ours, measures: beside, ladder })];
}
