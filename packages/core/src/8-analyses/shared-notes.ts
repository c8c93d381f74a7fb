import type { Panel } from "../3-panel/panel.ts";
import { activityNotes, areaWord, isActivity, lowerFirst, titleOf } from "../3-panel/words.ts";
import { namesIn, parseVariable } from "../4-frame/index.ts";
import { reasonAt } from "../columns/column.ts";
import { andList, counted, sentence } from "../messages/format.ts";
import type { Json, LadderStep, Note } from "../messages/types.ts";

/** Traps that lie in the measures and rows themselves, whichever question is asked of them: every analysis adds these. */

export function note(code: string, name: string, text: string, facts: { [key: string]: Json } = {}): Note {
  return { code, name, text, facts };
}

interface Asked {
  /** What is asked about, as written (measures or expressions of them). */
  outcomes: readonly string[];
  /** What is set beside it. */
  measures?: readonly string[];
  ladder: readonly LadderStep[];
}

export function sharedNotes(panel: Panel, { outcomes, measures = [], ladder }: Asked): Note[] {
  const [asked, beside] = [plainNames(panel, outcomes), plainNames(panel, measures)];
  const all = [...new Set([...asked, ...beside])];
  return [
    ...suppressed(panel, all),
    ...notDefined(ladder),
    ...composites(panel),
    ...fewEvents(panel, asked),
    ...releases(panel, all),
    ...whichSpending(panel, all),
    ...reverse(panel, asked, beside),
    ...groupsOfPeople(panel, beside),
    ...activityNotes(panel, ...outcomes),
  ];
}

/** The panel's measures that these expressions are made of. */
function plainNames(panel: Panel, texts: readonly string[]): string[] {
  const names = texts.flatMap((text) => {
    const parsed = parseVariable(text);
    return parsed.ok ? namesIn(parsed.variable.expression) : [text];
  });
  return [...new Set(names)].filter((name) => panel.columns.has(name));
}

const titles = (panel: Panel, names: readonly string[]): string =>
  andList(names.map((name) => lowerFirst(titleOf(panel, name))));

/** A count is suppressed because it is small: to leave it out is to leave out the low end. */
function suppressed(panel: Panel, names: readonly string[]): Note[] {
  const rows = new Set<number>();
  const found = names.filter((name) => {
    const column = panel.columns.get(name)!;
    if (column.reasons === null) return false;
    const before = rows.size;
    for (let row = 0; row < panel.rows; row++) if (/^(suppressed|low)$/.test(reasonAt(column, row))) rows.add(row);
    return rows.size > before;
  });
  if (found.length === 0) return [];
  const many = rows.size > 1;
  return [
    note(
      "suppressed-are-low",
      "Suppressed figures are low ones.",
      `In ${counted(rows.size, "row")} ${titles(panel, found)} ${found.length > 1 ? "are" : "is"} suppressed for being small: ${many ? "these rows are" : "this row is"} set aside, nothing is put in ${many ? "their" : "its"} place, and the true figures reach further down than what is seen.`,
      { measures: found, rows: rows.size },
    ),
  ];
}

/** The logarithm of a zero: the rows that go are again the low ones. */
function notDefined(ladder: readonly LadderStep[]): Note[] {
  return ladder.flatMap(({ measure, reasons }) => {
    const rows = reasons?.["undefined"] ?? 0;
    if (rows === 0 || measure === undefined || !measure.startsWith("log")) return [];
    return [
      note(
        "log-of-zero",
        "No logarithm of nothing.",
        `${measure} cannot be computed on ${counted(rows, "row")}, where the figure is zero or below: ${rows === 1 ? "this row is" : "these rows are"} set aside, and ${rows === 1 ? "it is a low one" : "they are low ones"}.`,
        { measure, rows },
      ),
    ];
  });
}

/** What stands for areas and for years holds whatever is not measured. */
export function dummyNotes(panel: Panel, roles: readonly string[]): Note[] {
  const { many } = areaWord(panel);
  const out: Note[] = [];
  if (roles.includes("area"))
    out.push(
      note(
        "not-practice",
        "Not practice.",
        `Lasting differences between ${many} hold all that lasts and is not measured: families, supply, what is recorded and how, as well as ways of working. They measure none of these.`,
      ),
    );
  if (roles.includes("time"))
    out.push(
      note(
        "any-shared-change",
        "Not policy.",
        `Whatever moved all ${many} at once looks the same here: a policy, the economy, a change in what is counted.`,
      ),
    );
  return out;
}

