import { unzipSync } from "fflate";
import type { Problem } from "../../messages/types.ts";
import { packedBroken, packedTooLarge } from "../problems.ts";

/** Unpacked bytes of all parts that are read: more is no table for a person's spreadsheet. */
const MOST = 400_000_000;
/** Where a part grows beyond what tables grow, it was made to do harm. */
const UNUSUAL = 300;
const SMALL = 20_000_000;

/** A workbook's parts by name, each unpacked when it is asked for, and never beyond the limits. */
export class Parts {
  readonly names: string[] = [];
  private readonly sizes = new Map<string, number>();
  private unpacked = 0;

  constructor(
    private readonly file: string,
    private readonly bytes: Uint8Array,
  ) {}

  /** Lists the parts; a problem where the file is broken or packed beyond measure. */
  open(): Problem | null {
    let worst: Problem | null = null;
    try {
      unzipSync(this.bytes, {
        filter: ({ name, originalSize, size }) => {
          this.names.push(name);
          this.sizes.set(name, originalSize);
          const grown = originalSize > SMALL && originalSize > size * UNUSUAL;
          if (/\.xml$|\.rels$/i.test(name) && (originalSize > MOST || grown))
            worst ??= packedTooLarge(this.file, originalSize, size);
          return false;
        },
      });
    } catch (error) {
      return packedBroken(this.file, (error as Error).message);
    }
    return worst;
  }

  has(name: string): boolean {
    return this.sizes.has(name);
  }

  /** A part's bytes; it cannot become larger than the file says it is. Throws what is broken. */
  take(name: string): Uint8Array {
    this.unpacked += this.sizes.get(name) ?? 0;
    if (this.unpacked > MOST) throw new TooLarge(packedTooLarge(this.file, this.unpacked, this.bytes.length));
    const found = unzipSync(this.bytes, { filter: (part) => part.name === name })[name];
    if (found === undefined) throw new Error(`its part ${name} is missing`);
    return found;
  }
}

export class TooLarge extends Error {
  constructor(readonly problem: Problem) {
    super("too large");
  }
}
