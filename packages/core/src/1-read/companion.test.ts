import { expect, test } from "vitest";
import { read } from "../../test/read-text.ts";
import { describedIn, withCompanion } from "./companion.ts";
import { findCompanion } from "./open-data-rules/find-companion.ts";
import { commonLabel } from "./open-data-labels.ts";
import { recognise } from "./recognise.ts";

const META =
  "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column\n" +
  "sex,Filter,Sex of the child,,,,By sex,\nCPP_At31,Indicator,Plans at the end,Plans,,0,,\n__proto__,Indicator,Odd,,%,1,,\nstage,Filter,,,,,,\n";
const DATA =
  "time_period,time_identifier,geographic_level,country_code,country_name,old_la_code,la_name,sex,stage,CPP_At31\n" +
  "2018,Reporting year,Local authority,E92000001,England,805,Hartlepool,Total,1,10\n";

test("a companion describes the columns of its data: labels, kinds, units", () => {
  const said = describedIn(read(META))!;
  expect(said["CPP_At31"]).toEqual({ label: "Plans at the end", type: "indicator", decimals: 0, heading: "Plans" });
  expect(said["sex"]).toEqual({ label: "Sex of the child", type: "filter", hint: "By sex" });
  expect(Object.hasOwn(said, "__proto__") && said["__proto__"]).toMatchObject({ unit: "%", decimals: 1 });
  expect(recognise(read(META), "")).toMatchObject({ format: "companion of DfE open data", describes: said, guess: { open: [] } }); // prettier-ignore
  const file = withCompanion(recognise(read(DATA), ""), said);
  const column = (name: string) => file.columns.find((one) => one.name === name)!;
  expect(column("CPP_At31")).toMatchObject({ label: "Plans at the end", role: "indicator" });
  // A filter of numbers is one all the same.
  expect(column("stage")).toMatchObject({ label: "stage", role: "filter", type: "number" });
  expect(column("la_name")).toMatchObject({ label: "Council", role: "label" });
  expect(describedIn(read(DATA))).toBeNull();
});

test("without one, common columns have a label all the same", () => {
  expect(commonLabel("CPP_At31")).toBe("Child protection plans at 31 March");
  expect(commonLabel("CPP_start_rate")).toBe("Child protection plans started in the year, rate per 10,000 children");
  expect(commonLabel("3_months_or_less_percent")).toBe("Three months or less, %");
  expect(commonLabel("Alcohol_Misuse_parent")).toBe("Alcohol misuse: a parent");
  expect(commonLabel("turnover_rate_fte_%")).toBe("Turnover rate, full-time equivalent (%)");
  expect(commonLabel("constructor")).toBeUndefined();
  expect(recognise(read(DATA), "").columns.at(-1)!.label).toBe("Child protection plans at 31 March");
});

test("the companion is found beside its data", () => {
  expect(findCompanion("a.csv", ["b.csv", "A.meta.csv"])).toEqual({ name: "A.meta.csv", wanted: "A.meta.csv" });
  expect(findCompanion("a.csv", ["a_meta.csv"])).toEqual({ name: "a_meta.csv", wanted: "a.meta.csv" });
  expect(findCompanion("a.csv", ["b.meta.csv"])).toBeNull();
});
