import type { ReadResult } from "../1-read/index.ts";
import { buildPanel, type BuiltPanel } from "../3-panel/index.ts";
import type { Problem, Task } from "../messages/types.ts";
import { boundProblems } from "./bound-files.ts";
import { fillSlots, readTables, type Slots, type StudyFile } from "./files.ts";
import { areaUnknown } from "../3-panel/problems.ts";
import type { PanelSource } from "../3-panel/index.ts";
import type { AreaMap } from "../3-panel/area-map.ts";
import { findMap } from "./find-map.ts";
import { findNeighbours, panelTables, type FoundNeighbours } from "./neighbours.ts";
import { validateStudy, type Validated } from "./validate.ts";

/** All that stands before the analyses: the document checked, its files found and read, the panel made. */
export interface Prepared {
  validated: Validated;
  slots: Slots;
  read: Map<string, ReadResult>;
  built: BuiltPanel | null;
  /** Whom one's own area is compared with; null where the study does not say. */
  neighbours: FoundNeighbours | null;
  map: AreaMap | null;
  problems: Problem[];
}

/** Keeps the panel from one edit of the study to the next, where nothing that it is made of changed. */
export interface PanelMemory {
  last?: { key: string; built: BuiltPanel };
}

export function* prepare(document: unknown, files: readonly StudyFile[], memory?: PanelMemory): Task<Prepared> {
  const validated = validateStudy(document);
  const { study } = validated;
  const slots: Slots =
    study === null ? { filled: new Map(), missing: [], problems: [] } : fillSlots(study.tables, files);
  const prepared: Prepared = {
    ...{ validated, slots, read: new Map(), built: null, neighbours: null, map: null },
    problems: [...validated.problems],
  };
  if (study === null) return prepared;
  prepared.problems.push(...slots.problems);
  yield { stage: "Reading the files", done: 0, total: slots.filled.size };
  const tables = readTables(study.tables, slots.filled);
  prepared.read = tables.read;
  prepared.problems.push(...tables.problems);
  const bounded = boundProblems(study, tables.read);
  prepared.problems.push(...bounded);
  if (bounded.some(({ severity }) => severity === "error")) return prepared;
  if (tables.read.size < Object.keys(study.tables).length) return prepared;
  const source = {
    tables: panelTables(study),
    ...(study.panel === undefined ? {} : { panel: study.panel }),
  } as PanelSource;
  const hashes = [...slots.filled].map(([name, file]) => [name, file.sha256]);
  const key = JSON.stringify([source, hashes]);
  if (memory?.last?.key === key) prepared.built = memory.last.built;
  else {
    prepared.built = yield* buildPanel(source, tables.read);
    if (memory !== undefined) memory.last = { key, built: prepared.built };
  }
  prepared.problems.push(...prepared.built.problems);
  const area = study.focus?.area;
  if (area !== undefined && prepared.built.ok) {
    const known = prepared.built.whole.area;
    if (known !== null && !known.codes.includes(area.trim()))
      prepared.problems.push(areaUnknown(["focus", "area"], area, known.codes, known.labels));
  }
  if (prepared.built.ok) {
    const { found, problems } = findNeighbours(study, prepared.read, prepared.built.whole);
    prepared.neighbours = found;
    prepared.problems.push(...problems);
    const placed = findMap(study, prepared.read, prepared.built.whole);
    prepared.map = placed.map;
    prepared.problems.push(...placed.problems);
  }
  return prepared;
}
