import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import type { ProfileValue, SpreadValue, TrendValue } from "../src/index.ts";
import { drain } from "../src/messages/drain.ts";
import { bytesFile } from "../src/study/bytes-file.ts";
import { evidenceTask } from "../src/study/evidence.ts";
import { panelTask } from "../src/study/rows-csv.ts";
import { run } from "../src/study/run.ts";
import { bytes, files } from "./studies.ts";

/** One cell of every sign, and what it comes to on each way out of the tool. */
const SIGNS: [string, string][] = [["c", "suppressed"], ["x", "unavailable"], ["z", "not applicable"], ["low", "low"], ["u", "unreliable"], ["", "blank"]]; // prettier-ignore
const rows = Array.from(
  { length: 12 },
  (_, a) =>
  [2020, 2021].map((year) => `X${10 + a},Place ${a},${year},${year === 2021 && a < SIGNS.length ? SIGNS[a]![0] : 40 + a * 3 + (year - 2020) * ((a % 3) + 1)}`), // prettier-ignore
);
const texts = { "rates.csv": "code,name,year,rate\n" + rows.flat().join("\n") + "\n" };
const study = (area = "X10") => ({
  ...{ whyvary: 1, tables: { t: { file: "rates.csv" } }, focus: { area } },
  panel: { area: "code", time: "year", label: "name", measures: { rate: "t.rate" } },
  analyses: [
    { id: "spread", kind: "spread", outcome: "rate", year: 2021 },
    { id: "trend", kind: "trend", measures: ["rate"] },
    { id: "ours", kind: "profile", outcome: "rate" },
  ],
});
const held = () => Object.entries(texts).map(([name, text]) => bytesFile(name, bytes(text)));
const value = <T>(id: string, area?: string): T => run(study(area), files(texts)).analyses.find((one) => one.id === id)!.value as T; // prettier-ignore

test("the panel as CSV, and the rows of the evidence", () => {
  const panel = drain(panelTask(study(), held()))!;
  const evidence = strFromU8(unzipSync(drain(evidenceTask(study(), held())))["rows/spread.csv"]!);
  for (const text of [panel, evidence])
    SIGNS.forEach(([, reason], a) => {
      const line = text.split("\r\n").find((one) => one.startsWith(`X${10 + a},`) && one.includes(",2021,"))!;
      expect(line, reason).toContain(`no,rate: ${reason}`);
    });
});

test("the ladder counts and names them", () => {
  const complete = run(study(), files(texts)).analyses[0]!.ladder.find(({ step }) => step === "complete")!;
  expect(complete.reasons).toEqual(Object.fromEntries(SIGNS.map(([, reason]) => [reason, 1])));
  expect(complete.areas!.map(({ area }) => area)).toEqual(SIGNS.map((_, a) => `X${10 + a}`));
});

test("spread, trend and profile say why an area has no figure", () => {
  const spread = value<SpreadValue>("spread");
  expect(spread.without).toEqual(SIGNS.map(([, why], a) => ({ area: `X${10 + a}`, label: `Place ${a}`, why })));
  const trend = value<TrendValue>("trend");
  expect(trend.areas.flatMap(({ area, why }) => (why === undefined ? [] : [[area, ...why]]))).toEqual(SIGNS.map(([, why], a) => [`X${10 + a}`, `${why} in 2021`])); // prettier-ignore
  SIGNS.forEach(([, why], a) => {
    const ours = value<ProfileValue>("ours", `X${10 + a}`);
    expect(ours.years.map((year) => year.why)).toEqual([undefined, why]);
  });
  expect(value<ProfileValue>("ours", "X20").peers.areas.slice(0, 6).map(({ why }) => why)).toEqual(SIGNS.map(([, why]) => why)); // prettier-ignore
});
