import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { readCsv } from "./read-csv.ts";
import { recognise } from "./recognise.ts";

const shared = process.env.WHYVARY_SHARED ?? fileURLToPath(new URL("../../../../../shared", import.meta.url));
const data = join(shared, "data");
const there = existsSync(data);
if (!there) console.log(`skipped: the real files are not at ${data}`);

function csvFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return csvFiles(path);
    return name.endsWith(".csv") ? [path] : [];
  });
}

/** Counts records the slow way: line ends outside quotes, blank lines left out. */
function countRecords(bytes: Uint8Array): number {
  let records = 0;
  let quoted = false;
  let cells = false;
  for (const byte of bytes) {
    if (byte === 34) quoted = !quoted;
    if ((byte === 10 || byte === 13) && !quoted) {
      if (cells) records++;
      cells = false;
    } else if (byte !== 32) cells = true;
  }
  return cells ? records + 1 : records;
}

describe.skipIf(!there)("real files", () => {
  const files = there ? csvFiles(data) : [];

  it.each(files.map((path) => relative(data, path)))("%s: every row is accounted for", (name) => {
    const bytes = readFileSync(join(data, name));
    const read = readCsv(name, bytes);
    if (name.endsWith("duplicate_variable_names.csv")) {
      expect(read.ok || read.problems.map((problem) => problem.code)).toEqual(["header-duplicate"]);
      return;
    }
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(read.result.rows + 1 + read.result.emptyRows).toBe(countRecords(bytes));
    for (const column of read.result.columns.values()) expect(column.length).toBe(read.result.rows);
    expect(recognise(read.result, "").rows).toBe(read.result.rows);
  });

  it.each([
    ["b1_children_in_need_2013_to_2025", 2132, []],
    ["c1_children_in_need_referrals_and_rereferrals_2013_to_2025", 2132, []],
    ["c3_factors_identified_at_end_of_assessment_2018_to_2025", 1312, []],
    ["cla_number_and_rate_per_10k_children", 2505, ["population_type"]],
    ["csww_headline_measures_2017_to_2022", 978, []],
    ["csww_indicators_2017_to_2025", 1463, []],
    ["d3_cpps_subsequent_plan_2013_to_2025", 2132, []],
    ["d5_cpps_at31march_by_duration_2013_to_2025", 2132, []],
    ["ks4_la", 3444, ["social_care_group"]],
    ["la_care_leavers_accommodation_suitability", 6680, ["care_leaver_age"]],
    ["la_cla_placement_stability", 5010, ["cla_group"]],
    ["la_cla_swcount", 330, []],
    ["ons_mid-year_population_estimates_2012_to_2024", 2132, []],
  ])("ees/%s.csv is open data with %i rows", (name, rows, open) => {
    const read = readCsv(name, readFileSync(join(data, "ees", `${name}.csv`)));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const found = recognise(read.result, "");
    expect(found).toMatchObject({ format: "DfE open data", rows });
    expect(found.guess).toMatchObject({
      area: "old_la_code",
      time: "time_period",
      label: "la_name",
      group: "region_name",
    });
    expect(found.guess.where.geographic_level).toBe("Local authority");
    expect(found.guess.open.map((one) => one.column)).toEqual(open);
    for (const column of found.columns) if (column.role === "indicator") expect(column.type).toBe("number");
    expect(found.problems).toEqual([]);
  });

  it("panel/england-la-panel.csv is a panel of 2,432 rows and 75 columns", () => {
    const read = readCsv("panel.csv", readFileSync(join(data, "panel/england-la-panel.csv")));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const found = recognise(read.result, "");
    expect(found).toMatchObject({ format: "panel", rows: 2432, lineEnd: "CRLF" });
    expect(found.columns).toHaveLength(75);
    expect(found.guess).toMatchObject({
      area: "old_la_code",
      time: "year",
      label: "la_name",
      group: "region_name",
      open: [],
    });
    expect(found.columns.filter((column) => column.type === "text").map((column) => column.name)).toEqual(
      expect.arrayContaining(["old_la_code", "new_la_code", "la_name", "region_code", "region_name"]),
    );
  });

  it("spend files keep NULL apart from blanks", () => {
    const read = readCsv("spend.csv", readFileSync(join(data, "spend/s251_table_a1_2012_2019_long.csv")));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(recognise(read.result, "").columns.find((column) => column.name === "income")!.missing).toEqual({
      coded: 2407,
    });
  });
});
