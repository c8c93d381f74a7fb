import { describe, expect, it } from "vitest";
import { safeParse } from "valibot";
import { makePanel } from "../../../test/make-panel.ts";
import { hasR } from "../../../test/r.ts";
import { expectSameAsR } from "../../../test/same-as-r.ts";
import { drain } from "../../messages/drain.ts";
import { MersenneTwister } from "../../random/index.ts";
import { decomposeKind, type DecomposeOptions } from "./index.ts";

/** Four areas in four regions over some years. */
function panel(years: number) {
  const random = new MersenneTwister(8);
  const cells = Array.from({ length: 4 * years }, (_, i) => ({ area: i % 4, year: 2015 + Math.floor(i / 4) }));
  return makePanel(
    {
      area: cells.map(({ area }) => `a${area}`),
      time: cells.map(({ year }) => year),
      y: cells.map(({ area }) => area * random.uniform() + random.uniform()),
      x: cells.map(() => random.uniform()),
      region: cells.map(({ area }) => `r${area}`),
      country: cells.map(() => "one"),
    },
    { area: "area", time: "time" },
  );
}

function ask(years: number, blocks: DecomposeOptions["blocks"]) {
  const entry = { id: "it", kind: "decompose", outcome: "y", blocks, bootstrap: { draws: 50, seed: 2 } };
  const parsed = safeParse(decomposeKind.options, entry);
  if (!parsed.success) throw new Error(parsed.issues[0].message);
  return drain(decomposeKind.run({ panel: panel(years) }, parsed.output));
}

function answered(years: number, blocks: DecomposeOptions["blocks"]) {
  const outcome = ask(years, blocks);
  if ("problem" in outcome) throw new Error(outcome.problem.text);
  return outcome;
}

const finite = (value: unknown): boolean =>
  typeof value === "number" ? Number.isFinite(value) : value === null || typeof value !== "object" || Object.values(value).every(finite); // prettier-ignore

describe("few areas, each with a region of its own", () => {
  const blocks: DecomposeOptions["blocks"] = { x: ["x"], regions: ["region"], areas: "area" };

  it("no figure is NaN, and areas that their regions tell apart leave no variance to the mixed model", () => {
    const { value } = answered(5, blocks);
    expect(finite(value)).toBe(true);
    for (const { jackknifeStdError, low, high } of value.shares) expect([typeof jackknifeStdError, typeof low, typeof high]).toEqual(["number", "number", "number"]); // prettier-ignore
    expect(value.mixedShares!.area).toBe(0);
  });

  it.skipIf(!hasR())("the R script gives the same", { timeout: 60_000 }, () => {
    expectSameAsR(panel(5), answered(5, blocks), {
      keys: ["shares", "rho", "mixedShares", "noiseFloorAutocorrelated"],
    });
  });
});

it("two years cannot tell how one year resembles the next", () => {
  const { value } = answered(2, { x: ["x"], areas: "area" });
  expect([value.rho, value.noiseFloorAutocorrelated]).toEqual([null, null]);
  expect(answered(3, { x: ["x"], areas: "area" }).value.rho).not.toBeNull();
});

it("a measure with one level is refused by its name", () => {
  const outcome = ask(4, { x: ["x"], where: ["country"] });
  expect("problem" in outcome && outcome.problem).toMatchObject({ code: "one-level", path: ["blocks", "where"] });
});
