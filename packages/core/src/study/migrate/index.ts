/** Turns a document of one version into the next one. Pure: the given document stays as it is. */
export type Migration = (document: Record<string, unknown>) => Record<string, unknown>;

export const CURRENT = 1;

/** The migration at position n leads from version n to n + 1. There is none yet: version 1 is the first. */
export const MIGRATIONS: ReadonlyMap<number, Migration> = new Map();

export type Migrated = { ok: true; document: Record<string, unknown> } | { ok: false; version: unknown };

/** Brings a document to the current version, one step at a time; not ok where no step leads on. */
export function migrate(
  document: Record<string, unknown>,
  migrations: ReadonlyMap<number, Migration> = MIGRATIONS,
  current = CURRENT,
): Migrated {
  let at = document;
  while (at["whyvary"] !== current) {
    const version = at["whyvary"];
    const step = typeof version === "number" ? migrations.get(version) : undefined;
    if (step === undefined) return { ok: false, version };
    at = { ...step(at), whyvary: (version as number) + 1 };
  }
  return { ok: true, document: at };
}
