const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * A day as the whole number yyyymmdd: 2018-03-31 (with or without a time of day), 31/03/2018, 31.03.2018, 31-03-2018,
 * "31 March 2018", "31-Mar-18" (00 to 69 are 2000 to 2069); null where no day can be told. Day before month, as in Britain.
 */
export function parseDate(text: string | number): number | null {
  const words = String(text).trim().toLowerCase();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ].*)?$/.exec(words);
  if (iso !== null) return day(iso[1]!, Number(iso[2]), iso[3]!);
  const numeric = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: .*)?$/.exec(words);
  if (numeric !== null) return day(numeric[3]!, Number(numeric[2]), numeric[1]!);
  const named = /^(\d{1,2})(?:st|nd|rd|th)?[ -]+([a-z]{3,9})[ ,-]+(\d{4}|\d{2})$/.exec(words);
  if (named === null) return null;
  return day(named[3]!, MONTHS.indexOf(named[2]!.slice(0, 3)) + 1, named[1]!);
}

function day(year: string, month: number, date: string): number | null {
  const full = year.length === 4 ? Number(year) : Number(year) + (Number(year) < 70 ? 2000 : 1900);
  const number = Number(date);
  if (full < 1800 || full > 2199 || number < 1 || !(number <= (DAYS[month - 1] ?? 0))) return null;
  return full * 10000 + month * 100 + number;
}
