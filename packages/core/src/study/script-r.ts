import type { ReadResult } from "../1-read/index.ts";
import { cutR, filesR, panelR, type PanelSource, type TableMatch } from "../3-panel/index.ts";
import { rComment } from "../messages/r-text.ts";
import { panelTables } from "./neighbours.ts";
import type { AnalysisSpec, Study } from "./schema.ts";

/** The whole R script of one analysis: reading, panel, years and areas, then the analysis itself. */
export function scriptR(
  study: Study,
  read: ReadonlyMap<string, ReadResult>,
  matches: readonly TableMatch[],
  spec: AnalysisSpec,
  wanted: readonly string[],
  outcome: { question: string; rCode: string },
): string {
  const tables = panelTables(study);
  const files = [...new Set(Object.values(tables).map(({ file }) => file))];
  const keys = study.panel ?? {};
  return [
    rComment(outcome.question) + "\n" + filesR(files),
    panelR(
      { tables, panel: study.panel } as PanelSource,
      read,
      wanted,
      new Map(matches.map(({ table, recodes }) => [table, recodes])),
    ),
    cutR(study.panel?.times, study.panel?.without, keys),
    cutR(spec.times, spec.without, keys),
    outcome.rCode.trimEnd() + "\n",
  ]
    .filter((part) => part !== "")
    .join("\n");
}
