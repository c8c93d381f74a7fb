import { describe, expect, it } from "vitest";
import { makePanel } from "../../test/make-panel.ts";
import { numberColumn } from "../columns/column.ts";
import { reasonAt } from "../columns/column.ts";
import { reasonCode } from "../columns/reasons.ts";
import { checkVariables } from "./check-variables.ts";
import { completeRows, wantedFor } from "./complete-rows.ts";
import { evaluate } from "./evaluate.ts";
import type { Variable } from "./formula.ts";
import { parseVariable } from "./parse-formula.ts";
import { rNumber } from "./r-number.ts";

const suppressed = Uint8Array.of(0, reasonCode("suppressed"), 0, 0);
const panel = makePanel(
  {
    code: ["b", "b", "a", "a"],
    year: [2020, 2021, 2020, 2021],
    x: numberColumn(Float64Array.of(1, NaN, 0, 4), suppressed),
    z: [10, 20, null, 40],
    word: ["w", null, "v", "w"],
  },
  { area: "code", time: "year" },
);

function variable(text: string): Variable {
  const parsed = parseVariable(text);
  if (!parsed.ok) throw new Error(parsed.problem.text);
  return parsed.variable;
}

const cells = (text: string, rows?: number[]): (string | number | null)[] => {
  const column = evaluate(panel, variable(text).expression, rows && Int32Array.from(rows));
  return Array.from({ length: column.length }, (_, row) => column.at(row));
};

describe("evaluate", () => {
  it("computes R's functions", () => {
    expect(cells("log(x)")).toEqual([0, null, null, Math.log(4)]);
    expect(cells("-x^2 + 1")).toEqual([0, null, 1, -15]);
    expect(cells("2^-1 * x")).toEqual([0.5, null, 0, 2]);
    expect(cells("log1p(x) - log(1 + x)")[3]).toBeCloseTo(0, 15);
    expect(cells("expm1(1e-10 * z)")[0]).toBeCloseTo(1.0000000005e-9, 24);
    expect(cells("log10(1000 * x)")[0]).toBeCloseTo(3, 14);
    expect(cells("(x + z) / 2")).toEqual([5.5, null, null, 22]);
    expect(cells("x^0")).toEqual([1, null, 1, 1]);
  });

  it("knows the keys, and factors in R's order", () => {
    expect(cells("area")).toEqual(["b", "b", "a", "a"]);
    expect(cells("time")).toEqual([2020, 2021, 2020, 2021]);
    const levels = (text: string): readonly string[] => {
      const column = evaluate(panel, variable(text).expression);
      return column.kind === "text" ? column.dictionary : [];
    };
    expect(levels("area")).toEqual(["a", "b"]);
    expect(levels("factor(z)")).toEqual(["10", "20", "40"]);
    expect(levels('relevel(word, ref = "w")')).toEqual(["w", "v"]);
    expect(cells('factor(word, levels = c("v"))')).toEqual([null, null, "v", null]);
  });

  it("standardises on the rows it is given", () => {
    expect(cells("scale(z)", [0, 1])[0]).toBeCloseTo(-Math.SQRT1_2, 15);
  });

  it("keeps why a cell is missing, and says undefined where computing fails", () => {
    const column = evaluate(panel, variable("log(x)").expression);
    expect([1, 2].map((row) => reasonAt(column, row))).toEqual(["suppressed", "undefined"]);
  });
});

describe("completeRows", () => {
  it("attributes each row to the first that is missing, by name and reason", () => {
    const { rows, ladder } = completeRows(
      panel,
      wantedFor(panel, [variable("log(x)"), variable("z"), variable("word")]),
    );
    expect([...rows]).toEqual([0, 3]);
    expect(ladder).toEqual([
      {
        step: "complete",
        text: "no x",
        rows: 3,
        removed: 1,
        measure: "x",
        areas: [{ area: "b", label: "b", times: [2021] }],
        reasons: { suppressed: 1 },
      },
      {
        step: "complete",
        text: "no log(x)",
        rows: 2,
        removed: 1,
        measure: "log(x)",
        areas: [{ area: "a", label: "a", times: [2020] }],
        reasons: { undefined: 1 },
      },
      { step: "used", text: "used", rows: 2, removed: 0 },
    ]);
  });
});

describe("checkVariables", () => {
  it.each([
    ["zz", "unknown-measure"],
    ["log(word)", "text-in-arithmetic"],
    ["word", null],
    ["factor(area)", null],
    ["I(area + 1)", "text-in-arithmetic"],
  ])("%s: %s", (text, code) => {
    expect(checkVariables(panel, [variable(text)])?.code ?? null).toBe(code);
  });
});

describe("rNumber", () => {
  // As R 4.2's as.character.
  it.each([
    [100000, "1e+05"],
    [123456, "123456"],
    [0.0001, "1e-04"],
    [0.00012, "0.00012"],
    [1e-15, "1e-15"],
    [0.1, "0.1"],
    [1 / 3, "0.333333333333333"],
    [-2.5, "-2.5"],
    [1e15, "1e+15"],
    [2010, "2010"],
    [120000, "120000"],
  ])("%d is %s", (value, text) => {
    expect(rNumber(value)).toBe(text);
  });
});
