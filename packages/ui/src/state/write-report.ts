/** The report, with what draws its pictures: loaded when the first one is wanted. */
import type { ChoiceLog, Results } from "@whyvary/core";
import { reportHtml, type ReportOptions } from "@whyvary/charts";
import { drawSvg } from "@whyvary/charts/draw";

/** Each picture in a task of its own, so that the page stays at hand. */
export function writeReport(
  results: Results,
  study: unknown,
  layout: ReportOptions["layout"] = "full",
  choices: { [analysis: string]: ChoiceLog } = {},
): Promise<string> {
  return reportHtml(results, study, {
    layout,
    choices,
    draw: async (spec) => {
      await new Promise((resolve) => setTimeout(resolve));
      return drawSvg(spec);
    },
  });
}
