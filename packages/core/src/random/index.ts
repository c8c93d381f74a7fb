export { MersenneTwister } from "./mersenne-twister.ts";
export { normal } from "./normal.ts";
export { index, permutation, sampleWithReplacement } from "./sample.ts";
