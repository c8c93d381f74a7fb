/**
 * The bytes of a WebAssembly module with one function, `tile(a, b, stride, end, out)`: the four sums of products of the columns
 * at a and a + stride with those at b and b + stride, two rows at a time (SIMD), from a up to `end`; it stores them as four
 * numbers at `out`. Even rows add up in lane 0, odd rows in lane 1, and the lanes are added last. No relaxed instruction is
 * used, so every engine gives the same bits, and so does the script twin in `tile-script.ts`.
 */
export function tileModule(pages: number): Uint8Array<ArrayBuffer> {
  const I32 = 0x7f;
  const V128 = 0x7b;
  const [a, b, stride, end, out] = [0, 1, 2, 3, 4];
  const [x0, x1, y0, y1] = [5, 6, 7, 8];
  const sums = [9, 10, 11, 12];
  const get = (local: number): number[] => [0x20, local];
  const set = (local: number): number[] => [0x21, local];
  const i32add = [0x6a];
  const load = [0xfd, 0x00, 3, 0];
  const mul = [0xfd, 0xf2, 0x01];
  const add = [0xfd, 0xf0, 0x01];
  const lane = (k: number): number[] => [0xfd, 0x21, k];

  const accumulate = (sum: number, x: number, y: number): number[] => [
    ...get(sum),
    ...get(x),
    ...get(y),
    ...mul,
    ...add,
    ...set(sum),
  ];
  const step = (pointer: number): number[] => [...get(pointer), 0x41, 16, ...i32add, ...set(pointer)];
  const store = (sum: number, place: number): number[] => [
    ...get(out),
    ...get(sum),
    ...lane(0),
    ...get(sum),
    ...lane(1),
    0xa0, // f64.add
    0x39, // f64.store
    3,
    8 * place,
  ];
  const body = [
    0x03, // loop
    0x40,
    ...[...get(a), ...load, ...set(x0)],
    ...[...get(a), ...get(stride), ...i32add, ...load, ...set(x1)],
    ...[...get(b), ...load, ...set(y0)],
    ...[...get(b), ...get(stride), ...i32add, ...load, ...set(y1)],
    ...accumulate(sums[0]!, x0, y0),
    ...accumulate(sums[1]!, x0, y1),
    ...accumulate(sums[2]!, x1, y0),
    ...accumulate(sums[3]!, x1, y1),
    ...step(a),
    ...step(b),
    ...get(a),
    ...get(end),
    0x49, // i32.lt_u
    0x0d, // br_if
    0,
    0x0b,
    ...sums.flatMap((sum, place) => store(sum, place)),
    0x0b,
  ];
  const locals = [1, 8, V128];
  const text = (word: string): number[] => [word.length, ...Array.from(word, (char) => char.charCodeAt(0))];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 5, I32, I32, I32, I32, I32, 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, ...leb(pages)]),
    ...section(7, [2, ...text("memory"), 2, 0, ...text("tile"), 0, 0]),
    ...section(10, [1, ...leb(locals.length + body.length), ...locals, ...body]),
  ]);
}

function section(id: number, bytes: number[]): number[] {
  return [id, ...leb(bytes.length), ...bytes];
}

/** Unsigned LEB128. */
function leb(value: number): number[] {
  const out: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...out, rest];
    out.push((rest % 128) + 128);
  }
}
