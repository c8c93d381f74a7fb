import type { ReadResult } from "../1-read/index.ts";
import { parseYear, readHelpersR, readR } from "../1-read/index.ts";
import { distinctTexts, whereR } from "../2-table/index.ts";
import { rComment, rName, rString, rStrings } from "../messages/r-text.ts";
import type { Recode } from "./areas/meet-areas.ts";
import { planLong } from "./reshape/longer.ts";
import { columnsToRead, crosswalkR, daysR, latestR, longR, mergeR, namesAfter, yearEndR } from "./reshape/reshape-r.ts";
import { columnKey, typedFiguresR, typedRowsR, typedVectorsOf, type TypedVector } from "./provisional/provisional-r.ts";
import { operandsOf, resolveOperand, type Names, type Operand } from "./operands.ts";
import { neighbourColumns } from "./neighbour-links.ts";
import { chosenRelease } from "./choose-release.ts";
import type { MeasureShape, MeasureSpec, PanelSource, PanelSpec, TableSpec } from "./spec.ts";

interface Script {
  source: PanelSource;
  spec: PanelSpec;
  files: ReadonlyMap<string, ReadResult>;
  names: Names;
  /** Areas of each table that stand under another code of the panel. */
  recodes: ReadonlyMap<string, readonly Recode[]>;
  /** Columns with figures typed by hand, by table and column. */
  typed: ReadonlyMap<string, TypedVector>;
}

/**
 * R lines from the files to a data frame `panel` with the columns area (character), time (integer) and the wanted measures,
 * one row per area and time, in the panel's own order, before times and without.
 */
export function panelR(
  source: PanelSource,
  files: ReadonlyMap<string, ReadResult>,
  wanted: readonly string[],
  recodes: ReadonlyMap<string, readonly Recode[]> = new Map(),
): string {
  const tables = Object.entries(source.tables);
  const names: Names = {
    tables: new Map(
      tables.map(
        ([name, table]) => [name, { file: table.file, columns: new Set(namesAfter(files.get(name)!, table)) }] as const,
      ),
    ),
    measures: new Set(Object.keys(source.panel?.measures ?? {})),
  };
  const script: Script = {
    source,
    spec: source.panel ?? {},
    files,
    names,
    recodes,
    typed: typedVectorsOf(source.panel?.provisional ?? [], names),
  };
  const measures = withParents(script, wanted);
  const needed = neededColumns(script, measures);
  const used = tables.filter(([name], at) => at === 0 || needed.get(name)!.measured);
  const bounded = used.some(([, { bounds }]) => bounds !== undefined);
  const lines = [
    ...(bounded ? ["bound <- 0  # suppressed counts: 0 missing, 1 all at their lowest, 2 all at their highest"] : []),
    ...[rComment("Reading the files"), readHelpersR()],
  ];
  for (const [name, table] of used) {
    const result = files.get(name)!;
    const columns = columnsToRead(result, table, needed.get(name)!.columns);
    lines.push(readR(frameOf(name), table.file, table.read ?? {}, columns, result, table.bounds).trimEnd());
    if (table.where !== undefined) lines.push(whereR(frameOf(name), table.where, result.columns).trimEnd());
    lines.push(...reshapeR(script, name, table, needed.get(name)!.columns));
    lines.push(...recodesR(script, name, table));
  }
  lines.push("", rComment("One row per area and time"), ...keyLines(script, used));
  lines.push(...typedFiguresR(typedVectors(script, needed)));
  for (const [name, measure] of measures) lines.push(...measureLines(script, name, measure));
  return lines.join("\n") + "\n";
}

/** The frame's name: plain letters, and never one that the script needs for itself. */
function frameOf(table: string): string {
  return "table_" + table.replace(/[^A-Za-z0-9_]/g, (mark) => `_${mark.codePointAt(0)!.toString(16)}_`);
}

function indexOf(table: string): string {
  return frameOf(table).replace(/^table_/, "from_");
}

/** The measures wanted and those they are made from, parents first. */
function withParents(script: Script, wanted: readonly string[]): Map<string, MeasureSpec> {
  const specs = script.spec.measures;
  const out = new Map<string, MeasureSpec>();
  const only = Object.keys(script.source.tables)[0]!;
  const add = (name: string): void => {
    if (out.has(name)) return;
    if (specs === undefined) {
      if (script.names.tables.get(only)!.columns.has(name)) out.set(name, `${only}.\`${name}\``);
      return;
    }
    const spec = Object.hasOwn(specs, name) ? specs[name]! : undefined;
    if (spec === undefined) {
      // A column that no measure stands for, as a rate's count may be: it bears the name by which the study calls it.
      if (resolveOperand(name, script.names, []).ok) out.set(name, name);
      return;
    }
    for (const operand of resolved(script, name, spec)) if ("measure" in operand) add(operand.measure);
    out.set(name, spec);
  };
  for (const name of wanted) add(name);
  return out;
}

