import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { createCsvReader, type ReadOptions, type ReadOutcome } from "../1-read/index.ts";
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
    const reader = createCsvReader(this.name, options);
    const stage = `Reading ${this.name}`;
    let since = now();
    for (let done = 0; done < this.blob.size; done += PIECE) {
      const piece = new Uint8Array(await this.blob.slice(done, done + PIECE).arrayBuffer());
      reader.push(piece);
      hash?.update(piece);
      if (now() - since < 30) continue;
      drivers.onProgress?.({ stage, done: done + piece.length, total: this.blob.size });
      await breathe();
      if (drivers.cancelled?.() === true) throw abortError();
      since = now();
    }
    const outcome = await drive(reader.finish(), drivers);
    if (this.sha256 === "")
      this.sha256 =
        hash === null
          ? bytesToHex(new Uint8Array(await subtle!.digest("SHA-256", await this.blob.arrayBuffer())))
          : bytesToHex(hash.digest());
    if (this.#reads.size >= KEPT) this.#reads.delete(this.#reads.keys().next().value!);
    this.#reads.set(key, outcome);
    return outcome;
  }

  /** The outcome of a read that has been done. */
  read(options: ReadOptions): ReadOutcome {
    const known = this.#reads.get(JSON.stringify(options));
    if (known === undefined) throw new Error(`${this.name} has not been read that way`);
    return known;
  }
}
