import { expect, test } from "vitest";
import { cutR, panelR, type PanelSource } from "../src/3-panel/index.ts";
import type { Column } from "../src/columns/column.ts";
import { reasonAt } from "../src/columns/column.ts";
import { drain } from "../src/messages/drain.ts";
import { bytesFile } from "../src/study/bytes-file.ts";
import { prepare } from "../src/study/prepare.ts";
import { hasR, runR } from "./r.ts";
import { bytes } from "./studies.ts";

const listed = (column: Column) => Array.from({ length: column.length }, (_, row) => column.at(row));
const withR = hasR();

function build(texts: Record<string, string>, source: Record<string, unknown>) {
  const held = Object.entries(texts).map(([name, text]) => bytesFile(name, bytes(text)));
  return drain(prepare({ whyvary: 1, ...source }, held));
}

/** The panel's cells by column; the same from its R script where R is there. */
function panelOf(texts: Record<string, string>, source: Record<string, unknown>) {
  const { built, read, problems } = build(texts, source);
  if (built === null || !built.ok) throw new Error(JSON.stringify(problems));
  const { panel } = built;
  const ours: Record<string, unknown[]> = {
    area: panel.area === null ? [] : Array.from(panel.area.of, (at) => panel.area!.codes[at]!),
    time: panel.time === null ? [] : Array.from(panel.time.of, (at) => panel.time!.values[at]!),
    ...Object.fromEntries([...panel.columns].map(([name, column]) => [name, listed(column)])),
  };
  if (withR) {
    const keys = (source["panel"] ?? {}) as { times?: never; without?: never };
    const script = panelR(source as unknown as PanelSource, read, [...panel.columns.keys()]) + cutR(keys.times, keys.without, keys); // prettier-ignore
    const theirs = runR<Record<string, unknown[]>>(script, texts, "lapply(as.list(panel), I)");
    for (const [name, cells] of Object.entries(ours))
      if (cells.length > 0) expect([theirs[name]].flat(), name).toEqual(cells);
  }
  return { cells: ours, panel, problems };
}

test("columns become rows: the year inside the name, two values, a year without one of them", () => {
  const found = panelOf(
    { "old.csv": "code,name,CPPAt310312,CPPAt310313,CIN310313\na,Aa,10,x,30\nb,Bb,20,21,31\n" },
    {
      tables: {
        old: { file: "old.csv", long: { names: "when", values: { plans: "CPPAt*", need: "CIN*" } }, time: "when" },
      },
      panel: { area: "code", time: "when", measures: { plans: "old.plans", need: "old.need" } },
    },
  );
  expect(found.cells["area"]).toEqual(["a", "a", "b", "b"]);
  expect(found.cells["time"]).toEqual([2012, 2013, 2012, 2013]);
  expect(found.cells["plans"]).toEqual([10, null, 20, 21]);
  expect(found.cells["need"]).toEqual([null, 30, null, 31]);
  expect(reasonAt(found.panel.columns.get("plans")!, 1)).toBe("unavailable");
  expect(found.panel.ladder.find(({ step }) => step === "reshape")).toMatchObject({ rows: 4, removed: -2 });
});

test("rows become columns, added up where the column of values is a count", () => {
  const texts = {
    "bank.csv":
      "area,year,item,value,unit\na,2016-17,plans,10,n\na,2016-17,spend,5,£\nb,2016-17,plans,c,n\nb,2017-18,spend,6,£\n" +
      "a,2016-17,spend,7,£\n",
  };
  const table = { file: "bank.csv", wide: { names: "item", values: "value" } };
  const panel = { area: "area", time: "year", measures: { plans: "bank.plans", spend: "bank.spend" } };
  const clash = build(texts, { tables: { bank: table }, panel });
  expect(clash.problems.find(({ code }) => code === "wide-clash")).toMatchObject({ file: "bank.csv", row: 6, value: "spend" }); // prettier-ignore
  const found = panelOf(texts, { tables: { bank: { ...table, sum: ["value"] } }, panel });
  expect(found.cells["area"]).toEqual(["a", "b", "b"]);
  expect(found.cells["plans"]).toEqual([10, null, null]);
  expect(found.cells["spend"]).toEqual([12, null, 6]);
  expect(reasonAt(found.panel.columns.get("plans")!, 1)).toBe("suppressed");
  expect(reasonAt(found.panel.columns.get("plans")!, 2)).toBe("no match");
  expect(found.problems.find(({ code }) => code === "columns-differ")?.facts).toEqual({ columns: ["unit"] });
});

