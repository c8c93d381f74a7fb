import { expect, test } from "vitest";
import { checkTask } from "./check.ts";
import { bytesFile } from "./bytes-file.ts";
import { drain } from "../messages/drain.ts";
import { bytes } from "../../test/studies.ts";

/** Real codes, invented figures: Northamptonshire became two councils, Poole one part of another. */
const people = "code,year,population,rate\n928,2020,150,1\n940,2021,60,1\n941,2021,90,1\n836,2019,30,1\n839,2020,80,1\n301,2020,9,1\n"; // prettier-ignore
const staff = "code,year,staff\n928,2020,5\n940,2021,2\n941,2021,3\nPoole,2019,1\n314 / 318,2020,7\n301,2020,4\n";

function check(tables: Record<string, object>, measures: object) {
  const document = { whyvary: 1, tables, panel: { area: "code", time: "year", measures }, analyses: [] };
  const files = Object.entries({ "people.csv": people, "staff.csv": staff }).map(([name, text]) => bytesFile(name, bytes(text))); // prettier-ignore
  return drain(checkTask(document, files));
}

test("the panel's closed councils, weighed by its count of people; rows of several areas are counted", () => {
  const report = check(
    { p: { file: "people.csv" }, s: { file: "staff.csv" } },
    { pop: "p.population", staff: "s.staff" },
  );
  expect(report.crosswalks).toMatchObject([
    { table: "p", measure: "pop", map: { "836": "839", "928": { "940": 0.4, "941": 0.6 } }, unknown: [] },
  ]);
  expect(report.tables.map(({ several }) => several)).toEqual([{ codes: [], rows: 0 }, { codes: ["314 / 318"], rows: 1 }]); // prettier-ignore
});

test("once the panel has carried them on, a joined table's own are proposed alike, under what it calls them", () => {
  const areas = { map: { "836": "839", "928": { "940": 0.4, "941": 0.6 } } };
  const report = check({ p: { file: "people.csv", areas, sum: ["population"] }, s: { file: "staff.csv" } }, { pop: "p.population", staff: "s.staff" }); // prettier-ignore
  expect(report.crosswalks).toMatchObject([{ table: "s", map: { "928": { "940": 0.4, "941": 0.6 }, Poole: "839" } }]);
});

test("without a count of people a council that was split cannot be shared out", () => {
  const [found] = check({ p: { file: "people.csv" } }, { rate: "p.rate" }).crosswalks;
  expect(found).toMatchObject({ measure: null, map: { "836": "839" }, unknown: ["928"] });
});
