/** What a number in a cell is, by the format that it is shown in. */
export type NumberKind = "number" | "percent" | "day" | { digits: number };

const BUILT_IN_PERCENT = [9, 10];
const BUILT_IN_DAYS: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [50, 58],
];

/** A format's own code; `null` for one of the built-in formats that need none. */
export function kindOfFormat(id: number, code: string | undefined): NumberKind {
  if (code === undefined) {
    if (BUILT_IN_PERCENT.includes(id)) return "percent";
    return BUILT_IN_DAYS.some(([from, to]) => id >= from && id <= to) ? "day" : "number";
  }
  // Quoted words, escaped characters and conditions are not part of the pattern; the first part is for what is not negative.
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "").split(";")[0]!;
  if (/^0{2,}$/.test(bare.trim())) return { digits: bare.trim().length };
  if (bare.includes("%")) return "percent";
  if (/^general$/i.test(bare.trim()) || /\[[hms]+\]/i.test(bare)) return "number";
  return /[yd]|m{2,}|(?:^|[^a-z])m(?:[^a-z]|$)|h/i.test(bare) && !/[#?]/.test(bare) ? "day" : "number";
}

/** A number as it is written in a table; a percentage as percent, without a rounding of its own. */
export function writeNumber(value: number, kind: NumberKind, since1904: boolean): string {
  if (kind === "percent") return `${String(Number(`${value}e2`))}%`;
  if (kind === "day") return dayOf(value, since1904) ?? String(value);
  if (kind !== "number" && value >= 0 && Number.isInteger(value)) return String(value).padStart(kind.digits, "0");
  return String(value);
}

/** A count of days as a day (2018-03-31), with the time where there is one; a part of a day as a time. */
export function dayOf(serial: number, since1904: boolean): string | null {
  if (!(serial >= 0 && serial < 2_958_466)) return null;
  const seconds = Math.round((serial - Math.floor(serial)) * 86_400);
  const days = Math.floor(serial) + (seconds === 86_400 ? 1 : 0);
  const time = seconds % 86_400 === 0 ? "" : clock(seconds);
  if (days === 0 && !since1904) return time === "" ? null : time.trim();
  // 1900 is a leap year to spreadsheets: what comes before its 29 February is a day later than they count.
  const since1970 = since1904 ? days - 24_107 : days - 25_569 + (days < 60 ? 1 : 0);
  return civil(since1970) + time;
}

function clock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return ` ${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** The day so many days after 1 January 1970, by the rule of 400 years. */
function civil(days: number): string {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
