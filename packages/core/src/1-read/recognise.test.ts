import { describe, expect, it } from "vitest";
import { readCsv } from "./read-csv.ts";
import { recognise } from "./recognise.ts";
import type { Recognised } from "./recognised.ts";

function recognised(text: string): Recognised {
  const read = readCsv("a.csv", new TextEncoder().encode(text));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return recognise(read.result, "abc");
}

function roles(found: Recognised): Record<string, string> {
  return Object.fromEntries(found.columns.map((column) => [column.name, column.role]));
}

const OPEN =
  "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name";

function open(filters: string, rows: [string, string][]): string {
  const lines = rows.flatMap(([year, rest]) => [
    `${year},Academic year,National,E92000001,England,,,,,,${rest}`,
    `${year},Academic year,Local authority,E92000001,England,E12000007,London,201,E09000001,City of London,${rest}`,
    `${year},Academic year,Local authority,E92000001,England,E12000001,North East,840,E06000047,County Durham,${rest}`,
  ]);
  return [`${OPEN},${filters}`, ...lines].join("\n");
}

describe("DfE open data", () => {
  it("knows the roles, and keeps councils", () => {
    const found = recognised(
      open("category,n", [
        ["202324", "Children,1"],
        ["202425", "Children,c"],
      ]),
    );
    expect(found.format).toBe("DfE open data");
    expect(found.guess).toEqual({
      area: "old_la_code",
      time: "time_period",
      label: "la_name",
      group: "region_name",
      where: { geographic_level: "Local authority" },
      open: [],
    });
    expect(roles(found)).toMatchObject({
      time_period: "time",
      geographic_level: "level",
      old_la_code: "area",
      la_name: "label",
      region_name: "group",
      category: "filter",
      n: "indicator",
    });
    expect(found.columns.find((column) => column.name === "n")).toMatchObject({
      missing: { suppressed: 3 },
      distinct: 1,
    });
  });

  it("chooses totals where they make the rows unique", () => {
    const found = recognised(
      open("sex,age,n", [
        ["2025", "Total,All ages,1"],
        ["2025", "Boys,All ages,1"],
        ["2025", "Total,Under 5,1"],
      ]),
    );
    expect(found.guess.where).toEqual({ geographic_level: "Local authority", sex: "Total", age: "All ages" });
    expect(found.guess.open).toEqual([]);
  });

  it("leaves open what only a person can choose", () => {
    const found = recognised(
      open("sex,group,n", [
        ["2025", "Total,Plans,1"],
        ["2025", "Total,Need,2"],
      ]),
    );
    expect(found.guess.where).toEqual({ geographic_level: "Local authority" });
    expect(found.guess.open).toEqual([{ column: "group", values: ["Plans", "Need"] }]);
  });

  it("takes the new code where there is no old one", () => {
    const text =
      "time_period,geographic_level,new_la_code,la_name,n\n2025,Local authority,E1,A,1\n2025,Local authority,E2,B,2\n";
    expect(recognised(text).guess.area).toBe("new_la_code");
  });
});

describe("other tables", () => {
  it("finds the keys of a panel", () => {
    const found = recognised(
      "council,region,year,spend\nA,North,2020,1\nA,North,2021,2\nB,South,2020,3\nB,South,2021,4\n",
    );
    expect(found.format).toBe("panel");
    expect(found.guess).toEqual({ area: "council", time: "year", group: "region", where: {}, open: [] });
  });

  it("prefers codes, names them and reads split years", () => {
    const found = recognised(
      "LA Number,LA,Years,Values\n301,Barking,2016-17,1\n301,Barking,2017-18,2\n302,Barnet,2016-17,3\n302,Barnet,2017-18,-\n",
    );
    expect(found.guess).toMatchObject({ area: "LA Number", time: "Years", label: "LA" });
    expect(found.columns[3]).toMatchObject({ role: "indicator", missing: { coded: 1 } });
  });

  it("knows a table without times", () => {
    const found = recognised("la_code,la_name,region,score\n1,A,North,1\n2,B,North,2\n3,C,South,3\n4,D,South,3\n");
    expect(found.format).toBe("table");
    expect(found.guess).toEqual({ area: "la_code", label: "la_name", group: "region", where: {}, open: [] });
  });

  it("does not take a column of numbers for years", () => {
    expect(recognised("name,score\nA,1\nB,2\n").guess.time).toBeUndefined();
    expect(recognised("name,y\nA,2010\nB,2010\nA,2011\nB,2011\n").guess.time).toBe("y");
  });

  it("describes numbers and words", () => {
    const found = recognised("a,b\nx,1\nx,2\ny,3\n,4\nx,101\n");
    expect(found.columns[0]).toMatchObject({
      type: "text",
      distinct: 2,
      missing: { blank: 1 },
      values: [
        { value: "x", count: 3 },
        { value: "y", count: 1 },
      ],
    });
    const { numbers } = found.columns[1]!;
    expect(numbers).toMatchObject({ min: 1, p25: 2, median: 3, p75: 4, max: 101 });
    expect(numbers!.bins).toEqual([4, ...Array.from({ length: 18 }, () => 0), 1]);
  });
});
