/** Lines of cells as CSV (RFC 4180). Numbers stand as they are; a text that a spreadsheet would run as a formula stays a text. */
export function csvText(lines: readonly (readonly (string | number)[])[]): string {
  return lines.map((line) => line.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

function csvCell(value: string | number): string {
  const text = typeof value === "number" ? String(value) : inert(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Spreadsheets run what begins with = + - @ or a tab: such a text gets an apostrophe before it. */
export function inert(text: string): string {
  return /^[=+@\t\r]|^[-\u2212](?![\d.])/.test(text) ? `'${text}` : text;
}
