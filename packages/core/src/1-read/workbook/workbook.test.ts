import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { hasR, runR } from "../../../test/r.ts";
import { cells, reasons } from "../../../test/read-text.ts";
import { ods, row, xlsx, type SheetXml } from "../../../test/workbooks.ts";
import type { Column } from "../../columns/column.ts";
import { readHelpersR, readR } from "../read-r.ts";
import { createReader, readFile } from "../packed-reader.ts";
import { recognise } from "../recognise.ts";
import type { ReadOptions, ReadResult } from "../types.ts";
import { dayOf, kindOfFormat, writeNumber } from "./number-formats.ts";

function read(bytes: Uint8Array, options: ReadOptions = {}, name = "book.xlsx"): ReadResult {
  const outcome = readFile(name, bytes, options);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.result;
}
const codesOf = (bytes: Uint8Array, options: ReadOptions = {}, name = "book.xlsx") => {
  const outcome = readFile(name, bytes, options);
  return (outcome.ok ? outcome.result.problems : outcome.problems).map(({ code }) => code);
};
const plain: SheetXml = { name: "Data", rows: row(1, ["area", "n"]) + row(2, ["a", 1]) + row(3, ["b", 2.5]) };

describe("an .xlsx", () => {
  test("is read by the rules of any table, each cell as what it is in the spreadsheet", () => {
    const rows =
      row(1, ["code", "text", "number", "share", "day", "sum", "error", "flag"]) +
      `<row r="2"><c r="A2" s="1"><v>7</v></c><c r="B2" t="s"><v>0</v></c><c r="C2"><v>529.29999999999995</v></c>` +
      `<c r="D2" s="2"><v>0.07</v></c><c r="E2" s="3"><v>43190</v></c><c r="F2"><f>C2*2</f><v>1058.6</v></c>` +
      `<c r="G2"><v>1</v></c><c r="H2" t="b"><v>1</v></c></row>` +
      `<row r="3"><c r="A3" s="1"><v>12</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="str"><f>x</f><v>c</v></c>` +
      `<c r="D3" s="2"><v>0.123456</v></c><c r="E3" s="3"><v>43190.75</v></c><c r="F3"><f>C3*2</f></c>` +
      `<c r="G3" t="e"><v>#N/A</v></c><c r="H3" t="b"><v>0</v></c></row>`;
    const result = read(
      xlsx([{ name: "Data", rows }], {
        strings: ["<t>plain</t>", "<r><t>rich </t></r><r><t>&amp; bold_x000D_</t></r><rPh><t>no</t></rPh>"],
        formats: ["000", "0.0%", "dd/mm/yyyy hh:mm"],
      }),
    );
    expect(cells(result, "code")).toEqual(["007", "012"]);
    expect(cells(result, "text")).toEqual(["plain", "rich & bold"]);
    expect(cells(result, "number")).toEqual([529.3, null]);
    expect(reasons(result, "number")).toEqual(["present", "suppressed"]);
    expect(cells(result, "share")).toEqual([7, 12.3456]);
    expect(result.signs.get("share")).toBe("%");
    expect(cells(result, "day")).toEqual(["2018-03-31", "2018-03-31 18:00:00"]);
    expect(cells(result, "sum")).toEqual([1058.6, null]);
    expect(cells(result, "error")).toEqual([1, null]);
    expect(reasons(result, "error")).toEqual(["present", "coded"]);
    expect(cells(result, "flag")).toEqual(["TRUE", "FALSE"]);
    expect(result.problems.map(({ code, row: at, column }) => [code, at, column])).toEqual([
      ["formulas-without-value", 3, "F"],
      ["sheet-errors", 3, "G"],
      ["numbers-with-sign", undefined, "share"],
    ]);
  });

  test("the first sheet in sight with a table is read; another by name; the others are said", () => {
    const book = xlsx([
      { name: "Cover", rows: row(1, ["About this release"]) },
      { ...plain, name: "Working", state: "hidden" },
      { ...plain, name: "Table &amp; 1" },
      { name: "Other", rows: row(1, ["x", "y"]) + row(2, [3, 4]) + row(3, [5, 6]) },
    ]);
    const result = read(book);
    expect(result.packed).toMatchObject({ kind: "xlsx", sheet: "Table & 1" });
    expect(result.problems).toMatchObject([{ code: "sheet-chosen", facts: { sheets: ["Cover", "Working", "Other"] } }]);
    expect(recognise(result, "").sheets).toEqual([
      { name: "Cover", hidden: false, rows: 1, columns: 1, table: false },
      { name: "Working", hidden: true, rows: 3, columns: 2, table: true },
      { name: "Table & 1", hidden: false, rows: 3, columns: 2, table: true },
      { name: "Other", hidden: false, rows: 3, columns: 2, table: true },
    ]);
    expect(read(book, { sheet: "other" }).order).toEqual(["x", "y"]);
    expect(read(book, { sheet: "Working" }).problems).toEqual([]);
    expect(codesOf(book, { sheet: "Tabel 2" })).toEqual(["sheet-unknown"]);
  });

  test("titles, joined names, joined rows, a blank first column, rows hidden: rows keep the spreadsheet's numbers", () => {
    const rows =
      row(1, [null, "Table 1: children by area"]) +
      row(3, [null, "region", "area", "2019", null, "2020", null]) +
      row(4, [null, null, null, "n", "rate", "n", "rate"]) +
      row(5, [null, "North", "a", 1, 0.1, 2, 0.2]) +
      row(6, [null, null, "b", 3, 0.3, 4, 0.4]).replace("<row ", '<row hidden="1" ') +
      row(8, [null, "South", "d", 5, 0.5, "odd", 0.6]) +
      row(9, [null, "South", "e", 5, 0.5, 6, 0.6]) +
      row(10, [null, "South", "f", 5, 0.5, 6, 0.6]);
    const merges = ["B3:B4", "C3:C4", "D3:E3", "F3:G3", "B5:B6", "B1:G1"];
    const result = read(xlsx([{ name: "T", rows, merges }]), { columns: { "2020 n": { type: "number" } } });
    expect(result.order).toEqual(["region", "area", "2019 n", "2019 rate", "2020 n", "2020 rate"]);
    expect(cells(result, "region")).toEqual(["North", "North", "South", "South", "South"]);
    expect(cells(result, "2020 n")).toEqual([2, 4, null, 6, 6]);
    const told = result.problems.map(({ code, count, row: at }) => [code, count ?? at]);
    expect(told).toContainEqual(["merged-cells-filled", 3]);
    expect(told).toContainEqual(["sheet-rows-hidden", 1]);
    expect(result.problems.find(({ code }) => code === "cell-unreadable")).toMatchObject({ row: 8, value: "odd" });
  });

  test("percentages among other numbers stay the numbers they are; numbers kept as text are pointed at", () => {
    const rows =
      row(1, ["a", "mixed", "texts"]) +
      `<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>0.5</v></c><c r="C2" t="inlineStr"><is><t>10</t></is></c></row>` +
      `<row r="3"><c><v>1</v></c><c><v>2</v></c><c t="inlineStr"><is><t>11</t></is></c></row>` +
      row(4, [1, 3, 12]);
    const result = read(xlsx([{ name: "T", rows }], { formats: ["0%"] }));
    expect(cells(result, "mixed")).toEqual([0.5, 2, 3]);
    expect(cells(result, "texts")).toEqual([10, 11, 12]);
    expect(result.problems).toMatchObject([{ code: "numbers-as-text", column: "C", count: 2 }]);
  });

  test("pieces of any size give the same; what is no workbook says so", () => {
    const book = xlsx([plain]);
    const reader = createReader("upload", {});
    for (const byte of book) reader.push(Uint8Array.of(byte));
    const outcome = reader.end();
    expect(outcome.ok && cells(outcome.result, "n")).toEqual([1, 2.5]);
    expect(codesOf(book.subarray(0, book.length - 30))).toEqual(["packed-broken"]);
    expect(codesOf(xlsx([{ name: "T", rows: "<row><c><v>1</c></row>" }]))).toEqual(["packed-broken"]);
    expect(codesOf(xlsx([{ name: "T", rows: "" }]))).toEqual(["workbook-empty"]);
    expect(codesOf(zipSync({ "[Content_Types].xml": strToU8("<a/>"), "word/document.xml": strToU8("<a/>") }))).toEqual(["packed-broken"]); // prettier-ignore
    expect(codesOf(xlsx([plain], { extra: { "xl/workbook.bin": strToU8("x") } }))).toEqual(["workbook-binary"]);
  });

  test("a workbook packed to do harm is refused", () => {
    const bomb = xlsx([plain], { extra: { "xl/worksheets/sheet1.xml": new Uint8Array(60_000_000) } });
    expect(bomb.length).toBeLessThan(200_000);
    expect(codesOf(bomb)).toEqual(["packed-too-large"]);
    const wide = xlsx([{ name: "T", rows: row(1, ["a", "b"]) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' }]); // prettier-ignore
    const told = codesOf(wide);
    expect(told.filter((code) => code === "header-blank")).toHaveLength(20);
    expect(told.filter((code) => code === "problems-more")).toHaveLength(1);
  });
});

describe("an .ods", () => {
  const cell = (text: string) => `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`; // prettier-ignore
  const figure = (value: number, more = "") => `<table:table-cell office:value-type="float" office:value="${value}"${more}/>`; // prettier-ignore
  const line = (...parts: string[]) => `<table:table-row>${parts.join("")}</table:table-row>`;

  test("is read as an .xlsx is: repeats, kinds, notes on cells, hidden sheets, the endless blank end", () => {
    const hidden = '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'; // prettier-ignore
    const tables =
      `<table:table table:name="Hidden" table:style-name="h">${line(cell("a"), cell("b"))}${line(figure(1), figure(2))}${line(figure(1), figure(2))}</table:table>` +
      `<table:table table:name="Data">${line(cell("code"), cell("n"), cell("share"), cell("day"))}` +
      line(
        '<table:table-cell office:value-type="float" office:value="7"><text:p>007</text:p></table:table-cell>',
        figure(1.5),
        '<table:table-cell office:value-type="percentage" office:value="0.29"><text:p>29%</text:p></table:table-cell>',
        '<table:table-cell office:value-type="date" office:date-value="2018-03-31"><text:p>31/03/18</text:p></table:table-cell>',
      ) +
      `<table:table-row table:number-rows-repeated="2">${cell("two<text:s/><text:span>words</text:span><office:annotation><text:p>a note</text:p></office:annotation>")}${cell("#N/A")}<table:table-cell table:number-columns-repeated="2"/></table:table-row>` +
      `<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`;
    const result = read(ods(tables, hidden), {}, "a.ods");
    expect(result.packed).toMatchObject({ kind: "ods", sheet: "Data" });
    expect(cells(result, "code")).toEqual(["007", "two words", "two words"]);
    expect(cells(result, "n")).toEqual([1.5, null, null]);
    expect(cells(result, "share")).toEqual([29, null, null]);
    expect(cells(result, "day")).toEqual(["2018-03-31", null, null]);
    expect(result.problems.map(({ code }) => code)).toEqual(["sheet-chosen", "sheet-errors", "numbers-with-sign"]);
    expect(read(ods(tables, hidden), { sheet: "Hidden" }, "a.ods").order).toEqual(["a", "b"]);
  });

  test("rows repeated to do harm are refused", () => {
    const many = `<table:table table:name="x"><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row></table:table>`;
    expect(codesOf(ods(many), {}, "a.ods")).toEqual(["packed-broken"]);
  });
});

describe.skipIf(!hasR())("the R script reads the same cells", () => {
  const listed = (column: Column) => Array.from({ length: column.length }, (_, at) => column.at(at));
  const rows =
    row(1, [null, "Title"]) +
    row(3, [null, "region", "code", "share", "mixed", "day", "n", "note"]) +
    `<row r="4"><c r="B4" t="s"><v>0</v></c><c r="C4" s="1"><v>7</v></c><c r="D4" s="2"><v>0.07</v></c><c r="E4" s="2"><v>0.5</v></c><c r="F4" s="3"><v>43190</v></c><c r="G4"><f>1+1</f><v>529.29999999999995</v></c><c r="H4" s="9"/></row>` +
    `<row r="5"><c r="C5" s="1"><v>123</v></c><c r="D5" s="2"><v>0.123456</v></c><c r="E5"><v>2</v></c><c r="F5" s="3"><v>43190.75</v></c><c r="G5" t="e"><v>#N/A</v></c><c r="H5" t="inlineStr"><is><t>a &lt;b&gt; &amp;amp; &#233;</t></is></c></row>` +
    `<row r="7"><c r="B7" t="s"><v>1</v></c><c r="C7" s="1"><v>45</v></c><c r="D7" s="2"><v>0.29</v></c><c r="E7"><v>3</v></c><c r="F7" s="3"><v>20</v></c><c r="G7" t="inlineStr"><is><t>c</t></is></c></row>`;
  const book = xlsx([plain, { name: "T", rows, merges: ["B4:B5", "B1:H1"] }], {
    strings: ["<t>North</t>", "<r><t>South </t></r><r><t>East</t></r>"],
    formats: ["000", "0.0%", "dd/mm/yyyy hh:mm"],
  });
  const text = (words: string) => `<table:table-cell office:value-type="string"><text:p>${words}</text:p></table:table-cell>`; // prettier-ignore
  const sheet = ods(
    `<table:table table:name="T"><table:table-row>${text("a")}${text("share")}${text("n")}${text("day")}</table:table-row>` +
      `<table:table-row><table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>x<text:s text:c="2"/>y</text:p></table:table-cell><table:table-cell office:value-type="percentage" office:value="0.29"><text:p>29%</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="1.5"/><table:table-cell office:value-type="date" office:date-value="2018-03-31"/></table:table-row>` +
      `<table:table-row><table:covered-table-cell/><table:table-cell office:value-type="percentage" office:value="0.07"/><table:table-cell office:value-type="string"><text:p>c</text:p></table:table-cell><table:table-cell/></table:table-row>` +
      `<table:table-row table:number-rows-repeated="2">${text("z")}<table:table-cell table:number-columns-repeated="2" office:value-type="percentage" office:value="0.5"/><table:table-cell/></table:table-row>` +
      `<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`,
  );

  test.each([
    ["book.xlsx", book, { sheet: "T" }],
    ["sheet.ods", sheet, {}],
  ])("%s", (name, bytes, options) => {
    const result = read(bytes, options, name);
    const script = readHelpersR() + readR("t", name, options, result.order, result);
    const theirs = runR<Record<string, unknown[]>>(script, { [name]: bytes }, "lapply(as.list(t), I)");
    for (const column of result.order)
      expect([theirs[column]].flat(), column).toEqual(listed(result.columns.get(column)!));
  });
});

test("formats say what a number is", () => {
  const kind = (code: string) => kindOfFormat(164, code);
  expect([kindOfFormat(0, undefined), kindOfFormat(10, undefined), kindOfFormat(14, undefined), kindOfFormat(46, undefined)]).toEqual(["number", "percent", "day", "number"]); // prettier-ignore
  expect(["0.0%", "0%;[Red]-0%", "#,##0", "General", '"£"#,##0.00', "0.00E+00", "[h]:mm"].map(kind)).toEqual([
    "percent",
    "percent",
    ...Array.from({ length: 5 }, () => "number"),
  ]);
  expect(["dd/mm/yyyy", "mmm-yy", "yyyy", "[$-809]d mmmm yyyy;@", "hh:mm:ss", "m/d"].map(kind)).toEqual(
    Array.from({ length: 6 }, () => "day"),
  );
  expect([kind("000"), kind("00000"), kind("0")]).toEqual([{ digits: 3 }, { digits: 5 }, "number"]);
  expect(writeNumber(-7, { digits: 3 }, false)).toBe("-7");
  expect(writeNumber(0.1 + 0.2, "percent", false)).toBe("30.000000000000004%");
});

test("days are counted as a spreadsheet counts them", () => {
  const days = [1, 59, 61, 36_526, 43_190, 45_351, 2_958_465];
  expect(days.map((day) => dayOf(day, false))).toEqual([
    ...["1900-01-01", "1900-02-28", "1900-03-01", "2000-01-01", "2018-03-31", "2024-02-29", "9999-12-31"],
  ]);
  expect(dayOf(0, true)).toBe("1904-01-01");
  expect(dayOf(0.5, false)).toBe("12:00:00");
  expect(dayOf(43_190.999_999_9, false)).toBe("2018-04-01");
  expect(dayOf(-1, false)).toBeNull();
});
