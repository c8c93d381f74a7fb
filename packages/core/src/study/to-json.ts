import type { Results } from "./results.ts";

/** Results as text: the same bytes from page, worker, terminal and single file. Numbers that are not finite are null. */
export function toJson(results: Results): string {
  const { whyvary, version, title, inputs, ladder, problems, analyses } = results;
  const ordered = { whyvary, version, title, inputs, ladder, problems, analyses };
  return JSON.stringify(ordered, null, 2) + "\n";
}