function resolved(script: Script, name: string, spec: MeasureSpec): Operand[] {
  const measures = new Set(script.names.measures);
  if (typeof spec === "string") measures.delete(name);
  return operandsOf(spec).flatMap(({ text }) => {
    const found = resolveOperand(text, { ...script.names, measures }, []);
    return found.ok ? [found.operand] : [];
  });
}

function neededColumns(
  script: Script,
  measures: Map<string, MeasureSpec>,
): Map<string, { columns: Set<string>; measured: boolean }> {
  const needed = new Map<string, { columns: Set<string>; measured: boolean }>();
  for (const [name, table] of Object.entries(script.source.tables)) {
    const keys = [keyColumn(script, name, table, "area"), keyColumn(script, name, table, "time")];
    const columns = [...keys, ...Object.keys(table.where ?? {})].filter((column) => column !== null);
    needed.set(name, { columns: new Set(columns), measured: false });
  }
  for (const [name, spec] of measures)
    for (const operand of resolved(script, name, spec))
      if ("table" in operand) {
        const table = needed.get(operand.table)!;
        table.columns.add(operand.column);
        table.measured = true;
      }
  return needed;
}

function keyColumn(script: Script, name: string, table: TableSpec, what: "area" | "time"): string | null {
  const column = table[what] ?? script.spec[what];
  return column !== undefined && script.names.tables.get(name)!.columns.has(column) ? column : null;
}

function reshapeR(script: Script, name: string, table: TableSpec, wanted: ReadonlySet<string>): string[] {
  const frame = frameOf(name);
  const result = script.files.get(name)!;
  const lines = longR(frame, table, result);
  const column = keyColumn(script, name, table, "area");
  if (table.areas !== undefined && column !== null) {
    const text = areaR(script, name, { ...table, areas: {} }, false)!;
    lines.push(...crosswalkR(frame, table.areas, table.sum ?? [], { column, text }, result.columns.get(column)!));
  }
  const keys = [areaR(script, name, table, false), table.latest === undefined ? timeR(script, name, table) : null];
  return [...lines, ...mergeR(frame, table, present(keys), result, wanted)];
}

function keyLines(script: Script, used: [string, TableSpec][]): string[] {
  const [first, ...others] = used;
  const [name, table] = first!;
  const area = areaR(script, name, table);
  const time = timeR(script, name, table);
  const from = indexOf(name);
  if (area === null && time === null)
    return [
      `panel <- data.frame(row.names = seq_len(nrow(${frameOf(name)})))`,
      `${from} <- seq_len(nrow(${frameOf(name)}))`,
    ];
  const columns = [area === null ? null : `area = ${area}`, time === null ? null : `time = ${time}`];
  const order = [area === null ? null : "panel$area", time === null ? null : "panel$time"];
  const lines = [
    `panel <- data.frame(${present(columns).join(", ")}, stringsAsFactors = FALSE)`,
    `${from} <- order(${present(order).join(", ")}, method = "radix")`,
    `panel <- panel[${from}, , drop = FALSE]`,
    "rownames(panel) <- NULL",
    ...typedRowsR(script.spec.provisional ?? [], from),
  ];
  for (const [other, otherTable] of others) {
    if (otherTable.latest !== undefined) {
      const dates = script.files.get(other)!.columns.get(otherTable.latest.date)!;
      const own = areaR(script, other, otherTable)!;
      lines.push(...latestR(indexOf(other), frameOf(other), otherTable, own, dates, time !== null));
      continue;
    }
    const theirs = [
      area === null ? null : areaR(script, other, otherTable),
      time === null ? null : timeR(script, other, otherTable),
    ];
    const ours = order.filter((_, at) => (at === 0 ? theirs[0] !== null : theirs[1] !== null));
    lines.push(`${indexOf(other)} <- match(${pasted(present(ours))}, ${pasted(present(theirs))})`);
  }
  return lines;
}

function present(texts: (string | null)[]): string[] {
  return texts.filter((text) => text !== null);
}

function pasted(parts: string[]): string {
  return parts.length === 1 ? parts[0]! : `paste(${parts.join(", ")}, sep = "\\r")`;
}

