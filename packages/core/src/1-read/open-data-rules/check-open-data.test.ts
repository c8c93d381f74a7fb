import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { bytes, shared } from "../../../test/studies.ts";
import { bytesFile } from "../../study/bytes-file.ts";
import { checkCompanion, checkOpenData } from "./check-open-data.ts";
import { companionMisnamed, findCompanion } from "./find-companion.ts";

const HEAD = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,sex,n"; // prettier-ignore
const ROW = "201718,Academic year,Local authority,E92000001,England,E12000001,North East,805,E06000001,Hartlepool";
const META =
  "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column";

function check(data: string, meta?: string) {
  const companion = meta === undefined ? null : bytesFile("a.meta.csv", bytes(meta));
  return checkOpenData(bytesFile("a.csv", bytes(data)), companion).map(({ code, file, row, column }) => [code, file, row, column]); // prettier-ignore
}

test("a file that keeps the rules has no problem, with or without its companion", () => {
  const data = `${HEAD}\n${ROW},Total,10\n${ROW},Female,c\n`;
  expect(check(data)).toEqual([]);
  expect(check(data, `${META}\nsex,Filter,Sex,,,,,\nn,Indicator,Children,,,0,,\n`)).toEqual([]);
  expect(check("a,b\n1,2\n")).toEqual([]);
});

test("each problem has its place", () => {
  const data = `${HEAD}\n${ROW},Total,10\n${ROW.replace("201718", "201719")},Total,~\n${ROW.replace("Local authority", "Council")},,1\n`;
  expect(check(data)).toEqual([
    ["time-period-wrong", "a.csv", 3, "time_period"],
    ["level-unknown", "a.csv", 4, "geographic_level"],
    ["filter-blank", "a.csv", 4, "sex"],
    ["symbol-old", "a.csv", 3, "n"],
  ]);
  expect(check(`${HEAD}\n${ROW},Total,10\n${ROW},Female,1\n`, `${META}\nsex,Filter,Sex,,%,,,\nn,Measure,,,,two,,\n`)).toEqual([
    ["meta-indicator-only", "a.meta.csv", 2, "indicator_unit"],
    ["meta-type-wrong", "a.meta.csv", 3, "col_type"],
    ["meta-label-blank", "a.meta.csv", 3, "label"],
    ["meta-dp-wrong", "a.meta.csv", 3, "indicator_dp"],
  ]); // prettier-ignore
});

const folder = join(shared, "data/ees-invalid");
const there = existsSync(folder);
if (!there) console.log(`skipped: ${folder} is not there`);

