import { normalQuantile } from "../distributions/index.ts";
import type { MersenneTwister } from "./mersenne-twister.ts";

const BIG = 134217728;

/** A standard normal number by inversion, from two uniforms (R: `rnorm(1)`, `normal.kind = "Inversion"`). */
export function normal(random: MersenneTwister): number {
  const head = Math.floor(BIG * random.uniform());
  return normalQuantile((head + random.uniform()) / BIG, 0, 1);
}
