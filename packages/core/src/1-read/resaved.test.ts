import { expect, test } from "vitest";
import { codes, outcome, read } from "../../test/read-text.ts";

const urns = (texts: string[]) => outcome("school_code,n\n" + texts.map((text) => `${text},1\n`).join(""));

test("codes that have lost their zeros are pointed at; codes of other lengths, and kept zeros, are not", () => {
  const whole = Array.from({ length: 20 }, (_, at) => String(1200 + at * 37));
  const told = urns([...whole, "204", "93"]);
  expect(codes(told)).toEqual(["resaved-zeros"]);
  expect(told.ok && told.result.problems[0]).toMatchObject({ row: 22, column: "school_code", value: "204", count: 2 });
  expect(codes(urns(whole))).toEqual([]);
  expect(codes(urns([...whole, "0204"]))).toEqual([]);
  expect(codes(urns(Array.from({ length: 2000 }, (_, at) => String(at + 1))))).toEqual([]);
});

test("ranges that have become days are pointed at; months are months", () => {
  const { problems } = read("age,n\n0-2,1\n03-May,2\nOct-18,3\n16-17,4\n");
  expect(problems).toMatchObject([{ code: "resaved-dates", row: 3, column: "age", value: "03-May", count: 2 }]);
  expect(problems[0]!.remedy).toBeTruthy();
  expect(codes(outcome("month,n\nMar-18,1\nApr-18,2\n"))).toEqual([]);
});

test("codes that have become numbers with an exponent, and cells that were too narrow", () => {
  expect(codes(outcome("code,n\nE0100,1\n1.23E+05,2\n4.5E+08,3\n"))).toEqual(["resaved-exponents"]);
  expect(codes(outcome("when,n\n2018-03-31,1\n########,2\n"))).toEqual(["resaved-hashes"]);
});
