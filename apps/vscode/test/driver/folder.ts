import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { EXAMPLE } from "./places.ts";

let place: string | undefined;
process.once("exit", () => Folder.remove());

/** A folder for one test, empty at its beginning and end; all the tests of a file have it in one place, so that a window may stay open on it. */
export class Folder {
  readonly path = (place ??= mkdtempSync(join(tmpdir(), "whyvary-folder-")));

  constructor() {
    this.#clear();
  }

  #clear(): void {
    for (const name of readdirSync(this.path)) rmSync(join(this.path, name), { recursive: true, force: true });
  }

  write(name: string, content: string | Uint8Array): this {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return this;
  }
  zip(name: string, text: string): this {
    return this.write(name, gzipSync(text));
  }
  copy(from: string, name: string): this {
    copyFileSync(from, join(this.path, name));
    return this;
  }
  /** The invented example: its shorter study, and the files that it and the article read. */
  example(change: (text: string) => string = (text) => text): this {
    for (const name of ["plans.csv", "population.csv", "context.csv", "spending.csv", "places.hexjson"])
      this.copy(EXAMPLE + name, name);
    return this.write("study.whyvary.json", change(readFileSync(`${EXAMPLE}study.whyvary.json`, "utf8")));
  }
  read(name: string): string {
    return readFileSync(join(this.path, name), "utf8");
  }
  settings(settings: Record<string, unknown>): this {
    return this.write(".vscode/settings.json", JSON.stringify(settings));
  }
  [Symbol.dispose](): void {
    this.#clear();
  }

  /** Takes the place itself away: after the last test, or where the next one must be in a folder that VS Code has never seen. */
  static remove(): void {
    if (place !== undefined) rmSync(place, { recursive: true, force: true });
    place = undefined;
  }
}
