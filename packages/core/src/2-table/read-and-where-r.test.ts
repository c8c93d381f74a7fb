import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { makeTable, filterRows, whereR, columnsOf, type Where } from "./index.ts";
import { readCsv } from "../1-read/read-csv.ts";
import { readHelpersR, readR } from "../1-read/read-r.ts";
import type { ReadOptions } from "../1-read/types.ts";

const hasR = spawnSync("Rscript", ["--version"]).status === 0;
if (!hasR) console.log("skipped: Rscript is not there");

const utf8 = new TextEncoder();

/** The frame as text: one line a column, cells between unit separators, numbers with 17 digits. */
const PRINT = `out <- file("out.txt", "wb")
for (x in names(frame)) {
  cells <- if (is.numeric(frame[[x]])) sprintf("%.15g", frame[[x]]) else enc2utf8(frame[[x]])
  cells[is.na(frame[[x]])] <- "<missing>"
  writeLines(paste(c(enc2utf8(x), cells), collapse = "\\u001f"), out, useBytes = TRUE, sep = "\\u001e")
}
close(out)
`;

function compare(bytes: Uint8Array, options: ReadOptions = {}, where: Where = {}, locale = "C.UTF-8"): void {
  const folder = mkdtempSync(join(tmpdir(), "whyvary-read-"));
  try {
    writeFileSync(join(folder, "a file.csv"), bytes);
    const read = readCsv("a file.csv", bytes, options);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const { result } = read;
    const script =
      readHelpersR() +
      readR("frame", "a file.csv", options, result.order, result) +
      whereR("frame", where, result.columns) +
      PRINT;
    writeFileSync(join(folder, "script.R"), script);
    execFileSync("Rscript", ["--vanilla", "script.R"], { cwd: folder, env: { ...process.env, LC_ALL: locale } });
    const printed = readFileSync(join(folder, "out.txt"), "utf8");
    const columns = printed
      .split("\u001e")
      .slice(0, -1)
      .map((line) => line.split("\u001f"));
    const { table } = filterRows(makeTable(result.columns), where);
    const ours = [...columnsOf(table)].map(([name, column]) => [
      name,
      ...Array.from({ length: column.length }, (_, row) => column.at(row)),
    ]);
    expect(columns.map(([name]) => name)).toEqual(ours.map(([name]) => name));
    for (const [index, cells] of ours.entries()) {
      const theirs = columns[index]!.slice(1).map((cell, row) => {
        if (cell === "<missing>") return null;
        return typeof cells[row + 1] === "number" ? Number(cell) : cell;
      });
      const rounded = cells.slice(1).map((cell) => (typeof cell === "number" ? Number(cell.toPrecision(15)) : cell));
      expect(theirs).toEqual(rounded);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const PLAIN =
  'old_la_code,la name,3 % x,__proto__,"a ""b"" `c`",n\r\n' +
  '201, City of London ,"1,234",z,"one\ntwo, ""three""",c\r\n' +
  "007,Rhône–Alpes,-0.5,1,,5\r\n" +
  "\r\n" +
  ",,,,,\r\n" +
  "301,東京,529.29999999999995,1e-3,NA,-\r\n" +
  "302,NULL,12,..,x,low\r\n";

const shared = process.env.WHYVARY_SHARED ?? fileURLToPath(new URL("../../../../../shared", import.meta.url));
const data = join(shared, "data");
if (!existsSync(data)) console.log(`skipped: the real files are not at ${data}`);

describe.skipIf(!hasR || !existsSync(data))("R reads real files as they were read here", { timeout: 60_000 }, () => {
  it.each([
    "ees/d5_cpps_at31march_by_duration_2013_to_2025.csv",
    "ees/ks4_la.csv",
    "panel/england-la-panel.csv",
    "spend/s251_table_a1_2012_2019_long.csv",
    "ees-invalid/preCheck2/utf8.meta.csv",
  ])("%s", (file) => compare(readFileSync(join(data, file))));
});

describe.skipIf(!hasR)("R reads what was read here", { timeout: 60_000 }, () => {
  it("from UTF-8 with and without a mark, in any locale", () => {
    compare(utf8.encode(PLAIN));
    compare(utf8.encode("\ufeff" + PLAIN));
    compare(utf8.encode(PLAIN), {}, {}, "C");
  });

  it("from a marked file whose names are quoted", () => {
    compare(utf8.encode('\ufeff"a, b","c"\n"x",1\n"y",2\n'));
  });

  it("from Windows-1252 and UTF-16, in any locale", () => {
    const bytes = Uint8Array.from([...utf8.encode("name,n\n"), 0x52, 0xf4, 0x92, 0x80, ...utf8.encode(",1\nb,c\n")]);
    compare(bytes);
    compare(bytes, {}, {}, "C");
    const text = "\ufeffname\tn\né\t1\n東京\tu\n";
    const wide = new Uint8Array(text.length * 2);
    for (let i = 0; i < text.length; i++) new DataView(wide.buffer).setUint16(i * 2, text.charCodeAt(i), true);
    compare(wide);
  });

  it("with other delimiters, decimal marks and line ends", () => {
    compare(utf8.encode("a;b;c\rx;1,5;1.234,25\ry;2.5;-3\r"), { decimal: ",", columns: { b: { type: "number" } } });
    compare(utf8.encode("a;b\nx;1,234\ny;7\n"), { columns: { b: { type: "number" } } });
    compare(utf8.encode("a|b\nx|1\ny|low\n"));
  });

  it("with lines left out, without names, with columns read as asked", () => {
    compare(utf8.encode("sep=;\na,1;b\nx;2\n"));
    compare(utf8.encode("\n\na,b\n\n1,x\n  \n2,y\n"));
    compare(utf8.encode("A title\nand more\na,b\n1,x\n2,y\n"), { skip: 2 });
    compare(utf8.encode("\ufeff1,x\n2,y\n"), { header: 0 });
    compare(utf8.encode("code,n\n007,none\n+8,9\n"), {
      columns: { code: { type: "number" }, n: { missing: ["none"], type: "text" } },
    });
  });

  it("with the rows that `where` keeps", () => {
    const text = "level,year,n,code\nLA,2010,1,100000\nLA,2011,c,100001\nNational,2012,3,100000\n,2013,4,100000\n";
    const bytes = utf8.encode(text);
    const conditions: Where[] = [
      { level: "LA" },
      { level: ["LA", "National"], year: { from: 2011 } },
      { level: { not: ["LA"] } },
      { level: "" },
      { code: 100000, year: { from: 2010, to: 2012 } },
      { n: [1, 4] },
      { n: { not: 1 } },
      { n: { to: 3 } },
      { code: { from: 100001 } },
    ];
    for (const where of conditions) compare(bytes, {}, where);
  });
});
