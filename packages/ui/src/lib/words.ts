/** Words of the page that depend on the study. */

export interface AreaWord {
  one: string;
  many: string;
}

/** English council panels speak of councils; any other panel of areas. */
export function areaWord(areaKey: string | undefined): AreaWord {
  const councils =
    areaKey !== undefined && /^(old_la_code|new_la_code|la_.*|.*_la_.*|lad\d\d.*|utla\d\d.*)$/i.test(areaKey);
  return councils ? { one: "council", many: "councils" } : { one: "area", many: "areas" };
}

/** Position in a list, in words: 1 -> "first of 4". */
export function ordinal(position: number, total: number): string {
  if (position === total) return `last of ${total}`;
  const names = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
  ];
  return `${names[position - 1] ?? `number ${position}`} of ${total}`;
}
