import type { Look } from "../look.ts";

/** Five steps of even lightness in one hue, low to high: away from the card in either theme, told apart in grey as well. */
const LIGHT = ["#d6ebe8", "#a3d0cb", "#68aeaa", "#257a7b", "#0a4a50"];
const DARK = ["#26474a", "#2f676a", "#3f9490", "#66c0b9", "#b4efe8"];

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

/** Fifths of the areas, by their figures: as many in each class as ties allow. */
export function classesOf(values: readonly number[], look: Look): Class[] {
  const sorted = [...values].sort((a, b) => a - b);
  const colours = look.dark ? DARK : LIGHT;
  const [onPale, onDeep] = look.dark ? ["#e9edf1", "#14181d"] : ["#1c2530", "#ffffff"];
  const ends = colours.map((_, k) => sorted[Math.ceil(((k + 1) * sorted.length) / 5) - 1]!);
  return colours.flatMap((colour, k): Class[] => {
    const inside = sorted.filter((value) => value <= ends[k]! && (k === 0 || value > ends[k - 1]!));
    if (inside.length === 0) return [];
    const deep = look.dark ? k > 1 : k > 2;
    return [{ from: inside[0]!, to: inside.at(-1)!, colour, ink: deep ? onDeep! : onPale!, size: SIZES[k]! }];
  });
}
