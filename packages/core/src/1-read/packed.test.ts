import { readFileSync } from "node:fs";
import { gzipSync as quickly } from "node:zlib";
import { gzipSync, strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { hasR, runR } from "../../test/r.ts";
import { bytes, sharedFile } from "../../test/studies.ts";
import type { Column } from "../columns/column.ts";
import { openFile } from "../study/bytes-file.ts";
import { createReader, readCsv, readFile, readHelpersR, readR } from "./index.ts";

const TEXT = 'code,name,n\n001,"Ä, b",1\n002,c,c\n003,d,"1,200"\n';
const listed = (column: Column) => Array.from({ length: column.length }, (_, row) => column.at(row));
const cells = (outcome: ReturnType<typeof readCsv>) => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.result.order.map((name) => [name, listed(outcome.result.columns.get(name)!)]);
};
const first = (outcome: ReturnType<typeof readCsv>) => (outcome.ok ? null : outcome.problems[0]!);

test("gzip, in pieces of any size, and a zip with one table read as the text inside", () => {
  const plain = cells(readCsv("t.csv", bytes(TEXT)));
  const packed = gzipSync(strToU8(TEXT));
  for (const size of [1, 3, 7, packed.length]) {
    const reader = createReader("t.csv.gz");
    for (let at = 0; at < packed.length; at += size) reader.push(packed.subarray(at, at + size));
    expect(cells(reader.end())).toEqual(plain);
  }
  const zip = zipSync({ "release/t.csv": strToU8(TEXT), "release/t.meta.csv": strToU8("a,b\n"), "readme.txt": strToU8("x") }); // prettier-ignore
  const read = readFile("t.zip", zip);
  expect(cells(read)).toEqual(plain);
  expect(read.ok && read.result.packed).toEqual({ kind: "zip", entry: "release/t.csv" });
});

test("two members of one gzip are one file", () => {
  const half = TEXT.indexOf("002");
  const two = new Uint8Array([...gzipSync(strToU8(TEXT.slice(0, half))), ...gzipSync(strToU8(TEXT.slice(half)))]);
  expect(cells(readFile("t.gz", two))).toEqual(cells(readCsv("t.csv", bytes(TEXT))));
});

test("a zip with several tables asks which, and is told", () => {
  const zip = zipSync({ "a.csv": strToU8("x\n1\n"), "b.csv": strToU8("y\n2\n") });
  expect(first(readFile("t.zip", zip))).toMatchObject({
    code: "zip-ambiguous",
    facts: { entries: ["a.csv", "b.csv"] },
  });
  expect(cells(readFile("t.zip", zip, { entry: "b.csv" }))).toEqual([["y", [2]]]);
  expect(first(readFile("t.zip", zip, { entry: "c.csv" }))).toMatchObject({
    code: "zip-entry-unknown",
    value: "c.csv",
  });
  expect(first(readFile("t.zip", zipSync({ "a.pdf": strToU8("x") })))).toMatchObject({ code: "zip-no-table" });
});

test("what is cut short, broken, or grows beyond all measure is refused in words", () => {
  const packed = gzipSync(strToU8(TEXT.repeat(500)));
  expect(first(readFile("t.gz", packed.subarray(0, packed.length - 20)))?.code).toBe("packed-broken");
  const broken = packed.slice();
  broken.fill(255, 30, 60);
  expect(readFile("t.gz", broken).ok).toBe(false);
  const wrongSize = packed.slice();
  wrongSize[packed.length - 4]! ^= 1;
  expect(first(readFile("t.gz", wrongSize))?.code).toBe("packed-broken");
  const cell = quickly(new Uint8Array(50e6).fill(49));
  expect(first(readFile("cell.csv.gz", cell))?.code).toBe("cell-huge");
  const rows = quickly(new Uint8Array(210e6).fill(10));
  expect(first(readFile("bomb.csv.gz", rows))?.code).toBe("packed-too-large");
}, 120_000);

test("an Excel workbook is still told apart from a zip", () => {
  const book = zipSync({ "[Content_Types].xml": strToU8("<x/>"), "xl/workbook.xml": strToU8("<x/>") });
  expect(first(readFile("b.xlsx", book))?.code).toBe("workbook-empty");
  expect(first(readFile("b", book))?.code).toBe("workbook-empty");
});

const parquet = sharedFile("lait/bds_long_0.parquet");
test.skipIf(parquet === null)(
  "a Parquet file is read whole, by the same rules as text",
  { timeout: 120_000 },
  async () => {
    const file = await openFile("bank.parquet", new Uint8Array(readFileSync(parquet!)));
    const outcome = file.parse({});
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    expect(outcome.result.rows).toBe(641_070);
    expect(outcome.result.packed).toEqual({ kind: "parquet" });
  },
);

test("what claims to be Parquet and is not says so", async () => {
  const file = await openFile("x.parquet", bytes("PAR1 no such thing PAR1"));
  expect(first(file.parse({}))?.code).toBe("packed-broken");
});

test.skipIf(!hasR())("the R script unpacks the same cells", () => {
  const files = {
    "a.csv.gz": gzipSync(strToU8(TEXT)),
    "b.zip": zipSync({ "in/t.csv": strToU8(TEXT) }),
    "c.csv.gz": gzipSync(new Uint8Array([...strToU8("code,name\n1,K"), 0xf6, ...strToU8("ln\n")])),
  };
  for (const [name, data] of Object.entries(files)) {
    const outcome = readFile(name, data);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    const { result } = outcome;
    const script = readHelpersR() + readR("t", name, {}, result.order, result);
    const theirs = runR<Record<string, unknown[]>>(script, { [name]: data }, "lapply(as.list(t), I)");
    for (const column of result.order) expect([theirs[column]].flat()).toEqual(listed(result.columns.get(column)!));
  }
});
