/**
 * About how wide a text will be, in pixels. No canvas: the same in Node and in any browser, so that a layout is a pure
 * function. Errs on the wide side, as fonts differ.
 */
export function textWidth(text: string, size: number, bold = false): number {
  let ems = 0;
  for (const char of text) ems += charWidth(char);
  return ems * size * (bold ? 1.1 : 1);
}

function charWidth(char: string): number {
  const point = char.codePointAt(0)!;
  if (point >= 0x1100) return point >= 0x2000 && point <= 0x206f ? 0.6 : 1.1;
  if ("iljI.,;:'| ".includes(char)) return 0.37;
  if ("frt()[]/!-".includes(char)) return 0.46;
  if ("mwMW@%&".includes(char)) return 0.96;
  if (char >= "A" && char <= "Z") return 0.72;
  return 0.64;
}

/**
 * A text in at most `most` lines of `room` pixels: at spaces where it can, inside a word where it must (after the last "_", "-" or
 * "/" that the line holds), then with "…".
 */
export function wrap(text: string, room: number, size: number, bold: boolean, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.trim().split(/\s+/u)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (textWidth(longer, size, bold) <= room) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = "";
    for (const char of word) {
      // Twice where what stands after the joint leaves no room for the next character either.
      while (line !== "" && textWidth(line + char, size, bold) > room) {
        const joint = lines.length < most - 1 ? /^.*[_/-](?=.)/u.exec(line) : null;
        const part = joint?.[0] ?? line;
        lines.push(part);
        line = line.slice(part.length);
      }
      line += char;
    }
    if (lines.length > most) break;
  }
  if (line !== "") lines.push(line);
  if (lines.length <= most) return lines.length > 0 ? lines : [""];
  return [...lines.slice(0, most - 1), shorten(lines[most - 1]! + "…", room, size, bold)];
}

/**
 * Where items of these widths begin that stand side by side, in pixels: from `left`, with a new line `line` below where one
 * would end beyond `right`.
 */
export function flow(
  widths: readonly number[],
  { left, right, top, line }: { left: number; right: number; top: number; line: number },
): { x: number; y: number }[] {
  let [x, y] = [left, top];
  return widths.map((width) => {
    if (x > left && x + width > right) [x, y] = [left, y + line];
    const place = { x, y };
    x += width;
    return place;
  });
}

function shorten(text: string, room: number, size: number, bold: boolean): string {
  let chars = [...text];
  while (chars.length > 2 && textWidth(chars.join(""), size, bold) > room) chars = [...chars.slice(0, -2), "…"];
  return chars.join("");
}
