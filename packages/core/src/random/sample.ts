import type { MersenneTwister } from "./mersenne-twister.ts";

/**
 * A function that draws whole numbers from 0 to `count` - 1 by rejection sampling on bits: R's default since 3.6
 * (`sample.kind = "Rejection"`). One or more uniforms are used up by each.
 */
function indexer(random: MersenneTwister, count: number): () => number {
  let bits = 0;
  let reach = 1;
  while (reach < count) {
    reach *= 2;
    bits++;
  }
  return () => {
    for (;;) {
      let value = 0;
      for (let done = 0; done <= bits; done += 16) value = 65536 * value + Math.floor(random.uniform() * 65536);
      value -= Math.floor(value / reach) * reach;
      if (value < count) return value;
    }
  };
}

/** One such number. */
export function index(random: MersenneTwister, count: number): number {
  return indexer(random, count)();
}

/** `size` positions from 0, drawn with replacement: one less than R's `sample.int(count, size, replace = TRUE)`. */
export function sampleWithReplacement(random: MersenneTwister, count: number, size = count): Int32Array {
  const draw = indexer(random, count);
  const out = new Int32Array(size);
  for (let i = 0; i < size; i++) out[i] = draw();
  return out;
}

/** The positions 0 to `count` - 1 in random order: one less than R's `sample.int(count)`. */
export function permutation(random: MersenneTwister, count: number): Int32Array {
  const left = Int32Array.from({ length: count }, (_, i) => i);
  const out = new Int32Array(count);
  for (let i = 0, n = count; i < count; i++) {
    const j = index(random, n);
    out[i] = left[j]!;
    left[j] = left[--n]!;
  }
  return out;
}
