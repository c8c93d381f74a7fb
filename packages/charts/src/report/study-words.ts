/** What a report takes from a study, however much or little of it there is. */
export interface StudyWords {
  title: string | null;
  analyses: Map<string, { title: string | null; text: string | null; reasons: { choice: string; reason: string }[] }>;
  sources: { table: string; file: string; words: string }[];
  areas: string | undefined;
  focus: string | undefined;
}

export function studyWords(study: unknown): StudyWords {
  const document = record(study);
  const analyses = (Array.isArray(document["analyses"]) ? document["analyses"] : []).map((each) => {
    const entry = record(each);
    return [
      text(entry["id"]) ?? "",
      { title: text(entry["title"]), text: text(entry["text"]), reasons: reasonsOf(entry["reason"]) },
    ] as const;
  });
  const sources = Object.entries(record(document["tables"])).flatMap(([table, value]) => {
    const entry = record(value);
    const words = ["source", "release", "retrieved"].flatMap((key) => text(entry[key]) ?? []).join(", ");
    return words === "" ? [] : [{ table, file: text(entry["file"]) ?? "", words }];
  });
  const key = text(record(document["panel"])["area"]) ?? "";
  return {
    title: text(document["title"]),
    analyses: new Map(analyses),
    sources,
    areas: /^(old_la_code|new_la_code|la_.*|.*_la_.*|lad\d\d.*|utla\d\d.*)$/i.test(key) ? "councils" : undefined,
    focus: text(record(document["focus"])["area"]) ?? undefined,
  };
}

/** One reason for the whole analysis, or one for each choice. */
function reasonsOf(reason: unknown): { choice: string; reason: string }[] {
  if (typeof reason === "string") return reason.trim() === "" ? [] : [{ choice: "", reason }];
  return Object.entries(record(reason)).flatMap(([choice, each]) =>
    typeof each === "string" && each.trim() !== "" ? [{ choice, reason: each }] : [],
  );
}

function record(value: unknown): { [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
