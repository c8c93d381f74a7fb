/** Numbers and lists as words, the same on every engine (no locale). */

/** 1017 -> "1,017". */
export function thousands(value: number): string {
  const text = value.toFixed(0);
  return text.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** 0.4489 -> "45%": for sentences. A share that is not zero but rounds to it is "under 1%". */
export function wholePercent(share: number): string {
  if (share > 0 && share < 0.005) return "under 1%";
  const text = (share * 100).toFixed(0);
  return (text === "-0" ? "0" : text.replace("-", "\u2212")) + "%";
}

/** 0.4489 -> "44.9%": for tables. */
export function onePercent(share: number): string {
  const text = (share * 100).toFixed(1);
  return (text === "-0.0" ? "0.0" : text.replace("-", "\u2212")) + "%";
}

/** ["a", "b", "c"] -> "a, b and c". */
export function andList(words: readonly string[], and = "and"): string {
  if (words.length < 2) return words[0] ?? "";
  return words.slice(0, -1).join(", ") + ` ${and} ` + words[words.length - 1]!;
}

/** A name as a sentence: "Which budget?" stays, "Not policy" gets its stop. */
export function stopped(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

/** 1 -> "1 council", 2 -> "2 councils". */
export function counted(count: number, one: string, many = one + "s"): string {
  return `${thousands(count)} ${count === 1 ? one : many}`;
}

/** First letter large. */
export function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Three significant digits without an exponent where that can be read: 0.0306, 1,240, 5.16e-9. */
export function figure(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000 && size < 1e15) return (value < 0 ? "\u2212" : "") + thousands(size);
  const text =
    size !== 0 && (size < 1e-5 || size >= 1e15) ? value.toExponential(2) : String(Number(value.toPrecision(3)));
  return text.replace("-", "\u2212");
}
