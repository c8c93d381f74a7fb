import { describe, expect, it } from "vitest";
import { cells, codes, read, reasons, utf8 } from "../../test/read-text.ts";
import { sheetRow } from "./sheet-row.ts";

describe("dialects", () => {
  it("reads plain cells, and says what it found", () => {
    const result = read("name,n\nA,1\nB,2.5\n");
    expect(result).toMatchObject({ rows: 2, order: ["name", "n"], encoding: "utf-8", delimiter: ",", lineEnd: "LF" });
    expect(cells(result, "name")).toEqual(["A", "B"]);
    expect(cells(result, "n")).toEqual([1, 2.5]);
    expect(result.problems).toEqual([]);
  });

  it.each([
    ["LF", "\n"],
    ["CRLF", "\r\n"],
    ["CR", "\r"],
  ])("knows the line end %s, with and without one at the end", (name, end) => {
    for (const last of ["", end, end + end + end]) {
      const result = read(["a,b", "1,x", "2,y"].join(end) + last);
      expect(result.lineEnd).toBe(name);
      expect(cells(result, "a")).toEqual([1, 2]);
      expect(cells(result, "b")).toEqual(["x", "y"]);
    }
  });

  it("says when line ends are mixed", () => {
    expect(read("a\n1\r\n2\n").lineEnd).toBe("mixed");
  });

  it.each([",", ";", "\t", "|"])("finds the delimiter %j", (delimiter) => {
    const rows = [
      ["name", "n", "m"],
      ["A", "1", "2"],
      ["B", "3", "4"],
    ];
    const result = read(rows.map((row) => row.join(delimiter)).join("\n"));
    expect(result.delimiter).toBe(delimiter);
    expect(cells(result, "m")).toEqual([2, 4]);
  });

  it("is not misled by commas in quotes or by decimal commas", () => {
    expect(read('"a, b, c, d";n\n"x, y";1\n').delimiter).toBe(";");
    expect(read("a;b\n1,5;2,5\n2,25;3,125\n").delimiter).toBe(";");
  });

  it("keeps line ends, delimiters and doubled quotes inside quotes", () => {
    const result = read('a,b\n"one\ntwo, ""three""",1\n"",2\n"x" ,3\n');
    expect(cells(result, "a")).toEqual(['one\ntwo, "three"', null, "x"]);
    expect(cells(result, "b")).toEqual([1, 2, 3]);
  });

  it("leaves a quote inside an unquoted cell as it is", () => {
    expect(cells(read('a,b\n6" pipe,1\n'), "a")).toEqual(['6" pipe']);
  });

  it("believes a file that says its delimiter", () => {
    const result = read("sep=;\r\na,1;b\r\nx;2\r\n");
    expect(result).toMatchObject({ delimiter: ";", order: ["a,1", "b"], rows: 1, skipped: 1 });
    expect(sheetRow(result, 0)).toBe(3);
  });

  it("reads wide tables", () => {
    const width = 2000;
    const row = (i: number): string => Array.from({ length: width }, (_, column) => i * column).join(",");
    const names = Array.from({ length: width }, (_, column) => `c${column}`).join(",");
    const result = read([names, ...Array.from({ length: 200 }, (_, i) => row(i))].join("\n"));
    expect(cells(result, "c1999")[199]).toBe(199 * 1999);
  });

  it("reads a file of one column, and one row without a line end", () => {
    expect(cells(read("n\n1\n2"), "n")).toEqual([1, 2]);
    expect(cells(read("a,b\n1,"), "b")).toEqual([null]);
  });

  it("leaves lines out before the names, and reads files without names", () => {
    const result = read("Title\nSource, 2025\na;b\n1;2\n", { skip: 2 });
    expect(result.order).toEqual(["a", "b"]);
    expect(sheetRow(result, 0)).toBe(4);
    expect(read("Title\na;b\n1;2\n", { header: 2 }).order).toEqual(["a", "b"]);
    const bare = read("x,1\ny,2\n", { header: 0 });
    expect(bare.order).toEqual(["column 1", "column 2"]);
    expect(cells(bare, "column 2")).toEqual([1, 2]);
    expect(sheetRow(bare, 1)).toBe(2);
  });

  it("leaves out blank lines and rows without any cell, and still counts rows as a spreadsheet does", () => {
    const result = read("a,b\n1,x\n\n,\n2,y\n\n\n");
    expect(cells(result, "a")).toEqual([1, 2]);
    expect([sheetRow(result, 0), sheetRow(result, 1)]).toEqual([2, 5]);
    expect(result.problems).toMatchObject([{ code: "rows-empty", severity: "info", count: 1, row: 4 }]);
  });

  it("trims white space and hard spaces around names, numbers and texts", () => {
    const result = read(" a ,\u00a0b\n 1 , x \n\t2,\u00a0y\u00a0\n");
    expect(result.order).toEqual(["a", "b"]);
    expect(cells(result, "a")).toEqual([1, 2]);
    expect(cells(result, "b")).toEqual(["x", "y"]);
  });

  it("reads names that objects have by nature", () => {
    const result = read("__proto__,constructor,toString\n1,2,c\n3,4,d\n");
    expect(cells(result, "__proto__")).toEqual([1, 3]);
    expect(cells(result, "constructor")).toEqual([2, 4]);
    expect(cells(result, "toString")).toEqual(["c", "d"]);
  });
});

