import { figure } from "../../messages/format.ts";
import type { Problem } from "../../messages/types.ts";
import { error, type Path } from "../problems.ts";

export function timeNeeded(path: Path): Problem {
  return error("provisional-no-time", path, "A row typed by hand does not say its year.", {
    remedy: "Give its “time”: the year in which the period ends.",
  });
}

export function alreadyGiven(path: Path, where: string, column: string, file: string, given: number): Problem {
  return error("provisional-given", path, `${file} already gives “${column}” of ${where}: ${figure(given)}.`, {
    remedy: "Leave it to the file, or say “replace”: true to put the typed figure in its place.",
    file,
    column,
    value: String(given),
  });
}

export function notANumberColumn(path: Path, column: string, file: string): Problem {
  return error(
    "provisional-not-number",
    path,
    `“${column}” of ${file} holds words: a typed figure has no place in it.`,
    {
      remedy: "Type figures for columns of numbers.",
      file,
      column,
    },
  );
}

export function typedTwice(path: Path, where: string, column: string): Problem {
  return error("provisional-twice", path, `“${column}” of ${where} is typed twice.`, {
    remedy: "Keep one of the two figures.",
    column,
  });
}

/** A warning: the study's own years or areas leave the row out. */
export function leftOut(path: Path, where: string): Problem {
  return {
    ...error("provisional-left-out", path, `${where}, typed by hand, is not used: the study leaves it out.`, {
      remedy: "Widen the years of the panel, or take the area out of those left out.",
    }),
    severity: "warning",
  };
}
