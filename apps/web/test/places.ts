import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export const DIST = at("../dist");
export const SINGLE = at("../dist-single/whyvary.html");
export const EXAMPLE = at("../../../examples/invented-councils/");
export const SHARED = process.env["WHYVARY_SHARED"] ?? at("../../../../shared");

/** The article and what it reads beside the example's own files, which the page has already. */
export const ARTICLE = ["spending.csv", "places.hexjson", "article.whyvary.json"].map((name) => ({
  name,
  text: readFileSync(at(`../../../examples/invented-councils/${name}`), "utf8"),
}));
