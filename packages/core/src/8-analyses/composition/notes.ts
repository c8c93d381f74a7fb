import { areaWord, lowerFirst } from "../../3-panel/words.ts";
import { takePanel } from "../../3-panel/cut-panel.ts";
import type { Panel } from "../../3-panel/panel.ts";
import { areasOf } from "../../4-frame/index.ts";
import { andList, counted, onePercent, thousands, wholePercent } from "../../messages/format.ts";
import type { Note } from "../../messages/types.ts";
import { sharedNotes } from "../shared-notes.ts";
import { ROUNDING, type Prepared } from "./prepare.ts";
import type { CompositionValue } from "./value.ts";

/** A few names are read; the ladder and the table have them all. */
const NAMED = 5;
/** Two definitions of a share that differ by more than a point deserve a word. */
const APART = 0.01;

/** What could mislead in shares of a total. */
export function notesFor(panel: Panel, prepared: Prepared, value: CompositionValue): Note[] {
  const notes: Note[] = [];
  const add = (code: string, name: string, text: string, facts: Note["facts"] = {}): number =>
    notes.push({ code, name, text, facts });
  const { one, many } = areaWord(panel);
  const lead = value.lead.title;
  const { change } = value;
  const money = value.unit !== "number";

  if (change !== null) {
    const fell = change.share < 0;
    if (change.lead !== null && change.rest !== null && change.lead !== 0 && fell !== change.lead < 0)
      add(
        "share-not-level",
        "The share and the amount went different ways.",
        `The share of ${lowerFirst(lead)} ${fell ? "fell" : "rose"} although its amount ${fell ? "rose" : "fell"}: the rest changed more.`,
        { share: change.share, amount: change.lead, rest: change.rest },
      );
    if (money) {
      const step = largestStep(value)!;
      add(
        "redefined-lines",
        "Lines of account are redefined between years.",
        `Check that each part means the same throughout. The largest step from one year to the next is that of ${lowerFirst(step.title)} in ${step.to} (${onePercent(step.from)} to ${onePercent(step.after)} of the total).`,
        { part: step.title, year: step.to, before: step.from, after: step.after },
      );
      if (value.prices === null)
        add(
          "cash",
          "Amounts as they stand.",
          "If they are in cash, part of any growth is prices. Give a price index, or measures that are already deflated; shares are the same either way.",
        );
    }
  }
  const apart = value.years.find((year) => Math.abs(year.lead.share - year.lead.mean) > APART);
  if (apart !== undefined && value.areas !== null)
    add(
      "two-shares",
      "Two definitions of the share.",
      `In ${[apart.time ?? "these data"].join("")} it is ${onePercent(apart.lead.share)} where all ${many} are added up (large ones count for more) and ${onePercent(apart.lead.mean)} in the mean over ${many} (each counts once).`,
      { time: apart.time, share: apart.lead.share, mean: apart.lead.mean },
    );
  if (prepared.gaps !== null) {
    const off = prepared.gaps.filter((gap) => Math.abs(gap) > ROUNDING);
    if (off.length > 0) {
      const [low, high] = [Math.min(...off), Math.max(...off)];
      const beyond = off.filter((gap) => gap < 0).length;
      add(
        "parts-and-total",
        "The parts do not add up to the total.",
        `In ${thousands(off.length)} of ${counted(value.nobs, "row")} the total has between ${onePercent(low)} and ${onePercent(high)} of itself beyond the parts: shown as "Rest of the total".${beyond > 0 ? ` In ${thousands(beyond)} the parts are more than the total: is something counted twice?` : ""}`,
        { rows: off.length, low, high, beyond },
      );
    }
  }
  const at = Array.from(prepared.rows, (_, i) => i);
  const rowsWhere = (test: (amount: number) => boolean, p: number): Int32Array =>
    prepared.rows.filter((_, i) => test(prepared.amounts[p]![i]!));
  const ofLead = at.map((i) => prepared.lead.reduce((so, is, p) => (is ? so + prepared.amounts[p]![i]! : so), 0));
  const zero = prepared.rows.filter((_, i) => ofLead[i] === 0 || ofLead[i] === prepared.totals[i]);
  if (zero.length > 0)
    add(
      "zeros",
      "Zeros are kept as zeros.",
      `In ${counted(zero.length, "row")} ${lowerFirst(lead)} or the rest is zero${named(panel, zero)}: counted in the shares, left out of the log-ratio, where nothing is put in their place.`,
      { rows: zero.length },
    );
  value.parts.forEach((part, p) => {
    const negative = part.rest ? new Int32Array() : rowsWhere((amount) => amount < 0, p);
    if (negative.length > 0)
      add(
        "negative-part",
        "A part below zero.",
        `${part.title} is below zero in ${counted(negative.length, "row")}${named(panel, negative)} (income above expenditure?): the shares of the other parts then add up to more than 100%.`,
        { part: part.name, rows: negative.length },
      );
  });
  const gone = absentYears(panel, value);
  if (gone.length > 0)
    add(
      "years-absent",
      "Years that are not there.",
      `No row of ${andList(gone.map(String))} has every part: perhaps a line did not exist then.`,
      { years: gone },
    );
  if (value.areas !== null && value.years.some((year) => year.areas < value.areas!)) {
    const absent = absentAreas(panel, prepared, value);
    const same = change?.same ?? null;
    add(
      "areas-absent",
      `Not every ${one} is in every year.`,
      `Missing somewhere: ${few(absent)}.${
        same === null
          ? ""
          : ` Over the ${counted(same.areas, one, many)} that are in every year the share went from ${wholePercent(same.first)} to ${wholePercent(same.last)}.`
      }`,
      { areas: absent.length, same },
    );
  }
  const parts = value.parts.flatMap((part) => (part.rest ? [] : [part.name]));
  const shared = sharedNotes(panel, { outcomes: parts, ladder: prepared.ladder });
  // Money spent on plans is not a count of plans.
  return [...notes, ...(money ? shared.filter(({ code }) => code !== "activity") : shared)];
}

