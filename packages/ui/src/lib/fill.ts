/** How a mark is filled. Every fill is made of tokens, so that it follows the theme by itself. */

/** A group's colour by its number among the groups (`groupColours`): areas are the first, beyond four comes the neutral one. */
export function colour(group: number): string {
  return group >= 1 && group <= 4 ? `var(--group-${group})` : "var(--group-other)";
}

export type Fill = { kind: "solid"; colours: string[] } | { kind: "stripes"; colours: string[] } | { kind: "hatch" };

/** A CSS background. Stripes and hatching run opposite ways: told apart without colour too. */
export function background(fill: Fill, width = 9): string {
  if (fill.kind === "hatch") return bands(["var(--hatch)", "var(--card)"], -45, width * 0.75);
  if (fill.kind === "stripes" && fill.colours.length > 1) return bands(fill.colours, 45, width);
  return fill.colours[0] ?? "var(--group-other)";
}

function bands(colours: readonly string[], angle: number, width: number): string {
  const stops = colours.map((each, i) => `${each} ${i * width}px ${(i + 1) * width}px`);
  return `repeating-linear-gradient(${angle}deg, ${stops.join(", ")})`;
}
