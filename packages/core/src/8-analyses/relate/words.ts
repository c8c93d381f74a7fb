import type { Panel } from "../../3-panel/panel.ts";
import { areaWord, lowerFirst, titleOf } from "../../3-panel/words.ts";
import { exp } from "../../elementary/index.ts";
import { andList, counted, figure, sentence, thousands } from "../../messages/format.ts";
import type { AnswerPart } from "../../messages/types.ts";
import type { CorrelationLine, Level, RelateValue, SlopeLine } from "./value.ts";

export function question({ measureTitle, outcomeTitle }: RelateValue): string {
  return `Is ${lowerFirst(measureTitle)} linked to ${lowerFirst(outcomeTitle)}?`;
}

export const clear = ({ low, high }: { low: number | null; high: number | null }): boolean | null =>
  low === null || high === null ? null : low > 0 || high < 0;

/** Where the line stands, in words. */
export function levelWords(panel: Panel, level: Level): string {
  const { many } = areaWord(panel);
  return {
    rows: "across all rows",
    between: `between ${many}`,
    within: `within ${many} over the years`,
    "within-years": `within ${many}, beyond changes shared by all`,
  }[level];
}

/** First how they go together, then with others held equal, then whether that is small or merely cannot be told. */
export function answer(panel: Panel, value: RelateValue): AnswerPart[] {
  return [...groupWords(value), ...rankWords(panel, value), ...slopeWords(panel, value), ...marginWords(panel, value), ...powerWords(panel, value)]; // prettier-ignore
}

function groupWords({ groups, kruskal, measureTitle }: RelateValue): AnswerPart[] {
  if (groups.length === 0 || kruskal === null) return [];
  const list = andList(groups.map(({ group, median }) => `${group} ${figure(median)}`));
  return [
    { text: `Median ${lowerFirst(measureTitle)}: ${list}. ` },
    kruskal.pValue < 0.05
      ? { text: "The groups differ by more than chance. ", strong: true }
      : { text: "The groups differ by no more than chance would give. " },
  ];
}

function rankWords(panel: Panel, value: RelateValue): AnswerPart[] {
  const { correlations, measureTitle, outcomeTitle } = value;
  // With grades the groups have been told of already; the rank correlation stands in the table.
  if (value.groups.length > 0) return [];
  const ranks = correlations.filter(({ method }) => method === "spearman");
  const lead = ranks.find(({ level }) => level === "between") ?? ranks[0];
  if (lead === undefined) return [];
  const inside = ranks.findLast(({ level }) => level.startsWith("within"));
  const say = (line: CorrelationLine, where: string): AnswerPart[] => {
    const range = line.low === null ? "" : `, 95% range ${figure(line.low)} to ${figure(line.high!)}`;
    const way = line.estimate < 0 ? "lower" : "higher";
    return [
      {
        text: clear(line) === true ? `${where}, more ${lowerFirst(measureTitle)} goes with ${way} ${lowerFirst(outcomeTitle)}` : `${where}, no clear link by rank was seen`,
        ...(clear(line) === true ? { strong: true as const } : {}),
      },
      { text: ` (rank correlation ${figure(line.estimate)}${range}). ` },
    ]; // prettier-ignore
  };
  const single = lead.level === "rows" && value.areas !== null && !value.repeated;
  const first = sentence(levelWords(panel, single ? "between" : lead.level));
  return [...say(lead, first), ...(inside === undefined || inside === lead ? [] : say(inside, sentence(levelWords(panel, inside.level))))]; // prettier-ignore
}

/** The line that the answer speaks of: the last one, which holds most equal. */
export const leadSlope = ({ slopes }: RelateValue): SlopeLine | undefined => slopes.at(-1);

const per = ({ unit, measureTitle }: RelateValue): string =>
  unit === 1 ? `One unit more of ${lowerFirst(measureTitle)}` : `${figure(unit)} more of ${lowerFirst(measureTitle)}`;