/** The part whose national share moved most between two years that follow each other. */
function largestStep({ years, parts }: CompositionValue) {
  let best: { title: string; to: number; from: number; after: number } | null = null;
  for (let y = 1; y < years.length; y++)
    parts.forEach(({ title }, p) => {
      const [from, after] = [years[y - 1]!.parts[p]!.share, years[y]!.parts[p]!.share];
      if (best === null || Math.abs(after - from) > Math.abs(best.after - best.from))
        best = { title, to: years[y]!.time!, from, after };
    });
  return best as { title: string; to: number; from: number; after: number } | null;
}

function absentYears(panel: Panel, { years }: CompositionValue): number[] {
  return (panel.time?.values ?? []).filter((year) => !years.some(({ time }) => time === year));
}

/** "Aton (2014, 2015)" for every area that lacks some year of those in use. */
function absentAreas(panel: Panel, { rows }: Prepared, { years }: CompositionValue): string[] {
  const used = takePanel(panel, rows);
  const have = new Map<number, Set<number>>();
  for (let row = 0; row < used.rows; row++) {
    const at = used.area!.of[row]!;
    if (!have.has(at)) have.set(at, new Set());
    if (used.time !== null) have.get(at)!.add(used.time.values[used.time.of[row]!]!);
  }
  return [...have].flatMap(([at, own]) => {
    const lacks = years.flatMap(({ time }) => (time === null || own.has(time) ? [] : [String(time)]));
    return lacks.length === 0 ? [] : [`${used.area!.labels[at]!} (${lacks.join(", ")})`];
  });
}

function few(names: readonly string[]): string {
  const more = names.length - NAMED;
  return andList(more > 0 ? [...names.slice(0, NAMED), `${more} more`] : names);
}

function named(panel: Panel, rows: Int32Array): string {
  const areas = areasOf(panel, rows);
  return areas === null ? "" : ` (${few(areas.map(({ label, times }) => [label, ...times].join(" ")))})`;
}
