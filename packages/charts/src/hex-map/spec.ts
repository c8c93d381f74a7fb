import type { MapValue } from "@whyvary/core";
import type { Spec } from "../chart.ts";
import { voices, type Look } from "../look.ts";
import { PROVISIONAL } from "../provisional.ts";
import { picture, strokes, words } from "../pixel-layers.ts";
import { pixels, tooltip, type Layer } from "../spec-parts.ts";
import { flow, textWidth, wrap } from "../text-width.ts";
import { hexGrid, type HexGrid, type PlacedHex } from "./layout.ts";
import { classesOf, type Class } from "./scale.ts";

interface HexMap {
  /** What is shown, with its unit, and of when. */
  title: string;
  map: MapValue;
  /** Code of one's own area. */
  focus: string | undefined;
  format(value: number): string;
  units: string;
  description: string;
  /** Zero parts the figures: one colour below it, another above, and a stroke on those below where their figures do not stand. */
  parted?: boolean;
}

const POINTED = "M0,-1L0.866,-0.5L0.866,0.5L0,1L-0.866,0.5L-0.866,-0.5Z";
const FLAT = "M1,0L0.5,0.866L-0.5,0.866L-1,0L-0.5,-0.866L0.5,-0.866Z";
/** A hexagon leaves a little of the ground around it. */
const CLOSE = 0.94;
/** Narrower than this, figures in hexagons would be smaller than can be read. */
const READABLE = 12;

/** One hexagon an area: deeper and larger where the figure is higher, crossed out where there is none, one's own framed. */
export function hexMapSpec(given: HexMap, look: Look): Spec {
  const { colours, width } = look;
  const { size, ...voice } = voices(look);
  const line = Math.round(size * 1.35);
  const { map, focus, format } = given;
  const classes = classesOf(map.hexes.flatMap(({ value }) => (value === null ? [] : [value])), look, given.parted); // prettier-ignore
  const title = wrap(given.title, width - 8, size, true, 3);
  const own = map.hexes.find(({ area, value }) => area === focus && value !== null);
  const key = legend({ classes, format, size, line, width, own: own && `${own.label}: ${format(own.value!)}`, missing: map.withoutFigure.length > 0, typed: map.hexes.some(({ provisional }) => provisional) }); // prettier-ignore
  const top = title.length * line + 8 + key.height + 10;
  const grid = hexGrid(map, width - 4);
  const placed = grid.hexes.map((hex) => ({ ...hex, x: hex.x + 2, y: hex.y + top }));
  const shape = grid.pointed ? POINTED : FLAT;
  const classOf = (value: number): Class => classes.find(({ to }) => value <= to) ?? classes.at(-1)!;
  const known = placed.filter((hex): hex is PlacedHex & { value: number } => hex.value !== null);
  const inside = known.map(({ value, x, y }) => ({ text: format(value), x, y, color: classOf(value).ink }));
  const fits = inside.every(({ text }) => textWidth(text, READABLE) <= grid.radius * 1.6);
  const bottom = top + grid.height;
  const apart = notes(given, width - 8, size);
  return picture(look, Math.ceil(bottom + 8 + apart.length * line), given.description, [
    ...words(title.map((text, i) => ({ text, x: 0, y: (i + 0.5) * line })), voice.title), // prettier-ignore
    ...key.layers(look, title.length * line + 8, shape),
    ...hexagons(placed.map((hex) => ({ ...hex, fill: "transparent", edge: colours.line, scale: 1, tip: hex.value === null ? `${hex.label}: ${hex.why ?? "no figure"}` : "" })), grid, shape), // prettier-ignore
    // Where figures stand in hexagons they need no sizes to be read without colour.
    ...hexagons(known.map((hex) => ({ ...hex, fill: classOf(hex.value).colour, edge: fits ? classOf(hex.value).colour : colours.soft, scale: fits ? 1 : classOf(hex.value).size, tip: `${hex.label}: ${format(hex.value)}${hex.provisional ? `, ${PROVISIONAL}` : ""}` })), grid, shape), // prettier-ignore
    ...(fits ? [] : minuses(known.map(({ value, x, y }) => ({ x, y, of: classOf(value) })), grid.radius * CLOSE)), // prettier-ignore
    ...crossed(
      placed.filter(({ value }) => value === null),
      grid.radius * CLOSE,
      colours.soft,
    ),
    ...(fits ? [...new Set(inside.map(({ color }) => color))] : []).flatMap((color) => words(inside.filter((each) => each.color === color).map(({ text, x, y }) => ({ text, x, y })), { color, fontSize: READABLE, align: "center" })), // prettier-ignore
    ...dashed(
      placed.filter((hex) => hex.provisional === true),
      grid,
      shape,
      look,
    ),
    ...frames(
      placed.filter(({ area }) => own !== undefined && area === focus),
      grid,
      shape,
      look,
    ),
    ...words(apart.map((text, i) => ({ text, x: 0, y: bottom + 8 + (i + 0.5) * line })), voice.aside), // prettier-ignore
  ]);
}

