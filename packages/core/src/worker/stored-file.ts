import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { createReader, packing, parquetAsCsv, type ReadOptions, type ReadOutcome } from "../1-read/index.ts";
import { packedBroken } from "../1-read/problems.ts";
import { abortError, breathe, drive, type Drive } from "./breathe.ts";
import { now } from "./clock.ts";

/** Above this, hashing by the browser would need the whole file in memory. */
const HASHED_WHOLE = 256 * 1024 * 1024;
/** Bytes taken at a time: small enough to breathe between two of them. */
const PIECE = 1024 * 1024;
/** Reads per file that are kept besides the newest. */
const KEPT = 4;

/** A loaded file: where its bytes are, its hash, and what the reads so far gave. */
export class StoredFile {
  readonly #reads = new Map<string, ReadOutcome>();
  sha256 = "";

  constructor(
    readonly name: string,
    readonly blob: Blob,
  ) {}

  /** Streams the bytes once: reads them and, the first time, hashes them. */
  async load(options: ReadOptions, drivers: Drive): Promise<ReadOutcome> {
    const key = JSON.stringify(options);
    const known = this.#reads.get(key);
    if (known !== undefined) return known;
    const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
    const whole = this.blob.size <= HASHED_WHOLE && subtle !== undefined;
    const hash = this.sha256 === "" && !whole ? sha256.create() : null;
    // Before the columns are there: both at once would take the most memory.
    if (this.sha256 === "" && whole)
      this.sha256 = bytesToHex(new Uint8Array(await subtle!.digest("SHA-256", await this.blob.arrayBuffer())));
    const parquet = packing(new Uint8Array(await this.blob.slice(0, 4).arrayBuffer())) === "parquet";
    const reader = createReader(this.name, options, this.blob.size);
    const stage = `Reading ${this.name}`;
    let since = now();
    for (let done = 0; done < this.blob.size; done += PIECE) {
      const piece = new Uint8Array(await this.blob.slice(done, done + PIECE).arrayBuffer());
      if (!parquet) reader.push(piece);
      hash?.update(piece);
      if (now() - since < 30) continue;
      drivers.onProgress?.({ stage, done: done + piece.length, total: this.blob.size });
      await breathe();
      if (drivers.cancelled?.() === true) throw abortError();
      since = now();
    }
    const refused = parquet ? await this.#unpackParquet(reader, drivers) : null;
    const outcome = refused ?? (await drive(reader.finish(), drivers));
    if (parquet && outcome.ok) outcome.result.packed = { kind: "parquet" };
    if (hash !== null) this.sha256 = bytesToHex(hash.digest());
    if (this.#reads.size >= KEPT) this.#reads.delete(this.#reads.keys().next().value!);
    this.#reads.set(key, outcome);
    return outcome;
  }

  /** Parquet goes to the reader as the text of a CSV file. */
  async #unpackParquet(reader: { push(chunk: Uint8Array): void }, drivers: Drive): Promise<ReadOutcome | null> {
    const { blob } = this;
    const made = await parquetAsCsv(this.name, {
      byteLength: blob.size,
      slice: (from, to) => blob.slice(from, to).arrayBuffer(),
    });
    if (!made.ok) return { ok: false, problems: [made.problem] };
    try {
      for await (const piece of made.pieces) {
        reader.push(piece);
        await breathe();
        if (drivers.cancelled?.() === true) throw abortError();
      }
    } catch (error) {
      if ((error as Error).name === "AbortError") throw error;
      return { ok: false, problems: [packedBroken(this.name, (error as Error).message)] };
    }
    return null;
  }

  /** The outcome of a read that has been done. */
  read(options: ReadOptions): ReadOutcome {
    const known = this.#reads.get(JSON.stringify(options));
    if (known === undefined) throw new Error(`${this.name} has not been read that way`);
    return known;
  }
}
