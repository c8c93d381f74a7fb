import type { AnalysisResult, CheckReport } from "@whyvary/core";
import type { Edit } from "../host/edits.ts";
import type { AnalysisDoc, StudyDoc } from "../state/study-doc.ts";

export interface ChoicesProps {
  analysis: AnalysisDoc;
  study: StudyDoc;
  check: CheckReport | null;
  result: AnalysisResult | null;
  /** Every change is an edit of the study; whoever holds the study runs it again. */
  onedit: (edits: Edit[]) => void;
}
