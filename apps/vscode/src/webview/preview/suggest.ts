import type { Engine, Recognised } from "@whyvary/core";
import { kindInfos } from "@whyvary/core/kinds";
import { analysisFrom, areaWord, factsFrom, newStudy, type AnalysisDoc, type StudyDoc } from "@whyvary/ui";

export interface Suggestion {
  question: string;
  /** What of the file led to it. */
  because: string;
  study: StudyDoc;
}

/** Questions that this file can answer, in the registry's order, each already a study. */
export async function suggestionsFor(file: Recognised, engine: Pick<Engine, "ask">): Promise<Suggestion[]> {
  if (file.columns.length === 0 || file.rows === 0) return [];
  const study = newStudy([file]);
  const asks = await engine.ask(factsFrom(study, [file]));
  const found = foundIn(file);
  return asks.flatMap((ask) =>
    analysisFrom(ask, []).map((analysis) => ({
      question: kindInfos.find(({ kind }) => kind === ask.kind)!.title,
      because: [found, about(analysis)].filter(Boolean).join("; "),
      study: { ...study, analyses: [analysis] },
    })),
  );
}

function foundIn({ guess: { area, time } }: Recognised): string {
  const { many } = areaWord(area);
  const areas = many.replace(/^./, (letter) => letter.toUpperCase());
  if (area && time) return `${areas} and years found (${area}, ${time})`;
  return area ? `${areas} found (${area})` : time ? `Years found (${time})` : "Numbers found";
}

/** What the question would be about: its outcome, or its formula. */
function about(analysis: AnalysisDoc): string {
  const said = analysis["outcome"] ?? analysis["formula"];
  return typeof said === "string" ? said.replaceAll("`", "") : "";
}
