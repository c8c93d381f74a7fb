import type { Problem } from "../../messages/types.ts";

/** A companion (`plans.meta.csv`, which says what the columns of `plans.csv` are) among the files that are there. */
export interface CompanionFound {
  name: string;
  /** The name that the format asks for; where another is found, it only seems to be the companion. */
  wanted: string;
}

export function findCompanion(data: string, names: Iterable<string>): CompanionFound | null {
  const base = data.replace(/\.csv(?:\.gz)?$/i, "");
  const wanted = `${base}.meta.csv`;
  const all = [...names];
  const exact = all.find((name) => name.toLowerCase() === wanted.toLowerCase());
  if (exact !== undefined) return { name: exact, wanted: exact };
  const odd = ["_meta", "-meta", " meta"].map((end) => `${base}${end}.csv`.toLowerCase());
  const like = all.find((name) => odd.includes(name.toLowerCase()));
  return like === undefined ? null : { name: like, wanted };
}

/** Is this the name of a companion itself? */
export function isCompanionName(name: string): boolean {
  return /\.meta\.csv$/i.test(name);
}

/** A file that seems to be the companion, under a name by which no program finds it. */
export function companionMisnamed(data: string, { name, wanted }: CompanionFound): Problem {
  return {
    code: "companion-name",
    severity: "warning",
    text: `${name} seems to say what the columns of ${data} are, but is not named so.`,
    remedy: `Name it ${wanted}.`,
    file: name,
  };
}
