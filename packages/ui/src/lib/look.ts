import { look, type Look } from "@whyvary/charts";

/**
 * The page's tokens as a chart takes them. Colours stay references to the tokens, so that a drawn picture follows a change of
 * theme, another host's colours and light paper without being drawn again; the font is read, as text is measured with it.
 */
export function pageLook(dark: boolean, width: number): Look {
  const usual = look(dark ? "dark" : "light");
  const font = getComputedStyle(document.documentElement).getPropertyValue("--font").trim();
  return {
    ...usual,
    width,
    font: font || usual.font,
    colours: {
      card: "var(--card)",
      ink: "var(--ink)",
      soft: "var(--soft)",
      line: "var(--line)",
      accent: "var(--accent)",
      groups: ["var(--group-1)", "var(--group-2)", "var(--group-3)", "var(--group-4)"],
      other: "var(--group-other)",
      onGroup: "var(--on-group)",
      hatch: "var(--hatch)",
    },
  };
}
