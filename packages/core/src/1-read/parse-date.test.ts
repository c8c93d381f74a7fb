import { expect, test } from "vitest";
import { parseDate } from "./parse-date.ts";

test.each([
  ["2018-03-31", 20180331],
  ["2018-03-31T00:00:00Z", 20180331],
  ["31/03/2018", 20180331],
  ["1.4.2018", 20180401],
  ["31 March 2018", 20180331],
  ["1st Sept 2018", 20180901],
  ["31-Mar-18", 20180331],
  ["31-Mar-98", 19980331],
])("%s is a day", (text, day) => expect(parseDate(text)).toBe(day));

test.each(["2018", "03/31/2018", "31 Marching 2018x", "30/02/20x8", "31/04/2018", "0/1/2018", ""])(
  "%s is none",
  (text) => expect(parseDate(text)).toBeNull(),
);
