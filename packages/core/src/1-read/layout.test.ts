import { describe, expect, it, test } from "vitest";
import { hasR, runR } from "../../test/r.ts";
import { cells, codes, outcome, read, reasons } from "../../test/read-text.ts";
import { recognise } from "./recognise.ts";
import { readHelpersR, readR } from "./read-r.ts";
import { sheetRow } from "./sheet-row.ts";

const TITLED = [
  "Annual population survey",
  '"ONS Crown Copyright Reserved [from Nomis, on 3 May 2024]"',
  "",
  "Date,Jan 2023-Dec 2023",
  "",
  "area,code,number,rate",
  "Hartlepool,E06000001,100,12.5",
  "Darlington,E06000005,200,13.5",
  "York,E06000014,300,14.5",
  "",
  "Source: Office for National Statistics, annual survey",
  "1. Figures are rounded, so that totals may differ",
  "Contact us",
].join("\n");

describe("lines above and below a table", () => {
  it("leaves out titles and notes, says so, and keeps the rows' numbers", () => {
    const result = read(TITLED);
    expect(result.order).toEqual(["area", "code", "number", "rate"]);
    expect(result).toMatchObject({ rows: 3, skipped: 5, footer: 3, headerRows: 1 });
    expect(cells(result, "rate")).toEqual([12.5, 13.5, 14.5]);
    expect(result.problems).toMatchObject([
      { code: "titles-skipped", severity: "info", count: 5 },
      { code: "notes-skipped", row: 11, count: 3, value: "Source: Office for National Statistics" },
    ]);
    expect(sheetRow(result, 0)).toBe(7);
  });

  it("knows them as a spreadsheet saves them: padded with blanks", () => {
    const text = "Children in need,,,\n,,,\ncode,name,2019,2020\nA,a,1,2\nB,b,3,4\n,,,\nSource: DfE,,,\n";
    const result = read(text);
    expect(result).toMatchObject({ rows: 2, skipped: 2, emptyRows: 0, order: ["code", "name", "2019", "2020"] });
    expect(result.footer).toBe(2);
    expect(codes({ ok: true, result })).toEqual(["titles-skipped", "notes-skipped"]);
  });

  it("finds the delimiter below titles with other delimiters in them", () => {
    const result = read("Children, in need\n\ncode;name;n\nA;a;1\nB;b;2\nC;c;3\n");
    expect(result).toMatchObject({ delimiter: ";", rows: 3, order: ["code", "name", "n"] });
  });

  it("does not take a row cut short, or rows without values, for notes", () => {
    expect(codes(outcome("code,name,n\nA,a,1\nB,b,2\nE0600"))).toEqual(["rows-ragged"]);
    expect(read("code,n,m\nA,1,1\nB,2,2\nC,,\n")).toMatchObject({ rows: 3, footer: 0 });
    expect(read("code,n,m\nA,1,1\n,,\nC,,\nD,4,4\n")).toMatchObject({ rows: 3, footer: 0, emptyRows: 1 });
  });

  it("gives back what looked like notes when rows follow, and counts it as ragged", () => {
    const ragged = outcome("a,b,c\n1,2,3\nNote: see below\n4,5,6\n");
    expect(ragged.ok || ragged.problems).toMatchObject([{ code: "rows-ragged", row: 3, count: 1 }]);
  });

  it("is overruled", () => {
    expect(codes(outcome(TITLED, { skip: 0 }))).toEqual(["rows-ragged"]);
    expect(codes(outcome(TITLED, { skip: 5, footer: 0 }))).toEqual(["rows-ragged"]);
    const said = read(TITLED, { skip: 5, footer: 3 });
    expect(said).toMatchObject({ rows: 3, footer: 3, problems: [] });
    expect(read("a,b\n1,2\n3,4\n5,6\n", { footer: 2 })).toMatchObject({ rows: 1, footer: 2 });
    expect(codes(outcome("a,b\n1\n3,4\n5\n", { footer: 1 }))).toEqual(["rows-ragged"]);
    expect(read("a,b\n3,4\n5\n6,7,8\n", { footer: 2 })).toMatchObject({ rows: 1, footer: 2 });
  });

  it("leaves a file alone that begins with its names, whatever follows", () => {
    expect(read("a,b,c\n1,2,3\n4,5,6\n")).toMatchObject({ skipped: 0, footer: 0, problems: [] });
    expect(codes(outcome("a,b\n1,2,3\n4,5,6\n7,8,9\n"))).toEqual(["rows-ragged"]);
  });
});

