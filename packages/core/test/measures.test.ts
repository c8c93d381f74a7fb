import { expect, test } from "vitest";
import { parseRelease } from "../src/3-panel/parse-release.ts";
import { build } from "./built-panel.ts";

/** Every verb of a measure, in the panel and in its R script; b has no 2017, and d a missing figure. */
const MAIN =
  "code,year,n,people,spend,one,two\na,2016,10,100,50,1,3\na,2017,12,110,55,2,3\na,2018,18,120,c,3,3\n" +
  "b,2016,20,200,80,4,4\nb,2018,30,220,100,5,4\nc,2016,5,0,20,6,1\nc,2017,6,50,22,7,1\nc,2018,8,60,24,8,1\nd,2017,x,70,30,9,2\n";
const PRICES = "year,index\n2016,90\n2017,95\n2018,100\n";

test("rate, per head, ratio, share, log, difference, lag, index, sum, deflate, coalesce, quantile", () => {
  const { cells } = build(
    { "main.csv": MAIN, "prices.csv": PRICES },
    { main: { file: "main.csv" }, prices: { file: "prices.csv" } },
    {
      n: "main.n",
      rate: { rate: "n", per: "main.people", times: 10000 },
      per_head: { ratio: "main.spend", per: "main.people" },
      share: { share: "main.one", of: ["main.one", "main.two"], times: 100 },
      log: { log: "n" },
      gap: { difference: "main.one", minus: "main.two" },
      change: { difference: "n" },
      before: { lag: "n" },
      two_before: { lag: "n", by: 2 },
      index: { index: "n", base: 2016 },
      sum: { sum: ["main.one", "main.two"] },
      real: { deflate: "main.spend", by: "prices.index", base: 2018 },
      either: { coalesce: ["main.spend", "n"] },
      third: { quantile: "n", groups: 3 },
    },
  );
  // Lags go by the calendar: b's 2018 has no 2017 before it, whatever row stands above.
  expect(cells["before"]).toEqual([null, 10, 12, null, null, null, 5, 6, null]);
  expect(cells["two_before"]).toEqual([null, null, 10, null, 20, null, null, 5, null]);
  expect(cells["change"]).toEqual([null, 2, 6, null, null, null, 1, 2, null]);
  expect(cells["rate"]![5]).toBeNull();
  expect(cells["real"]![0]).toBeCloseTo(55.555555555, 8);
});

const NEAR = "code,SN_1,SN_1P,SN_2,SN_2P\na,b,Close ,c,Very close\nb,a,Close ,c,Close \nc, d ,Close ,,\n";

test("mean and median of neighbours in the same year, from columns of a table", () => {
  const { cells, tables } = build(
    { "main.csv": MAIN, "near.csv": NEAR },
    { main: { file: "main.csv" }, near: { file: "near.csv" } },
    {
      n: "main.n",
      theirs: { neighbours: "n", from: { table: "near", columns: "SN_*" } },
      middle: { neighbours: "n", from: { table: "near", columns: ["SN_1", "SN_2"] }, take: "median" },
      gap: { difference: "n", minus: "theirs" },
    },
  );
  // c's only neighbour has no figure, d has no row.
  expect(cells["theirs"]).toEqual([12.5, 6, 19, 7.5, 13, null, null, null, null]);
  expect(cells["middle"]).toEqual(cells["theirs"]);
  expect(cells["gap"]![0]).toBe(-2.5);
  expect(tables.find(({ table }) => table === "near")).toMatchObject({ matched: 3, rows: 3 });
});

test("neighbours in rows, by other codes of the councils; oneself is nobody's neighbour", () => {
  const { cells } = build(
    {
      "main.csv": "code,year,n\nE06000001,2020,1\nE06000002,2020,2\nE06000003,2020,6\nE06000004,2020,10\n",
      "near.csv": "area,neighbour,kind\n805,806,now\n805,807,now\n805,808,old\n806,806,now\n806,Hartlepool,now\n",
    },
    { main: { file: "main.csv" }, near: { file: "near.csv", area: "area", where: { kind: "now" } } },
    { n: "main.n", theirs: { neighbours: "n", from: { table: "near", columns: "neighbour" } } },
  );
  expect(cells["theirs"]).toEqual([4, 1, null, null]);
});

test("two releases of one figure: one is chosen, the other is told where it differs", () => {
  const texts = { "old.csv": "code,year,n\na,2016,10\na,2017,11\nb,2016,20\n", "new.csv": "code,year,n\na,2016,10\na,2017,22\nb,2016,c\n" }; // prettier-ignore
  const tables = {
    old: { file: "old.csv", release: "October 2022" },
    now: { file: "new.csv", release: "30 October 2025" },
  };
  const of = (choose: string) => build(texts, tables, { n: { releases: ["old.n", "now.n"], choose } });
  const latest = of("latest");
  expect(latest.cells["n"]).toEqual([10, 22, null]);
  expect(latest.problems.find(({ code }) => code === "releases-differ")).toMatchObject({
    ...{ severity: "info", count: 1, path: ["panel", "measures", "n"] },
    facts: { both: 2, differ: 1, onlyOther: 1, largest: 11, middle: 0.5 },
  });
  expect(of("earliest").cells["n"]).toEqual([10, 11, 20]);
  expect(of("October 2022").cells["n"]).toEqual([10, 11, 20]);
  expect(() => of("May 2020")).toThrow("release-unknown");
  expect(() => build(texts, { ...tables, old: { file: "old.csv" } }, { n: { releases: ["old.n", "now.n"], choose: "latest" } })).toThrow("release-unknown"); // prettier-ignore
});

test.each([
  ["October 2025", 20_251_000],
  ["30 October 2025", 20_251_030],
  ["2025-10-30", 20_251_030],
  ["2025-10", 20_251_000],
  ["released in 2022", 20_220_000],
  ["first", null],
])("the release %s", (text, day) => expect(parseRelease(text)).toBe(day));
