/** The only file that loads the chart library: imported when a chart is first about to be seen. */
import embed, { type VisualizationSpec } from "vega-embed";
import { expressionInterpreter } from "vega-interpreter";
import { loader } from "vega";

export interface Drawing {
  close(): void;
}

/** A loader that fetches nothing: a specification carries its own data. */
const closed = { ...loader(), load: () => Promise.reject(new Error("charts load nothing")) };

export async function draw(element: HTMLElement, spec: object): Promise<Drawing> {
  const result = await embed(element, spec as VisualizationSpec, {
    renderer: "svg",
    actions: false,
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
    ast: true,
    expr: expressionInterpreter,
    loader: closed,
  });
  return { close: () => result.finalize() };
}
