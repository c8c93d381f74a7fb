import { compile } from "vega-lite";
import { expect, test } from "vitest";
import { charts, look } from "../src/index.ts";
import { draw } from "./draw.ts";
import { fewCoefficients } from "./fixtures/coefficients.ts";
import { fourGroups } from "./fixtures/shares.ts";

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

test("a specification names no address but its own schema", () => {
  const text = JSON.stringify([
    charts.decompose.spec(fourGroups(), look("dark")),
    charts.regress.spec(fewCoefficients(), look("dark")),
  ]);
  expect([...new Set(text.match(/https?:[^"]*/g))]).toEqual(["https://vega.github.io/schema/vega-lite/v6.json"]);
  expect(text).not.toContain('"url"');
});