test("counts are added up over the rows of one area and year; a missing part leaves the sum missing", () => {
  const found = panelOf(
    { "lines.csv": "code,year,name,n,line\na,2018,Aa,1,x\na,2018,Aa,2,y\nb,2018,Bb,4,x\nb,2018,Bb,c,y\n" },
    {
      tables: { lines: { file: "lines.csv", sum: ["n"] } },
      panel: { area: "code", time: "year", label: "name", measures: { n: "lines.n" } },
    },
  );
  expect(found.cells["n"]).toEqual([3, null]);
  expect(reasonAt(found.panel.columns.get("n")!, 1)).toBe("suppressed");
  expect(found.panel.area!.labels).toEqual(["Aa", "Bb"]);
});

test("areas merge, split by weight and stand together in one row, visibly", () => {
  const texts = {
    "main.csv": "code,year\n314,2020\n318,2020\n838,2020\n940,2020\n941,2020\n",
    "other.csv": "code,year,n,rate\n836,2020,10,5\n837,2020,20,5\n928,2020,100,7\n314 / 318,2020,8,9\n",
  };
  const tables = (composite: string) => ({
    main: { file: "main.csv" },
    other: {
      file: "other.csv",
      sum: ["n"],
      areas: { map: { "836": "838", "837": "838", "928": { "940": 0.25, "941": 0.75 } }, composite },
    },
  });
  const panel = { area: "code", time: "year", measures: { n: "other.n", rate: "other.rate" } };
  const both = panelOf(texts, { tables: tables("both"), panel });
  // Eight for the two together is not eight for each.
  expect(both.cells["n"]).toEqual([null, null, 30, 25, 75]);
  expect(reasonAt(both.panel.columns.get("n")!, 0)).toBe("unavailable");
  expect(both.cells["rate"]).toEqual([9, 9, 5, 7, 7]);
  const aside = panelOf(texts, { tables: tables("aside"), panel });
  expect(aside.cells["n"]).toEqual([null, null, 30, 25, 75]);
  const wrong = build(texts, {
    tables: { ...tables("both"), other: { file: "other.csv", areas: { map: { "928": { "940": 0.5, "941": 0.6 } } } } },
    panel,
  });
  expect(wrong.problems[0]).toMatchObject({ code: "areas-weights-wrong", value: "928" });
});

test("each year gets the latest event up to its last day", () => {
  const texts = {
    "main.csv": "code,year\na,2017\na,2018\na,2019\nb,2018\n",
    "events.csv":
      "code,day,grade\na,31/03/2018,Good\na,1 April 2018,Poor\na,,Lost\nb,2019-01-01,Fine\nc,2017-01-01,Else\n",
  };
  const source = (latest: object) => ({
    tables: { main: { file: "main.csv" }, events: { file: "events.csv", latest } },
    panel: { area: "code", time: "year", measures: { grade: "events.grade" } },
  });
  const found = panelOf(texts, source({ date: "day" }));
  expect(found.cells["grade"]).toEqual([null, "Good", "Poor", null]);
  expect(found.problems.find(({ code }) => code === "date-unreadable")).toMatchObject({ row: 4, severity: "warning" });
  expect(panelOf(texts, source({ date: "day", day: "12-31" })).cells["grade"]).toEqual([null, "Poor", "Poor", null]);
});

test("prices of one year, and groups of equal size within each year", () => {
  const found = panelOf(
    {
      "main.csv": "code,year,spend\na,2016,100\na,2017,110\nb,2016,50\nb,2017,x\nc,2016,50\nc,2017,1\n",
      "prices.csv": "year,index\n2016,100\n2017,110\n",
    },
    {
      tables: { main: { file: "main.csv" }, prices: { file: "prices.csv" } },
      panel: {
        area: "code",
        time: "year",
        measures: {
          real: { deflate: "main.spend", by: "prices.index", base: 2017 },
          known: { coalesce: ["main.spend", "prices.index"] },
          third: { quantile: "main.spend", groups: 3 },
        },
      },
    },
  );
  const real = found.cells["real"] as (number | null)[];
  [110, 110, 55, null, 55, 1].forEach((value, row) => {
    if (value === null) expect(real[row]).toBeNull();
    else expect(real[row]).toBeCloseTo(value, 10);
  });
  expect(found.cells["known"]).toEqual([100, 110, 50, 110, 50, 1]);
  expect(found.cells["third"]).toEqual([3, 2, 1, null, 1, 1]);
});

test("a plain table may be turned long too", () => {
  const found = panelOf(
    { "w.csv": "id,x1,x2\n7,1,2\n8,3,4\n" },
    { tables: { w: { file: "w.csv", long: { names: "which", values: { x: ["x1", "x2"] } } } } },
  );
  expect(found.cells["x"]).toEqual([1, 2, 3, 4]);
  expect(found.cells["which"]).toEqual(["x1", "x2", "x1", "x2"]);
});
