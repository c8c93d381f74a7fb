import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeCountry } from "../../examples/invented-councils/country.mjs";
import { increments, ORDER, usedRows } from "../../examples/invented-councils/shares.mjs";
import { firstAnswer } from "../first-answer.mjs";
import { root } from "../setup.mjs";

const program = `${root}apps/cli/dist/main.js`;
const study = `${root}examples/invented-councils/article.whyvary.json`;
const elsewhere = mkdtempSync(join(tmpdir(), "whyvary-results-"));
afterAll(() => rmSync(elsewhere, { recursive: true }));

describe("the example's results", () => {
  let fresh;
  beforeAll(() => {
    expect(existsSync(program), "the terminal program is built: npm run build").toBe(true);
    fresh = spawnSync(process.execPath, [program, "run", study, "--json"], {
      cwd: elsewhere,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
  }, 120_000);

  it("begin as a fresh run gives them, byte for byte", () => {
    expect(fresh.stderr).toBe("");
    expect(fresh.status).toBe(0);
    expect(readFileSync(`${root}examples/invented-councils/results.json`, "utf8")).toBe(firstAnswer(fresh.stdout));
  });

  it("agree with the second, simpler route", () => {
    const { value, ok } = JSON.parse(fresh.stdout).analyses.find((a) => a.id === "shares");
    expect(ok).toBe(true);
    const rows = usedRows(makeCountry());
    expect(value.nobs).toBe(rows.length);
    const names = value.shares.map((row) => row.block);
    expect(names).toEqual(ORDER);
    let entered = 0;
    for (const { block, share } of increments(rows, ORDER)) {
      const next = entered | (1 << names.indexOf(block));
      expect(value.subsets[next] - value.subsets[entered]).toBeCloseTo(share, 10);
      entered = next;
    }
    for (const { block, last } of value.shares) {
      const order = [...names.filter((name) => name !== block), block];
      expect(last).toBeCloseTo(increments(rows, order).at(-1).share, 10);
    }
  });

  it("name every council-year that was set aside", () => {
    const { ladder } = JSON.parse(fresh.stdout).analyses.find((a) => a.id === "shares");
    expect(ladder.at(-1)).toMatchObject({ step: "used", rows: usedRows(makeCountry()).length });
    for (let i = 1; i < ladder.length; i++) expect(ladder[i].rows).toBe(ladder[i - 1].rows - ladder[i].removed);
  });
});
