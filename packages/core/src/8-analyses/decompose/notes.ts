import type { Panel } from "../../3-panel/panel.ts";
import { andList, onePercent, sentence, wholePercent } from "../../messages/format.ts";
import type { Note } from "../../messages/types.ts";
import type { ShareModel } from "../../7-results/blocks/share-model.ts";
import type { Prepared } from "./prepare.ts";
import type { DecomposeValue } from "./value.ts";
import { areaWord, lowerFirst, titleOf, type AreaWord } from "../../3-panel/words.ts";
import { dummyNotes, note, sharedNotes } from "../shared-notes.ts";

/** What could mislead in these shares: a bold name and a sentence or two, most important first. */
export function notesFor(panel: Panel, { model, weights, ladder }: Prepared, value: DecomposeValue): Note[] {
  const word = areaWord(panel);
  const says = (column: string): string => titleOf(panel, column);
  const measures = value.columns.map(({ column }) => column);
  return [
    ...orders(value),
    ...apart(value, word, says),
    ...chance(value, word),
    ...suppression(value),
    ...omitted(value, word),
    ...nearConstant(value, word, says),
    ...dummyNotes(panel, value.roles),
    ...sharedNotes(panel, { outcomes: [value.outcome], measures, ladder }),
    ...ranges(value, word),
    ...products(model),
    ...weighted(panel, weights?.label, word),
    ...mixed(value, word),
  ];
}

/** A range over orders that is wider than this makes any single share a choice. */
const WIDE = 0.05;

function orders({ shares }: DecomposeValue): Note[] {
  const [widest] = shares.toSorted((a, b) => b.max - b.min - (a.max - a.min));
  if (widest === undefined || widest.max - widest.min < WIDE) return [];
  return [
    note(
      "order-decides",
      "The order decides.",
      `${widest.block} gets anything from ${wholePercent(widest.min)} to ${wholePercent(widest.max)}, depending only on which groups are counted before it: one share alone is a choice, not a finding.`,
      { block: widest.block, min: widest.min, max: widest.max },
    ),
  ];
}

function apart(value: DecomposeValue, word: AreaWord, says: (column: string) => string): Note[] {
  const fixed = value.columns.filter((column) => column.absorbed && column.withinShare === 0);
  const same = value.columns.filter((column) => column.absorbed && column.withinShare !== 0);
  const list = (columns: typeof fixed): string => andList(columns.map(({ column }) => says(column)));
  const out: Note[] = [];
  if (fixed.length > 0 && value.roles.includes("area"))
    out.push(
      note(
        "cannot-be-told-apart",
        "Cannot be told apart.",
        `${sentence(list(fixed))} ${fixed.length === 1 ? "does" : "do"} not change over time, so once ${word.many} are counted ${fixed.length === 1 ? "it" : "they"} can add nothing.`,
        { columns: fixed.map(({ column }) => column), beside: "area" },
      ),
    );
  if (same.length > 0)
    out.push(
      note(
        "cannot-be-told-apart",
        "Cannot be told apart.",
        `${sentence(list(same))} ${same.length === 1 ? "is" : "are"} fully given by the other columns, so beside them ${same.length === 1 ? "it adds" : "they add"} nothing.`,
        { columns: same.map(({ column }) => column), beside: "columns" },
      ),
    );
  return out;
}

function chance(value: DecomposeValue, word: AreaWord): Note[] {
  if (value.noiseFloor === null) return [];
  const more = value.noiseFloorAutocorrelated;
  const also = more === null ? "" : `, or ${wholePercent(more)} if one year resembles the next`;
  return [
    note(
      "by-chance",
      "By chance.",
      `If ${word.many} did not differ at all, yearly noise would still give them about ${wholePercent(value.noiseFloor)}${also}.`,
      { independent: value.noiseFloor, autocorrelated: more, rho: value.rho },
    ),
  ];
}

/** Shares that are negative or above what the group has alone; none of them is clipped. */
function suppression(value: DecomposeValue): Note[] {
  const out: Note[] = [];
  if (value.contested < -0.0005)
    out.push(
      note(
        "suppression",
        "More together than apart.",
        `What each group adds last comes to ${onePercent(-value.contested)} more than all groups together go with: some show their full part only beside others, so one bar cannot hold the shares.`,
        { contested: value.contested },
      ),
    );
  const lifted = value.shares.filter((row) => row.alone !== null && row.max > row.alone + 0.01);
  if (lifted.length > 0)
    out.push(
      note(
        "more-beside-others",
        "More beside others.",
        `Beside some other groups, ${andList(lifted.map((row) => `${lowerFirst(row.block)} adds up to ${onePercent(row.max)}, against ${onePercent(row.alone!)} on its own`))}. An average over orders can credit a measure whose own coefficient is zero.`,
        { blocks: lifted.map(({ block }) => block) },
      ),
    );
  return out;
}

