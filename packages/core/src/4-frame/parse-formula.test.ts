import { describe, expect, it } from "vitest";
import { parseFormula, parseTerm, parseTerms } from "./parse-formula.ts";
import { variablesOf } from "./variables.ts";

function labels(text: string): string[] {
  const parsed = parseFormula(text);
  if (!parsed.ok) throw new Error(parsed.problem.text);
  const { intercept, terms } = parsed.formula;
  return [...(intercept ? ["1"] : []), ...terms.map((term) => term.label)];
}

function code(text: string): string {
  const parsed = parseFormula(text);
  return parsed.ok ? "ok" : parsed.problem.code;
}

describe("parseFormula", () => {
  // The right-hand lists are R 4.2's attr(terms(f), "term.labels").
  it.each([
    ["y ~ a + b*c + I(a^2) + log(x)", ["1", "a", "b", "c", "I(a^2)", "log(x)", "b:c"]],
    ["y ~ a*b*c", ["1", "a", "b", "c", "a:b", "a:c", "b:c", "a:b:c"]],
    ["y ~ (a + b + c)^2 - a:b", ["1", "a", "b", "c", "a:c", "b:c"]],
    ["y ~ b:a + a", ["1", "a", "b:a"]],
    ["y ~ a + b + b:a", ["1", "a", "b", "a:b"]],
    ["y ~ 0 + a", ["a"]],
    ["y ~ a - 1", ["a"]],
    ["y ~ a + 0 + 1", ["1", "a"]],
    ["y ~ a/b", ["1", "a", "a:b"]],
    ["y ~ a + a", ["1", "a"]],
    ["y ~ a %in% b", null],
    ["y ~ poly(x, 3, raw=TRUE) + factor(z)", ["1", "poly(x, 3, raw = TRUE)", "factor(z)"]],
    [
      "y ~ I(x/1000) + I(-x * 2) + I((a+b)^2) + I(x*100000)",
      ["1", "I(x/1000)", "I(-x * 2)", "I((a + b)^2)", "I(x * 1e+05)"],
    ],
    ["y ~ `odd name` + b.c", ["1", "`odd name`", "b.c"]],
    ["y ~ 1", ["1"]],
  ])("%s", (text, expected) => {
    if (expected === null) expect(code(text)).toBe("formula-syntax");
    else expect(labels(text)).toEqual(expected);
  });

  it("keeps offsets, absorbed and random effects apart", () => {
    const parsed = parseFormula("log(y) ~ x + offset(log(n)) + (1 + z | area) | area + time");
    if (!parsed.ok) throw new Error(parsed.problem.text);
    const { response, offsets, absorb, random, terms } = parsed.formula;
    expect(response!.label).toBe("log(y)");
    expect(offsets[0]!.label).toBe("offset(log(n))");
    expect(absorb.map((item) => item.label)).toEqual(["area", "time"]);
    expect(terms.map((term) => term.label)).toEqual(["x"]);
    expect(random[0]).toMatchObject({ label: "(1 + z | area)", intercept: true, group: { label: "area" } });
    expect(variablesOf(parsed.formula)).toEqual(["y", "x", "n", "area", "time", "z"]);
  });

  it.each([
    ["y ~ x + (1 | region/area)", ["(1 | region)", "(1 | area:region)"]],
    ["y ~ x + (1 | region:area)", ["(1 | region:area)"]],
    ["y ~ x + (1 + x | area) + (1 | time)", ["(1 + x | area)", "(1 | time)"]],
    ["y ~ x + (x || area)", ["(x || area)"]],
    ["y ~ x + (0 + x | area)", ["(0 + x | area)"]],
  ])("reads lme4's bars: %s", (text, expected) => {
    const parsed = parseFormula(text);
    if (!parsed.ok) throw new Error(parsed.problem.text);
    expect(parsed.formula.random.map((term) => term.label)).toEqual(expected);
    expect(parsed.formula.random.map((term) => term.correlated)).toEqual(
      expected.map((label) => !label.includes("||")),
    );
    expect(parsed.formula.absorb).toEqual([]);
  });

  it.each([
    ["y ~ x + (1 | a + b)", "formula-syntax"],
    ["y ~ x || area", "formula-syntax"],
    ["y ~ x + ((1 | a) | b)", "formula-syntax"],
    ["y", "formula-syntax"],
    ["y ~ ", "formula-syntax"],
    ["y ~ a +", "formula-syntax"],
    ["y ~ (a + b", "formula-syntax"],
    ["y ~ a b", "formula-syntax"],
    ["y ~ a ~ b", "formula-syntax"],
    ["y ~ a | b | c", "formula-syntax"],
    ["y ~ a^b", "formula-syntax"],
    ["y ~ 3", "formula-syntax"],
    ["y ~ `a", "formula-syntax"],
    ["y ~ a; system('x')", "formula-syntax"],
    ["y ~ y + x", "formula-syntax"],
    ["y ~ system('x')", "formula-function"],
    ["y ~ lgo(x)", "formula-function"],
    ["y ~ constructor(x)", "formula-function"],
    ["y ~ poly(x, 0)", "formula-arguments"],
    ["y ~ log(x, 2)", "formula-arguments"],
    ["y ~ log(poly(x, 2))", "formula-arguments"],
    ["y ~ 'a'", "formula-syntax"],
    ["y ~ " + "(".repeat(5000), "formula-syntax"],
    ["y ~ (a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p)^9", "formula-syntax"],
  ])("refuses %.40s", (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  it("says where, and what was meant", () => {
    const parsed = parseFormula("y ~ a + lgo(x)");
    expect(parsed.ok ? null : parsed.problem.facts).toEqual({ at: 8, nearest: "log" });
  });
});

describe("parseTerm", () => {
  it("takes one term, parseTerms several", () => {
    const one = parseTerm("a:b");
    expect(one.ok && one.term.variables.map((item) => item.label)).toEqual(["a", "b"]);
    const two = parseTerm("a*b");
    expect(two.ok ? "ok" : two.problem.code).toBe("formula-term");
    const several = parseTerms("a*b");
    expect(several.ok && several.terms.map((term) => term.label)).toEqual(["a", "b", "a:b"]);
  });
});
