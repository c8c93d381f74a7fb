import type { ReconcileValue } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import { voices, type Look } from "../look.ts";
import { bars, picture, strokes, words, type Bar } from "../pixel-layers.ts";
import { textWidth, wrap } from "../text-width.ts";
import { checkFigures, checkTitle, describeReconcile } from "./words.ts";

const PARTS = ["equal", "rounding", "differ"] as const;
const NAMES = { equal: "equal", rounding: "within rounding", differ: "apart" };
/** What is there at all is seen. */
const LEAST = 3;

/** One bar for each check, over all that was compared: equal, within rounding (half the height), apart (hollow). */
export function reconcileSpec(value: ReconcileValue, look: Look): Spec {
  const { width, colours } = look;
  const { size, title, name, aside } = voices(look);
  const line = Math.round(size * 1.35);
  const right = width - 8;
  const key: Bar[] = [];
  const names: { text: string; x: number; y: number }[] = [];
  let across = 2;
  PARTS.forEach((part) => {
    const x = across;
    across += 20 + textWidth(NAMES[part], size - 1) + 20;
    key.push(bar(part, x, x + 14, line / 2 - 6, 12, colours, NAMES[part]));
    names.push({ text: NAMES[part], x: x + 20, y: line / 2 });
  });
  let top = line + 14;
  const titles: { text: string; x: number; y: number }[] = [];
  const figures: { text: string; x: number; y: number }[] = [];
  const drawn: Bar[] = [];
  const ends: { x: number; x2: number; y: number; y2: number }[] = [];
  for (const check of value.checks) {
    for (const text of wrap(checkTitle(check), width - 8, size, true, 3)) {
      titles.push({ text, x: 2, y: top + line / 2 });
      top += line;
    }
    for (const text of wrap(checkFigures(check), width - 8, size - 1, false, 2)) {
      figures.push({ text, x: 2, y: top + line / 2 });
      top += line;
    }
    top += 3;
    let x = 2;
    for (const [part, length] of lengths(check, right - 2)) {
      drawn.push(bar(part, x, x + length, top, 16, colours, `${NAMES[part]}: ${check[part]} of ${check.compared}`));
      x += length;
    }
    ends.push({ x: 2, x2: right, y: top + 18, y2: top + 18 });
    top += 34;
  }
  return picture(look, top - 6, describeReconcile(value), [
    ...bars(key, colours.card),
    ...words(names, name),
    ...words(titles, title),
    ...words(figures, aside),
    ...strokes(ends, { color: colours.line }),
    ...bars(drawn, colours.card),
  ]);
}

type Part = (typeof PARTS)[number];

/** Lengths in proportion, none that is there too short to be seen. */
function lengths(check: ReconcileValue["checks"][number], room: number): [Part, number][] {
  const there = PARTS.filter((part) => check[part] > 0);
  const wanted = there.map((part) => Math.max(LEAST, (check[part] / check.compared) * room));
  const over = wanted.reduce((sum, one) => sum + one, 0) - room;
  const longest = wanted.indexOf(Math.max(...wanted));
  return there.map((part, i) => [part, i === longest ? wanted[i]! - over : wanted[i]!]);
}

/** Told apart without colour: full, half as high, hollow. */
function bar(part: Part, x: number, x2: number, y: number, height: number, colours: Look["colours"], tip: string): Bar {
  const low = part === "rounding" ? height / 4 : 0;
  const colour = part === "differ" ? colours.groups[1] : colours.accent;
  return { x, x2, y: y + low, y2: y + height - low, colour, tip, ...(part === "differ" && { hollow: true }) };
}
