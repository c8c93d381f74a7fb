import { expect, test } from "vitest";
import { bytesFile } from "../src/study/bytes-file.ts";
import { prepare } from "../src/study/prepare.ts";
import { run } from "../src/study/run.ts";
import { drain } from "../src/messages/drain.ts";
import type { DecomposeValue } from "../src/8-analyses/decompose/value.ts";
import { readBytes, sharedFile } from "./studies.ts";

const plans = sharedFile("ees/d5_cpps_at31march_by_duration_2013_to_2025.csv");
const people = sharedFile("ees/ons_mid-year_population_estimates_2012_to_2024.csv");
const panelFile = sharedFile("panel/england-la-panel.csv");
const absent = plans === null || people === null || panelFile === null;

test.skipIf(absent)(
  "raw open data: the rate of plans is the published one, for every council and year that has it",
  () => {
    const councils = { geographic_level: "Local authority" };
    const study = {
      whyvary: 1,
      tables: {
        plans: { file: "d5.csv", where: councils },
        people: { file: "people.csv", where: councils, shiftTime: 1 },
        context: { file: "england-la-panel.csv", time: "year" },
      },
      panel: {
        area: "old_la_code",
        time: "time_period",
        label: "la_name",
        group: "region_name",
        measures: {
          rate: { rate: "plans.CPP_At31", per: "people.population_estimate", times: 10000 },
          published: "context.cpp_at_31_march_rate_published",
        },
      },
    };
    const files = [
      bytesFile("d5.csv", readBytes(plans!)),
      bytesFile("people.csv", readBytes(people!)),
      bytesFile("england-la-panel.csv", readBytes(panelFile!)),
    ];
    const { built, problems } = drain(prepare(study, files));
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    if (built === null || !built.ok) throw new Error("no panel");
    const rate = built.panel.columns.get("rate")!;
    const published = built.panel.columns.get("published")!;
    let compared = 0;
    const apart: string[] = [];
    for (let row = 0; row < built.panel.rows; row++) {
      const [ours, theirs] = [rate.at(row) as number | null, published.at(row) as number | null];
      if (theirs === null) continue;
      compared++;
      // Published to one decimal.
      if (ours === null || Math.abs(ours - theirs) > 0.0501)
        apart.push(`${built.panel.area!.codes[built.panel.area!.of[row]!]} ${ours} ${theirs}`);
    }
    expect(apart).toEqual([]);
    expect(compared).toBe(1492);
  },
);

test.skipIf(panelFile === null)("specification A: its ladder and shares, from the file", () => {
  const study = {
    whyvary: 1,
    tables: { panel: { file: "england-la-panel.csv" } },
    panel: {
      area: "old_la_code",
      time: "year",
      label: "la_name",
      measures: {
        outcome: "cpp_start_rate_published",
        deprivation_score: "idaci2019_average_score",
        spend: "spend_safeguarding_per_child_calc",
        vacancy_rate: "sw_vacancy_rate_fte",
      },
      times: { from: 2016, to: 2022 },
      without: ["201", "420"],
    },
    analyses: [
      {
        id: "shares",
        kind: "decompose",
        outcome: "outcome",
        blocks: { Council: "area", Year: "time", Deprivation: ["deprivation_score"], Spend: ["spend", "vacancy_rate"] },
        bootstrap: { draws: 0 },
      },
    ],
  };
  const { ladder, analyses, problems } = run(study, { "england-la-panel.csv": readBytes(panelFile!) });
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  const rungs = [...ladder, ...analyses[0]!.ladder].filter(({ step }) => step !== "measures");
  expect(rungs.map(({ rows, removed, text }) => [rows, removed, text])).toEqual([
    [2432, 0, "rows of england-la-panel.csv"],
    [1062, 1370, "other years"],
    [1048, 14, "left out by choice"],
    [1034, 14, "no outcome"],
    [1032, 2, "no deprivation score"],
    [1017, 15, "no vacancy rate"],
    [1017, 0, "used"],
  ]);
  const value = analyses[0]!.value as DecomposeValue;
  expect([value.nobs, value.areas]).toEqual([1017, 148]);
  expect(value.rSquared).toBeCloseTo(0.771769073899, 11);
  // The reference was added up from rounded figures, so its last digit is not certain.
  expect(value.contested).toBeCloseTo(0.29172, 5);
  const shares = (key: "alone" | "last" | "shapley") => value.shares.map((share) => Number(share[key]!.toFixed(6)));
  expect(shares("alone")).toEqual([0.744456, 0.002437, 0.286862, 0.123147]);
  expect(shares("last")).toEqual([0.448874, 0.006352, 0, 0.024822]);
  expect(shares("shapley")).toEqual([0.580481, 0.004959, 0.127262, 0.059067]);
});
