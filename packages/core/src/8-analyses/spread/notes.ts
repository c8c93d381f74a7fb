import type { Panel } from "../../3-panel/panel.ts";
import { isActivity, lowerFirst } from "../../3-panel/words.ts";
import { quantile7 } from "../../6-estimators/quantile.ts";
import { andList, counted, figure, sentence, thousands, wholePercent } from "../../messages/format.ts";
import type { LadderStep, Note } from "../../messages/types.ts";
import { note, sharedNotes } from "../shared-notes.ts";
import type { Prepared } from "./prepare.ts";
import type { SpreadValue } from "./value.ts";

/** What could mislead in a spread, most important first. */
export function notesFor(panel: Panel, prepared: Prepared, value: SpreadValue): Note[] {
  return [
    ...noiseNotes(value),
    ...missingNotes(prepared, value),
    ...extremeNotes(value),
    ...funnelNotes(value),
    ...changeNotes(value),
    ...gradientNotes(prepared, value),
    ...mapNotes(value),
    ...definitionNotes(panel, value),
    ...sharedNotes(panel, {
      outcomes: [value.outcome, ...(value.counts === null ? [] : [value.counts.count])],
      measures: value.gradient === null ? [] : [value.gradient.by],
      ladder: prepared.ladder,
    }),
  ];
}

const some = (names: readonly string[]): string =>
  names.length > 6 ? `${names.slice(0, 5).join(", ")} and ${thousands(names.length - 5)} more` : andList(names);

function noiseNotes({ counts, figures, rows, units, title }: SpreadValue): Note[] {
  const out: Note[] = [];
  if (figures.p90OverP10 === null || figures.highestOverLowest === null)
    out.push(
      note(
        "no-ratios",
        "No ratio.",
        `Some figures of ${lowerFirst(title)} are zero or below, so ${figures.p90OverP10 === null ? "high over low" : "highest over lowest"} has no meaning here.`,
        { lowest: figures.lowest, p10: figures.p10 },
      ),
    );
  if (counts === null)
    return [
      note(
        "no-counts",
        "Counting noise not known.",
        `Without the count and the population behind each figure, nothing says how much of the differences counting alone would give, so ${units} stand in no order.`,
      ),
      ...out,
    ];
  if (figures.scv !== null && figures.scv <= 0)
    out.push(
      note(
        "within-noise",
        "No more than chance.",
        `The ${units} differ by no more than counts of this size do by chance; the systematic component comes out below zero and is shown so.`,
        { scv: figures.scv },
      ),
    );
  if (rows.some(({ low }) => low === null))
    out.push(
      note("counts-not-whole", "Counts that are not whole.", `Some counts are not whole numbers (shared out or estimated), so no intervals are given and ${units} stand in no order.`), // prettier-ignore
    );
  const small = rows.filter(({ count }) => count! < 10);
  if (small.length > 0)
    out.push(
      note(
        "small-counts",
        "Small counts.",
        `${counted(small.length, "count is", "counts are")} under 10 (${some(small.map(({ label }) => label))}): ${small.length === 1 ? "its figure" : "their figures"} may move much from year to year by chance alone.`,
        { areas: small.map(({ area }) => area) },
      ),
    );
  const share = Math.max(...rows.map(({ count, population }) => count! / population!));
  if (share > 0.1)
    out.push(
      note(
        "not-rare",
        "Not rare.",
        `Up to ${wholePercent(share)} of the population is counted; noise is then less than these limits and intervals allow.`,
        { share },
      ),
    );
  const off = rows.filter(({ value, count, population }) => {
    const made = (count! / population!) * counts.times;
    return Math.abs(value - made) > 0.02 * Math.max(Math.abs(value), Math.abs(made));
  });
  if (off.length > 0)
    out.push(
      note(
        "rate-of-other-population",
        "Rate and counts differ.",
        `For ${counted(off.length, "row")} of ${rows.length} the figure is more than 2% away from ${lowerFirst(counts.countTitle)} over ${lowerFirst(counts.populationTitle)} (${some(off.map(({ label }) => label))}): another release of either, perhaps.`,
        { areas: off.map(({ area }) => area) },
      ),
    );
  return out;
}

/** Who has no figure this year, and suppressed figures, which are the small ones. */
function missingNotes(prepared: Prepared, value: SpreadValue): Note[] {
  const out: Note[] = [];
  const here = (step: LadderStep) =>
    (step.areas ?? []).filter(({ times }) => value.time === null || times.includes(value.time));
  const gone = prepared.ladder.filter(({ step }) => step === "complete");
  const names = gone.flatMap(here).map(({ label }) => label);
  if (names.length > 0)
    out.push(
      note(
        "without-figure",
        "Without a figure.",
        `${counted(names.length, value.unit, value.units)} of ${names.length + value.rows.length} ${names.length === 1 ? "has" : "have"} no complete figures${value.time === null ? "" : ` in ${value.time}`}: ${some(names)}.`,
        { areas: names },
      ),
    );
  if (value.rows.length < 10)
    out.push(
      note("few-areas", "Few to compare.", `With ${value.rows.length} ${value.units} the highest and lowest tenth are hardly more than the two ends.`, { areas: value.rows.length }), // prettier-ignore
    );
  return out;
}

