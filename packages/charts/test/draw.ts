import { expressionInterpreter } from "vega-interpreter";
import { compile } from "vega-lite";
import { parse, View } from "vega";
import type { Spec } from "../src/index.ts";

/** A specification as SVG, drawn as the page draws it: expressions interpreted, never compiled. Warnings fail. */
export async function draw(spec: Spec): Promise<string> {
  const warned: string[] = [];
  const warn = (...words: unknown[]) => void warned.push(words.join(" "));
  const logger = {
    level: () => logger,
    error: (...words: unknown[]) => (warn(...words), logger),
    warn: (...words: unknown[]) => (warn(...words), logger),
    info: () => logger,
    debug: () => logger,
  };
  const vega = compile(structuredClone(spec), { logger: logger as never }).spec;
  const refuse = () => Promise.reject(new Error("a chart loads nothing"));
  const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };
  const view = new View(parse(vega, undefined, { ast: true }), {
    renderer: "none",
    expr: expressionInterpreter,
    loader,
    logger: logger as never,
  } as never);
  const svg = await view.toSVG();
  view.finalize();
  if (warned.length > 0) throw new Error(warned.join("\n"));
  return svg;
}
