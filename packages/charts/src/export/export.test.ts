import { expect, test } from "vitest";
import { strFromU8, unzipSync } from "fflate";
import { pictures } from "../../test/pictures.ts";
import { results, study } from "../../test/fixtures/results.ts";
import type { Table } from "../chart.ts";
import { drawSvg } from "../draw/draw-svg.ts";
import { charts } from "../index.ts";
import { copiedTable } from "./clipboard-table.ts";
import { tableCsv } from "./csv.ts";
import { pictureFile } from "./picture.ts";
import { sheetsOf } from "./sheets.ts";
import { sourceLines } from "./sources.ts";
import { copiedWording } from "./wording.ts";
import { xlsxBytes } from "./xlsx.ts";

const table: Table = {
  columns: [
    { key: "area", label: "Area" },
    { key: "rate", label: "Rate, per 10,000", numeric: true },
    { key: "share", label: "Share", numeric: true },
  ],
  rows: [
    [{ text: '=HYPERLINK("x")', value: "=1" }, { text: "−3.5", value: -3.512345678 }, { text: "45%", value: 0.4451 }], // prettier-ignore
    [
      { text: "-Ashby\tNorth", value: "a" },
      { text: "suppressed", value: null },
      { text: "–", value: null },
    ],
  ],
};

test("CSV has full figures, says why one is missing, and runs nothing", () => {
  expect(tableCsv(table)).toBe(
    'Area,"Rate, per 10,000",Share,Why missing\r\n' +
      `"'=HYPERLINK(""x"")",-3.512345678,0.4451,\r\n` +
      `'-Ashby\tNorth,,,"Rate, per 10,000: suppressed"\r\n`,
  );
  expect(tableCsv(table, { bom: true }).startsWith("\ufeffArea")).toBe(true);
  expect(tableCsv({ ...table, rows: table.rows.slice(0, 1) })).not.toContain("Why missing");
});

test("a copied table reads as on the screen and carries the full figures", () => {
  const { html, text } = copiedTable(table, "Rates <b>");
  expect(html).toContain('x:num="0.4451" sdval="0.4451" sdnum="2057;0;0%">45%</td>');
  expect(html).toContain("Rates &lt;b&gt;");
  expect(html).not.toMatch(/>=HYPERLINK/);
  expect(text.split("\r\n")[1]).toBe(`'=HYPERLINK("x")\t-3.512345678\t0.4451`);
  expect(text.split("\r\n")[2]).toBe("'-Ashby North\t\t");
});

test("copied words are the question, the answer, every note and the source", () => {
  const [first] = results.analyses;
  const { html, text } = copiedWording(first!, null, sourceLines(study).join("; "));
  expect(text).toContain(first!.question);
  expect(text).toContain("45% goes only with lasting differences");
  for (const note of first!.notes) expect(text).toContain(note.text);
  expect(text).toContain("Source: Invented for the tests, 2025-11-01 (data/panel.csv)");
  expect(html).toContain("<b>45%</b>");
});

test("a workbook opens as sheets of figures, notes and sources, with texts that stay texts", async () => {
  const [first] = results.analyses;
  const chart = charts.decompose;
  const tables = [
    { caption: "Shares: of all [it]", table: chart.table(first!.value as never) },
    { caption: "=1+1", table },
  ];
  const bytes = await xlsxBytes(sheetsOf(first!, tables, sourceLines(study), "Our own title"));
  const files = unzipSync(bytes);
  const book = strFromU8(files["xl/workbook.xml"]!);
  expect([...book.matchAll(/<sheet\s[^>]*?name="([^"]*)"/g)].map((match) => match[1])).toEqual(["1 Shares of all it", "2 =1+1", "Notes", "Sources"]); // prettier-ignore
  const second = strFromU8(files["xl/worksheets/sheet2.xml"]!);
  expect(second).toContain("<v>0.4451</v>");
  expect(second).toContain("<v>-3.512345678</v>");
  const all = Object.entries(files).filter(([name]) => name.startsWith("xl/worksheets/sheet"));
  for (const [, sheet] of all) expect(strFromU8(sheet)).not.toContain("<f>");
  const texts = Object.values(files).map((file) => strFromU8(file)).join(""); // prettier-ignore
  expect(texts).toContain("Our own title");
  expect(texts).toContain("Invented for the tests");
  expect(texts).toContain("suppressed");
});

test("a picture stands alone: title, words, source, white ground, real colours", async () => {
  const svg = pictureFile(await drawSvg(pictures["regress-light"]!()), {
    title: "Which <measures> go with it?",
    text: "Three estimates",
    source: "plans.csv",
  })!;
  expect(svg).toContain("<title>Which &lt;measures&gt; go with it?</title><desc>Three estimates</desc>");
  expect(svg).toContain('fill="#ffffff"');
  expect(svg).toContain(">Source: plans.csv</tspan>");
  expect(svg).not.toContain("var(");
});
