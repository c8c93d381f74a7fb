/** The study as the page reads it. A document that was opened may be wrong in any place: the engine's check says where. */
export interface TableDoc {
  file: string;
  sha256?: string;
  read?: {
    columns?: { [column: string]: { type?: "number" | "text"; missing?: string[] } };
    [option: string]: unknown;
  };
  where?: { [column: string]: unknown };
  area?: string;
  time?: string;
  shiftTime?: number;
  [key: string]: unknown;
}

/** A row typed by hand. */
export interface ProvisionalDoc {
  area: string;
  time?: number;
  values: { [column: string]: number };
  reason?: string;
  replace?: boolean;
}

export interface PanelDoc {
  area?: string;
  time?: string;
  label?: string;
  group?: string;
  measures?: { [name: string]: string | { [key: string]: unknown } };
  times?: { from?: number; to?: number };
  without?: string[];
  provisional?: ProvisionalDoc[];
  [key: string]: unknown;
}

export interface AnalysisDoc {
  id: string;
  kind: string;
  title?: string;
  [key: string]: unknown;
}

export interface StudyDoc {
  whyvary: number;
  title?: string;
  tables: { [name: string]: TableDoc };
  panel?: PanelDoc;
  /** Whom one's own area is compared with: a list belongs to that area, a table of neighbours serves any. */
  focus?: { area?: string; neighbours?: string[] | { table: string; [key: string]: unknown } };
  analyses: AnalysisDoc[];
}

const isObject = (value: unknown): value is { [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads what can be read of a document, so that the page stands even on a wrong one. */
export function asStudyDoc(value: unknown): StudyDoc {
  const doc = isObject(value) ? value : {};
  const tables = isObject(doc["tables"]) ? doc["tables"] : {};
  const analyses = Array.isArray(doc["analyses"]) ? doc["analyses"] : [];
  return {
    ...doc,
    whyvary: Number(doc["whyvary"] ?? 1),
    tables: Object.fromEntries(
      Object.entries(tables).map(([name, table]) => [
        name,
        isObject(table) ? ({ file: "", ...table } as TableDoc) : { file: "" },
      ]),
    ),
    analyses: analyses.map((entry, at) =>
      isObject(entry) ? ({ id: `analysis-${at + 1}`, kind: "", ...entry } as AnalysisDoc) : { id: `${at}`, kind: "" },
    ),
  };
}

/** Is this JSON a study, or something else that happens to be JSON? */
export function looksLikeStudy(value: unknown): boolean {
  return isObject(value) && "whyvary" in value && "tables" in value;
}

/** "data/plans.csv" -> "plans.csv". */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The tables that read this loaded file: by path, else by base name in any case, else by what is in it. */
export function tablesOf(study: StudyDoc, file: string, sha256?: string): string[] {
  const all = Object.entries(study.tables);
  const tests: ((table: TableDoc) => boolean)[] = [
    (table) => table.file === file,
    (table) => baseName(table.file).toLowerCase() === baseName(file).toLowerCase(),
    (table) => sha256 !== undefined && table.sha256 === sha256,
  ];
  for (const fits of tests) {
    const found = all.filter(([, table]) => fits(table)).map(([name]) => name);
    if (found.length > 0) return found;
  }
  return [];
}

/** The focus with another area (or none): neighbours that were listed for the old one go, a table of them stays. */
export function focusOn({ focus }: StudyDoc, area: string | undefined): StudyDoc["focus"] {
  const table = Array.isArray(focus?.neighbours) ? undefined : focus?.neighbours;
  const next = { ...(area !== undefined && { area }), ...(table && { neighbours: table }) };
  return Object.keys(next).length === 0 ? undefined : next;
}
