const SPLIT = /(?:^|\D)(\d{4})\s*[-/\u2010-\u2015]\s*(\d{4}|\d{2})(?![\d]|[-/]\d)/;
const YEAR = /(?:^|\D)((?:1[89]|20|21)\d{2})(?!\d)/g;

/**
 * The year in which a period ends: 2025, "202425", "2024-25", "2024/25", "2016-17 (OT)", "2014-16" (2016), "31 March 2018", "310318";
 * null where no year can be told.
 */
export function parseYear(text: string | number): number | null {
  const words = String(text).trim();
  if (/^\d{6}$/.test(words)) {
    const start = Number(words.slice(0, 4));
    // 310312, as older files write 31 March 2012; no year begins with 28 to 31.
    const day = /^(?:28|29|30|31)(?:0[1-9]|1[0-2])(\d\d)$/.exec(words);
    if (day !== null) return 2000 + Number(day[1]);
    return plausible(start + 1) && (start + 1) % 100 === Number(words.slice(4)) ? start + 1 : null;
  }
  if (/^\d{4}$/.test(words)) return plausible(Number(words)) ? Number(words) : null;
  const split = SPLIT.exec(words);
  if (split !== null) {
    const start = Number(split[1]);
    const end = ending(start, split[2]!);
    if (plausible(start) && end > start && end - start <= 10) return end;
  }
  const years = new Set([...words.matchAll(YEAR)].map((match) => Number(match[1])));
  return years.size === 1 ? [...years][0]! : null;
}

function ending(start: number, text: string): number {
  if (text.length === 4) return Number(text);
  const end = start - (start % 100) + Number(text);
  return end <= start ? end + 100 : end;
}

function plausible(year: number): boolean {
  return year >= 1800 && year <= 2199;
}
