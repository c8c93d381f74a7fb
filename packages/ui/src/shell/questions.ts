import { kindInfos } from "@whyvary/core/kinds";
import type { StudyDoc } from "../state/study-doc.ts";

const TITLES = new Map(kindInfos.map(({ kind, title }) => [kind, title]));

/** The study's questions under short names: their own titles, else the kind's, numbered where two would read alike. */
export function questionsOf(study: StudyDoc): { id: string; title: string }[] {
  const titles = study.analyses.map(
    (one) => one.title ?? TITLES.get(one.kind) ?? `${one.kind || "A question"} (${one.id})`,
  );
  return study.analyses.map((one, at) => {
    const title = titles[at]!;
    const alike = titles.filter((other) => other === title).length > 1;
    const nth = titles.slice(0, at + 1).filter((other) => other === title).length;
    return { id: one.id, title: alike ? `${title} (${nth})` : title };
  });
}
