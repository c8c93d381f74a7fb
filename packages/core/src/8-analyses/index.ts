import { decomposeKind } from "./decompose/index.ts";
import { profile } from "./profile/index.ts";
import { regress } from "./regress/index.ts";
import { relate } from "./relate/index.ts";
import type { AnyKind } from "./types.ts";

/** The registry of questions: a new kind is one folder and one line here. */
export const kinds = {
  decompose: decomposeKind,
  profile,
  regress,
  relate,
} satisfies Record<string, AnyKind>;
