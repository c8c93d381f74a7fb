import { audit } from "./audit/index.ts";
import { budget } from "./budget/index.ts";
import { composition } from "./composition/index.ts";
import { decomposeKind } from "./decompose/index.ts";
import { omitted } from "./omitted/index.ts";
import { profile } from "./profile/index.ts";
import { reconcile } from "./reconcile/index.ts";
import { regress } from "./regress/index.ts";
import { relate } from "./relate/index.ts";
import { spread } from "./spread/index.ts";
import { trend } from "./trend/index.ts";
import type { AnyKind } from "./types.ts";

/** The registry of questions, in the order in which they are offered: a new kind is one folder and one line here. */
export const kinds = {
  decompose: decomposeKind,
  profile,
  trend,
  spread,
  audit,
  omitted,
  relate,
  regress,
  composition,
  budget,
  reconcile,
} satisfies Record<string, AnyKind>;
