import { tileModule } from "./tile-module.ts";

/** Sums of products of the columns at `a`, `a + stride` with those at `b`, `b + stride` (positions in `memory`), `rows` long. */
export interface Tile {
  memory: Float64Array;
  multiply(a: number, b: number, stride: number, rows: number, out: Float64Array): void;
}

/** The few parts of WebAssembly that are used; core has no DOM types. */
interface Wasm {
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (module: object) => {
    exports: {
      memory: { buffer: ArrayBuffer };
      tile(a: number, b: number, stride: number, end: number, out: number): void;
    };
  };
}

const PAGE = 65_536;

/** The kernel on `size` numbers of memory: SIMD where the engine allows it, else its twin with the same additions. */
export function makeTile(size: number): Tile {
  return simdTile(size) ?? scriptTile(size);
}

/** The SIMD kernel, or null where WebAssembly or its SIMD is missing or forbidden by the page's policy. */
export function simdTile(size: number): Tile | null {
  const wasm = (globalThis as unknown as { WebAssembly?: Wasm }).WebAssembly;
  if (wasm === undefined) return null;
  const pages = Math.ceil(((size + 4) * 8) / PAGE);
  let exports;
  try {
    exports = new wasm.Instance(new wasm.Module(tileModule(pages))).exports;
  } catch {
    return null;
  }
  const memory = new Float64Array(exports.memory.buffer);
  const result = memory.subarray(size, size + 4);
  return {
    memory,
    multiply(a, b, stride, rows, out) {
      exports.tile(8 * a, 8 * b, 8 * stride, 8 * (a + rows), 8 * size);
      out.set(result);
    },
  };
}

/** The twin: two lanes per sum, even and odd rows, added last. */
export function scriptTile(size: number): Tile {
  const memory = new Float64Array(size + 4);
  return {
    memory,
    multiply(a, b, stride, rows, out) {
      let [p0, p1, q0, q1, r0, r1, s0, s1] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let i = 0; i < rows; i += 2) {
        const u0 = memory[a + i]!;
        const u1 = memory[a + i + 1]!;
        const v0 = memory[a + stride + i]!;
        const v1 = memory[a + stride + i + 1]!;
        const y0 = memory[b + i]!;
        const y1 = memory[b + i + 1]!;
        const z0 = memory[b + stride + i]!;
        const z1 = memory[b + stride + i + 1]!;
        p0 += u0 * y0;
        p1 += u1 * y1;
        q0 += u0 * z0;
        q1 += u1 * z1;
        r0 += v0 * y0;
        r1 += v1 * y1;
        s0 += v0 * z0;
        s1 += v1 * z1;
      }
      out[0] = p0 + p1;
      out[1] = q0 + q1;
      out[2] = r0 + r1;
      out[3] = s0 + s1;
    },
  };
}
