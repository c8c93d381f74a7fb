import { expect, it } from "vitest";
import { nearest } from "./nearest.ts";

it.each([
  ["outcme", ["outcome", "blocks"], "outcome"],
  ["la_nmae", ["la_code", "la_name"], "la_name"],
  ["LA_NAME", ["la_name"], "la_name"],
  ["xyz", ["outcome", "blocks"], null],
  ["a", [], null],
])("nearest to %j of %j is %j", (name, candidates, expected) => expect(nearest(name, candidates)).toBe(expected));
