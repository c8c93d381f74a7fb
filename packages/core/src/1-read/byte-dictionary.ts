/** Distinct cell texts as raw bytes, numbered in order of appearance. Decoding waits until the encoding is known. */
export class ByteDictionary {
  size = 0;
  bytes = new Uint8Array(1024);
  /** Text `code` is bytes[ends[code - 1] .. ends[code]]. */
  ends = new Int32Array(64);
  private hashes = new Int32Array(64);
  private slots = new Int32Array(128);
  private mask = 127;

  /** The code of bytes[from..to], whose `hash` is FNV-1a over them. */
  add(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const length = to - from;
    const own = this.bytes;
    let slot = (hash ^ (hash >>> 15)) & this.mask;
    for (;;) {
      const code = this.slots[slot]! - 1;
      if (code < 0) break;
      if (this.hashes[code] === hash) {
        const start = code === 0 ? 0 : this.ends[code - 1]!;
        if (this.ends[code]! - start === length) {
          let same = 0;
          while (same < length && own[start + same] === bytes[from + same]) same++;
          if (same === length) return code;
        }
      }
      slot = (slot + 1) & this.mask;
    }
    return this.insert(bytes, from, to, hash, slot);
  }

  start(code: number): number {
    return code === 0 ? 0 : this.ends[code - 1]!;
  }

  private insert(bytes: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    const code = this.size++;
    const start = this.start(code);
    const end = start + (to - from);
    if (end > this.bytes.length) this.bytes = grown(this.bytes, Uint8Array, end);
    for (let at = from, to2 = start; at < to;) this.bytes[to2++] = bytes[at++]!;
    if (code >= this.ends.length) {
      this.ends = grown(this.ends, Int32Array, code + 1);
      this.hashes = grown(this.hashes, Int32Array, code + 1);
    }
    this.ends[code] = end;
    this.hashes[code] = hash;
    this.slots[slot] = code + 1;
    if (this.size * 2 > this.slots.length) this.rehash();
    return code;
  }

  private rehash(): void {
    const length = this.slots.length * 2;
    this.mask = length - 1;
    this.slots = new Int32Array(length);
    for (let code = 0; code < this.size; code++) {
      const hash = this.hashes[code]!;
      let slot = (hash ^ (hash >>> 15)) & this.mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask;
      this.slots[slot] = code + 1;
    }
  }
}

function grown<T extends Uint8Array | Int32Array>(old: T, make: new (length: number) => T, least: number): T {
  const larger = new make(Math.max(least, old.length * 2));
  larger.set(old);
  return larger;
}

export const FNV_START = 0x811c9dc5 | 0;

export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = FNV_START;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return hash;
}
