import { expect, test } from "vitest";
import { hasR } from "../../../test/r.ts";
import { expectSameAsR } from "../../../test/same-as-r.ts";
import { bytes, readBytes, sharedFile } from "../../../test/studies.ts";
import { drain } from "../../messages/drain.ts";
import { bytesFile } from "../../study/bytes-file.ts";
import { prepare } from "../../study/prepare.ts";
import { profile, type ProfileOptions } from "./index.ts";

const panelFile = sharedFile("panel/england-la-panel.csv");
const nearFile = sharedFile("codes/sn_model_2025_wide.csv");
const absent = panelFile === null || nearFile === null;

const study = {
  whyvary: 1,
  tables: { panel: { file: "panel.csv" }, near: { file: "near.csv" } },
  panel: {
    ...{ area: "old_la_code", time: "year", label: "la_name", group: "region_name" },
    measures: {
      plans: "panel.cpp_at_31_march_rate_published",
      starts: "panel.cpp_start_rate_published",
      referrals: { rate: "panel.referrals", per: "panel.population_0_17", times: 10000, title: "Referrals" },
      section47: "panel.section47_rate_published",
      repeats: "panel.cpp_second_or_subsequent_percent",
      idaci: "panel.idaci2019_average_score",
      low_income: "panel.low_income_u16_percent_2026series",
      count: "panel.cpp_at_31_march",
      children: "panel.population_0_17",
    },
    times: { from: 2013, to: 2025 },
    without: ["201", "420"],
  },
  focus: { area: "806", neighbours: { table: "near", columns: "SN_*", closeness: "SN_*P" } },
};

const entry: ProfileOptions = {
  ...{ id: "why", kind: "profile", outcome: "plans", count: "count", population: "children" },
  ...{ enter: ["referrals", "section47"], starts: "starts", returning: ["repeats"], given: ["idaci"] },
};

function ask(more: Partial<ProfileOptions> = {}, focus: object = study.focus, changes: object = {}) {
  const { built, neighbours } = drain(
    prepare({ ...study, focus, ...changes }, [
      bytesFile("panel.csv", absent ? bytes("") : readBytes(panelFile!)),
      bytesFile("near.csv", absent ? bytes("") : readBytes(nearFile!)),
    ]),
  );
  if (built === null || !built.ok) throw new Error("no panel");
  const context = { panel: built.panel, focus: { area: (focus as { area: string }).area, ...neighbours } };
  const outcome = drain(profile.run(context, { ...entry, ...more }));
  if ("problem" in outcome) throw new Error(outcome.problem.text);
  return { panel: built.panel, outcome, value: outcome.value };
}

const two = (value: number | null): number => Number(value!.toFixed(2));

test.skipIf(absent)(
  "Middlesbrough 2025 against its neighbours' mean: more enter, none stay longer or return more",
  () => {
    const { outcome, value } = ask();
    const step = (measure: string) => value.pathway.find((item) => item.measure === measure)!;
    expect(value).toMatchObject({ label: "Middlesbrough", time: 2025, group: "North East" });
    expect([Math.round(value.now.own!), Math.round(value.now.mean!), value.now.count]).toEqual([99, 58, 10]);
    expect([Math.round(step("starts").own!), Math.round(step("starts").mean!)]).toEqual([136, 74]);
    expect([Math.round(step("section47").own!), Math.round(step("section47").mean!)]).toEqual([541, 260]);
    expect([Math.round(step("repeats").own!), Math.round(step("repeats").mean!)]).toEqual([26, 26]);
    expect([two(step("plans / starts").own), two(step("plans / starts").mean)]).toEqual([0.73, 0.81]);
    expect(value.verdicts).toEqual({ enter: "more", stay: "no sign", return: "no sign" });
    const text = outcome.answer.map((part) => part.text).join("");
    expect(text).toMatch(/More enter \(.*541 against 260.*136 against 74\); no sign that they stay longer \(.*0\.73 against 0\.81\) or return more \(.*26 against 26\)/); // prettier-ignore
    expect(value.peers.areas[0]).toEqual({ area: "890", label: "Blackpool", closeness: "Very close" });
    expect(outcome.notes.map(({ code }) => code)).toEqual(["left-over", "beyond-the-others", "stock-over-starts", "many-compared", "activity"].filter((code) => code !== "beyond-the-others" || value.expected!.beyond.length > 0)); // prettier-ignore
    console.log(
      text,
      "\n",
      outcome.statement,
      JSON.stringify(value.expected),
      JSON.stringify(value.rank),
      outcome.notes,
    );
  },
);

test.skipIf(absent)("neighbours without a figure are counted and named", () => {
  // Hackney did not report in 2021 and 2022; Lambeth's published neighbours include it.
  const { value, outcome } = ask(
    { year: 2022 },
    { area: "208", neighbours: ["204", "205", "206", "207", "209", "210"] },
  );
  expect(value.peers.missing).toEqual(["Hackney"]);
  expect(value.now.count).toBe(5);
  expect(outcome.notes.find(({ code }) => code === "neighbours-without-figure")!.text).toContain("5 of 6");
});

test.skipIf(absent || !hasR()).each([
  ["year", {}],
  ["average", { expect: "average" as const, given: ["idaci", "low_income"] }],
  ["no counts", { count: undefined, population: undefined, year: 2019, compare: ["plans", "log(plans)"] }],
])("as the R script: %s", { timeout: 60_000 }, (_, more) => {
  const { panel, outcome, value } = ask(more as Partial<ProfileOptions>);
  const { given: _given, from: _from, coefficients: _rows, beyond: _beyond, ...figures } = value.expected!;
  // R knows that a figure is missing, not why.
  const years = value.years.map(({ why: _why, ...year }) => year);
  expectSameAsR(panel, { value: { ...value, years, expected: figures }, rCode: outcome.rCode }, { keys: ["now", "years", "pathway", "differs", "expected", "rank"] }); // prettier-ignore
});
