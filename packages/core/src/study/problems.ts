import { andList } from "../messages/format.ts";
import { nearest } from "../messages/nearest.ts";
import type { Problem } from "../messages/types.ts";

/** Everything that can be wrong with a study document, in words. */

export type Path = (string | number)[];

const SHOWN = 12;

/** ["analyses", 0, "blocks", "A b"] -> "analyses[0].blocks.A b". */
export function pathText(path: Path): string {
  return path.map((key, at) => (typeof key === "number" ? `[${key}]` : at === 0 ? key : `.${key}`)).join("");
}

function at(path: Path): string {
  return path.length === 0 ? "the study" : pathText(path);
}

function error(code: string, path: Path, text: string, more: Partial<Problem> = {}): Problem {
  return { code, severity: "error", text, path, ...more };
}

export function notAnObject(value: unknown): Problem {
  return error("study-not-object", [], "The study is not a JSON object.", {
    remedy: 'A study begins with { "whyvary": 1, "tables": … }.',
    value: String(value).slice(0, 80),
  });
}

export function notJson(reason: string, file?: string): Problem {
  return error("study-not-json", [], `The study cannot be read as JSON: ${reason}`, {
    remedy: "Look for a missing comma, quote or bracket near the place named.",
    ...(file === undefined ? {} : { file }),
  });
}

export function tooDeep(most: number): Problem {
  return error("study-too-deep", [], `The study nests lists or objects more than ${most} deep.`, {
    remedy: "No study needs that: look where a bracket was repeated.",
  });
}

export function versionMissing(): Problem {
  return error("version-missing", ["whyvary"], 'The study does not say its version: the key "whyvary" is missing.', {
    remedy: 'Add "whyvary": 1.',
  });
}

export function versionNewer(version: number, current: number): Problem {
  return error(
    "version-newer",
    ["whyvary"],
    `The study is of version ${version}; this program knows versions up to ${current}.`,
    { remedy: "Open it with a newer Whyvary.", facts: { version, current } },
  );
}

export function versionUnknown(version: unknown): Problem {
  return error("version-unknown", ["whyvary"], `The version of the study, ${JSON.stringify(version)}, is not known.`, {
    remedy: 'The first version is "whyvary": 1.',
  });
}

export function unknownKey(path: Path, known: readonly string[]): Problem {
  const key = String(path[path.length - 1]);
  const meant = nearest(key, known);
  return error("unknown-key", path, `“${key}” is not a key of ${at(path.slice(0, -1))}.`, {
    remedy: meant === null ? `The keys there are ${andList(known)}.` : `Did you mean “${meant}”?`,
    value: key,
    facts: { nearest: meant, known: [...known] },
  });
}

export function missingKey(path: Path): Problem {
  const key = String(path[path.length - 1]);
  return error("missing-key", path, `“${key}” is missing in ${at(path.slice(0, -1))}.`, { remedy: `Add “${key}”.` });
}

export function wrongValue(path: Path, expected: string, received: unknown): Problem {
  const shown = (JSON.stringify(received) ?? String(received)).slice(0, 80);
  return error("wrong-value", path, `${pathText(path)} is ${shown}, where ${expected} is expected.`, { value: shown });
}

export function ruleBroken(path: Path, words: string): Problem {
  return error("wrong-value", path, `${pathText(path)}: ${words}`);
}

export function nameForbidden(path: Path): Problem {
  const name = String(path[path.length - 1]);
  return error("name-forbidden", path, `“${name}” cannot stand as a name in a study.`, {
    remedy: "Give the column another name in the file.",
    value: name,
  });
}

export function nameStart(path: Path, what: string): Problem {
  const name = String(path[path.length - 1]);
  return error("name-start", path, `The ${what} “${name}” does not start with a letter.`, {
    remedy: "Names of tables, measures, groups and analyses start with a letter.",
    value: name,
  });
}

export function tableNameMark(path: Path): Problem {
  const name = String(path[path.length - 1]);
  return error("table-name", path, `The table name “${name}” holds a dot or a backtick.`, {
    remedy: "table.column is split at the first dot: choose a name without one.",
    value: name,
  });
}

export function keyWord(path: Path): Problem {
  const name = String(path[path.length - 1]);
  return error("name-is-key", path, `A measure cannot be called “${name}”: that is the panel’s own key.`, {
    remedy: "Choose another name for the measure.",
    value: name,
  });
}

export function measureVerbs(path: Path, found: string[], verbs: readonly string[]): Problem {
  const text =
    found.length === 0
      ? `The measure “${String(path[path.length - 1])}” does not say what it is.`
      : `The measure “${String(path[path.length - 1])}” says ${andList(found.map((verb) => `“${verb}”`))}: one is expected.`;
  return error("measure-verb", path, text, { remedy: `A measure has exactly one of ${andList(verbs, "or")}.` });
}

export function idTwice(path: Path, id: string): Problem {
  return error("id-twice", path, `Two analyses are called “${id}”.`, { remedy: "Give one another id.", value: id });
}

export function kindUnknown(path: Path, kind: string, kinds: readonly string[]): Problem {
  const meant = nearest(kind, kinds);
  return error("kind-unknown", path, `There is no kind of analysis called “${kind}”.`, {
    remedy: meant === null ? `The kinds are ${andList(kinds)}.` : `Did you mean “${meant}”?`,
    value: kind,
    facts: { nearest: meant },
  });
}

export function noTables(): Problem {
  return error("no-tables", ["tables"], "The study names no table.", {
    remedy: "Name at least one file under “tables”.",
  });
}

export function filePathWrong(path: Path, file: string): Problem {
  return error("file-path", path, `“${file}” is not a name relative to the study.`, {
    remedy: "Put the file beside the study and give its name, with / between folders: no address, no drive.",
    value: file,
  });
}

export function fileMissing(path: Path, file: string, have: string[]): Problem {
  const meant = nearest(file, have);
  return error("file-missing", path, `The file ${file} is not there.`, {
    remedy:
      meant !== null
        ? `Is it ${meant}?`
        : have.length === 0
          ? "Add the file."
          : `The files there are ${andList(have.slice(0, SHOWN))}.`,
    file,
    facts: { nearest: meant },
  });
}

export function fileAmbiguous(path: Path, file: string, found: string[]): Problem {
  return error("file-ambiguous", path, `More than one file could be ${file}: ${andList(found)}.`, {
    remedy: "Write the one that is meant into the study, with its folder.",
    file,
    facts: { found },
  });
}

export function fileChanged(path: Path, file: string, expected: string, found: string): Problem {
  return {
    ...error("file-changed", path, `${file} is not the file the study was made with: its hash has changed.`),
    severity: "warning",
    remedy: "If the new figures are meant, put the new hash into the study.",
    file,
    facts: { expected, found },
  };
}

export function fileGone(file: string): Problem {
  return error("file-gone", [], `${file} cannot be read any more: it was moved or changed since it was chosen.`, {
    remedy: "Choose the file again.",
    file,
  });
}
