/** Draws a specification as SVG text: in Node, in a page and in a worker alike. The only file of this package that loads Vega. */
import { parse, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile } from "vega-lite";
import type { Spec } from "../chart.ts";

const refuse = (): Promise<never> => Promise.reject(new Error("a chart loads nothing"));
const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

/**
 * Expressions are interpreted, never compiled, so that it runs under a policy without eval; nothing is fetched. Warnings go to
 * `warn`. Rejects where the specification cannot be drawn.
 */
export async function drawSvg(spec: Spec, warn: (text: string) => void = () => {}): Promise<string> {
  const say = (...words: unknown[]) => (warn(words.map(String).join(" ")), logger);
  const quiet = () => logger;
  const logger = { level: quiet, error: say, warn: say, info: quiet, debug: quiet };
  const options = { logger: logger as never };
  const vega = compile(structuredClone(spec), options).spec;
  const view = new View(parse(vega, undefined, { ast: true }), {
    renderer: "none",
    expr: expressionInterpreter,
    loader,
    ...options,
  } as never);
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