function areaR(script: Script, name: string, table: TableSpec, recoded = true): string | null {
  const column = keyColumn(script, name, table, "area");
  if (column === null) return null;
  const cells = `${frameOf(name)}$${rName(column)}`;
  // The crosswalk leaves codes as plain text.
  if (table.areas?.map !== undefined || table.areas?.composite !== undefined) return cells;
  if (recoded && (script.recodes.get(name) ?? []).length > 0) return cells;
  return script.files.get(name)!.columns.get(column)!.kind === "number"
    ? `format(${cells}, scientific = FALSE, trim = TRUE, digits = 15)`
    : `trimws(${cells})`;
}

/** Areas under the panel's codes: those that the list of English councils, or the names in the first table, tell. */
function recodesR(script: Script, name: string, table: TableSpec): string[] {
  const recodes = script.recodes.get(name) ?? [];
  const column = keyColumn(script, name, table, "area");
  if (recodes.length === 0 || column === null) return [];
  const cells = `${frameOf(name)}$${rName(column)}`;
  const always = recodes.filter(({ from, to }) => from === -Infinity && to === Infinity);
  const lines = [`codes <- ${areaR(script, name, table, false)!}`];
  if (always.length > 0)
    lines.push(
      `same <- setNames(${rStrings(always.map(({ code }) => code))}, ${rStrings(always.map(({ text }) => text))})`,
    );
  lines.push(
    always.length === 0
      ? `${cells} <- codes`
      : `${cells} <- ifelse(codes %in% names(same), unname(same[codes]), codes)`,
  );
  const bounded = recodes.some(({ from, to }) => from > -Infinity || to < Infinity);
  if (bounded && table.latest !== undefined) lines.push(`days <- ${daysR(frameOf(name), table, script.files.get(name)!.columns.get(table.latest.date)!)}`); // prettier-ignore
  const year = table.latest === undefined ? timeR(script, name, table) : `(days %/% 10000L + (days %% 10000L > ${yearEndR(table)}))`; // prettier-ignore
  for (const { text, code, from, to } of recodes) {
    if (from === -Infinity && to === Infinity) continue;
    const tests = year === null ? [] : [...(from === -Infinity ? [] : [`${year} >= ${from}`]), ...(to === Infinity ? [] : [`${year} <= ${to}`])]; // prettier-ignore
    lines.push(`${cells}[which(codes == ${[rString(text), ...tests].join(" & ")})] <- ${rString(code)}`);
  }
  return lines;
}

/** The year in which the period ends, in the shortest way that is right for the periods there are. */
function timeR(script: Script, name: string, table: TableSpec): string | null {
  const column = keyColumn(script, name, table, "time");
  if (column === null) return null;
  const cells = `${frameOf(name)}$${rName(column)}`;
  const texts = new Set(periodsOf(script, name, table, column).filter((text) => parseYear(text) !== null));
  const all = (test: (text: string) => boolean): boolean => [...texts].every(test);
  const shift = table.shiftTime === undefined || table.shiftTime === 0 ? "" : ` + ${table.shiftTime}L`;
  if (all((text) => /^\d{4}$/.test(text))) return `as.integer(${cells})${shift}`;
  if (all((text) => /^\d{4}/.test(text) && parseYear(text) === Number(text.slice(0, 4)) + 1))
    return `as.integer(substr(trimws(${cells}), 1, 4)) + 1L${shift}`;
  const pairs = [...texts].map((text) => `${rString(text)} = ${parseYear(text)!}L`);
  return `unname(c(${pairs.join(", ")})[trimws(as.character(${cells}))])${shift}`;
}

/** The texts of periods: the file's, or those that `long` made of column names. */
function periodsOf(script: Script, name: string, table: TableSpec, column: string): string[] {
  const result = script.files.get(name)!;
  if (table.long?.names === column)
    return planLong(result.order, table.long, table.file, []).pieces.map((piece) => piece.name);
  const values = result.columns.get(column)!;
  return distinctTexts(values);
}

function along(table: string, column: string): string {
  return `${frameOf(table)}$${rName(column)}[${indexOf(table)}]`;
}

function typedVectors(
  { typed }: Script,
  needed: ReadonlyMap<string, { columns: Set<string>; measured: boolean }>,
): (TypedVector & { cells: string })[] {
  return [...typed.values()].flatMap((one) => {
    const { columns, measured } = needed.get(one.table)!;
    return measured && columns.has(one.column) ? [{ ...one, cells: along(one.table, one.column) }] : [];
  });
}