describe("encodings", () => {
  const text = "name,n\nRhône – “é”,1\n東京 🏙,2\n";

  it("reads UTF-8 with and without a mark", () => {
    expect(cells(read(text), "name")).toEqual(["Rhône – “é”", "東京 🏙"]);
    const marked = read("\ufeff" + text);
    expect(marked.encoding).toBe("utf-8 with BOM");
    expect(marked.order).toEqual(["name", "n"]);
  });

  it.each([true, false])("reads UTF-16 (little endian: %s), with and without a mark", (little) => {
    const bytes = utf16(text, little);
    const marked = utf16("\ufeff" + text, little);
    for (const result of [read(marked), read(utf16("name,n\nabc,1\nxyz,2\n", little))])
      expect(result.encoding).toBe(little ? "utf-16le" : "utf-16be");
    expect(cells(read(marked), "name")).toEqual(["Rhône – “é”", "東京 🏙"]);
    expect(cells(read(bytes, { encoding: little ? "utf-16le" : "utf-16be" }), "n")).toEqual([1, 2]);
  });

  it("reads what is not UTF-8 as Windows-1252", () => {
    const bytes = Uint8Array.from([...utf8.encode("name,n\n"), 0x52, 0xf4, 0x92, 0x80, ...utf8.encode(",1\n")]);
    const result = read(bytes);
    expect(result.encoding).toBe("windows-1252");
    expect(cells(result, "name")).toEqual(["Rô’€"]);
    expect(codes({ ok: true, result })).toEqual(["encoding-guessed"]);
    expect(read(bytes, { encoding: "windows-1252" }).problems).toEqual([]);
  });

  it("says when a file marked as UTF-8 is not", () => {
    const bytes = Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8.encode("é\n"), 0xe9, 10]);
    const result = read(bytes);
    expect(cells(result, "é")).toEqual(["é"]);
    expect(codes({ ok: true, result })).toEqual(["encoding-broken"]);
  });
});

