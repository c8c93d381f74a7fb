/** The names by which a study may ask for an encoding. */
export const ENCODINGS = new Map<string, "utf-8" | "utf-16le" | "utf-16be" | "windows-1252">([
  ["utf-8", "utf-8"],
  ["utf8", "utf-8"],
  ["utf-8 with bom", "utf-8"],
  ["utf-16le", "utf-16le"],
  ["utf-16be", "utf-16be"],
  ["windows-1252", "windows-1252"],
  ["cp1252", "windows-1252"],
  ["latin1", "windows-1252"],
  ["iso-8859-1", "windows-1252"],
]);
