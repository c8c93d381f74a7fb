import type { AnalysisDoc, PanelDoc } from "./study-doc.ts";

export interface MeasureChoice {
  name: string;
  missing: number;
  rows: number;
  distinct: number;
}

const NAME = /^[A-Za-z][A-Za-z0-9_.]*$/u;
const written = (name: string): string => (NAME.test(name) ? name : `\`${name}\``);

/** Full enough and varied enough to be worth asking about. */
const usable = (measure: MeasureChoice): boolean => measure.distinct > 1 && measure.missing <= 0.6 * measure.rows;

/** Among measures that sound alike, the whole before its parts and children before everyone, then the fullest, then the last named (the newer index). */
function fullest(measures: readonly MeasureChoice[]): MeasureChoice | undefined {
  const part = ({ name }: MeasureChoice): number => (/total|idaci/iu.test(name) ? 0 : 1);
  return [...measures].reverse().sort((a, b) => part(a) - part(b) || a.missing - b.missing)[0];
}

const DEPRIVATION = /idaci|imd|deprivation|low_income|poverty|fsm/iu;
const SPEND = /spend.*(per_child|per_head|rate)|spend_per/iu;
const VACANCY = /vacanc/iu;
const RATE = /rate|per_10|per10|per_1000/iu;

function outcomeOf(measures: readonly MeasureChoice[]): MeasureChoice | undefined {
  const candidates = measures.filter((measure) => usable(measure) && !DEPRIVATION.test(measure.name));
  const rates = candidates.filter(({ name }) => RATE.test(name) && !VACANCY.test(name) && !SPEND.test(name));
  const percents = candidates.filter(({ name }) => /percent|pct|share/iu.test(name));
  return rates[0] ?? percents[0] ?? candidates.find(({ name }) => !/population/iu.test(name)) ?? candidates[0];
}

/** The first question of a new study: shares of an outcome that sounds like a rate, with groups that sound like what people ask about. */
export function sensibleAnalysis(measures: readonly MeasureChoice[], panel: PanelDoc | undefined): AnalysisDoc | null {
  const outcome = outcomeOf(measures);
  if (!outcome) return null;
  const others = measures.filter((measure) => measure !== outcome && usable(measure));
  const blocks: { [name: string]: string | string[] } = {};
  if (panel?.area && panel.time) blocks["Council"] = "area";
  if (panel?.time) blocks["Year"] = "time";
  const deprivation = fullest(others.filter(({ name }) => DEPRIVATION.test(name)));
  if (deprivation) blocks["Deprivation"] = [written(deprivation.name)];
  const spend = fullest(others.filter(({ name }) => SPEND.test(name)));
  const vacancy = fullest(others.filter(({ name }) => VACANCY.test(name)));
  const means = [spend, vacancy].filter((measure) => measure !== undefined);
  if (means.length > 0)
    blocks[means.length === 2 ? "Spend and vacancies" : spend ? "Spend" : "Vacancies"] = means.map(({ name }) =>
      written(name),
    );
  if (Object.keys(blocks).length === 0)
    for (const measure of others.slice(0, 3))
      blocks[measure.name.replace(/^[^A-Za-z]+/u, "")] = [written(measure.name)];
  if (Object.keys(blocks).length === 0) return null;
  return {
    id: "shares",
    kind: "decompose",
    outcome: written(outcome.name),
    blocks,
    bootstrap: { draws: 1000, seed: 1 },
  };
}

/** A model of the same outcome and factors, for someone who asks for one. */
export function sensibleModel(from: AnalysisDoc | undefined, outcome: string, ids: readonly string[]): AnalysisDoc {
  const blocks = (from?.["blocks"] ?? {}) as { [name: string]: string | string[] };
  const terms = Object.values(blocks).flatMap((block) => (Array.isArray(block) ? block : []));
  const keys = Object.values(blocks).filter((block): block is string => block === "area" || block === "time");
  const left = String(from?.["outcome"] ?? outcome);
  const formula = `${left} ~ ${terms.length > 0 ? terms.join(" + ") : "1"}${keys.length > 0 && terms.length > 0 ? ` | ${keys.join(" + ")}` : ""}`;
  return { id: freeId("model", ids), kind: "regress", formula, errors: keys.includes("area") ? "CR1" : "HC1" };
}

export function freeId(base: string, ids: readonly string[]): string {
  let id = base;
  for (let count = 2; ids.includes(id); count++) id = `${base}-${count}`;
  return id;
}
