import { expect, test } from "vitest";
import { growing } from "../../test/fixtures/trend.ts";
import { trend } from "./index.ts";

test("index, rates and who grew; the rates only with a population", () => {
  expect(trend.views!(growing()).map(({ id }) => id)).toEqual(["index", "rates", "areas"]);
  expect(trend.views!({ ...growing(), population: null }).map(({ id }) => id)).toEqual(["index", "areas"]);
});

test("definition and release stand beside each growth", () => {
  const { rows } = trend.table(growing());
  expect(rows).toHaveLength(6);
  expect(rows[0]!.at(-1)!.text).toBe("invented.csv, referrals (Invented; first)");
  expect(rows[0]![3]!.text).toMatch(/^\+8\.\d%$/);
});

test("published figures, single areas and years are in tables of their own", () => {
  const captions = trend.details!(growing()).map(({ caption }) => caption);
  expect(captions).toHaveLength(4);
  expect(trend.details!(growing())[0]!.table.rows[0]!.map(({ text }) => text).slice(1, 5)).toEqual(["7", "none", "Referrals", "cannot be"]); // prettier-ignore
  expect(trend.describe(growing(), { view: "areas" })).toMatch(/Referrals grew in \d+ of 30 areas/);
});
