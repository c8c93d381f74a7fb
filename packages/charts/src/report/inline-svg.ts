import { markup, Html } from "./markup.ts";

const TAGS = new Set(["g", "path", "text", "tspan", "rect", "line", "circle", "defs", "clipPath", "linearGradient", "stop", "title"]); // prettier-ignore
const ATTRIBUTES = /^(?:aria-[a-z]+|role|class|id|display|d|x|y|x1|x2|y1|y2|dx|dy|r|cx|cy|width|height|transform|text-anchor|clip-path|gradientUnits|offset|stop-color|pointer-events|opacity|fill(?:-opacity|-rule)?|stroke(?:-[a-z]+)?|font-(?:family|size|weight|style)|dominant-baseline|xml:space)$/; // prettier-ignore
const TOKEN = /<(\/?)([a-zA-Z]+)((?:\s+[a-zA-Z][a-zA-Z0-9:-]*="[^"<>]*")*)\s*(\/?)>|([^<>]+)/gy;

/** A drawn picture's size and what is inside it. */
export interface SvgParts {
  width: number;
  height: number;
  viewBox: string;
  inner: string;
}

/**
 * The parts of a drawn picture, if it holds nothing but shapes and words: whatever could load, run or lead elsewhere makes it
 * null. Pictures are drawn from data, so they are looked through before they stand in a page.
 */
export function svgParts(svg: string): SvgParts | null {
  const root = /^\s*<svg\s([^<>]*)>([\s\S]*)<\/svg>\s*$/.exec(svg);
  if (root === null) return null;
  const [, attributes, inner] = root;
  const of = (name: string) => new RegExp(`(?:^|\\s)${name}="([\\d. -]+)"`).exec(attributes!)?.[1];
  const width = Number(of("width"));
  const height = Number(of("height"));
  if (!(width > 0 && height > 0) || !harmless(inner!)) return null;
  return { width, height, viewBox: of("viewBox") ?? `0 0 ${width} ${height}`, inner: inner! };
}

function harmless(inner: string): boolean {
  const open: string[] = [];
  let at = 0;
  TOKEN.lastIndex = 0;
  while (at < inner.length) {
    const token = TOKEN.exec(inner);
    if (token === null) return false;
    at = TOKEN.lastIndex;
    const [, closing, tag, attributes, alone, text] = token;
    if (text !== undefined) continue;
    if (!TAGS.has(tag!)) return false;
    for (const [, name, value] of attributes!.matchAll(/\s+([a-zA-Z:-]+)="([^"]*)"/g))
      if (!ATTRIBUTES.test(name!) || /url\((?!#)|javascript:/i.test(value!)) return false;
    if (closing !== "") {
      if (open.pop() !== tag) return false;
    } else if (alone === "") open.push(tag!);
  }
  return open.length === 0;
}

/** The picture inside a page, its words in `label`. `mark` keeps the names of clips apart from other pictures'. Null if it is not harmless. */
export function inlineSvg(svg: string, label: string, mark: string): Html | null {
  const parts = svgParts(svg);
  if (parts === null) return null;
  const { width, height, viewBox, inner } = parts;
  const own = inner.replace(/\sid="([^"]*)"/g, ` id="${mark}-$1"`).replace(/url\(#/g, `url(#${mark}-`);
  return markup`<svg class="chart" role="img" aria-label="${label}" width="${width}" height="${height}" viewBox="${viewBox}"><g aria-hidden="true">${new Html(own)}</g></svg>`;
}