/** One row for two areas ("314 / 318"): counted once, and joined by a code that no other file has. */
function composites(panel: Panel): Note[] {
  const both = (panel.area?.codes ?? []).filter((code) => code.includes("/"));
  if (both.length === 0) return [];
  return [
    note(
      "composite-areas",
      "One row for two.",
      `${sentence(andList(both.slice(0, 5)))} ${both.length === 1 ? "stands" : "stand"} for two ${areaWord(panel).many} in one row: counted once here, and without a match in files that know them apart.`,
      { areas: both },
    ),
  ];
}

const FEW = 10;

/** A rate on a handful of events moves by chance alone. */
function fewEvents(panel: Panel, names: readonly string[]): Note[] {
  return names.flatMap((name) => {
    const rate = panel.rates?.get(name);
    const rates = panel.columns.get(name)!;
    if (rate === undefined || rate.counts.kind !== "number" || rates.kind !== "number") return [];
    const counts = rate.counts.values;
    const few = counts.reduce((sum, count, row) => sum + Number(count < FEW && rates.at(row) !== null), 0);
    if (few === 0) return [];
    return [
      note(
        "few-events",
        "Rates on few events.",
        `${counted(few, "figure")} of ${lowerFirst(titleOf(panel, name))} ${few === 1 ? "rests" : "rest"} on fewer than ${FEW} events and ${few === 1 ? "moves" : "move"} by chance alone, yet ${few === 1 ? "counts" : "count"} like the rest: weigh by population, or model the count.`,
        { measure: name, rows: few },
      ),
    ];
  });
}

/** A figure has a vintage: the same year is revised in later releases. */
function releases(panel: Panel, names: readonly string[]): Note[] {
  return names.flatMap((name) => {
    const of = [...new Set((panel.origins?.get(name) ?? []).flatMap(({ source, release }) => (release === undefined ? [] : [`${release}${source === undefined ? "" : ` of ${source}`}`])))]; // prettier-ignore
    const bySource = new Set((panel.origins?.get(name) ?? []).map(({ source }) => source ?? ""));
    if (of.length < 2 || bySource.size >= of.length) return [];
    return [
      note(
        "two-releases",
        "Figures of two releases.",
        `${titleOf(panel, name)} is made of figures of ${andList(of)}. A year is revised in later releases, so a step where they meet may be a revision.`,
        { measure: name, releases: of },
      ),
    ];
  });
}

/** Money is gross or net, of one return or another, in one year's prices or in each year's own. */
function whichSpending(panel: Panel, names: readonly string[]): Note[] {
  const money = names.filter(
    (name) =>
      /spend|spent|expenditure|outturn/i.test(`${name} ${titleOf(panel, name)}`) &&
      (panel.origins?.get(name)?.every(({ source }) => source === undefined) ?? false),
  );
  if (money.length === 0) return [];
  return [
    note(
      "which-spending",
      "Which spending is not said.",
      `The study does not say of which return ${titles(panel, money)} ${money.length > 1 ? "are" : "is"}, gross or net, and in which year's prices: figures of another kind are not comparable.`,
      { measures: money },
    ),
  ];
}

const MEANS = /spend|spent|expenditure|cost|budget|vacanc|agency|turnover|caseload|workforce|staff/i;

/** Money and staff follow the work as well as the work follows them. */
function reverse(panel: Panel, outcomes: readonly string[], measures: readonly string[]): Note[] {
  const activity = outcomes.filter((name) => isActivity(panel, name));
  const means = measures.filter((name) => MEANS.test(`${name} ${titleOf(panel, name)}`) && !activity.includes(name));
  if (activity.length === 0 || means.length === 0) return [];
  return [
    note(
      "either-way-round",
      "It may be the other way round.",
      `More ${lowerFirst(titleOf(panel, activity[0]!))} can also be what ${titles(panel, means)} ${means.length > 1 ? "follow" : "follows"}: the same figures arise either way. An earlier year's figure (a “lag” measure) tells a little more.`,
      { outcomes: activity, measures: means },
    ),
  ];
}

const PEOPLE =
  /ethnic|pupils?\b|pupils_|white|asian|black|mixed_|low.?income|poverty|\bfsm|free.?school|lone.?parent|unemploy/i;

/** What holds of whole areas need not hold of the people in them. */
function groupsOfPeople(panel: Panel, measures: readonly string[]): Note[] {
  const shares = measures.filter((name) => PEOPLE.test(`${name} ${titleOf(panel, name)}`));
  if (shares.length === 0) return [];
  const word = areaWord(panel);
  return [
    note(
      "ecological-fallacy",
      `${sentence(word.many)}, not children.`,
      `${sentence(titles(panel, shares))} ${shares.length > 1 ? "are" : "is"} known of whole ${word.many}. That a figure is higher where a group is larger does not say that its members have the higher one.`,
      { measures: shares },
    ),
  ];
}
