import { expect, test } from "vitest";
import { findCells } from "./csv-places.ts";
import { openDataBreaches } from "./open-data-breaches.ts";

const HEAD = "time_period,time_identifier,geographic_level,country_code,country_name,new_la_code,la_name,sex,rate";
const good = ["202425,Academic year,National,E1,England,,,Total,4.1", "202425,Academic year,Local authority,E1,England,E6,Here,Total,z"]; // prettier-ignore
const breaches = (head: string, rows: string[]) => {
  const text = [head, ...rows].join("\n");
  return openDataBreaches(findCells(text, ","), "a.csv").map(({ problem, places }) => [
    problem.code,
    places.map(({ from, to }) => text.slice(from, to)),
  ]);
};

test("a file that keeps to the format has no breaches, and neither has any other table", () => {
  expect(breaches(HEAD, good)).toEqual([]);
  expect(breaches("a b,C", ["1,"])).toEqual([]);
});

test("each breach stands on its own characters", () => {
  const more = (row: string) => breaches(HEAD, [...good, row]);
  expect(more("20245,Academic year,National,E1,England,,,Total,1")).toEqual([["dfe-time-period", ["20245"]]]);
  expect(more("2024,Academic year,National,E1,England,,,Total,1")).toEqual([["dfe-time-mixed", ["2024"]]]);
  expect(more("202324,Academic year,Countrywide,E1,England,,,Total,1")).toEqual([["dfe-level", ["Countrywide"]]]);
  expect(more("202324,Academic year,Local authority,E1,England,E7,,Total,1")).toEqual([["dfe-place-blank", [""]]]);
  expect(more("202324,Academic year,National,E1,England,,,,1")).toEqual([["dfe-blank", [""]]]);
  expect(more(good[0]!)).toEqual([["dfe-row-twice", [good[0]!]]]);
});

test("names with spaces can be mended, other names are only told", () => {
  expect(breaches(`${HEAD},pupil count,Rate`, [])).toEqual([
    ["dfe-name-space", ["pupil count"]],
    ["dfe-name", ["Rate"]],
  ]);
  const [first] = openDataBreaches(findCells(`${HEAD},pupil count\n`, ","), "a.csv");
  expect(first?.places[0]?.mend?.text).toBe("pupil_count");
});
