import { pushUtf8 } from "./decode.ts";

/** Turns UTF-16 into UTF-8 chunk by chunk, keeping half a unit and half a pair for the next chunk. */
export class Utf16ToUtf8 {
  private half = -1;
  private high = 0;
  constructor(private readonly littleEndian: boolean) {}

  convert(chunk: Uint8Array): Uint8Array {
    const bytes: number[] = [];
    for (const byte of chunk) {
      if (this.half < 0) {
        this.half = byte;
        continue;
      }
      const unit = this.littleEndian ? this.half | (byte << 8) : (this.half << 8) | byte;
      this.half = -1;
      this.unit(unit, bytes);
    }
    return Uint8Array.from(bytes);
  }

  /** What is left at the end of the file: half a pair is an unreadable character. */
  finish(): Uint8Array {
    const bytes: number[] = [];
    if (this.high !== 0 || this.half >= 0) pushUtf8(bytes, 0xfffd);
    return Uint8Array.from(bytes);
  }

  private unit(unit: number, bytes: number[]): void {
    if (this.high !== 0) {
      const high = this.high;
      this.high = 0;
      if (unit >= 0xdc00 && unit <= 0xdfff) {
        pushUtf8(bytes, 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
        return;
      }
      pushUtf8(bytes, 0xfffd);
    }
    if (unit >= 0xd800 && unit <= 0xdbff) this.high = unit;
    else pushUtf8(bytes, unit >= 0xdc00 && unit <= 0xdfff ? 0xfffd : unit);
  }
}