function slopeWords(panel: Panel, value: RelateValue): AnswerPart[] {
  const line = leadSlope(value);
  if (line === undefined) return [];
  const equal = line.adjust.length === 0 ? "" : `, ${andList(line.adjust.map((name) => lowerFirst(titleOf(panel, name))))} being equal`; // prettier-ignore
  const where = line.level === "rows" ? "" : ` ${levelWords(panel, line.level)}`;
  const odds = value.sort === "grades";
  const text = (b: number): string => figure(odds ? exp(b) : b);
  const unclear = clear(line) === false ? ", so no difference is possible too" : "";
  const range = line.low === null ? "" : ` (95% range ${text(line.low)} to ${text(line.high!)}${unclear})`;
  const what = odds
    ? [{ text: "odds of a higher grade " }, { text: `${text(line.estimate)} times as high`, strong: true as const }]
    : [
        { text: `${lowerFirst(value.outcomeTitle)} ` },
        { text: `${figure(Math.abs(line.estimate))} ${line.estimate < 0 ? "lower" : "higher"}`, strong: true as const },
      ];
  return [{ text: `${per(value)} goes${where} with ` }, ...what, { text: `${equal}${range}. ` }];
}

function marginWords(_panel: Panel, value: RelateValue): AnswerPart[] {
  const line = leadSlope(value);
  if (line === undefined || line.smallestMargin === null) return [];
  const least = figure(value.sort === "grades" ? exp(line.smallestMargin) : line.smallestMargin);
  if (value.margin === null)
    return [
      { text: `No margin was set for what would not matter; the smallest that this link would pass is ${least}. ` },
    ];
  const said = `a margin of ${figure(value.margin)}, set beforehand`;
  return line.equivalent === true
    ? [{ text: `Against ${said}, that is ` }, { text: "too small to matter", strong: true }, { text: ` (it would pass down to ${least}). ` }] // prettier-ignore
    : [{ text: `Against ${said}, ` }, { text: "it cannot be called too small to matter", strong: true }, { text: ` (the smallest margin that would pass is ${least}). ` }]; // prettier-ignore
}

/** Where no link was seen: what could have been. */
function powerWords(panel: Panel, { power, correlations }: RelateValue): AnswerPart[] {
  const ranks = correlations.filter(({ method }) => method === "spearman");
  const lead = ranks.find(({ level }) => level === "between") ?? ranks[0];
  if (power === null || lead === undefined || clear(lead) === true) return [];
  const { many, one } = areaWord(panel);
  const who = panel.area === null ? counted(power.units, "row") : counted(power.units, one, many);
  return [{ text: `${who} could have shown a correlation of ` }, { text: `${figure(power.detectable)} or more`, strong: true }, { text: " (with 80% power): weaker links would go unseen." }]; // prettier-ignore
}

/** What was done, in English, from the run itself. */
export function statement(panel: Panel, value: RelateValue): string {
  const { sort, slopes, nobs, areas, times, errors, power, repeated, product, pairs } = value;
  const { one, many } = areaWord(panel);
  const on = [
    counted(nobs, "row"),
    ...(areas === null ? [] : [counted(areas, one, many)]),
    ...(times === null ? [] : [counted(times, "year")]),
  ];
  const out = [`${value.measureTitle} and ${value.outcomeTitle} on ${on.join(", ")}.`];
  if (sort !== "measure") {
    const last = panel.area !== null && panel.time !== null ? `, on each ${one}’s last complete row` : "";
    out.push(`Groups by the Kruskal-Wallis rank test and ${counted(pairs.length, "Wilcoxon rank sum test")} of pairs, Holm’s adjustment${last}.`); // prettier-ignore
  }
  if (sort !== "groups")
    out.push(
      repeated
        ? `Correlations across rows, between ${many} (averages) and within them (deviations from averages, and from those of the year too); intervals within and across rows by leaving out each ${one} in turn (jackknife of Fisher’s z), between ${many} by Fisher’s z.`
        : "Correlations with intervals by Fisher’s z.",
    );
  if (slopes.length > 0)
    out.push(
      sort === "grades"
        ? "Odds of a higher grade by the ordinal logit (proportional odds); equivalence by two one-sided z tests."
        : `Slopes by least squares; ${errors} (between ${many}: HC1); equivalence by two one-sided t tests.`,
    );
  if (product !== null) out.push(`The product with ${titleOf(panel, product.with)} is fitted in a model of its own.`);
  if (power !== null)
    out.push(`With ${thousands(power.units)} independent units a correlation of ${figure(power.detectable)} is seen with 80% power, two-sided 5%; ${figure(power.significant)} would merely be significant.`); // prettier-ignore
  return out.join(" ");
}
