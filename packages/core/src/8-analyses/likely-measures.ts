import { rName } from "../messages/r-text.ts";
import type { PanelFacts } from "./types.ts";

/** Which measures a first question is likely to be about, by their names and how full they are: for `suggest`. */

export type MeasureFact = PanelFacts["measures"][number];

const DEPRIVATION = /idaci|imd|depriv|low_income|poverty|fsm/iu;
const SPEND = /spend.*(per_child|per_head|rate)|spend_per/iu;
const VACANCY = /vacanc/iu;
const RATE = /rate|per_10|per10|per_1000/iu;
const PERCENT = /percent|pct|share/iu;
const POPULATION = /population/iu;
const STAFF =
  /turnover|agency|absence|vacanc|caseload|case_holder|workforce|fte|headcount|starters|leavers|working_days/iu;

/** Among figures of one sort, those that people ask about: plans, then what stood at a date, then any; parts of a process last. */
const PLANS = /cpp|protection|plans?(_|$)/iu;
const STOCK = /at_?31|31_?march/iu;
const PART = /any_?point|ended|ceas|awaiting|no_further|not_in_need|months|years/iu;

/** How likely a first question is about a figure of this name, smaller being likelier; equal names keep their order. */
export function outcomeRank(name: string): number {
  const part = PART.test(name) ? 3 : 0;
  return (STAFF.test(name) ? 8 : 0) + (part > 0 ? part : PLANS.test(name) ? 0 : STOCK.test(name) ? 1 : 2);
}

/** Numbers full enough and varied enough to be worth asking about. */
export function usableMeasures({ rows, measures }: PanelFacts): MeasureFact[] {
  return measures.filter(({ type, distinct, missing }) => type === "number" && distinct > 1 && missing <= 0.6 * rows);
}

/** The outcome that the study asks about already, else a measure that sounds like a rate, else like a share, else any but a population. */
export function likelyOutcome(facts: PanelFacts): MeasureFact | undefined {
  const asked = facts.measures.find(({ name, type }) => type === "number" && rName(name) === facts.outcome);
  if (asked !== undefined) return asked;
  const candidates = usableMeasures(facts).filter(({ name }) => !DEPRIVATION.test(name));
  candidates.sort((a, b) => outcomeRank(a.name) - outcomeRank(b.name));
  const rates = candidates.filter(({ name }) => RATE.test(name) && !VACANCY.test(name) && !SPEND.test(name));
  const percents = candidates.filter(({ name }) => PERCENT.test(name));
  const ofStaff = ({ name }: MeasureFact): boolean => STAFF.test(name);
  // A rate of the workforce comes after any other share, and both after a rate of children.
  const first = rates.find((measure) => !ofStaff(measure)) ?? percents.find((measure) => !ofStaff(measure)) ?? rates[0];
  return first ?? percents[0] ?? candidates.find(({ name }) => !POPULATION.test(name)) ?? candidates[0];
}

/** The count and the population behind a rate that is named after its count, such as `plans_rate` of `plans`. */
export function likelyCounts(facts: PanelFacts, rate: MeasureFact): { count: string; population: string } | undefined {
  const stem = /^(.+?)[_ ](?:rate|per_?\d)/iu.exec(rate.name)?.[1];
  const usable = usableMeasures(facts);
  const count = usable.find(({ name }) => name === stem);
  const population = fullest(usable.filter(({ name }) => POPULATION.test(name) && !RATE.test(name) && !PERCENT.test(name))); // prettier-ignore
  if (count === undefined || population === undefined) return undefined;
  return { count: rName(count.name), population: rName(population.name) };
}

export interface LikelyFactors {
  deprivation: MeasureFact | undefined;
  spend: MeasureFact | undefined;
  vacancies: MeasureFact | undefined;
  /** All usable measures but the outcome. */
  others: MeasureFact[];
}

/** What people ask about beside an outcome: one measure each of deprivation, spending and vacancies, where there is one. */
export function likelyFactors(facts: PanelFacts, outcome: MeasureFact): LikelyFactors {
  const others = usableMeasures(facts).filter((measure) => measure !== outcome);
  const like = (words: RegExp): MeasureFact | undefined => fullest(others.filter(({ name }) => words.test(name)));
  return { deprivation: like(DEPRIVATION), spend: like(SPEND), vacancies: like(VACANCY), others };
}

/** Among measures that sound alike, the whole before its parts and children before everyone, then the fullest, then the last named (the newer index). */
function fullest(measures: readonly MeasureFact[]): MeasureFact | undefined {
  const part = ({ name }: MeasureFact): number => (/total|idaci/iu.test(name) ? 0 : 1);
  return [...measures].reverse().sort((a, b) => part(a) - part(b) || a.missing - b.missing)[0];
}
