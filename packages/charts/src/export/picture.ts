import { look } from "../look.ts";
import { svgParts } from "../report/inline-svg.ts";
import { markup, Html } from "../report/markup.ts";
import { wrap } from "../text-width.ts";

export interface PictureWords {
  title: string;
  /** What the picture shows: its text alternative. */
  text: string;
  source: string;
}

const MARGIN = 16;

/**
 * A drawn picture as a file of its own: on white, its question above it and its source below, so that it can stand in another
 * document. Null where the drawing holds anything but shapes and words.
 */
export function pictureFile(svg: string, { title, text, source }: PictureWords): string | null {
  const parts = svgParts(svg);
  if (parts === null) return null;
  const { font, colours } = look("light");
  const room = Math.max(200, parts.width);
  const titles = title === "" ? [] : wrap(title, room, 16, true, 4);
  const sources = source === "" ? [] : wrap(`Source: ${source}`, room, 11, false, 4);
  const top = MARGIN + titles.length * 21 + (titles.length > 0 ? 8 : 0);
  const bottom = top + parts.height + (sources.length > 0 ? 10 : 0);
  const width = room + 2 * MARGIN;
  const height = bottom + sources.length * 15 + MARGIN;
  const lines = (found: string[], from: number, step: number) =>
    found.map((each, i) => markup`<tspan x="${MARGIN}" y="${from + i * step}">${each}</tspan>`);
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>${title}</title><desc>${text}</desc>
<rect width="${width}" height="${height}" fill="#ffffff"/>
<text font-family="${font}" font-size="16" font-weight="700" fill="${colours.ink}">${lines(titles, MARGIN + 14, 21)}</text>
<svg x="${MARGIN}" y="${top}" width="${parts.width}" height="${parts.height}" viewBox="${parts.viewBox}" overflow="visible">${new Html(parts.inner)}</svg>
<text font-family="${font}" font-size="11" fill="${colours.soft}">${lines(sources, bottom + 11, 15)}</text>
</svg>
`.text;
}
