/** "England LA panel.csv" -> "england_la_panel": a name that the study's grammar takes, not yet used. */
export function makeName(text: string, used: Iterable<string>, fallback = "table"): string {
  const plain = text
    .toLowerCase()
    .replace(/\.[a-z0-9]{1,5}$/u, "")
    .replace(/[^a-z0-9]+/gu, "_")
    .replace(/^_+|_+$/gu, "");
  const base = /^[a-z]/u.test(plain) ? plain : plain === "" ? fallback : `${fallback}_${plain}`;
  const taken = new Set(used);
  let name = base;
  for (let count = 2; taken.has(name); count++) name = `${base}_${count}`;
  return name;
}

/** A short name for a table, from its file: the telling words, without years and filler. */
export function tableName(file: string, used: Iterable<string>): string {
  const base = file.slice(file.lastIndexOf("/") + 1).replace(/\.[^.]*$/u, "");
  const words = base
    .toLowerCase()
    .split(/[^a-z0-9]+/u)
    .filter((word) => word !== "" && !/^\d+$/u.test(word) && !["to", "of", "by", "and", "the", "at"].includes(word));
  return makeName(words.slice(0, 3).join("_"), used);
}

/** `table.column` as the study writes it: odd column names take backticks. */
export function columnRef(table: string, column: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/u.test(column) ? `${table}.${column}` : `${table}.\`${column}\``;
}

/** A measure's name: the column's own where the grammar takes it, so that people meet their own words. */
export function measureName(column: string, used: Iterable<string>): string {
  const taken = new Set(used);
  if (/^[A-Za-z][A-Za-z0-9_]*$/u.test(column) && !taken.has(column) && column !== "area" && column !== "time")
    return column;
  return makeName(column, taken, "measure");
}

/** A measure's name beside others: a name that two tables have says which table it is of. */
export function freeMeasure(column: string, table: string, used: Iterable<string>): string {
  const taken = new Set(used);
  const own = measureName(column, []);
  return taken.has(own) ? makeName(`${table}_${own}`, taken, "measure") : own;
}
