import type { Problem, Task } from "../../messages/types.ts";
import { drain } from "../../messages/drain.ts";
import { packedBroken, packedTooLarge } from "../problems.ts";
import { createCsvReader, type CsvReader } from "../read-csv.ts";
import type { ReadOptions, ReadOutcome } from "../types.ts";
import { chooseSheet } from "./choose-sheet.ts";
import { gridCsv } from "./grid-csv.ts";
import type { Grid, SheetInfo, XlsxFacts } from "./grid.ts";
import { readOds } from "./ods.ts";
import { Parts, TooLarge } from "./parts.ts";
import * as problems from "./sheet-problems.ts";
import { XlsxBook } from "./xlsx.ts";

/** A workbook is read as a whole: a packed file beyond this is not. */
const MOST = 256 * 1024 * 1024;

/** Does a zip with these first bytes hold a workbook? Its first entry tells, or the file's name. */
export function isWorkbook(head: Uint8Array, file: string): boolean {
  const begin = String.fromCharCode(...head.subarray(30, Math.min(head.length, 160)));
  if (begin.startsWith("mimetypeapplication/vnd.oasis")) return true;
  return (
    /^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/)/.test(begin) || /\.(?:xls[xmb]|xltx|ods|ots)$/i.test(file)
  );
}

/** Takes a workbook's bytes and gives what the chosen sheet's table holds. */
export class WorkbookReader implements CsvReader {
  private chunks: Uint8Array[] = [];
  private length = 0;

  constructor(
    private readonly file: string,
    private readonly options: ReadOptions,
  ) {}

  push(chunk: Uint8Array): void {
    this.length += chunk.length;
    if (this.length <= MOST) this.chunks.push(chunk.slice());
  }

  *finish(): Task<ReadOutcome> {
    if (this.length > MOST) return refused(packedTooLarge(this.file, this.length, this.length));
    const bytes = joined(this.chunks, this.length);
    this.chunks = [];
    const parts = new Parts(this.file, bytes);
    const bad = parts.open();
    if (bad !== null) return refused(bad);
    if (parts.has("xl/workbook.bin")) return refused(problems.workbookBinary(this.file));
    try {
      const read = yield* this.sheets(parts);
      const { infos, grid } = read;
      if (grid === null)
        return refused(
          this.options.sheet === undefined || infos.length === 0
            ? problems.workbookEmpty(this.file)
            : problems.sheetUnknown(this.file, this.options.sheet, infos),
        );
      return yield* this.table(grid, read);
    } catch (error) {
      return refused(error instanceof TooLarge ? error.problem : packedBroken(this.file, (error as Error).message));
    }
  }

  /** All sheets as listed, and the cells of the one that is read. */
  private *sheets(parts: Parts): Task<Read> {
    const stage = `Reading the sheets of ${this.file}`;
    const { sheet: wanted } = this.options;
    if (parts.has("content.xml")) {
      const sheets = yield* telling(readOds(parts), stage);
      const infos = sheets.map(({ info }) => info);
      const chosen = chooseSheet(infos, wanted);
      return { infos, chosen, grid: sheets[chosen]?.grid ?? null, facts: null };
    }
    const book = new XlsxBook(parts);
    yield* telling(book.open(), stage);
    const infos: SheetInfo[] = [];
    // Only the likeliest sheet's cells are kept; the last one kept is the one that is chosen.
    let kept: Grid | null = null;
    for (const [at, sheet] of book.sheets.entries()) {
      if (!parts.has(sheet.part)) throw new Error(`its part ${sheet.part} is missing`);
      const { grid, info } = yield* telling(book.read(sheet), stage);
      infos.push(info);
      if (chooseSheet(infos, wanted) === at) kept = grid;
    }
    const chosen = chooseSheet(infos, wanted);
    return { infos, chosen, grid: kept, facts: chosen < 0 ? null : book.facts(book.sheets[chosen]!) };
  }

  private *table(grid: Grid, { infos, chosen, facts }: Read): Task<ReadOutcome> {
    const info = infos[chosen]!;
    const stage = `Reading “${info.name}” of ${this.file}`;
    const written = yield* telling(gridCsv(grid), stage);
    if (written === null) return refused(problems.sheetTooLarge(this.file, info.name));
    const { sheet: asked, entry: _, encoding: __, delimiter: ___, ...options } = this.options;
    const reader = createCsvReader(this.file, { ...options, encoding: "utf-8", delimiter: ",", decimal: "." });
    for (const piece of written.pieces) {
      reader.push(piece);
      yield { stage, done: 0, total: 0 };
    }
    const outcome = yield* reader.finish();
    const others = infos.filter((_, at) => at !== chosen);
    const told = problems.sheetProblems(this.file, info, grid, written.filled);
    if (asked === undefined && others.length > 0) told.unshift(problems.sheetChosen(this.file, info, others));
    if (!outcome.ok) return { ok: false, problems: [...outcome.problems, ...told] };
    outcome.result.problems.unshift(...told);
    const named = { sheet: info.name, sheets: infos };
    outcome.result.packed = facts === null ? { kind: "ods", ...named } : { kind: "xlsx", ...named, ...facts };
    outcome.result.bytes = this.length;
    return outcome;
  }

  end(): ReadOutcome {
    return drain(this.finish());
  }
}

interface Read {
  infos: SheetInfo[];
  chosen: number;
  /** The chosen sheet's cells. */
  grid: Grid | null;
  facts: XlsxFacts | null;
}

/** A silent generator as a task that says what goes on. */
function* telling<T>(work: Generator<void, T>, stage: string): Task<T> {
  for (let done = 0; ; done++) {
    const step = work.next();
    if (step.done) return step.value;
    yield { stage, done, total: 0 };
  }
}

function refused(problem: Problem): ReadOutcome {
  return { ok: false, problems: [problem] };
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