type Drawn = PlacedHex & { fill: string; edge: string; scale: number; tip: string };

function hexagons(values: readonly Drawn[], { radius }: Pick<HexGrid, "radius">, shape: string): Layer[] {
  if (values.length === 0) return [];
  // Vega draws a path's unit as half the root of the size.
  const area = (scale: number): number => (2 * radius * CLOSE * scale) ** 2;
  return [
    {
      data: {
        values: values.map(({ x, y, fill, edge, scale, tip }) => ({ x, y, fill, edge, area: area(scale), tip })),
      },
      mark: { type: "point", shape, filled: true, strokeWidth: 1, opacity: 1 },
      encoding: {
        ...{ x: pixels("x"), y: pixels("y") },
        fill: { field: "fill", type: "nominal", scale: null, legend: null },
        stroke: { field: "edge", type: "nominal", scale: null, legend: null },
        size: { field: "area", type: "quantitative", scale: null, legend: null },
        tooltip,
      },
    },
  ];
}

/** Two strokes across, which no colour can be taken for. */
function crossed(hexes: readonly { x: number; y: number }[], radius: number, color: string): Layer[] {
  const reach = radius * 0.5;
  return strokes(
    hexes.flatMap(({ x, y }) => [
      { x: x - reach, x2: x + reach, y: y - reach, y2: y + reach },
      { x: x - reach, x2: x + reach, y: y + reach, y2: y - reach },
    ]),
    { color, strokeWidth: 1.2 },
  );
}

/** One stroke on those below zero. */
function minuses(hexes: readonly { x: number; y: number; of: Class }[], radius: number): Layer[] {
  const below = hexes.filter(({ of }) => of.to < 0);
  return [...new Set(below.map(({ of }) => of.ink))].flatMap((color) =>
    strokes(
      below.flatMap(({ x, y, of }) =>
        of.ink === color ? [{ x: x - radius * 0.3, x2: x + radius * 0.3, y, y2: y }] : [],
      ),
      { color, strokeWidth: 1.6 },
    ),
  );
}

/** A dashed edge inside those that rest on a figure typed by hand. */
function dashed(hexes: readonly PlacedHex[], { radius }: Pick<HexGrid, "radius">, shape: string, look: Look): Layer[] {
  if (hexes.length === 0) return [];
  return ([["card", []], ["ink", [3, 2]]] as const).map(([colour, strokeDash]): Layer => ({
    data: { values: hexes.map(({ x, y }) => ({ x, y, area: (2 * radius * 0.8) ** 2 })) },
    mark: { type: "point", shape, filled: false, stroke: look.colours[colour], strokeWidth: 1.6, strokeDash: [...strokeDash], opacity: 1 }, // prettier-ignore
    encoding: { x: pixels("x"), y: pixels("y"), size: { field: "area", type: "quantitative", scale: null, legend: null } }, // prettier-ignore
  })); // prettier-ignore
}

