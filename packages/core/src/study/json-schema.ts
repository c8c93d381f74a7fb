import { toJsonSchema } from "@valibot/to-json-schema";
import { kinds } from "../8-analyses/index.ts";
import type { AnyKind } from "../8-analyses/types.ts";
import { studySchema } from "./schema.ts";

type Schema = { [key: string]: unknown };

/** The JSON Schema of the study document, with each kind's options; built once and shipped beside the code. */
export function jsonSchema(): Schema {
  const settings = { errorMode: "ignore", typeMode: "input" } as const;
  const schema = toJsonSchema(studySchema, settings) as Schema;
  const properties = schema["properties"] as Record<string, Schema>;
  const analyses = Object.values(kinds as unknown as Record<string, AnyKind>).map((kind) => {
    const { $schema: _, ...options } = toJsonSchema(kind.options, settings) as Schema;
    return { title: kind.title, ...options };
  });
  if (analyses.length > 0) properties["analyses"] = { type: "array", items: { anyOf: analyses } };
  return { title: "Whyvary study", ...schema };
}
