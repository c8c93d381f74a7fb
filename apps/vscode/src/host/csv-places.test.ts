import { expect, test } from "vitest";
import { findCells } from "./csv-places.ts";
import { placesOf } from "./data-places.ts";

const TEXT = 'a,"b\n2",c\r\n1,"x ""y""",3\r\n,,\r\n4,5';

test("rows and cells stand where they stand, line ends inside quotes too", () => {
  const cells = findCells(TEXT, ",");
  expect(cells.rows).toBe(4);
  expect(cells.row(1)?.map(({ value }) => value)).toEqual(["a", "b\n2", "c"]);
  expect(cells.row(2)?.map(({ value }) => value)).toEqual(["1", 'x "y"', "3"]);
  expect(cells.row(4)?.map(({ from, to }) => TEXT.slice(from, to))).toEqual(["4", "5"]);
  expect(cells.row(5)).toBeUndefined();
});

test("the delimiter is guessed from the names", () => {
  expect(
    findCells("a;b;c,d\n1;2;3", null)
      .row(1)
      ?.map(({ value }) => value),
  ).toEqual(["a", "b", "c,d"]);
});

const problem = (code: string, more: object) => ({ code, severity: "error" as const, text: "", ...more });

test("one problem of many cells stands on each of them", () => {
  const text = "n,m\n1,a\n2,abc\n3,abc\n";
  const places = placesOf(
    findCells(text, ","),
    problem("cell-unreadable", { row: 3, column: "m", facts: { values: ["abc"] } }),
  );
  expect(places.map(({ from, to }) => text.slice(from, to))).toEqual(["abc", "abc"]);
  expect(places.map(({ mend }) => mend)).toEqual([undefined, undefined]);
});

test("doubled names: the second can get a number that is free", () => {
  const text = "n,n,n_2\n1,2,3\n";
  const places = placesOf(
    findCells(text, ","),
    problem("header-duplicate", { column: "n", facts: { places: [1, 2] } }),
  );
  expect(places.map(({ mend }) => mend?.text)).toEqual([undefined, "n_3"]);
});

test("an empty row can be taken out whole", () => {
  const text = "a,b\n1,2\n,\n3,4\n";
  const [place] = placesOf(findCells(text, ","), problem("rows-empty", { row: 3 }));
  expect(text.slice(0, place!.mend!.from) + text.slice(place!.mend!.to)).toBe("a,b\n1,2\n3,4\n");
});
