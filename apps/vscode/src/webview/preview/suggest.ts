import type { Recognised } from "@whyvary/core";
import { areaWord, newStudy, sensibleModel, type AnalysisDoc, type StudyDoc } from "@whyvary/ui";

export interface Suggestion {
  question: string;
  /** What of the file led to it. */
  because: string;
  study: StudyDoc;
}

/** Questions that this file can answer, each already a study. */
export function suggestionsFor(file: Recognised): Suggestion[] {
  if (file.columns.length === 0 || file.rows === 0) return [];
  const study = newStudy([file]);
  const first = study.analyses[0];
  if (first === undefined) return [];
  const outcome = plain(String(first["outcome"] ?? ""));
  const { area, time } = file.guess;
  const word = areaWord(area);
  const many = word.many.replace(/^./, (letter) => letter.toUpperCase());
  const found =
    area && time
      ? `${many} and years found (${area}, ${time})`
      : area
        ? `${many} found (${area})`
        : time
          ? `Years found (${time})`
          : "Numbers found";
  const between = area && time ? `between ${word.many} and years` : area ? `between ${word.many}` : "between rows";
  const suggestions: Suggestion[] = [];
  if (first.kind === "decompose" && area && time)
    suggestions.push({
      question: `How much does ${outcome} differ ${between}?`,
      because: found,
      study: { ...study, analyses: [onlyKeys(first)] },
    });
  const named = Object.keys((first["blocks"] ?? {}) as object);
  if (named.length > 0 && !(named.length === 2 && area && time))
    suggestions.push({
      question: `What do differences in ${outcome} go with?`,
      because: `${found}; groups: ${named.join(", ")}`,
      study,
    });
  const model = sensibleModel(first, outcome, []);
  if (!String(model["formula"]).endsWith("~ 1"))
    suggestions.push({
      question: `How is each measure linked to ${outcome}?`,
      because: String(model["formula"]),
      study: { ...study, analyses: [model] },
    });
  return suggestions;
}

const plain = (name: string): string => name.replaceAll("`", "");

function onlyKeys(analysis: AnalysisDoc): AnalysisDoc {
  const blocks = Object.entries(analysis["blocks"] as { [name: string]: unknown });
  return {
    ...analysis,
    blocks: Object.fromEntries(blocks.filter(([, block]) => block === "area" || block === "time")),
  };
}
