import type { Panel } from "../../3-panel/panel.ts";
import { areaWord, lowerFirst, titleOf } from "../../3-panel/words.ts";
import { andList, figure, sentence } from "../../messages/format.ts";
import type { Note } from "../../messages/types.ts";
import { note, sharedNotes } from "../shared-notes.ts";
import { MOST_JACKKNIFE } from "./correlations.ts";
import type { RelateOptions } from "./options.ts";
import type { Prepared } from "./prepare.ts";
import type { RelateValue } from "./value.ts";
import { clear, leadSlope } from "./words.ts";

/** What could mislead about a link, most important first. */
export function notesFor(
  panel: Panel,
  prepared: Prepared,
  value: RelateValue,
  declared: RelateOptions["declared"],
): Note[] {
  return [
    ...confounding(panel, value),
    ...reversal(panel, value),
    ...influence(panel, value),
    ...ratings(panel, value),
    ...tooFew(value),
    ...lost(panel, prepared, value),
    ...marginNotes(value, declared),
    ...changes(value),
    ...fewClusters(panel, value),
    ...sharedNotes(panel, {
      outcomes: [value.outcome],
      measures: [value.measure, ...prepared.adjust.map(({ name }) => name)],
      ladder: prepared.ladder,
    }),
  ];
}

/** Need drives both: money follows deprivation. */
function confounding(panel: Panel, { slopes, sort, measureTitle, outcomeTitle }: RelateValue): Note[] {
  if (sort === "groups") return [];
  const raw = slopes.find(({ level, adjust }) => level === "rows" && adjust.length === 0);
  const held = slopes.find(({ level, adjust }) => level === "rows" && adjust.length > 0);
  if (held === undefined)
    return [
      note(
        "nothing-held-equal",
        "Nothing is held equal.",
        `Deprivation and the like can go with both ${lowerFirst(measureTitle)} and ${lowerFirst(outcomeTitle)}, and hide a link or make one up: hold them equal.`,
      ),
    ];
  if (raw === undefined) return [];
  const turned = raw.estimate * held.estimate < 0;
  const moved = Math.abs(held.estimate - raw.estimate) > 0.25 * Math.abs(raw.estimate);
  if (!turned && !moved) return [];
  const names = andList(held.adjust.map((name) => lowerFirst(titleOf(panel, name))));
  return [
    note(
      "confounded",
      "What is held equal matters.",
      `With ${names} held equal the slope ${turned ? "changes its sign" : "changes"} from ${figure(raw.estimate)} to ${figure(held.estimate)}: part of the plain link goes with ${names}.`,
      { raw: raw.estimate, adjusted: held.estimate },
    ),
  ];
}

/** Between and within may point in opposite directions: neither stands for the other. */
function reversal(panel: Panel, { slopes }: RelateValue): Note[] {
  const between = slopes.findLast(({ level }) => level === "between");
  const within = slopes.findLast(({ level }) => level.startsWith("within"));
  if (between === undefined || within === undefined) return [];
  const { many, one } = areaWord(panel);
  const out: Note[] = [];
  if (between.estimate * within.estimate < 0)
    out.push(
      note(
        "between-within",
        "Between and within differ.",
        `Between ${many} the slope is ${figure(between.estimate)}, within them ${figure(within.estimate)}: what tells ${many} apart is not what happens when one ${one} changes.`,
        { between: between.estimate, within: within.estimate },
      ),
    );
  const plain = slopes.find(({ level }) => level === "within");
  if (plain !== undefined && within.level === "within-years" && plain.estimate * within.estimate < 0)
    out.push(
      note(
        "years-reverse",
        "Years matter.",
        `Within ${many} the slope changes its sign when changes shared by all are taken out (${figure(plain.estimate)} to ${figure(within.estimate)}).`,
        { without: plain.estimate, with: within.estimate },
      ),
    );
  return out;
}

function influence(panel: Panel, value: RelateValue): Note[] {
  const { influence: found } = value;
  const line = leadSlope(value);
  if (found === null || line === undefined || line.stdError === null) return [];
  const { mostMoved, estimate } = found;
  const change = Math.abs(mostMoved.estimate - estimate);
  // A slope that one area moves by a standard error, or by half of itself where it is clear of zero, rests on that area.
  if (change < line.stdError && !(clear(line) === true && change > 0.5 * Math.abs(estimate))) return [];
  return [
    note(
      "one-area",
      `It rests on ${mostMoved.label}.`,
      `Without this ${areaWord(panel).one} alone the slope is ${figure(mostMoved.estimate)} instead of ${figure(estimate)}: look for a jump in its figures.`,
      { area: mostMoved.area, without: mostMoved.estimate, estimate },
    ),
  ];
}

