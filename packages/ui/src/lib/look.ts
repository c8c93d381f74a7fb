import { look, type Look } from "@whyvary/charts";

/** The page's tokens as a chart takes them, read where it is drawn: another host's colours reach the charts too. */
export function pageLook(dark: boolean, width: number): Look {
  const usual = look(dark ? "dark" : "light");
  const style = getComputedStyle(document.documentElement);
  const token = (name: string, fallback: string): string => style.getPropertyValue(`--${name}`).trim() || fallback;
  const { colours } = usual;
  const group = (i: 0 | 1 | 2 | 3): string => token(`group-${i + 1}`, colours.groups[i]);
  return {
    ...usual,
    width,
    font: token("font", usual.font),
    colours: {
      card: token("card", colours.card),
      ink: token("ink", colours.ink),
      soft: token("soft", colours.soft),
      line: token("line", colours.line),
      accent: token("accent", colours.accent),
      groups: [group(0), group(1), group(2), group(3)],
      other: token("group-other", colours.other),
      onGroup: token("on-group", colours.onGroup),
      hatch: token("hatch", colours.hatch),
    },
  };
}