describe("names in several rows", () => {
  const TEXT = "Code,Area,2019,,2020,\n,,Number,Rate,Number,Rate\nA,a,1,1.5,2,2.5\nB,b,3,3.5,4,4.5\n";

  it("joins them, the upper ones reaching to the right", () => {
    const result = read(TEXT);
    expect(result.order).toEqual(["Code", "Area", "2019 Number", "2019 Rate", "2020 Number", "2020 Rate"]);
    expect(result).toMatchObject({ rows: 2, headerRows: 2 });
    expect(result.problems).toMatchObject([{ code: "names-joined", count: 2 }]);
    expect(sheetRow(result, 0)).toBe(3);
    expect(read("A title\n\n" + TEXT)).toMatchObject({ rows: 2, headerRows: 2, skipped: 2 });
  });

  it("is overruled", () => {
    expect(codes(outcome(TEXT, { headerRows: 1 }))).toContain("header-blank");
    const three = read("x,x\ny,y\na,b\n1,2\n", { headerRows: 3 });
    expect(three.order).toEqual(["x y a", "x y b"]);
    expect(codes(outcome(TEXT, { headerRows: 0 }))).toEqual(["header-rows-wrong"]);
  });

  it("does not take rows of words for names", () => {
    expect(codes(outcome("a,a\nx,y\nz,w\n"))).toEqual(["header-duplicate"]);
  });
});

describe("signs and codes in numbers", () => {
  it("reads 12% and £1,200 where the whole column is so", () => {
    const result = read('p,m,q\n12%,"£1,200",5%\n3.5%,-£3,6\nz,£ 4,7\n');
    expect(cells(result, "p")).toEqual([12, 3.5, null]);
    expect(cells(result, "m")).toEqual([1200, -3, 4]);
    expect(cells(result, "q")).toEqual(["5%", "6", "7"]);
    expect(reasons(result, "p")[2]).toBe("not applicable");
    expect([...result.signs]).toEqual([["p", "%"], ["m", "£"]]); // prettier-ignore
    expect(result.problems.map(({ code, column }) => [code, column])).toEqual([
      ["numbers-with-sign", "p"],
      ["numbers-with-sign", "m"],
    ]);
    expect(recognise(result, "").columns.map(({ sign }) => sign)).toEqual(["%", "£", undefined]);
    expect(cells(read("p\n12%\n", { columns: { p: { type: "text" } } }), "p")).toEqual(["12%"]);
  });

  it("points at numbers that may mean missing, and reads them so when told", () => {
    const text = "n,m\n1,-99\n-99,3\n-99,-1\n4,5\n";
    const result = read(text);
    expect(result.problems).toMatchObject([
      { code: "missing-code-likely", severity: "warning", column: "n", row: 3, value: "-99", count: 2 },
    ]);
    expect(cells(result, "n")).toEqual([1, -99, -99, 4]);
    const told = read(text, { columns: { n: { missing: ["-99"] } } });
    expect(cells(told, "n")).toEqual([1, null, null, 4]);
    expect(reasons(told, "n")).toEqual(["present", "coded", "coded", "present"]);
    expect(told.problems).toEqual([]);
  });
});

test.skipIf(!hasR())("the R script reads the same cells", () => {
  const texts = {
    "a.csv": TITLED,
    "b.csv": "Code,Area,2019,,2020,\n,,Number,Rate,Number,Rate\nA,a,1,1.5,2,2.5\nB,b,3,3.5,4,4.5\n",
    "c.csv": 'p,m\n12%,"£1,200"\n3.5%,-£3\nz,£ 4\n',
    "d.csv": "n,m\n1,2\n-99,3\n-99,4\n",
  };
  for (const [name, text] of Object.entries(texts)) {
    const options = name === "d.csv" ? { columns: { n: { missing: ["-99"] } } } : {};
    const result = read(text, options);
    const script = readHelpersR() + readR("t", name, options, result.order, result);
    const theirs = runR<Record<string, unknown[]>>(script, { [name]: text }, "lapply(as.list(t), I)");
    for (const column of result.order) expect([theirs[column]].flat()).toEqual(cells(result, column));
  }
});
