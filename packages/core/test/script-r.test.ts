import { describe, expect, test } from "vitest";
import type { DecomposeValue } from "../src/8-analyses/decompose/value.ts";
import type { RegressValue } from "../src/8-analyses/regress/value.ts";
import type { Column } from "../src/columns/column.ts";
import { drain } from "../src/messages/drain.ts";
import { cutR, panelR, type PanelSource } from "../src/3-panel/index.ts";
import { bytesFile } from "../src/study/bytes-file.ts";
import { prepare } from "../src/study/prepare.ts";
import { run } from "../src/study/run.ts";
import { hasR, runRscript } from "./r.ts";
import { bytes, files, smallStudy, smallTable } from "./studies.ts";

const listed = (column: Column) => Array.from({ length: column.length }, (_, row) => column.at(row));

describe.skipIf(!hasR())("the R script gives the same panel and the same numbers", () => {
  const texts = {
    "one.csv":
      '\uFEFFcode,period,level,n,Ort\r\n b ,201516,LA,"1,200",Köln\r\nb,201617,LA,900,x\r\na,201516,LA,c,"a, b"\r\n' +
      "a,201617,LA,50,\r\nZ,201516,All,1,y\r\nÄ,201415,LA,7,z\r\nÄ,201617,LA,9,z\r\n",
    "two.csv":
      "id,when,p,3 months,label\na,2015/16,100,1,001\nb,2015/16,0,2,002\nb,2016/17,30,3,003\nÄ,2013-14,5,z,004\n",
    "three.csv": "code;score\na;1,5\nb;2,25\nÄ;-3\n",
  };
  const source = {
    whyvary: 1,
    tables: {
      one: { file: "one.csv", where: { level: ["LA"] } },
      "pop-2": { file: "two.csv", area: "id", time: "when", shiftTime: 1 },
      panel: { file: "three.csv", read: { decimal: "," } },
    },
    panel: {
      area: "code",
      time: "period",
      measures: {
        n: "one.n",
        rate: { rate: "one.n", per: "pop-2.p", times: 1000 },
        "odd name": "pop-2.`3 months`",
        place: "one.Ort",
        score: "panel.score",
        share: { share: "one.n", of: ["one.n", "panel.score"], times: 100 },
        log: { log: "panel.score" },
        less: { difference: "one.n", minus: "panel.score" },
        change: { difference: "one.n" },
        before: { lag: "log", by: 2 },
        index: { index: "one.n", base: 2016 },
        all: { sum: ["one.n", "panel.score", "odd name"] },
      },
      times: { from: 2015, to: 2017 },
      without: ["none"],
    },
  };

  test("every kind of measure, joins, shifts, encodings, symbols, factors of odd names", () => {
    const held = Object.entries(texts).map(([name, text]) => bytesFile(name, bytes(text)));
    const { built, read } = drain(prepare(source, held));
    if (built === null || !built.ok) throw new Error(JSON.stringify(built?.problems));
    const { panel } = built;
    const wanted = [...panel.columns.keys()];
    const keys = source.panel;
    const script = panelR(source as unknown as PanelSource, read, wanted) + cutR(keys.times, keys.without, keys);
    type Frame = Record<string, (string | number | null)[]>;
    const theirs = runRscript<Frame>(script, texts, "as.list(panel)");
    expect(theirs["area"]).toEqual(Array.from(panel.area!.of, (at) => panel.area!.codes[at]!));
    expect(theirs["time"]).toEqual(Array.from(panel.time!.of, (at) => panel.time!.values[at]!));
    expect(Object.keys(theirs)).toEqual(["area", "time", ...wanted]);
    for (const name of wanted) {
      const ours = listed(panel.columns.get(name)!);
      ours.forEach((cell, row) => {
        const their = theirs[name]![row]!;
        if (typeof cell === "number") expect(their, name).toBeCloseTo(cell, 10);
        else expect(their, name).toBe(cell);
      });
    }
  });

  test("from the files to the shares, redraws included", () => {
    const analyses = [
      {
        id: "shares",
        kind: "decompose",
        outcome: "rate",
        blocks: { Area: "area", Year: "time", Spend: ["spend"], Poverty: ["poverty"] },
        bootstrap: { draws: 200, seed: 7 },
        without: ["A03"],
      },
    ];
    const study = smallStudy({ analyses }, { times: { from: 2016 }, without: ["A00"] });
    const results = run(study, files({ "small.csv": smallTable(20) }));
    const [analysis] = results.analyses;
    expect(analysis!.problem).toBeUndefined();
    const value = analysis!.value as DecomposeValue;
    const theirs = runRscript<DecomposeValue>(analysis!.rCode, { "small.csv": smallTable(20) }, "result");
    expect(theirs.rSquared).toBeCloseTo(value.rSquared, 10);
    value.shares.forEach((share, at) => {
      const other = theirs.shares[at] as unknown as Record<string, number>;
      expect(other["block"]).toBe(share.block);
      for (const key of ["alone", "last", "shapley", "min", "max", "low", "high", "jackknifeStdError"] as const)
        expect(other[key], `${share.block} ${key}`).toBeCloseTo(share[key] as number, 9);
    });
  });

  test("a regression on a lag does not reach over a year that is missing", () => {
    const table = smallTable(12, [2015, 2016, 2018, 2019]);
    const measures = { rate: "small.rate", spend: "small.spend", before: { lag: "spend" } };
    const analyses = [{ id: "m", kind: "regress", formula: "rate ~ before", errors: "CR1" }];
    const [analysis] = run(smallStudy({ analyses }, { measures }), files({ "small.csv": table })).analyses;
    const value = analysis!.value as RegressValue;
    // 2016 after 2015 and 2019 after 2018; what 2018 would look back to is not there.
    expect([value.fit.nobs, value.times]).toEqual([24, 2]);
    const theirs = runRscript<RegressValue>(analysis!.rCode, { "small.csv": table }, "result");
    expect(theirs.fit.nobs).toBe(24);
    // No two neighbouring years are left, so the family has no first differences.
    const rows = (found: RegressValue) => found.family!.models.map(({ nobs }) => nobs);
    expect(rows(value)[4]).toBeNull();
    expect(rows(theirs)).toEqual(rows(value));
    value.coefficients.forEach(({ estimate }, at) =>
      expect(theirs.coefficients[at]!.estimate).toBeCloseTo(estimate, 9),
    );
  });

  test("hostile names and values stay text", () => {
    const name = 'x"); stop("no") #`';
    const text =
      `code,year,y,"${name.replaceAll('"', '""')}"\n` +
      ["a", "b", "c"]
        .flatMap((c, i) => [1, 2, 3].map((t) => `"${c}\\""",${2014 + t},${i + t * t},${t + i * i}`))
        .join("\n");
    const study = {
      whyvary: 1,
      tables: { t: { file: 'a"); q("no"); #.csv' } },
      panel: { area: "code", time: "year", measures: { y: "t.y", x: `t.\`${name}\`` }, without: ['b"); stop("x'] },
      analyses: [{ id: "m", kind: "regress", formula: "y ~ x", title: "line\nbreak", errors: "classical" }],
    };
    const results = run(study, files({ 'a"); q("no"); #.csv': text }));
    const [analysis] = results.analyses;
    expect(analysis!.problem).toBeUndefined();
    const value = analysis!.value as { coefficients: { estimate: number }[] };
    const theirs = runRscript<typeof value>(analysis!.rCode, { 'a"); q("no"); #.csv': text }, "result");
    value.coefficients.forEach((row, at) => expect(theirs.coefficients[at]!.estimate).toBeCloseTo(row.estimate, 9));
  });
});