/** The two ends rest on single areas, often the smallest. */
function extremeNotes({ rows, figures, units, counts }: SpreadValue): Note[] {
  const ratio = figures.highestOverLowest;
  if (ratio === null) return [];
  const ends = [rows.reduce((a, b) => (b.value > a.value ? b : a)), rows.reduce((a, b) => (b.value < a.value ? b : a))];
  const small = (() => {
    if (counts === null) return [];
    const limit = quantile7(Float64Array.from(rows, ({ population }) => population!).sort(), 0.1);
    return ends.filter(({ population }) => population! <= limit);
  })();
  const among = small.length === 0 ? "" : ` ${andList(small.map(({ label }) => label))} ${small.length === 1 ? "is" : "are"} among the smallest tenth.`; // prettier-ignore
  return [
    note(
      "two-ends",
      "Highest over lowest.",
      `The ${figure(ratio)} rests on two ${units} alone, ${ends[0]!.label} and ${ends[1]!.label}.${among} The other measures use them all.`,
      { highest: ends[0]!.area, lowest: ends[1]!.area, smallest: small.map(({ area }) => area) },
    ),
  ];
}

function funnelNotes({ funnels, rows, units }: SpreadValue): Note[] {
  const [root, pearson] = funnels;
  if (root === undefined || pearson === undefined) return [];
  const out: Note[] = [];
  if (root.phi > 2 && root.beyond > root.beyondAdditive)
    out.push(
      note(
        "overdispersed",
        "Beyond chance is the rule.",
        `By counting noise alone ${thousands(root.beyond)} of ${thousands(rows.length)} ${units} lie beyond the limits: that says that ${units} differ, not that so many stand out. With their usual differences added it is ${thousands(root.beyondAdditive)}.`,
        { phi: root.phi, beyond: root.beyond, beyondAdditive: root.beyondAdditive },
      ),
    );
  if (root.beyondAdditive !== pearson.beyondAdditive)
    out.push(
      note(
        "funnel-variants",
        "Two funnels.",
        `The usual two ways of drawing a funnel do not agree: ${thousands(root.beyondAdditive)} stand out on the square root of counts (limits at 3), ${thousands(pearson.beyondAdditive)} on the rate (limits at 3.09).`,
        { squareRoot: root.beyondAdditive, pearson: pearson.beyondAdditive },
      ),
    );
  return out;
}

/** Councils that come and go would look like change. */
function changeNotes({ change, years, units }: SpreadValue): Note[] {
  if (change === null) return [];
  const counts = years.map(({ areas }) => areas);
  if (counts.every((count) => count === change.areas)) return [];
  return [
    note(
      "other-areas",
      "Not the same every year.",
      `From ${thousands(Math.min(...counts))} to ${thousands(Math.max(...counts))} ${units} have figures in a year. The change from ${change.from} to ${change.to} is measured on the ${thousands(change.areas)} that have both; the years in the picture are not.`,
      { fewest: Math.min(...counts), most: Math.max(...counts), both: change.areas },
    ),
  ];
}

const STOCK = /at.?31|31.?march|at the end/i;
const FLOW = /start|began|episodes|in the year|during|_in_year/i;
const WORK = /in.?need|\bcin\b|cin_|episode|referral|plans?\b|looked.?after|assessment/i;

/** A day's count is not a year's, and what stands below the line decides as much as what stands above it. */
function definitionNotes(panel: Panel, { outcome, title, counts }: SpreadValue): Note[] {
  const out: Note[] = [];
  const words = `${outcome} ${title} ${counts === null ? "" : `${counts.count} ${counts.countTitle}`}`;
  if (isActivity(panel, outcome) && STOCK.test(words) !== FLOW.test(words))
    out.push(
      note(
        "stock-or-flow",
        STOCK.test(words) ? "A day, not a year." : "A year, not a day.",
        `${STOCK.test(words) ? "Those open on one day are counted; those of a whole year are more" : "Those of a whole year are counted; those open on one day are fewer"} and lie apart otherwise. Compare with published figures of the same kind only.`,
        { kind: STOCK.test(words) ? "stock" : "flow" },
      ),
    );
  const below = counts === null ? (/\bper (.*)$/i.exec(`${title} ${outcome}`.replaceAll("_", " "))?.[1] ?? "") : `${counts.population} ${counts.populationTitle}`; // prettier-ignore
  if (WORK.test(below))
    out.push(
      note(
        "per-what",
        "Per what?",
        `This is a figure per ${lowerFirst(counts?.populationTitle ?? below)}, not per child: it is high where few are counted below the line as well as where much stands above it.`,
        { below: counts?.population ?? below },
      ),
    );
  return out;
}

/** A map of hexagons moves areas, so that each can be as large as the next. */
function mapNotes({ moran, units }: SpreadValue): Note[] {
  if (moran === null) return [];
  return [
    note(
      "touching-hexagons",
      "Neighbours on the map.",
      `Moran’s I takes as neighbours the ${units} whose hexagons touch. That only approximates real borders: some that share one do not touch on such a map, and some touch that share none.`,
      { areas: moran.areas, isolated: moran.isolated },
    ),
  ];
}

function gradientNotes({ by }: Prepared, value: SpreadValue): Note[] {
  if (by === null) return [];
  const { gradient, rows, units } = value;
  if (gradient === null)
    return [note("no-gradient", "No gradient.", `${sentence(by.title)} is the same everywhere or known for fewer than three ${units}.`)]; // prettier-ignore
  const out: Note[] = [];
  if (gradient.refused)
    out.push(
      note(
        "convex-gradient",
        "No linear relative index.",
        `The straight line along ${lowerFirst(by.title)} starts or ends below zero (at ${figure(gradient.intercept)} where it starts), so a ratio of its ends would be nonsense. The log form stands in its place${gradient.riiLog === null ? ", but a figure is zero, so there is none" : ""}.`,
        { intercept: gradient.intercept },
      ),
    );
  if (gradient.areas < rows.length)
    out.push(
      note("gradient-rows", "Fewer in the gradient.", `${counted(rows.length - gradient.areas, "row")} without ${lowerFirst(by.title)} ${rows.length - gradient.areas === 1 ? "is" : "are"} not in the gradient.`, { without: rows.length - gradient.areas }), // prettier-ignore
    );
  return out;
}
