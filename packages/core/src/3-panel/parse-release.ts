const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** "October 2025", "2025-10-30", "30 October 2025", "2025" -> a number that orders them; null where no year can be told. */
export function parseRelease(text: string): number | null {
  const year = /\b(?:19|20)\d\d\b/.exec(text);
  if (year === null) return null;
  const iso = /\b(?:19|20)\d\d-(\d\d)(?:-(\d\d))?\b/.exec(text);
  const word = MONTHS.findIndex((month) => new RegExp(`\\b${month}[a-z]*`, "i").test(text));
  const month = iso !== null ? Number(iso[1]) : word + 1;
  const day =
    iso !== null ? Number(iso[2] ?? 0) : Number(/\b(\d{1,2})(?:st|nd|rd|th)?\s+[A-Za-z]/.exec(text)?.[1] ?? 0);
  return Number(year[0]) * 10_000 + month * 100 + day;
}