/** Paper and ink around one's own, so that it stands out from any colour. */
function frames(hexes: readonly PlacedHex[], { radius }: Pick<HexGrid, "radius">, shape: string, look: Look): Layer[] {
  if (hexes.length === 0) return [];
  const values = hexes.map(({ x, y, label }) => ({ x, y, tip: label, area: (2 * radius) ** 2 }));
  return ([["card", 5], ["ink", 2.5]] as const).map(([colour, strokeWidth]): Layer => ({
    data: { values },
    mark: { type: "point", shape, filled: false, stroke: look.colours[colour], strokeWidth, opacity: 1 },
    encoding: { x: pixels("x"), y: pixels("y"), size: { field: "area", type: "quantitative", scale: null, legend: null } }, // prettier-ignore
  })); // prettier-ignore
}

interface Key {
  classes: readonly Class[];
  format(value: number): string;
  size: number;
  line: number;
  width: number;
  own: string | undefined;
  missing: boolean;
  typed: boolean;
}

/** A hexagon of each class with its figures, then the crossed and the framed one. */
function legend({ classes, format, size, line, width, own, missing, typed }: Key) {
  const radius = 9;
  const said: { text: string; mark: Class | "missing" | "typed" | "own" }[] = [];
  const put = (text: string, mark: Class | "missing" | "typed" | "own"): void => {
    said.push({ text: wrap(text, width - 34, size - 1, false, 1)[0]!, mark });
  };
  for (const each of classes) {
    const [from, to] = [format(each.from), format(each.to)];
    put(from === to ? from : `${from} to ${to}`, each);
  }
  if (missing) put("no figure", "missing");
  if (typed) put(PROVISIONAL, "typed");
  if (own !== undefined) put(own, "own");
  const needs = said.map(({ text }) => textWidth(text, size - 1) + 40);
  const places = flow(needs, { left: 0, right: width + 14, top: line / 2 + 2, line: Math.max(line, 2 * radius + 4) });
  const items = said.map((item, i) => ({ ...item, ...places[i]! }));
  const layers = (look: Look, top: number, shape: string): Layer[] => {
    const at = (of: "missing" | "typed" | "own" | "class") =>
      items.filter(({ mark }) => (typeof mark === "string" ? mark === of : of === "class")).map(({ x: left, y: down, mark }) => ({ area: "", label: "", value: null, x: left + radius + 1, y: top + down, mark })); // prettier-ignore
    const grid = { radius };
    const bare = { fill: "transparent", edge: look.colours.line, scale: 1, tip: "" };
    return [
      ...hexagons(
        [...at("class"), ...at("missing"), ...at("typed")].map((item) => ({ ...item, ...bare })),
        grid,
        shape,
      ),
      ...hexagons(at("class").map((item) => ({ ...item, ...bare, fill: (item.mark as Class).colour, edge: look.colours.soft, scale: (item.mark as Class).size })), grid, shape), // prettier-ignore
      ...minuses(at("class").map(({ x: left, y: down, mark }) => ({ x: left, y: down, of: mark as Class })), radius), // prettier-ignore
      ...crossed(at("missing"), radius * CLOSE, look.colours.soft),
      ...dashed(at("typed"), grid, shape, look),
      ...frames(at("own"), grid, shape, look),
      ...words(items.map(({ text, x: left, y: down }) => ({ text, x: left + 2 * radius + 7, y: top + down })), voices(look).aside), // prettier-ignore
    ];
  };
  return { height: (places.at(-1)?.y ?? line / 2 + 2) + line / 2 + 2, layers };
}

/** Who is not on the map although there is a figure, and how many stand there without one. */
function notes({ map, units }: HexMap, room: number, size: number): string[] {
  const { withoutHex, withoutFigure } = map;
  const named = (names: readonly string[]): string =>
    names.length > 8 ? `${names.slice(0, 7).join(", ")} and ${names.length - 7} more` : names.join(", ");
  return [
    `Each hexagon is one of the ${units}, all of one size whatever their number of people.`,
    ...(withoutHex.length > 0 ? [`Not on the map: ${named(withoutHex)}.`] : []),
    ...(withoutFigure.length > 0 ? [`On the map without a figure: ${named(withoutFigure)}.`] : []),
  ].flatMap((text) => wrap(text, room, size - 1, false, 4));
}
