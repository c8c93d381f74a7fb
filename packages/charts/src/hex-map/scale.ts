import type { Look } from "../look.ts";

/** Five steps of even lightness in one hue, low to high: away from the card in either theme, told apart in grey as well. */
const LIGHT = ["#d6ebe8", "#a3d0cb", "#68aeaa", "#257a7b", "#0a4a50"];
const DARK = ["#26474a", "#2f676a", "#3f9490", "#66c0b9", "#b4efe8"];

/** Blue below zero and orange above, palest beside it: a pair that every kind of colour blindness tells apart. */
const LIGHT_BELOW = ["#2a5c8f", "#7aa5cf", "#cbdcec"];
const LIGHT_ABOVE = ["#f5dcc9", "#dd9464", "#a84a12"];
const DARK_BELOW = ["#9cc9f5", "#5f91c2", "#2b4a68"];
const DARK_ABOVE = ["#5f3a24", "#c97545", "#f9b58b"];

export interface Class {
  from: number;
  to: number;
  colour: string;
  /** Of a text on the colour. */
  ink: string;
  /** How large it is drawn, so that the map is read without colour too. */
  size: number;
}

const SIZES = [0.46, 0.6, 0.74, 0.87, 1];
const FROM_ZERO = [0.56, 0.78, 1];

/**
 * Fifths of the areas by their figures, as many in each class as ties allow; where zero parts them, thirds of those below it
 * and thirds of the others.
 */
export function classesOf(values: readonly number[], look: Look, parted = false): Class[] {
  const sorted = [...values].sort((a, b) => a - b);
  const { dark } = look;
  if (!parted) return steps(sorted, dark ? DARK : LIGHT, SIZES, (k) => inkOf(look, dark ? k > 1 : k > 2));
  const below = sorted.filter((value) => value < 0);
  const above = sorted.filter((value) => value >= 0);
  return [
    ...steps(below, dark ? DARK_BELOW : LIGHT_BELOW, FROM_ZERO.toReversed(), (k) =>
      inkOf(look, dark ? k < 2 : k === 0),
    ),
    ...steps(above, dark ? DARK_ABOVE : LIGHT_ABOVE, FROM_ZERO, (k) => inkOf(look, dark ? k > 0 : k === 2)),
  ];
}

function inkOf({ dark }: Look, deep: boolean): string {
  const [onPale, onDeep] = dark ? ["#e9edf1", "#14181d"] : ["#1c2530", "#ffffff"];
  return (deep ? onDeep : onPale)!;
}

function steps(sorted: readonly number[], colours: string[], sizes: number[], ink: (k: number) => string): Class[] {
  const ends = colours.map((_, k) => sorted[Math.ceil(((k + 1) * sorted.length) / colours.length) - 1]!);
  return colours.flatMap((colour, k): Class[] => {
    const inside = sorted.filter((value) => value <= ends[k]! && (k === 0 || value > ends[k - 1]!));
    if (inside.length === 0) return [];
    return [{ from: inside[0]!, to: inside.at(-1)!, colour, ink: ink(k), size: sizes[k]! }];
  });
}
