import { chisqTail, lnGamma } from "../distributions/index.ts";
import { exp } from "../elementary/index.ts";

export interface TableTest {
  statistic: number;
  df: number;
  pValue: number;
  words: string;
}

function checked(
  where: string,
  table: readonly (readonly number[])[],
): { rows: number[]; columns: number[]; n: number } {
  const width = table[0]?.length ?? 0;
  if (table.length < 2 || width < 2 || table.some((row) => row.length !== width))
    throw new RangeError(`${where}: at least two rows and two columns of one length are needed`);
  if (table.some((row) => row.some((count) => !(count >= 0) || count !== Math.floor(count))))
    throw new RangeError(`${where}: whole counts of zero or more are needed`);
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columns = table[0]!.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0));
  if ([...rows, ...columns].some((sum) => sum === 0)) throw new RangeError(`${where}: a row or a column is empty`);
  return { rows, columns, n: rows.reduce((sum, count) => sum + count, 0) };
}

/**
 * Do the rows of a table of counts differ in their shares? Pearson's X2 = sum (O - E)^2 / E on (r - 1)(c - 1); for two by two with
 * Yates's correction (each |O - E| less by a half, or by itself where that is less) unless `correct` is false.
 * Below about five expected in a cell prefer `fisherExact`.
 *
 * @throws RangeError unless counts are whole, in at least two rows and columns, none of them empty.
 * R: `chisq.test(table, correct)`. @see Agresti, Categorical Data Analysis, 3.2.
 */
export function chisqTable(table: readonly (readonly number[])[], correct = true): TableTest {
  const { rows, columns, n } = checked("chisqTable", table);
  const yates = correct && rows.length === 2 && columns.length === 2;
  const gaps = table.map((row, i) => row.map((count, j) => Math.abs(count - (rows[i]! * columns[j]!) / n)));
  const less = yates ? Math.min(0.5, ...gaps.flat()) : 0;
  let statistic = 0;
  gaps.forEach((row, i) =>
    row.forEach((gap, j) => (statistic += ((gap - less) * (gap - less) * n) / (rows[i]! * columns[j]!))),
  );
  const df = (rows.length - 1) * (columns.length - 1);
  const words = yates ? "Pearson's chi-square test with Yates's correction" : "Pearson's chi-square test";
  return { statistic, df, pValue: chisqTail(statistic, df), words };
}

export interface FisherTest {
  /** Odds ratio by conditional maximum likelihood, and its exact interval. */
  estimate: number;
  low: number;
  high: number;
  pValue: number;
  words: string;
}

/**
 * Fisher's exact test of a table of two by two: given its margins the first count x is hypergeometric; p is the chance of all tables no
 * likelier than this one. The odds ratio solves E(x) = x, its limits leave (1 - level) / 2 in each tail of the noncentral distribution.
 *
 * @throws RangeError unless counts are whole, two by two, with no empty row or column.
 * R: `fisher.test(table)`, whose roots stop at 1e-4. @see Agresti, Categorical Data Analysis, 3.5.
 */
export function fisherExact(table: readonly (readonly number[])[], level = 0.95): FisherTest {
  const { rows, columns, n } = checked("fisherExact", table);
  if (rows.length !== 2 || columns.length !== 2)
    throw new RangeError("fisherExact: two rows and two columns are needed");
  const x = table[0]![0]!;
  const [m, k] = [columns[0]!, rows[0]!];
  const least = Math.max(0, k - (n - m));
  const most = Math.min(k, m);
  const choose = (a: number, b: number): number => lnGamma(a + 1) - lnGamma(b + 1) - lnGamma(a - b + 1);
  const base = Array.from({ length: most - least + 1 }, (_, i) => choose(m, least + i) + choose(n - m, k - least - i));
  const masses = (logOdds: number): number[] => {
    const logs = base.map((value, i) => value + logOdds * (least + i));
    const top = Math.max(...logs);
    const raw = logs.map((value) => exp(value - top));
    const total = raw.reduce((sum, value) => sum + value, 0);
    return raw.map((value) => value / total);
  };
  const null0 = masses(0);
  // As R: tables that are as likely but for rounding count as no likelier.
  const own = null0[x - least]! * (1 + 1e-7);
  const pValue = Math.min(1, null0.reduce((sum, mass) => sum + (mass <= own ? mass : 0), 0)); // prettier-ignore
  const mean = (logOdds: number): number => masses(logOdds).reduce((sum, mass, i) => sum + mass * (least + i), 0);
  const upTo = (logOdds: number): number => masses(logOdds).reduce((sum, mass, i) => sum + (least + i <= x ? mass : 0), 0); // prettier-ignore
  const from = (logOdds: number): number => masses(logOdds).reduce((sum, mass, i) => sum + (least + i >= x ? mass : 0), 0); // prettier-ignore
  const half = (1 - level) / 2;
  const words = "Fisher's exact test";
  return {
    estimate: x === least ? 0 : x === most ? Infinity : exp(root((t) => mean(t) - x)),
    low: x === least ? 0 : exp(root((t) => from(t) - half)),
    high: x === most ? Infinity : exp(root((t) => half - upTo(t))),
    pValue,
    words,
  };
}

/** Where an increasing function of the log odds is zero, by halving. */
function root(f: (logOdds: number) => number): number {
  let [low, high] = [-1, 1];
  while (f(low) > 0 && low > -700) low *= 2;
  while (f(high) < 0 && high < 700) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-15 * Math.max(1, Math.abs(low)); step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (f(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
