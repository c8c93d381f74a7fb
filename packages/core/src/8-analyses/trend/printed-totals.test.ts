import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { gapReason, roundedTo, roundingReach } from "../../3-panel/total-gap.ts";
import type { TrendValue } from "./index.ts";
import { run } from "../../study/run.ts";
import { hasR, runR } from "../../../test/r.ts";
import { bytes, sharedFile } from "../../../test/studies.ts";

const FILE = "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv";
const there = sharedFile(`ees/${FILE}`);
const growth = (file: string, more: object = {}) => ({
  whyvary: 1,
  tables: { referrals: { file, where: { geographic_level: "Local authority" } } },
  panel: { area: "old_la_code", time: "time_period", measures: { referrals: "referrals.referral_count" }, ...more },
  analyses: [{ id: "t", kind: "trend", measures: ["referrals"], from: 2013, to: 2018 }],
});

test.skipIf(there === null)("referrals of 2018: 655,625 summed beside 655,630 printed and rounded", () => {
  const data = new Uint8Array(readFileSync(there!));
  const [result] = run(growth(FILE), { [FILE]: data }).analyses;
  const value = result!.value as TrendValue;
  expect(value.rows[0]).toMatchObject({ last: 655_625, printed: { place: "England", first: 593_470, last: 655_630 } });
  const note = result!.notes.find(({ code }) => code === "printed-totals")!;
  expect(note.text).toContain("655,630 in 2018, where the councils add up to 655,625 (rounding)");
  expect(note.text).toContain("nearest 10");
  expect(result!.statement).toContain("England as printed 593,470 to 655,630");
  if (hasR()) {
    const theirs = runR<{ rows: { last: number; printed: { last: number } }[] }>(result!.rCode, { [FILE]: data }, "result"); // prettier-ignore
    expect(theirs.rows[0]).toMatchObject({ last: 655_625, printed: { last: 655_630 } });
  }
  // Without a large council the sum falls short, and it is said why.
  const [short] = run(growth(FILE, { without: ["881"] }), { [FILE]: data }).analyses;
  expect(short!.notes.find(({ code }) => code === "printed-totals")!.text).toContain("(1 figure left out here)");
});

const text =
  "time_period,geographic_level,country_name,old_la_code,referral_count\n" +
  "2013,National,Freeland,,30\n2018,National,Freeland,,50\n2013,Local authority,Freeland,a,10\n2013,Local authority,Freeland,b,20\n" +
  "2018,Local authority,Freeland,a,21\n2018,Local authority,Freeland,b,22\n2018,Regional,Freeland,,43\n";

test("a gap that rounding does not fill is told as such; two rows of a country are none", () => {
  const [result] = run(growth("r.csv"), { "r.csv": bytes(text) }).analyses;
  const note = result!.notes.find(({ code }) => code === "printed-totals")!;
  expect(note.text).toContain("Freeland as 30 in 2013, as the councils add up to and 50 in 2018, where the councils add up to 43 (not for rounding alone)"); // prettier-ignore
  const twice = run(growth("r.csv"), { "r.csv": bytes(text + "2018,National,Freeland,,51\n") }).analyses[0]!;
  expect((twice.value as TrendValue).rows[0]!.printed).toBeNull();
  expect(twice.notes.map(({ code }) => code)).toContain("totals-of-areas");
});

test("what figures are rounded to, and how far a sum can be off for that", () => {
  expect([roundedTo([655_630, 593_470]), roundedTo([100, 300]), roundedTo([7]), roundedTo([1.25, 3]), roundedTo([])]).toEqual([10, 100, 1, 0.01, 0]); // prettier-ignore
  expect([roundingReach(150, 1, 10), roundingReach(150, 5, 10)]).toEqual([5, 380]);
  expect([gapReason(0, 5, 0), gapReason(5, 5, 0), gapReason(6, 5, 0), gapReason(6, 5, 2)]).toEqual(["equal", "rounding", "unknown", "left-out"]); // prettier-ignore
});
