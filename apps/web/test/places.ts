import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export const DIST = at("../dist");
export const SINGLE = at("../dist-single/whyvary.html");
export const EXAMPLE = at("../../../examples/invented-councils/");
export const SHARED = process.env["WHYVARY_SHARED"] ?? at("../../../../shared");

const example = (name: string) => ({ name, text: readFileSync(EXAMPLE + name, "utf8") });

/** The page opens on the article; the shorter study asks two questions of the same files, the shares first. */
export const ARTICLE = [example("article.whyvary.json")];
export const SHARES = [example("study.whyvary.json")];