function omitted(value: DecomposeValue, word: AreaWord): Note[] {
  const at = value.roles.indexOf("area");
  if (at < 0 || value.rSquaredWithoutArea === null) return [];
  const fall =
    value.pcv === null
      ? ""
      : `, and the measures ${value.pcv < 0 ? "raise" : "lower"} the variance between ${word.many} by ${wholePercent(Math.abs(value.pcv))}`;
  return [
    note(
      "left-out",
      "What was left out.",
      `What lasts and is not measured hides behind the ${word.many}: without them the groups go with ${wholePercent(value.rSquaredWithoutArea)}${fall}. A measure left out shows in these figures, hardly in the total.`,
      { rSquaredWithoutArea: value.rSquaredWithoutArea, areaLast: value.shares[at]!.last, pcv: value.pcv },
    ),
  ];
}

function nearConstant(value: DecomposeValue, word: AreaWord, says: (column: string) => string): Note[] {
  if (!value.roles.includes("area")) return [];
  const slow = value.columns.filter(
    (column) => !column.absorbed && column.withinShare !== null && column.withinShare < 0.05,
  );
  if (slow.length === 0) return [];
  const list = slow.map(({ column, withinShare }) => `${says(column)} (${onePercent(withinShare!)})`);
  return [
    note(
      "near-constant",
      "Hardly changes over time.",
      `Of the variation of ${andList(list)}, little lies within ${word.many}: beside them ${slow.length === 1 ? "it" : "they"} can hardly count.`,
      { columns: slow.map(({ column }) => column) },
    ),
  ];
}

function ranges(value: DecomposeValue, word: AreaWord): Note[] {
  const out: Note[] = [];
  const zero = value.shares.filter((row) => row.shapley === 0 && row.min === 0 && row.max === 0);
  if (zero.length > 0)
    out.push(
      note(
        "zero-share",
        "Nothing at all.",
        `${andList(zero.map(({ block }) => block))} ${zero.length === 1 ? "adds" : "add"} nothing in any order or redrawing, so the range is 0% to 0%: that is not precision.`,
        { blocks: zero.map(({ block }) => block) },
      ),
    );
  if (value.bootstrap === null) return out;
  const units = value.areas === null ? "rows" : word.many;
  const small = value.shares
    .filter((row) => row.shapley < 0.05 && !zero.includes(row))
    .map((row) => lowerFirst(row.block));
  out.push(
    note(
      "what-ranges-mean",
      "What the ranges mean.",
      `Other ${units} of the same kind, in the same years; the years themselves could have been others too, and that is not in them.` +
        (small.length === 0
          ? ""
          : ` For small shares (${andList(small)}) they are a little too narrow: in trials a 95% range of this kind held the truth 87% of the time.`),
      { small },
    ),
  );
  if (value.bootstrap.empty > 0)
    out.push(
      note(
        "empty-draws",
        "Draws that say nothing.",
        `In ${value.bootstrap.empty} of ${value.bootstrap.draws} draws the outcome did not vary at all; the ranges rest on the others.`,
        { empty: value.bootstrap.empty },
      ),
    );
  if (value.bootstrap.areas < 20)
    out.push(
      note("few-areas", `Few ${units}.`, `With ${value.bootstrap.areas} ${units} the ranges are rough.`, {
        areas: value.bootstrap.areas,
      }),
    );
  return out;
}

function products(model: ShareModel): Note[] {
  const bound = model.blocks.filter(({ needs }) => needs.length > 0);
  if (bound.length === 0) return [];
  const parts = bound.map(
    ({ name, needs }) => `${name} only after ${andList(needs.map((block) => model.blocks[block]!.name))}`,
  );
  return [
    note(
      "orders-restricted",
      "Not every order.",
      `A product means something only beside its parts, so it enters after them: ${andList(parts)}.`,
      { blocks: bound.map(({ name }) => name) },
    ),
  ];
}

function weighted(panel: Panel, label: string | undefined, { many }: AreaWord): Note[] {
  if (label === undefined) return [];
  return [
    note(
      "weighted",
      "Large ones count for more.",
      `Rows count by ${lowerFirst(titleOf(panel, label))}: these are shares of the differences between people's ${many}, and those between ${many} that count once each may be others.`,
      { weights: label },
    ),
  ];
}

function mixed(value: DecomposeValue, word: AreaWord): Note[] {
  if (value.mixedShares === null) return [];
  const { area, leftOver } = value.mixedShares;
  return [
    note(
      "mixed-definition",
      "Another way to count.",
      `With ${word.many} as random intercepts, lasting differences get ${wholePercent(area)} and ${wholePercent(leftOver)} is left over: what is left over depends on the definition.` +
        (area === 0 ? ` The variance between ${word.many} is zero there, which is a valid answer.` : ""),
      { area, leftOver },
    ),
  ];
}
