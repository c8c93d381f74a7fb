import type { Column, NumberColumn } from "../columns/column.ts";
import type { Problem } from "../messages/types.ts";
import { computeMeasure } from "./compute-measure.ts";
import { operandsOf, resolveOperand, verbOf, type Names } from "./operands.ts";
import type { RateParts } from "./panel.ts";
import type { PanelKeys } from "./panel-keys.ts";
import { measureBaseUnknown, measureCircle, measureNeedsTime, measureNotNumber } from "./problems.ts";
import { ofNeighbours } from "./neighbour-links.ts";
import { chooseRelease } from "./choose-release.ts";
import { alongPanel } from "./provisional/typed-cells.ts";
import type { MeasureSpec, NeighbourSource } from "./spec.ts";
import type { Matched } from "./keyed-table.ts";

/** What some measures need beside their operands. */
export interface Further {
  /** Each area's neighbours, or null where the table has no such; what is wrong is told by who is asked. */
  links(from: NeighbourSource, path: (string | number)[]): number[][] | null;
  /** What the study says of a table's release. */
  releaseOf(table: string): string | undefined;
}

export interface Made {
  columns: Map<string, Column>;
  titles: Map<string, string>;
  rates: Map<string, RateParts>;
  problems: Problem[];
}

/**
 * The panel's measures in study order, over all times; each is made once, after those it is made from. With `unknown` the
 * figures typed by hand are taken for missing.
 */
export function makeMeasures(
  specs: Record<string, MeasureSpec>,
  tables: Map<string, Matched>,
  names: Names,
  keys: PanelKeys,
  more: Further,
  unknown = false,
): Made {
  const made = new Map<string, Column | null>();
  const problems: Problem[] = [];

  const make = (name: string, above: readonly string[]): Column | null => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const spec = specs[name]!;
    const path = ["panel", "measures", name];
    if (above.includes(name)) {
      problems.push(measureCircle(path, name));
      return null;
    }
    const operands = operandsOf(spec).map(({ text, key }) => operandColumn(text, [...path, ...key], name, above));
    let column: Column | null = null;
    if (operands.every((operand) => operand !== null)) {
      if (typeof spec === "string") column = operands[0]!;
      else if (numeric(operands, spec, path)) {
        const verb = verbOf(spec);
        const calendar =
          verb === "lag" || verb === "index" || verb === "deflate" || (verb === "difference" && !("minus" in spec));
        if (calendar && keys.time === null) problems.push(measureNeedsTime([...path, verb], verb));
        else if ("base" in spec && !keys.time!.includes(spec.base))
          problems.push(measureBaseUnknown([...path, "base"], spec.base, keys.time!));
        else if ("neighbours" in spec) {
          const found = more.links(spec.from, path);
          if (found === null) column = null;
          else column = ofNeighbours(operands[0]!, found, keys, spec.take ?? "mean");
        } else if ("releases" in spec) {
          const chosen = chooseRelease(spec, operands, name, names, more.releaseOf, path);
          problems.push(...chosen.problems);
          column = chosen.column;
        } else column = computeMeasure(spec, operands, keys);
      }
    }
    made.set(name, column);
    return column;
  };

  const operandColumn = (
    text: string,
    path: (string | number)[],
    name: string,
    above: readonly string[],
  ): Column | null => {
    // Under an alias the measure's own name means the column it stands for.
    const measures = new Set(names.measures);
    if (typeof specs[name] === "string") measures.delete(name);
    const resolved = resolveOperand(text, { ...names, measures }, path);
    if (!resolved.ok) {
      problems.push(resolved.problem);
      return null;
    }
    const { operand } = resolved;
    if ("measure" in operand) return make(operand.measure, [...above, name]);
    return alongPanel(tables.get(operand.table)!, operand.column, unknown);
  };

  const numeric = (operands: Column[], spec: MeasureSpec, path: (string | number)[]): operands is NumberColumn[] => {
    let fine = true;
    operandsOf(spec).forEach(({ text, key }, at) => {
      const operand = operands[at]!;
      if (operand.kind === "number") return;
      fine = false;
      problems.push(measureNotNumber([...path, ...key], text, undefined, operand.dictionary[0] ?? ""));
    });
    return fine;
  };

  const columns = new Map<string, Column>();
  const titles = new Map<string, string>();
  const rates = new Map<string, RateParts>();
  for (const [name, spec] of Object.entries(specs)) {
    const column = make(name, []);
    if (column !== null) columns.set(name, column);
    titles.set(name, (typeof spec === "string" ? undefined : spec.title) ?? plainTitle(name));
    if (column === null || typeof spec === "string" || !("rate" in spec)) continue;
    const [counts, populations] = operandsOf(spec).map(({ text, key }) => operandColumn(text, [...key], name, []));
    if (counts?.kind === "number" && populations?.kind === "number")
      rates.set(name, {
        ...{ count: measureFor(spec.rate, specs), population: measureFor(spec.per, specs), times: spec.times ?? 1 },
        ...{ counts, populations },
      });
  }
  return { columns, titles, rates, problems };
}

/** "sw_vacancy_rate" -> "sw vacancy rate". */
export function plainTitle(name: string): string {
  return name.replaceAll("_", " ");
}

/** The measure that stands for a column, where the study has one: people know it by that name. */
function measureFor(operand: string, specs: Record<string, MeasureSpec>): string {
  if (Object.hasOwn(specs, operand)) return operand;
  return Object.keys(specs).find((name) => specs[name] === operand) ?? operand;
}
