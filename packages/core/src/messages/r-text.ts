/** A JavaScript string as an R string literal: whatever the file held, it stays text. */
export function rString(text: string): string {
  let out = '"';
  for (const char of text) {
    const point = char.codePointAt(0)!;
    if (char === '"' || char === "\\") out += "\\" + char;
    else if (char === "\n") out += "\\n";
    else if (char === "\r") out += "\\r";
    else if (char === "\t") out += "\\t";
    else if (point === 0) out += "";
    else if (point < 32 || point > 126) out += `\\U{${point.toString(16)}}`;
    else out += char;
  }
  return out + '"';
}

/** An R name, in backticks unless it is a plain one. */
export function rName(name: string): string {
  return /^[A-Za-z][A-Za-z0-9._]*$/.test(name) && !RESERVED.has(name)
    ? name
    : "`" + name.replace(/[\\`]/g, "\\$&") + "`";
}

/** A comment line that cannot break out of its line. */
export function rComment(text: string): string {
  return "# " + text.replace(/[\r\n\u2028\u2029]+/g, " ");
}

/** `c("a", "b")`. */
export function rStrings(texts: readonly string[]): string {
  return "c(" + texts.map(rString).join(", ") + ")";
}

const RESERVED = new Set(
  "if else repeat while function for next break TRUE FALSE NULL Inf NaN NA NA_integer_ NA_real_ NA_character_ in".split(
    " ",
  ),
);
