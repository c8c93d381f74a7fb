import { buildPanel, cutPanel, type Panel, type PanelSource } from "../3-panel/index.ts";
import type { Headline } from "../8-analyses/types.ts";
import { reasonCode } from "../columns/reasons.ts";
import { figure, onePercent } from "../messages/format.ts";
import type { AnswerPart, Note, Task } from "../messages/types.ts";
import { atBound, type End } from "./bound-files.ts";
import { panelTables } from "./neighbours.ts";
import type { Prepared } from "./prepare.ts";
import type { Study } from "./schema.ts";
import type { CheckedAnalysis } from "./validate.ts";

/** A headline without the suppressed counts, and with all of them at their lowest and at their highest. */
export interface BoundedFigure {
  name: string;
  unit: Headline["unit"];
  value: number | null;
  atLowest: number | null;
  atHighest: number | null;
}

export interface Bounds {
  /** Table.column with the bounds of its suppressed counts. */
  columns: { column: string; from: number; to: number; suppressed: number }[];
  figures: BoundedFigure[];
}

/** The panels with suppressed counts at their bounds; made when first wanted, once for all analyses. */
export class BoundPanels {
  readonly #built = new Map<End, Panel | null>();
  readonly #study: Study;
  readonly #prepared: Prepared;

  constructor(study: Study, prepared: Prepared) {
    this.#study = study;
    this.#prepared = prepared;
  }

  *at(end: End): Task<Panel | null> {
    const known = this.#built.get(end);
    if (known !== undefined) return known;
    const { tables, panel } = { tables: panelTables(this.#study), panel: this.#study.panel };
    const source = { tables, ...(panel === undefined ? {} : { panel }) } as PanelSource;
    const built = yield* buildPanel(source, atBound(this.#study, this.#prepared.read, end));
    const made = built.ok ? built.panel : null;
    this.#built.set(end, made);
    return made;
  }

  /** The bounded columns on which some measures rest, where the panel has suppressed cells of them. */
  columnsOf(panel: Panel, measures: readonly string[]): Bounds["columns"] {
    return Object.entries(this.#study.tables).flatMap(([name, table]) =>
      Object.entries(table.bounds ?? {}).flatMap(([column, { from, to }]) => {
        // Under `wide` and `long` the file's column bears other names in the panel.
        const renamed = table.wide !== undefined || table.long !== undefined;
        const asked = measures.filter((measure) =>
          (panel.origins?.get(measure) ?? []).some(
            (one) => one.file === table.file && (renamed || one.column === column),
          ),
        );
        const suppressed = Math.max(0, ...asked.map((measure) => suppressedIn(panel, measure)));
        return suppressed > 0 ? [{ column: `${name}.${column}`, from, to, suppressed }] : [];
      }),
    );
  }
}

function suppressedIn(panel: Panel, measure: string): number {
  const reasons = panel.columns.get(measure)?.reasons ?? new Uint8Array();
  return reasons.reduce((count, reason) => count + Number(reason === reasonCode("suppressed")), 0);
}

/** The headline of an analysis run again with the suppressed counts at each end. Redraws are left out: they cost, and are not its figures. */
export function* boundsOf(
  analysis: CheckedAnalysis,
  base: unknown,
  panels: BoundPanels,
  columns: Bounds["columns"],
  at: number,
  focus: object,
): Task<Bounds | null> {
  const { kind, spec } = analysis;
  const headline = kind?.headline;
  if (headline === undefined || columns.length === 0) return null;
  const ends: Headline[][] = [];
  for (const end of ["from", "to"] as const) {
    const panel = yield* panels.at(end);
    if (panel === null) return null;
    const cut = cutPanel(panel, spec.times, spec.without, ["analyses", at]);
    const options = withoutDraws(analysis.options);
    const outcome = yield* kind!.run({ panel: { ...cut.panel, ladder: [], problems: [] }, ...focus }, options);
    if ("problem" in outcome) return null;
    ends.push(headline(outcome.value));
  }
  const figures = headline(base).map(({ name, unit, value }): BoundedFigure => {
    const [atLowest, atHighest] = ends.map((end) => end.find((one) => one.name === name)?.value ?? null);
    return { name, unit, value, atLowest: atLowest!, atHighest: atHighest! };
  });
  return { columns, figures };
}

function withoutDraws(options: unknown): unknown {
  const entry = options as { bootstrap?: object };
  return { ...entry, bootstrap: { ...entry.bootstrap, draws: 0 } };
}

const SHOWN = 3;

/** "With the 12 suppressed counts between 1 and 5, referrals grew by 6.1% to 6.4%." */
export function boundsAnswer({ columns, figures }: Bounds): AnswerPart[] {
  const moved = figures.filter(({ atLowest, atHighest }) => atLowest !== null && atHighest !== null);
  if (moved.length === 0) return [];
  const parts: AnswerPart[] = [{ text: ` With ${countWords(columns)}: ` }];
  moved.slice(0, SHOWN).forEach(({ name, unit, atLowest, atHighest }, i) => {
    const [low, high] = [Math.min(atLowest!, atHighest!), Math.max(atLowest!, atHighest!)].map((one) =>
      text(one, unit),
    );
    parts.push({ text: `${i === 0 ? "" : "; "}${name} ` }, { text: low === high ? low! : `${low!} to ${high!}`, strong: true }); // prettier-ignore
  });
  return [...parts, { text: moved.length > SHOWN ? `; ${moved.length - SHOWN} more in the results.` : "." }];
}

function countWords(columns: Bounds["columns"]): string {
  const total = columns.reduce((sum, { suppressed }) => sum + suppressed, 0);
  const [from, to] = [Math.min(...columns.map((one) => one.from)), Math.max(...columns.map((one) => one.to))];
  return `${total === 1 ? "the suppressed count" : `the ${total} suppressed counts`} all at ${from}, then all at ${to}`;
}

function text(value: number, unit: Headline["unit"]): string {
  return unit === "share" ? onePercent(value) : figure(value);
}

export function boundsNote({ columns, figures }: Bounds): Note {
  return {
    code: "bounds",
    name: "Suppressed counts, bounded.",
    text: `Counts that the files hide (${columns.map(({ column, suppressed, from, to }) => `${column}: ${suppressed}, each ${from} to ${to}`).join("; ")}) are missing in the figures above. The analysis was run again with all of them at their lowest, and at their highest: the ends that are given. A mix of low and high ones could lie outside, for how unequal areas are above all.`, // prettier-ignore
    facts: { columns: columns as never, figures: figures as never },
  };
}