function ratings(panel: Panel, { sort, measureTitle, outcome, outcomeTitle }: RelateValue): Note[] {
  if (sort !== "grades" && !/ofsted|grade|rating|judg/i.test(`${outcome} ${outcomeTitle}`)) return [];
  const { one } = areaWord(panel);
  return [
    note(
      "ratings-lag",
      "A grade looks back.",
      `A grade stands until the next inspection, and money may follow a poor one: what ${lowerFirst(measureTitle)} was after it cannot lie behind it. Use earlier years (a “lag” measure), and remember that the last row of each ${one} stands for it.`,
    ),
  ];
}

/** A margin chosen with the result in view proves nothing. */
function marginNotes({ margin }: RelateValue, declared: RelateOptions["declared"]): Note[] {
  if (margin === null || declared === "before") return [];
  return [
    note(
      "margin-after",
      "When was the margin set?",
      `${declared === "after" ? "The margin was set after results had been seen" : "The study does not say that the margin was set before results were seen"}: it could have been chosen to pass, so that passing it shows little.`,
      { margin, declared: declared ?? null },
    ),
  ];
}

/** What stood high or low in one year comes back towards the middle by itself. */
function changes({ measure, measureTitle, outcome, outcomeTitle }: RelateValue): Note[] {
  const change = /\b(change|changed|difference|growth|rise|fall)\b/i;
  const found = [`${outcome} ${outcomeTitle}`, `${measure} ${measureTitle}`].find((words) => change.test(words.replaceAll("_", " "))); // prettier-ignore
  if (found === undefined) return [];
  return [
    note(
      "regression-to-the-mean",
      "Back towards the middle.",
      "A change since an unusual year goes back towards the middle by itself, and a grade or a policy often follows such a year: what comes after it would partly have come anyway.",
    ),
  ];
}

function fewClusters(panel: Panel, { repeated, areas, slopes }: RelateValue): Note[] {
  if (!repeated || areas === null || areas >= 20 || slopes.length === 0) return [];
  return [
    note("few-clusters", "Few clusters.", `There are only ${areas} ${areaWord(panel).many}: the intervals of the slopes are likely too narrow.`, { count: areas }), // prettier-ignore
  ];
}

function tooFew({ power, correlations, groups }: RelateValue): Note[] {
  const out: Note[] = [];
  const lead = correlations.find(({ method, level }) => method === "spearman" && level === "between") ?? correlations.find(({ method }) => method === "spearman"); // prettier-ignore
  if (power !== null && lead !== undefined && clear(lead) !== true && power.detectable > 0.3)
    out.push(
      note(
        "too-few-to-see",
        "Too few to see.",
        `With ${power.units} independent units only a correlation of ${figure(power.detectable)} or more is likely to be seen: not seeing one is no evidence that there is none.`,
        { units: power.units, detectable: power.detectable },
      ),
    );
  const small = groups.filter(({ count }) => count < 5);
  if (small.length > 0)
    out.push(
      note("small-groups", "Small groups.", `${andList(small.map(({ group, count }) => `${group} (${count})`))} can hardly be compared.`, { groups: small.map(({ group }) => group) }), // prettier-ignore
    );
  return out;
}

function lost(panel: Panel, { x, area, repeated, adjust }: Prepared, value: RelateValue): Note[] {
  const out: Note[] = [];
  if (repeated && area!.levels * x.length > MOST_JACKKNIFE)
    out.push(
      note("no-intervals", "No intervals for correlations.", "There are too many areas to leave each out in turn; the slopes have theirs.", { areas: area!.levels }), // prettier-ignore
    );
  if (value.notDrawn > 0)
    out.push(
      note("not-drawn", "Not every point is drawn.", `${value.notDrawn} points are left out of the pictures, evenly; all are counted.`, { count: value.notDrawn }), // prettier-ignore
    );
  const last = leadSlope(value);
  const gone = last === undefined ? [] : adjust.map(({ name }) => name).filter((name) => !last.adjust.includes(name));
  if (gone.length > 0 && value.sort === "measure")
    out.push(
      note(
        "cannot-be-told-apart",
        "Cannot be told apart.",
        `${sentence(andList(gone.map((name) => titleOf(panel, name))))} ${gone.length === 1 ? "does" : "do"} not change within areas, so within them ${gone.length === 1 ? "it is" : "they are"} held equal already.`,
        { measures: gone },
      ),
    );
  return out;
}
