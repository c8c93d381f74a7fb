import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVSIX } from "@vscode/vsce";

/** An extension that gives delimited files the languages that Rainbow CSV gives them; its path as a package. */
export async function rainbowLanguages(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "whyvary-languages-"));
  const manifest = {
    name: "languages",
    publisher: "test",
    version: "0.0.1",
    license: "MIT",
    engines: { vscode: "^1.100.0" },
    contributes: {
      languages: [
        { id: "csv", aliases: ["CSV"], extensions: [".csv"] },
        { id: "csv (semicolon)", aliases: ["CSV (semicolon)"], extensions: [".scsv"] },
      ],
    },
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "README.md"), "Languages of delimited files, for a test.\n");
  const path = join(folder, "languages.vsix");
  await createVSIX({
    cwd: folder,
    packagePath: path,
    dependencies: false,
    allowMissingRepository: true,
    skipLicense: true,
  });
  return path;
}
