import { look, type Look } from "../look.ts";

/** The report's own tokens as a chart takes them: one picture for light, dark and paper. */
export function reportLook(width: number): Look {
  return {
    ...look("light"),
    width,
    colours: {
      card: "var(--card)",
      ink: "var(--ink)",
      soft: "var(--soft)",
      line: "var(--line)",
      accent: "var(--accent)",
      groups: ["var(--g1)", "var(--g2)", "var(--g3)", "var(--g4)"],
      other: "var(--g0)",
      onGroup: "var(--on)",
      hatch: "var(--hatch)",
    },
  };
}
