/** How a chart looks: the page's own tokens, handed over so that charts follow its theme. */
export interface Look {
  dark: boolean;
  /** Room for the whole picture, in pixels. */
  width: number;
  font: string;
  fontSize: number;
  colours: Colours;
}

export interface Colours {
  card: string;
  ink: string;
  soft: string;
  line: string;
  accent: string;
  /** Areas always bear the first; the others follow in study order. */
  groups: readonly [string, string, string, string];
  /** From the fifth group on. */
  other: string;
  /** Labels on a group's colour. */
  onGroup: string;
  hatch: string;
}

/** Narrow pictures are lettered one smaller, never below 12 pixels. */
export function textSize({ width, fontSize }: Pick<Look, "width" | "fontSize">): number {
  return width < 560 ? Math.max(12, fontSize - 1) : fontSize;
}

/** The three voices of a picture's words: what it shows, what is named in it, what is said beside. */
export function voices(look: Look) {
  const { ink, soft } = look.colours;
  const size = textSize(look);
  return {
    size,
    title: { color: ink, fontSize: size, fontWeight: 600 },
    name: { color: ink, fontSize: size - 1 },
    aside: { color: soft, fontSize: size - 1 },
  } as const;
}

const light: Colours = {
  card: "#ffffff",
  ink: "#1c2530",
  soft: "#5a6672",
  line: "#e4e1da",
  accent: "#0b6b6b",
  groups: ["#2f5d8a", "#b85a26", "#7a5ea8", "#587f36"],
  other: "#636d78",
  onGroup: "#ffffff",
  hatch: "#e1ded7",
};

const dark: Colours = {
  card: "#1b2128",
  ink: "#e9edf1",
  soft: "#9aa7b3",
  line: "#2c343d",
  accent: "#5cc4bf",
  groups: ["#7fb0e0", "#f0935f", "#b79be6", "#9ccb74"],
  other: "#a3adb8",
  onGroup: "#14181d",
  hatch: "#343d47",
};

const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** The project's own look in light or dark; `changes` for another host's font, width or colours. */
export function look(theme: "light" | "dark", changes: Partial<Look> = {}): Look {
  return {
    dark: theme === "dark",
    width: 720,
    font,
    fontSize: 14,
    colours: theme === "dark" ? dark : light,
    ...changes,
  };
}
