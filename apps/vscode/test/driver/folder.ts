import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { EXAMPLE } from "./places.ts";

/** A folder for one test, gone at its end. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), "whyvary-folder-"));

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
  /** The invented example: a study and the three files it reads. */
  example(change: (text: string) => string = (text) => text): this {
    for (const name of ["plans.csv", "population.csv", "context.csv"]) this.copy(EXAMPLE + name, name);
    return this.write("study.whyvary.json", change(readFileSync(`${EXAMPLE}study.whyvary.json`, "utf8")));
  }
  read(name: string): string {
    return readFileSync(join(this.path, name), "utf8");
  }
  settings(settings: Record<string, unknown>): this {
    return this.write(".vscode/settings.json", JSON.stringify(settings));
  }
  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
