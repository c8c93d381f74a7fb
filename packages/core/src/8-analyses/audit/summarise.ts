import type { AuditOptions } from "./options.ts";
import type { Enumerated } from "./enumerate.ts";
import { unravel } from "./enumerate.ts";
import type { AuditModel } from "./prepare.ts";
import { DEFINITION, LEFT_OVER, MEASURES, PLACE } from "./value.ts";
import type { AuditChoice, AuditNearest, AuditShare, AuditValue } from "./value.ts";

/** What all the specifications say of the published shares. */
export function summarise(model: AuditModel, entry: AuditOptions, all: Enumerated): AuditValue {
  const names = model.blocks.map(({ name }) => name);
  const p = names.length;
  const near = entry.near ?? 5;
  const reach = entry.reach ?? 1;
  const choices = choicesOf(model, all);
  const targets = targetsOf(entry, names);
  const D = all.definitions.length;
  const count = all.nobs.length * D;
  const seen = new Map<string, { spec: number; distance: number; gap: number }>();
  let [specifications, within, fewest, most] = [0, 0, Infinity, 0];
  for (let spec = 0; spec < count; spec++) {
    const own = all.shares.subarray(spec * (p + 1), (spec + 1) * (p + 1));
    if (Number.isNaN(own[p])) continue;
    specifications++;
    const rows = all.nobs[Math.floor(spec / D)]!;
    [fewest, most] = [Math.min(fewest, rows), Math.max(most, rows)];
    const { distance, gap } = distanceOf(own, targets);
    if (gap <= near) within++;
    const key = Array.from(own, (share) => share.toFixed(9).replace("-0.000000000", "0.000000000")).join(" ");
    if (!seen.has(key)) seen.set(key, { spec, distance, gap });
  }
  const nearest = [...seen.values()].sort((a, b) => a.distance - b.distance || a.spec - b.spec).slice(0, 5);
  return {
    outcomes: model.outcomes.map(({ label }) => label),
    declared: entry.declared,
    near,
    reach,
    blocks: names,
    roles: model.blocks.map(({ role }) => role),
    choices,
    specifications,
    impossible: count - specifications,
    distinct: seen.size,
    within,
    rows: { fewest: specifications === 0 ? 0 : fewest, most },
    published: publishedOf(entry, names),
    shares: [...names, LEFT_OVER].map((name, j) => shareOf(name, j, targets[j]!, { model, all, choices, reach })),
    nearest: nearest.map(({ spec, distance, gap }): AuditNearest => ({
      chosen: unravel(spec, all.sizes).map((value, d) => choices[d]!.values[value]!),
      nobs: all.nobs[Math.floor(spec / D)]!,
      shares: [...all.shares.subarray(spec * (p + 1), (spec + 1) * (p + 1))],
      distance,
      gap,
    })),
    cannot: cannotOf(model, entry, all),
  };
}

/** Published share of each block and of what is left over, null where there is none. */
export function targetsOf(entry: AuditOptions, names: readonly string[]): (number | null)[] {
  const out = [...names, LEFT_OVER].map((name) => entry.published.find(({ block }) => block === name)?.value ?? null);
  const blocks = out.slice(0, -1);
  if (out[names.length] === null && blocks.every((value) => value !== null))
    out[names.length] = 1 - blocks.reduce((sum, value) => sum + value, 0);
  return out;
}

function publishedOf(entry: AuditOptions, names: readonly string[]): AuditValue["published"] {
  const given = entry.published.map(({ block, value, quote, page, years, outcome, definition }) => ({
    block,
    value,
    derived: false,
    quote: quote ?? null,
    page: page === undefined ? null : String(page),
    years: years === undefined ? null : `${years.from ?? "?"} to ${years.to ?? "?"}`,
    outcome: outcome ?? null,
    definition: definition ?? null,
  }));
  const rest = targetsOf(entry, names)[names.length]!;
  if (rest === null || given.some(({ block }) => block === LEFT_OVER)) return given;
  const none = { quote: null, page: null, years: null, outcome: null, definition: null };
  return [...given, { block: LEFT_OVER, value: rest, derived: true, ...none }];
}