/** Every pair made to break a rule, with the code it gives and where: d the data, m the companion, the row, the column. */
const PAIRS = `
fileValidation/data_empty_cols column-all-missing d 2 old_la_code
fileValidation/data_mandatory_cols column-mandatory d - time_period
fileValidation/file_separator delimiter-not-comma m 1 -
fileValidation/filename_spaces file-name d - -
fileValidation/meta_mandatory_cols meta-column-missing m - indicator_dp
fileValidation/special_characters-+#'@ file-name d - -
mainTests/blanks_filters filter-blank d 12 school_phase
mainTests/blanks_indicators indicator-blank d 18 enrolments_pa_10_exact_percent
mainTests/check_data_dictionary_filter_item filter-value-not-standard d 4 education_phase
mainTests/check_data_dictionary_col_name name-not-standard d - count_schools
mainTests/col_name_duplicate meta-name-twice m 10 col_name
mainTests/col_name_spaces name-spaces d - school_phase
mainTests/country_combinations code-name-clash d 8 country_code
mainTests/data_to_meta_crosscheck meta-name-missing m - colours
mainTests/duplicate_label meta-label-twice m 8 label
mainTests/duplicate_rows rows-duplicate d 78 -
mainTests/eda_combinations code-name-clash d 83 english_devolved_area_name
mainTests/filter_group meta-filter-only m 6 filter_grouping_column
mainTests/filter_group_duplicate meta-group-twice m 10 filter_grouping_column
mainTests/filter_group_is_filter meta-group-undescribed m 9 filter_grouping_column
mainTests/filter_group_level meta-group-finer m 9 filter_grouping_column
mainTests/filter_group_match meta-group-unknown m 9 filter_grouping_column
mainTests/filter_group_stripped filter-values-alike d 8 school_phase
mainTests/filter_hint meta-filter-only m 5 filter_hint
mainTests/filter_item_length filter-too-long d 4 colour
mainTests/geographic_catch filter-is-place d 2 schoolName
mainTests/geography_level_completed level-column-blank d 16 country_code
mainTests/indicator_dp meta-indicator-only m 9 indicator_dp
mainTests/indicator_dp_completed meta-dp-blank m 4 indicator_dp
mainTests/indicator_dp_negative meta-dp-wrong m 6 indicator_dp
mainTests/indicator_dp_nonInteger meta-dp-wrong m 6 indicator_dp
mainTests/indicator_dp_validation meta-dp-wrong m 6 indicator_dp
mainTests/indicator_group_stripped indicator-groups-alike m 3 indicator_grouping
mainTests/indicator_grouping meta-indicator-only m 9 indicator_grouping
mainTests/indicator_unit meta-indicator-only m 9 indicator_unit
mainTests/indicator_unit_validation meta-unit-unknown m 2 indicator_unit
mainTests/indicators_smushed indicators-smushed d - pupil_count_sex_male
mainTests/la_col_present pair-incomplete d - la_name
mainTests/la_combinations code-name-clash d 36 old_la_code
mainTests/label meta-label-blank m 7 label
mainTests/lad_combinations code-name-clash d 104 la_name
mainTests/lep_combinations code-name-clash d 103 la_name
mainTests/location_code_length location-too-long d 2 opportunity_area_code
mainTests/location_name_length location-too-long d 2 opportunity_area_name
mainTests/lsip_combinations code-name-clash d 87 lsip_name
mainTests/na_geography place-without-code d 8 trust_id
mainTests/na_geography_code area-code-wrong d 2 local_enterprise_partnership_code
mainTests/no_data_symbols symbol-old d 12 sess_overall_percent
mainTests/non_standard_headers name-not-standard d - major_ethnicity
mainTests/not_table_tool level-no-table d 2 geographic_level
mainTests/notavailable_symbols symbol-old d 24 enrolments
mainTests/null symbol-old d 7 num_schools
mainTests/ob_unit_total level-column-filled d 2 region_code
mainTests/observational_total level-column-filled d 2 region_code
mainTests/other_geography_code_duplicates code-name-clash d 7 local_enterprise_partnership_name
mainTests/other_geography_duplicates code-name-clash d 5 local_enterprise_partnership_code
mainTests/overcompleted_cols level-column-filled d 2 region_code
mainTests/pcon_combinations code-name-clash d 104 la_name
mainTests/region_col_present pair-incomplete d - region_code
mainTests/region_combinations code-name-clash d 35 region_code
mainTests/region_for_la level-column-blank d 40 region_code
mainTests/region_for_lad area-code-wrong d 62 lad_code
mainTests/roundedzero_symbols symbol-old d 24 enrolments
mainTests/sch_prov_duplicates code-name-clash d 13 school_name
mainTests/time_period time-period-wrong d 2 time_period
mainTests/time_period_six time-period-wrong d 2 time_period
mainTests/total filter-no-total d 2 school_phase
mainTests/variable_characteristic name-not-standard d - characteristic_group
mainTests/variable_label_length meta-label-long m 4 label
mainTests/variable_name_length name-too-long d - *
mainTests/variable_snake_case name-style d - Phase-type_grouping
mainTests/whitespace_filters cells-padded d 3 establishment_group
preCheck1/col_name_completed meta-name-blank m 7 col_name
preCheck1/duplicate_variable_names header-duplicate d 1 enrolments_pa_10_exact
preCheck1/geographic_level level-unknown d 2 geographic_level
preCheck1/invalid_meta_cols meta-column-unknown m - invalidColumn
preCheck1/meta_to_data_crosscheck meta-name-unknown m 10 col_name
preCheck1/time_identifier time-identifier-unknown d 2 time_identifier
preCheck2/col_type meta-type-wrong m 5 col_type
preCheck2/col_type_blank meta-type-wrong m 6 col_type
preCheck2/data_variable_spaces name-spaces d - school_phase
preCheck2/filter_level filter-one-value d 2 school_type
preCheck2/geography_level_present level-column-missing d 5 region_code
preCheck2/ob_unit_meta meta-name-place m 10 col_name
preCheck2/time_identifier_mix time-identifier-mixed d 4 time_identifier
preCheck2/time_validation time-period-wrong d 2 time_period
preCheck2/utf8 encoding-not-utf8 m - -`
  .trim()
  .split("\n")
  .map((line) => line.split(" "));

