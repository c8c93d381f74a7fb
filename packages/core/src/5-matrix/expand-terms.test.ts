import { describe, expect, it } from "vitest";
import { makePanel } from "../../test/make-panel.ts";
import { parseFormula } from "../4-frame/parse-formula.ts";
import { expandTerms } from "./expand-terms.ts";

const panel = makePanel({
  a: [1, 2, 3, 4, 5, 6],
  b: [2, 1, 4, 3, 7, 5],
  f: ["p", "q", "r", "p", "q", "r"],
  g: ["u", "v", "u", "v", "v", "u"],
  n: [10, 9, 100000, 10, 9, 100000],
});

function design(text: string, rows = [0, 1, 2, 3, 4, 5]): ReturnType<typeof expandTerms> {
  const parsed = parseFormula(text);
  if (!parsed.ok) throw new Error(parsed.problem.text);
  return expandTerms(panel, Int32Array.from(rows), parsed.formula.terms, parsed.formula);
}

describe("expandTerms", () => {
  // The names are those of R 4.2's colnames(model.matrix(f)).
  it.each([
    ["y ~ a + f", "(Intercept) a fq fr"],
    ["y ~ 0 + a + f + g", "a fp fq fr gv"],
    ["y ~ a + f:a", "(Intercept) a a:fq a:fr"],
    ["y ~ f:a", "(Intercept) fp:a fq:a fr:a"],
    ["y ~ f:g", "(Intercept) fp:gu fq:gu fr:gu fp:gv fq:gv fr:gv"],
    ["y ~ f*g", "(Intercept) fq fr gv fq:gv fr:gv"],
    ["y ~ f + f:g", "(Intercept) fq fr fp:gv fq:gv fr:gv"],
    ["y ~ 0 + a:f", "a:fp a:fq a:fr"],
    ["y ~ factor(n) + I(a^2)", "(Intercept) factor(n)10 factor(n)1e+05 I(a^2)"],
    ['y ~ relevel(f, ref = "r")', '(Intercept) relevel(f, ref = "r")p relevel(f, ref = "r")q'],
    [
      "y ~ poly(a, 2):f",
      "(Intercept) poly(a, 2)1:fp poly(a, 2)2:fp poly(a, 2)1:fq poly(a, 2)2:fq poly(a, 2)1:fr poly(a, 2)2:fr",
    ],
    ["y ~ poly(a, 1)", "(Intercept) poly(a, 1)"],
  ])("%s", (text, names) => {
    expect(design(text).names.join(" ")).toBe(names);
  });

  it("drops levels that no row in use has, and remembers each column's term", () => {
    const { names, termOf } = design("y ~ a + f", [1, 2, 4, 5]);
    expect(names).toEqual(["(Intercept)", "a", "fr"]);
    expect(termOf).toEqual([-1, 0, 1]);
  });

  it("multiplies columns", () => {
    const { columns } = design("y ~ 0 + a:b");
    expect([...columns[0]!]).toEqual([2, 2, 12, 12, 35, 30]);
  });
});
