import { expect, test } from "vitest";
import { kinds as registry } from "../8-analyses/index.ts";
import { jsonSchema } from "./json-schema.ts";

type Node = { [key: string]: unknown };

test("the JSON Schema knows every key, its description and each kind's options", () => {
  const schema = jsonSchema() as Node & { properties: Record<string, Node> };
  expect(schema).toMatchObject({ $schema: "http://json-schema.org/draft-07/schema#", additionalProperties: false });
  expect(Object.keys(schema.properties)).toEqual([
    "$schema",
    "whyvary",
    "title",
    "text",
    "tables",
    "panel",
    "focus",
    "map",
    "analyses",
  ]);
  const table = schema.properties["tables"]!["additionalProperties"] as { properties: Record<string, Node> };
  expect(table.properties["shiftTime"]!["description"]).toContain("mid-year");
  const kinds = (schema.properties["analyses"]!["items"] as { anyOf: Node[] }).anyOf;
  expect(kinds.map((kind) => (kind["properties"] as Record<string, Node>)["kind"]!["const"])).toEqual(
    Object.keys(registry),
  );
});