function distanceOf(shares: Float64Array, targets: readonly (number | null)[]): { distance: number; gap: number } {
  let [sum, count, gap] = [0, 0, 0];
  targets.forEach((target, j) => {
    if (target === null) return;
    const own = 100 * Math.abs(shares[j]! - target);
    sum += own * own;
    count++;
    gap = Math.max(gap, own);
  });
  return { distance: Math.sqrt(sum / count), gap };
}

function choicesOf(model: AuditModel, { definitions }: Enumerated): AuditChoice[] {
  const names = model.blocks.map(({ name }) => name);
  return [
    { choice: "Years", values: model.years.map(({ words }) => words) },
    { choice: "Areas", values: model.samples.map(({ name }) => name) },
    { choice: "Weights", values: model.weights.map(({ words }) => words) },
    { choice: "Outcome", values: model.outcomes.map(({ words }) => words) },
    ...model.blocks.map(({ name, alternatives }) => ({
      choice: `${MEASURES}${name}`,
      values: alternatives.map(({ words }) => words),
    })),
    { choice: DEFINITION, values: definitions.map((definition) => definitionWords(definition, names)) },
  ];
}

export function definitionWords(definition: Enumerated["definitions"][number], names: readonly string[]): string {
  if (definition === "average") return "average over all orders";
  if (definition === "mixed") return "mixed model";
  return definition.map((j) => names[j]!).join(", then ");
}

interface Setting {
  model: AuditModel;
  all: Enumerated;
  choices: AuditChoice[];
  reach: number;
}

function shareOf(block: string, j: number, published: number | null, setting: Setting): AuditShare {
  const { model, all, reach } = setting;
  const width = model.blocks.length + 1;
  const count = all.shares.length / width;
  const D = all.definitions.length;
  let [low, high, closest, reached] = [Infinity, -Infinity, NaN, 0];
  const reaching: number[] = [];
  const bins = new Map<number, { percent: number; order: number; average: number; mixed: number }>();
  for (let spec = 0; spec < count; spec++) {
    const share = all.shares[spec * width + j]!;
    if (Number.isNaN(share)) continue;
    [low, high] = [Math.min(low, share), Math.max(high, share)];
    const percent = Math.floor(100 * share + 0.5 + 1e-9);
    const bin = bins.get(percent) ?? { percent, order: 0, average: 0, mixed: 0 };
    const definition = all.definitions[spec % D]!;
    bin[typeof definition === "string" ? definition : "order"]++;
    bins.set(percent, bin);
    if (published === null) continue;
    if (!(Math.abs(share - published) >= Math.abs(closest - published))) closest = share;
    if (100 * Math.abs(share - published) <= reach + 1e-9) {
      reached++;
      reaching.push(spec);
    }
  }
  const onlyIf = reached === 0 ? [] : conditions(j, reaching, setting);
  return {
    block,
    published,
    low,
    high,
    nearest: published === null ? null : closest,
    reachedBy: published === null ? null : reached,
    verdict: published === null ? null : reached === 0 ? "never" : onlyIf.length > 0 ? "only" : "reached",
    onlyIf,
    moves: movesOf(j, setting),
    bins: [...bins.values()].sort((a, b) => a.percent - b.percent),
  };
}

/** Where a block stands in an order, or which other definition it is. */
function placeOf(definition: Enumerated["definitions"][number], block: number): string {
  if (definition === "average") return "averaged over all orders";
  if (definition === "mixed") return "by the mixed model";
  const at = definition.indexOf(block);
  return at === 0 ? "entering first" : at === definition.length - 1 ? "entering last" : "entering in between";
}

