// Writes the files of the invented country: node make.mjs

import { writeFileSync } from "node:fs";
import { exampleFiles } from "./country.mjs";

for (const [name, text] of Object.entries(exampleFiles())) {
  writeFileSync(new URL(name, import.meta.url), text);
  console.log(`${name}: ${text.length} bytes`);
}
