/**
 * Functions whose last bit differs between engines when `Math` computes them. These are the same everywhere: they use only
 * the four operations and square root. Core uses them and never `Math.log`, `Math.exp`, `Math.pow` or `**` (lint forbids).
 */
export { default as exp } from "@stdlib/math-base-special-exp";
export { default as ln } from "@stdlib/math-base-special-ln";
export { default as pow } from "@stdlib/math-base-special-pow";
export { default as tanh } from "@stdlib/math-base-special-tanh";
export { default as atanh } from "@stdlib/math-base-special-atanh";