/** What those that reach the figure have in common, and others that could be computed have not. */
function conditions(j: number, reaching: readonly number[], setting: Setting): AuditShare["onlyIf"] {
  const { model, all, choices } = setting;
  const p = model.blocks.length;
  const values = reaching.map((spec) => unravel(spec, all.sizes));
  const out: AuditShare["onlyIf"] = [];
  choices.forEach(({ choice, values: words }, d) => {
    if (words.length < 2) return;
    const own = new Set(values.map((each) => each[d]!));
    if (own.size === 1) return void out.push({ choice, value: words[[...own][0]!]! });
    if (choice !== DEFINITION) return;
    // What is left over is the same in every order: then only the definition counts.
    const place = (at: number): string => {
      const definition = all.definitions[at]!;
      return j === p && definition !== "mixed" ? "by what R-squared leaves" : placeOf(definition, j);
    };
    const places = new Set([...own].map(place));
    const offered = new Set(words.map((_, at) => place(at)));
    if (places.size === 1 && offered.size > 1) out.push({ choice: PLACE, value: [...places][0]! });
  });
  return out;
}

/** For each choice: the range of the share over its values, all other choices held; its mean and its maximum. */
function movesOf(j: number, { model, all, choices }: Setting): AuditShare["moves"] {
  const width = model.blocks.length + 1;
  const count = all.shares.length / width;
  const out: AuditShare["moves"] = [];
  let stride = count;
  choices.forEach(({ choice, values }, d) => {
    const size = all.sizes[d]!;
    stride /= size;
    if (size < 2) return;
    let [sum, settings, most] = [0, 0, 0];
    for (let spec = 0; spec < count; spec++) {
      if (Math.floor(spec / stride) % size !== 0) continue;
      let [low, high] = [Infinity, -Infinity];
      for (let value = 0; value < values.length; value++) {
        const share = all.shares[(spec + value * stride) * width + j]!;
        if (Number.isNaN(share)) continue;
        [low, high] = [Math.min(low, share), Math.max(high, share)];
      }
      if (!(high >= low)) continue;
      sum += high - low;
      settings++;
      most = Math.max(most, high - low);
    }
    if (settings > 0) out.push({ choice, average: sum / settings, most });
  });
  return out.sort((a, b) => b.average - a.average);
}

/** Specifications without figures, and what the publication used that is not among the choices. */
function cannotOf(model: AuditModel, entry: AuditOptions, all: Enumerated): AuditValue["cannot"] {
  const out = all.failed.map(({ years, sample, outcome, why }) => ({
    what: [
      ...(model.years.length > 1 ? [`years: ${model.years[years]!.words}`] : []),
      ...(model.samples.length > 1 ? [`areas: ${model.samples[sample]!.name}`] : []),
      ...(outcome === null ? [] : [model.outcomes[outcome]!.words]),
    ].join(", "),
    why,
  }));
  const times = model.times === null ? [] : [...new Set(model.times)].sort((a, b) => a - b);
  const said = new Set<string>();
  const say = (what: string, why: string): void => {
    if (!said.has(`${what} ${why}`)) out.push({ what, why });
    said.add(`${what} ${why}`);
  };
  for (const { years, outcome, definition } of entry.published) {
    if (years !== undefined && times.length > 0) {
      const [from, to] = [years.from ?? times[0]!, years.to ?? times.at(-1)!];
      if (from < times[0]! || to > times.at(-1)!)
        say(`the published years, ${from} to ${to}`, `complete rows here run from ${times[0]} to ${times.at(-1)}`);
      else if (!model.years.some((own) => (own.from ?? times[0]) === from && (own.to ?? times.at(-1)) === to))
        say(`the published years, ${from} to ${to}`, "they are not among the declared choices");
    }
    if (outcome !== undefined && !model.outcomes.some(({ label }) => label === outcome))
      say(`the published outcome, ${outcome}`, "it is not among the declared choices");
    if (definition !== undefined && !model.definitions.includes(definition))
      say("the published definition of a share", "it is not among the declared choices");
  }
  if (entry.published.every(({ definition }) => definition === undefined))
    say("the published definition of a share", "no definition or order is stated, so every one offered is tried");
  return out;
}
