import { compile } from "vega-lite";
import { expect, test } from "vitest";
import { charts, look, type Chart } from "../src/index.ts";
import { tableHtml } from "../src/report/table-html.ts";
import { draw } from "./draw.ts";
import { publishedFour } from "./fixtures/audit.ts";
import { fewCoefficients } from "./fixtures/coefficients.ts";
import { moneyParts, overspends } from "./fixtures/money.ts";
import { threeSteps } from "./fixtures/omitted.ts";
import { ownProfile } from "./fixtures/profile.ts";
import { againstPublished } from "./fixtures/reconcile.ts";
import { spendAndPlans } from "./fixtures/relate.ts";
import { fourGroups } from "./fixtures/shares.ts";
import { fewAreas, onMap } from "./fixtures/spread.ts";
import { growing } from "./fixtures/trend.ts";

const hostile = [
  "</text><script>alert(1)</script>",
  "'+alert(1)+'",
  "datum['y'] + warn(1)",
  "${alert(1)}",
  "__proto__",
  "constructor.constructor('alert(1)')()",
  '"onload="alert(1)',
  "a.b[c]\\'d",
];

function named(name: string) {
  const value = fourGroups();
  value.shares[1] = { ...value.shares[1]!, block: name };
  return value;
}

function modelOf(name: string) {
  const value = fewCoefficients();
  value.coefficients[1] = { ...value.coefficients[1]!, term: name };
  return value;
}

/** Everything that Vega reads as an expression. */
function expressions(node: unknown, found: string[] = []): string[] {
  if (Array.isArray(node)) for (const each of node) expressions(each, found);
  else if (typeof node === "object" && node !== null)
    for (const [key, each] of Object.entries(node)) {
      if (key === "values") continue;
      if (["signal", "expr", "update", "test", "init"].includes(key) && typeof each === "string") found.push(each);
      expressions(each, found);
    }
  return found;
}

test.each(hostile)("%s is a name and nothing more", async (name) => {
  for (const spec of [
    charts.decompose.spec(named(name), look("light", { width: 900 })),
    charts.decompose.spec(named(name), look("light", { width: 340 })),
    charts.regress.spec(modelOf(name), look("light", { width: 900 })),
  ]) {
    const found = expressions(compile(spec).spec);
    expect(found.length).toBeGreaterThan(0);
    // "y" and the like are our own field names: the whole name must not be there.
    expect(found.filter((each) => each.includes(name))).toEqual([]);
    const svg = await draw(spec);
    expect(svg).not.toContain("<script");
    expect(svg.match(/<[^>]*\son[a-z]+=/)).toBeNull();
    expect(
      [...svg.matchAll(/<\/?([a-z]+)/g)]
        .map((match) => match[1])
        .filter((tag) => !["svg", "g", "path", "text", "rect", "line", "tspan", "defs", "clipPath"].includes(tag!)),
    ).toEqual([]);
  }
});

/** Every word of a value that comes from a file or a study, with a hostile one before it. */
const WORDS =
  /^(label|title|term|block|column|columns|measure|measures|measureTitle|outcomeTitle|countTitle|populationTitle|outcome|group|claim|quote|added|choice|values|chosen|unit|units|first|second|follow|given|missing|unmatched|withoutHex|withoutFigure)$/;

function hostileIn(value: unknown, name: string, key = ""): unknown {
  if (typeof value === "string") return WORDS.test(key) ? `${name} ${value}` : value;
  if (Array.isArray(value)) return value.map((each) => hostileIn(each, name, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([inner, each]) => [inner, hostileIn(each, name, inner)]));
}

const values: { [kind in keyof typeof charts]: unknown } = {
  audit: publishedFour(),
  budget: overspends({ unit: "number" }),
  composition: moneyParts({ unit: "number" }),
  decompose: fourGroups(),
  omitted: threeSteps(),
  profile: ownProfile(),
  reconcile: againstPublished(),
  regress: fewCoefficients(),
  relate: spendAndPlans(),
  spread: onMap(fewAreas(), "odd-r"),
  trend: growing(),
};
const awkward = [...hostile, "<img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0", "datum.x", `"'\u2028`, "\u202Eשלום العربية", "very long ".repeat(30), "<![CDATA[ & ]]>"]; // prettier-ignore

test.each(Object.keys(charts) as (keyof typeof charts)[])("%s: names from files are text in every picture, table and word", async (kind) => {
  const chart = charts[kind] as Chart<unknown>;
  for (const name of awkward) {
    const value = hostileIn(values[kind], name);
    // Long names are drawn by the narrow picture too; the others need it once.
    const widths = name.length > 99 ? [720, 336] : [720];
    for (const view of chart.views?.(value).map(({ id }) => id) ?? [undefined])
      for (const width of widths) {
        const options = view === undefined ? {} : { view };
        const spec = chart.spec(value, look("light", { width }), options);
        const found = expressions(compile(spec).spec);
        expect(found.filter((each) => each.includes(name)), `${kind} ${view}`).toEqual([]);
        const svg = await draw(spec);
        const tags = new Set([...svg.matchAll(/<\/?([a-zA-Z]+)/g)].map((match) => match[1]!));
        for (const tag of ["svg", "g", "path", "text", "rect", "line", "tspan", "defs", "clipPath"]) tags.delete(tag);
        expect([...tags], `${kind} ${view} ${name}`).toEqual([]);
        expect(svg.match(/<[^>"]*\son[a-z]+=/)).toBeNull();
        expect(typeof chart.describe(value, options)).toBe("string");
      }
    // The name is there, as words: nothing was tested that does not hold it.
    const tables = [chart.table(value), ...(chart.details?.(value) ?? []).map((each) => each.table)];
    const shown = tables.flatMap(({ columns, rows }) => [...columns.map(({ label }) => label), ...rows.flat().map(({ text }) => text)]); // prettier-ignore
    expect(shown.some((text) => text.includes(name.trim())), `${kind} ${name}`).toBe(true);
    for (const table of tables)
      expect(tableHtml(table, name).text.match(/<(?!\/?(?:p|div|table|thead|tbody|tr|th|td)\b)/g), `${kind} table`).toBeNull();
  }
}, 60_000); // prettier-ignore

test("a specification names no address but its own schema", () => {
  const text = JSON.stringify([
    charts.decompose.spec(fourGroups(), look("dark")),
    charts.regress.spec(fewCoefficients(), look("dark")),
  ]);
  expect([...new Set(text.match(/https?:[^"]*/g))]).toEqual(["https://vega.github.io/schema/vega-lite/v6.json"]);
  expect(text).not.toContain('"url"');
});
