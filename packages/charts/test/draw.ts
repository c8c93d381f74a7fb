import { drawSvg } from "../src/draw/draw-svg.ts";
import type { Spec } from "../src/index.ts";

/** A specification as SVG, drawn as the page and the report draw it. Warnings fail. */
export async function draw(spec: Spec): Promise<string> {
  const warned: string[] = [];
  const svg = await drawSvg(spec, (text) => void warned.push(text));
  if (warned.length > 0) throw new Error(warned.join("\n"));
  return svg;
}