function measureLines(script: Script, name: string, spec: MeasureSpec): string[] {
  const target = `panel$${rName(name)}`;
  const cells = resolved(script, name, spec).map((operand) =>
    "measure" in operand
      ? `panel$${rName(operand.measure)}`
      : (script.typed.get(columnKey(operand.table, operand.column))?.name ?? along(operand.table, operand.column)),
  );
  const [a, ...rest] = cells;
  if (typeof spec === "string") return [`${target} <- ${a!}`];
  const finite = `${target}[!is.finite(${target})] <- NA`;
  const times = "times" in spec && spec.times !== undefined ? ` * ${spec.times}` : "";
  const at = (year: string): string =>
    script.spec.area === undefined
      ? `match(${year}, panel$time)`
      : `match(${pasted(["panel$area", year])}, ${pasted(["panel$area", "panel$time"])})`;
  if ("rate" in spec || "ratio" in spec) return [`${target} <- ${a!} / ${rest[0]!}${times}`, finite];
  if ("share" in spec) return [`${target} <- ${a!} / (${rest.join(" + ")})${times}`, finite];
  if ("log" in spec) return [`${target} <- suppressWarnings(log(${a!}))`, finite];
  if ("sum" in spec) return [`${target} <- ${cells.join(" + ")}`];
  if ("minus" in spec) return [`${target} <- ${a!} - ${rest[0]!}`];
  if ("lag" in spec) return [`${target} <- ${a!}[${at(`panel$time - ${spec.by ?? 1}L`)}]`];
  if ("coalesce" in spec)
    return [`${target} <- ${a!}`, ...rest.map((next) => `${target} <- ifelse(is.na(${target}), ${next}, ${target})`)];
  if ("deflate" in spec)
    return [`${target} <- ${a!} / ${rest[0]!} * ${rest[0]!}[${at(`rep(${spec.base}L, nrow(panel))`)}]`, finite];
  if ("quantile" in spec)
    return [
      `${target} <- ave(${a!}, ${script.spec.time === undefined ? "rep(1, nrow(panel))" : "panel$time"}, FUN = function(x) floor((rank(x, ties.method = "min", na.last = "keep") - 1) * ${spec.groups} / sum(!is.na(x))) + 1)`,
    ];
  if ("releases" in spec) {
    const at = chosenRelease(spec, script.names, (table) => script.source.tables[table]!.release);
    return [`${target} <- ${cells[at]!}`];
  }
  if ("neighbours" in spec) return neighboursR(script, target, a!, spec);
  if ("index" in spec) return [`${target} <- ${a!} / ${a!}[${at(`rep(${spec.base}L, nrow(panel))`)}] * 100`, finite];
  return [`${target} <- ${a!} - ${a!}[${at(`panel$time - ${spec.by ?? 1}L`)}]`];
}

/** Each area's neighbours from their own table, and the figures that these have in the same year. */
function neighboursR(
  script: Script,
  target: string,
  cells: string,
  spec: Extract<MeasureShape, { neighbours: string }>,
): string[] {
  const { from, take = "mean" } = spec;
  const table = script.source.tables[from.table]!;
  const result = script.files.get(from.table)!;
  const frame = frameOf(from.table);
  const area = table.area ?? script.spec.area!;
  const columns = neighbourColumns(result.order, from.columns);
  const needed = [...new Set([area, ...columns, ...Object.keys(table.where ?? {})])];
  const codes = (name: string): string => (result.columns.get(name)!.kind === "number" ? `format(${frame}$${rName(name)}, scientific = FALSE, trim = TRUE, digits = 15)` : `trimws(${frame}$${rName(name)})`); // prettier-ignore
  const recodes = (script.recodes.get(from.table) ?? []).filter(({ from: since, to }) => since === -Infinity && to === Infinity); // prettier-ignore
  const same = recodes.length === 0 ? [] : [`same <- setNames(${rStrings(recodes.map(({ code }) => code))}, ${rStrings(recodes.map(({ text }) => text))})`]; // prettier-ignore
  const time = script.spec.time === undefined ? "" : " & panel$time == panel$time[i]";
  return [
    readR(frame, table.file, table.read ?? {}, needed, result).trimEnd(),
    ...(table.where === undefined ? [] : [whereR(frame, table.where, result.columns).trimEnd()]),
    ...same,
    `recoded <- function(x) ${same.length === 0 ? "x" : "ifelse(x %in% names(same), unname(same[x]), x)"}`,
    `near <- data.frame(area = rep(recoded(${codes(area)}), ${columns.length}), other = recoded(c(${columns.map(codes).join(", ")})))`,
    `figures <- ${cells}`,
    `${target} <- sapply(seq_len(nrow(panel)), function(i) {`,
    `  found <- panel$area %in% setdiff(near$other[near$area == panel$area[i]], panel$area[i])${time} & !is.na(figures)`,
    `  if (any(found)) ${take}(figures[found]) else NA_real_`,
    "})",
  ];
}
