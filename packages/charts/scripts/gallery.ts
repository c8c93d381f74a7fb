/** Writes dist/gallery.html: every picture and the report, to be looked at. Run by `npm run gallery -w @whyvary/charts`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { drawSvg } from "../src/draw/draw-svg.ts";
import { reportHtml } from "../src/index.ts";
import { escapeHtml } from "../src/report/markup.ts";
import { draw } from "../test/draw.ts";
import { results, study } from "../test/fixtures/results.ts";
import { pictures } from "../test/pictures.ts";

export async function writeGallery(): Promise<string> {
  const figures: string[] = [];
  for (const [name, spec] of Object.entries(pictures)) {
    const dark = name.includes("dark");
    figures.push(
      `<figure class="${dark ? "dark" : ""}">${await draw(spec())}<figcaption>${escapeHtml(name)}</figcaption></figure>`,
    );
  }
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Whyvary: the charts</title>
<style>body{font:15px system-ui,sans-serif;margin:24px;background:#fbfaf8;color:#1c2530}figure{display:inline-block;vertical-align:top;margin:0 20px 20px 0;padding:20px;background:#fff;border:1px solid #e4e1da;border-radius:12px}
.dark{background:#1b2128;color:#e9edf1;border-color:#2c343d}figcaption{margin-top:10px;font-size:13px}svg{display:block;outline:1px dotted #8888}</style>
<h1>The charts</h1>${figures.join("\n")}<p><a href="report.html">The report</a>, <a href="paper.html">the paper</a></p>`;
  const folder = fileURLToPath(new URL("../dist/", import.meta.url));
  mkdirSync(folder, { recursive: true });
  for (const layout of ["full", "paper"] as const)
    writeFileSync(
      `${folder}${layout === "full" ? "report" : "paper"}.html`,
      await reportHtml(results, study, { draw: drawSvg, layout }),
    );
  writeFileSync(`${folder}gallery.html`, page);
  return `${folder}gallery.html`;
}