describe("types", () => {
  it("reads numbers and keeps why others are missing", () => {
    const values = [
      "1",
      "z",
      "x",
      ":",
      "c",
      "low",
      "k",
      "~",
      "u",
      "..",
      "-",
      "NULL",
      "NA",
      "N/A",
      "#N/A",
      "",
      "-0.5",
      "1e3",
    ];
    const result = read("v,w\n" + values.map((value) => `${value},1`).join("\n"));
    expect(cells(result, "v").filter((value) => value !== null)).toEqual([1, -0.5, 1000]);
    expect(reasons(result, "v")).toEqual(
      [
        "present",
        "not applicable",
        "unavailable",
        "unavailable",
        "suppressed",
        "low",
        "low",
        "low",
        "unreliable",
      ].concat(["unavailable", "coded", "coded", "coded", "coded", "coded", "blank", "present", "present"]),
    );
    expect(result.problems).toEqual([]);
  });

  it("reads separated thousands", () => {
    expect(cells(read('n\n"1,234"\n"-1,234,567.5"\n12\n'), "n")).toEqual([1234, -1234567.5, 12]);
    expect(cells(read("a;n\nx;1.234,5\ny;2,25\n", { decimal: "," }), "n")).toEqual([1234.5, 2.25]);
  });

  it("does not guess what a comma means in a file whose delimiter is a semicolon", () => {
    const result = read("a;n\nx;1,234\ny;2,250\n");
    expect(cells(result, "n")).toEqual(["1,234", "2,250"]);
    expect(result.problems).toMatchObject([{ code: "numbers-with-comma", column: "n", row: 2, value: "1,234" }]);
    expect(cells(read("a;n\nx;1,234\n", { decimal: "." }), "n")).toEqual([1234]);
  });

  it.each(["old_la_code", "new_la_code", "LA Number", "Area Code", "areaCode", "URN", "ukprn", "id", "school_id"])(
    "keeps %j as text",
    (name) => expect(cells(read(`${name},n\n201,1\n202,2\n`), name)).toEqual(["201", "202"]),
  );

  it.each(["episode", "encoded_share", "idaci", "number", "3_months_or_less", "video"])(
    "reads %j as numbers",
    (name) => {
      expect(cells(read(`${name},n\n201,1\n202,2\n`), name)).toEqual([201, 202]);
    },
  );

  it.each(["007", "+44", "00", "-01", "12345678901234567891"])("keeps a column with the code %j as text", (code) => {
    const many = Array.from({ length: 30 }, (_, i) => `${i + 1},1\n`).join("");
    expect(cells(read(`v,w\n${many}${code},1\n`), "v").at(-1)).toBe(code);
  });

  it("lets 0, 0.5 and -0 be numbers", () => {
    const values = cells(read("v,w\n0,1\n0.5,1\n-0,1\n.5,1\n5.,1\n"), "v");
    expect(values).toEqual([0, 0.5, -0, 0.5, 5]);
  });

  it("keeps years of four and of six digits", () => {
    expect(cells(read("time_period,n\n202425,1\n2025,2\n"), "time_period")).toEqual([202425, 2025]);
  });

  it("keeps a mostly numeric column and names its odd cell", () => {
    const rows = Array.from({ length: 19 }, (_, i) => `${i},1`).join("\n");
    const result = read(`v,w\n${rows}\nabc,1\n`);
    expect(result.columns.get("v")!.kind).toBe("number");
    expect(reasons(result, "v").at(-1)).toBe("unreadable");
    expect(result.problems).toMatchObject([
      { code: "cell-unreadable", severity: "warning", file: "a.csv", column: "v", row: 21, value: "abc", count: 1 },
    ]);
    expect(result.problems[0]!.remedy).toBeTruthy();
    const asText = read(`v,w\n${rows}\nabc,1\n`, { columns: { v: { type: "text" } } });
    expect(cells(asText, "v").at(-1)).toBe("abc");
    expect(asText.problems).toEqual([]);
    const missing = read(`v,w\n${rows}\nabc,1\n`, { columns: { v: { missing: ["abc"] } } });
    expect(reasons(missing, "v").at(-1)).toBe("coded");
    expect(missing.problems).toEqual([]);
  });

  it("takes a column of numbers and totals for one of words", () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i},1`).join("\n");
    expect(cells(read(`age,n\n${rows}\nTotal,1\n`), "age").at(-1)).toBe("Total");
    expect(cells(read(`age,n\n${rows}\n30+,1\n`), "age")[3]).toBe("3");
  });

  it("gives back each number's text when the column turns out to be words", () => {
    const words = ["1.50", "-2", "10", "0.1", "3e2", "1,000", "0.12345678901234567", "-0", "x y", "z", "a", "b", "c"];
    const result = read("v,w\n" + words.map((word) => `"${word}",1`).join("\n"));
    expect(cells(result, "v")).toEqual(words);
    const late = read(
      "v,w\n" + Array.from({ length: 5000 }, (_, i) => `${i}.50,1\n`).join("") + "a 1,1\n".repeat(5000),
    );
    expect(cells(late, "v").slice(4998, 5002)).toEqual(["4998.50", "4999.50", "a 1", "a 1"]);
  });

  it("reads symbols alone as words, but in the open-data format as missing numbers", () => {
    expect(cells(read("a,symbol\n1,x\n2,z\n"), "symbol")).toEqual(["x", "z"]);
    const open = read("time_period,geographic_level,n\n2025,National,z\n2024,National,c\n");
    expect(reasons(open, "n")).toEqual(["not applicable", "suppressed"]);
    expect(open.problems).toMatchObject([{ code: "column-all-missing", column: "n" }]);
  });

  it("reads as asked, codes included", () => {
    const result = read("la_code,n\n007,1\n+8,2\n", { columns: { la_code: { type: "number" }, n: { type: "text" } } });
    expect(cells(result, "la_code")).toEqual([7, 8]);
    expect(cells(result, "n")).toEqual(["1", "2"]);
    const wrong = read("la_name,n\nA,1\n", { columns: { la_nam: { type: "text" } } });
    expect(wrong.problems).toMatchObject([{ code: "read-column-unknown", column: "la_nam" }]);
    expect(wrong.problems[0]!.remedy).toContain("la_name");
  });
});

function utf16(text: string, little: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), little);
  return bytes;
}
