import type { MarkStyle } from "../plane.ts";
import type { Look } from "../look.ts";

/** The marks of these pictures: one's own bears the accent and a shape of its own. */
export function styles({ colours }: Look): { [mark: string]: MarkStyle } {
  return {
    own: { kind: "point", color: colours.accent, shape: "diamond", size: 170 },
    area: { kind: "point", color: colours.groups[0], size: 26 },
    beyond: { kind: "point", color: colours.groups[1], shape: "triangle-up", size: 80 },
    range: { kind: "line", color: colours.groups[0], width: 1.6, opacity: 0.55 },
    common: { kind: "line", color: colours.ink, dash: [6, 4], width: 1.4 },
    noise: { kind: "line", color: colours.soft, dash: [3, 3], width: 1.6 },
    usual: { kind: "line", color: colours.ink, width: 1.8 },
  };
}
