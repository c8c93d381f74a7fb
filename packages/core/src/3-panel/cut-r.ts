import { andList } from "../messages/format.ts";
import { rComment, rStrings } from "../messages/r-text.ts";
import type { PanelSpec, Times } from "./spec.ts";

/** R lines for the years kept and the areas left out. */
export function cutR(times: Times | undefined, without: readonly string[] | undefined, keys: PanelSpec): string {
  const lines: string[] = [];
  const keep = (test: string): number => lines.push(`panel <- panel[${test}, , drop = FALSE]`);
  if (times !== undefined && keys.time !== undefined) {
    if (Array.isArray(times)) keep(`panel$time %in% c(${times.join(", ")})`);
    else {
      const tests = [
        ...(times.from === undefined ? [] : [`panel$time >= ${times.from}`]),
        ...(times.to === undefined ? [] : [`panel$time <= ${times.to}`]),
      ];
      if (tests.length > 0) keep(tests.join(" & "));
    }
  }
  if (without !== undefined && without.length > 0 && keys.area !== undefined)
    keep(`!panel$area %in% ${rStrings(without.map((code) => code.trim()))}`);
  return lines.length === 0 ? "" : [rComment("Years kept and areas left out"), ...lines].join("\n") + "\n";
}

/** The comment at a script's head: what it needs beside it. */
export function filesR(files: readonly string[]): string {
  return rComment(`Needs ${andList(files)} in the working directory; base R only.`) + "\n";
}
