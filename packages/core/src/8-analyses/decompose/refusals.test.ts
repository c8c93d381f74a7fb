import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { makePanel } from "../../../test/make-panel.ts";
import { drain } from "../../messages/drain.ts";
import { decomposeKind, type DecomposeOptions } from "./index.ts";

const columns = {
  code: ["a", "a", "a", "b", "b", "b", "c", "c", "c"],
  year: [2016, 2017, 2018, 2016, 2017, 2018, 2016, 2017, 2018],
  y: [1, 2, 4, 3, 5, 5, 2, 6, 7],
  x: [2, 1, 3, 5, 4, 6, 9, 7, 8],
  z: [1, 1, 1, 2, 2, 2, 5, 5, 5],
  same: [3, 3, 3, 3, 3, 3, 3, 3, 3],
  none: [null, null, null, null, null, null, null, null, null],
  onlyA: [1, 2, 3, null, null, null, null, null, null],
  only2016: [1, null, null, 2, null, null, 4, null, null],
  onlyOne: [1, null, null, null, null, null, null, null, null],
  text: ["p", "q", "p", "q", "p", "q", "p", "q", "r"],
  w: [1, 2, 0, 1, 1, 2, 3, 1, 1],
  below: [1, -2, 1, 1, 1, 1, 1, 1, 1],
  ...Object.fromEntries(
    Array.from({ length: 9 }, (_, k) => [`m${k}`, Array.from({ length: 9 }, (_, i) => (i === k ? 1 : i * k))]),
  ),
};
const panel = makePanel(columns, { area: "code", time: "year" });
const plain = makePanel(columns);

function codeOf(more: Partial<DecomposeOptions>, on = panel): string {
  const entry = {
    id: "a",
    kind: "decompose" as const,
    outcome: "y",
    blocks: { X: ["x"] },
    bootstrap: { draws: 0 },
    ...more,
  };
  const outcome = drain(decomposeKind.run({ panel: on }, entry));
  return "problem" in outcome ? outcome.problem.code : "ok";
}

describe("data and choices that shares cannot be computed from", () => {
  it.each<[string, Partial<DecomposeOptions>]>([
    ["constant-outcome", { outcome: "same" }],
    ["text-outcome", { outcome: "text" }],
    ["all-missing", { blocks: { X: ["x"], N: ["none"] } }],
    ["all-missing", { outcome: "none" }],
    ["too-few-rows", { blocks: { X: ["onlyOne"] } }],
    ["too-many-predictors", { blocks: { M: ["m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8"] } }],
    ["too-many-predictors", { blocks: { A: "area", T: "time", M: ["m2", "m3", "m4", "m6"] } }],
    ["one-area", { blocks: { A: "area", X: ["onlyA"] } }],
    ["one-time", { blocks: { T: "time", X: ["only2016"] } }],
    ["shared-column", { blocks: { X: ["x"], Z: ["z", "x"] } }],
    ["shared-column", { blocks: { X: ["x:z"], Z: ["z:x"] } }],
    ["shared-column", { blocks: { X: ["x", "x"] } }],
    ["shared-column", { blocks: { A: "area", B: "area" } }],
    ["outcome-in-block", { blocks: { Y: ["y"] } }],
    ["product-circle", { blocks: { P: ["x", "z:w"], Q: ["z", "w", "x:below"] } }],
    ["unknown-measure", { blocks: { X: ["xx"] } }],
    ["unknown-measure", { outcome: "yy" }],
    ["unknown-block", { published: { Council: 0.4 } }],
    ["negative-weight", { weights: "below" }],
    ["text-weights", { weights: "text" }],
    ["formula-syntax", { blocks: { X: ["x +"] } }],
  ])("%s", (code, more) => {
    expect(codeOf(more)).toBe(code);
  });

  it("areas or years that the data do not have", () => {
    expect(codeOf({ blocks: { A: "area", X: ["x"] } }, plain)).toBe("no-areas");
    expect(codeOf({ blocks: { T: "time", X: ["x"] } }, plain)).toBe("no-times");
    expect(codeOf({}, plain)).toBe("ok");
  });

  it("a row whose weight is zero is set aside, and said", () => {
    const outcome = drain(
      decomposeKind.run(
        { panel },
        { id: "a", kind: "decompose", outcome: "y", blocks: { X: ["x"] }, weights: "w", bootstrap: { draws: 0 } },
      ),
    );
    if ("problem" in outcome) throw new Error(outcome.problem.text);
    expect(outcome.ladder.map(({ text, rows, removed }) => [text, rows, removed])).toEqual([
      ["w is zero", 8, 1],
      ["used", 8, 0],
    ]);
    expect(outcome.value.nobs).toBe(8);
  });

  it("the options know their own shape", () => {
    const entry = { id: "a", kind: "decompose", outcome: "y" };
    const good = (blocks: unknown): boolean => v.safeParse(decomposeKind.options, { ...entry, blocks }).success;
    expect(good({ A: "area", X: ["x"] })).toBe(true);
    expect(good({})).toBe(false);
    expect(good({ A: "areas" })).toBe(false);
    expect(good({ X: [] })).toBe(false);
    expect(good(Object.fromEntries(Array.from({ length: 13 }, (_, k) => [`b${k}`, ["x"]])))).toBe(false);
    expect(
      decomposeKind.mentions({
        ...entry,
        kind: "decompose",
        outcome: "log(y)",
        blocks: { A: "area", X: ["x:time", "I(z^2)"] },
      }),
    ).toEqual([
      { name: "y", path: ["outcome"] },
      { name: "x", path: ["blocks", "X", 0] },
      { name: "z", path: ["blocks", "X", 1] },
    ]);
  });
});

describe("further tables", () => {
  const blocks = { X: ["x"], Z: ["m1"] };
  it("refuse unknown groups, a group in two unions, and orders that products restrict", () => {
    expect(codeOf({ blocks, unions: { both: ["X", "Z"] }, also: ["commonality", "sequential"] })).toBe("ok");
    expect(codeOf({ blocks, unions: { both: ["X", "Q"] } })).toBe("unknown-block");
    expect(codeOf({ blocks, unions: { one: ["X"], two: ["X"] } })).toBe("block-in-two-unions");
    const product = { XZ: ["x:m1"], X: ["x"], Z: ["m1"] };
    expect(codeOf({ blocks: product, unions: { one: ["X", "Z"] } })).toBe("restricted-orders");
    expect(codeOf({ blocks: product, also: ["commonality"] })).toBe("restricted-orders");
    expect(codeOf({ blocks: product, also: ["sequential"] })).toBe("ok");
  });
});
