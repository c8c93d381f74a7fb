import { fieldsOf, type Field } from "./form.ts";
import { kinds } from "./index.ts";
import type { AnyKind } from "./types.ts";

/** What a page must know of a kind to offer it, without the computing: plain JSON. */
export interface KindInfo {
  kind: string;
  title: string;
  needs: string;
  fields: Field[];
}

/** Of every kind; built once into `@whyvary/core/kinds`, so that a page need not carry the analyses to list them. */
export function kindInfos(): KindInfo[] {
  return Object.values(kinds as { [kind: string]: AnyKind }).map(({ kind, title, needs, options }) => ({
    kind,
    title,
    needs,
    fields: fieldsOf(options),
  }));
}