describe.skipIf(!there)("pairs that each break one rule", () => {
  it.each(PAIRS)("%s: %s", (path, code, where, row, column) => {
    const at = join(folder, path!.replace("filename_spaces", "filename spaces"));
    const open = (end: string) => bytesFile(basename(at) + end, readFileSync(at + end));
    const found = checkOpenData(open(".csv"), existsSync(`${at}.meta.csv`) ? open(".meta.csv") : null);
    const problem = found.find((one) => one.code === code);
    expect(problem, found.map((one) => one.code).join()).toBeDefined();
    expect(problem!.file!.endsWith(".meta.csv")).toBe(where === "m");
    expect(String(problem!.row ?? "-")).toBe(row);
    if (column !== "*") expect((problem!.column ?? "-").replace(" ", "_")).toBe(column);
    expect(problem!.remedy).toBeTruthy();
  });
});

/** Companions whose data are not in the folder: what can be seen of them alone. */
const ALONE: [string, string, string][] = [
  // What it was made for, values in the data file, stands in no file that is there.
  ["mainTests/ethnicity_characteristics_filter_wrong_group_and_values", "name-not-standard", "characteristic"],
  ["mainTests/ethnicity_characteristics_filter_wrong_values", "name-not-standard", "characteristic"],
  ["mainTests/ethnicity_value_advisory", "companion-alone", ""],
  ["mainTests/ignored_rows", "companion-alone", ""],
  // The data file was named wrongly, so that none lies beside it.
  ["fileValidation/naming_convention-dataFail", "companion-alone", ""],
];
/** Pairs that are not to give a problem of their own, and why. */
const SOUND: [string, string][] = [
  ["mainTests/ethnicity_meets_standards", "made to pass: its ethnic groups are the standard ones"],
  ["fileValidation/naming_convention-metaFail", "a file without a companion, as downloads come: that is no mistake"],
];

describe.skipIf(!there)("files that are no pair, or are sound", () => {
  const open = (path: string) => bytesFile(basename(path), readFileSync(join(folder, path)));

  it.each(ALONE)("%s: %s", (path, code, value) => {
    const found = checkCompanion(open(`${path}.meta.csv`));
    expect(found[0]).toMatchObject({ code: "companion-alone", file: `${basename(path)}.meta.csv` });
    const problem = found.find((one) => one.code === code);
    expect(problem!.value ?? "").toBe(value);
    if (value !== "") expect(problem).toMatchObject({ row: 2, column: "col_name" });
  });

  it.each(SOUND)("%s (%s)", (path) => {
    const meta = existsSync(join(folder, `${path}.meta.csv`)) ? open(`${path}.meta.csv`) : null;
    expect(checkOpenData(open(`${path}.csv`), meta)).toEqual([]);
  });

  it("fileValidation/naming_convention: the companion's name is wrong", () => {
    const names = readdirSync(join(folder, "fileValidation"));
    const found = findCompanion("naming_convention.csv", names)!;
    expect(companionMisnamed("naming_convention.csv", found)).toMatchObject({
      code: "companion-name",
      file: "naming_convention_meta.csv",
      remedy: "Name it naming_convention.meta.csv.",
    });
  });

  it("every file of the folder is in one of these lists", () => {
    const listed = new Set([
      ...PAIRS.map(([path]) => path!.replace("filename_spaces", "filename spaces")),
      ...ALONE.map(([path]) => path),
      ...SOUND.map(([path]) => path),
      "fileValidation/naming_convention",
    ]);
    const there = readdirSync(folder).flatMap((part) =>
      readdirSync(join(folder, part)).map(
        (name) => `${part}/${name.replace(/(?:\.meta|(?<=naming_convention)_meta)?\.csv$/, "")}`,
      ),
    );
    expect([...new Set(there)].filter((name) => !listed.has(name))).toEqual([]);
    expect(listed.size).toBe(95);
  });
});

const official = join(shared, "data/ees");
test.skipIf(!existsSync(official))("official files, which come without companions, break no rule", () => {
  for (const name of ["b1_children_in_need_2013_to_2025.csv", "csww_indicators_2017_to_2025.csv", "ks4_la.csv"]) {
    const found = checkOpenData(bytesFile(name, readFileSync(join(official, name))), null);
    expect(found.filter(({ severity }) => severity === "error")).toEqual([]);
  }
});
