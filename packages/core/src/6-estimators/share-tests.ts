import { betaQuantile, binomialMass, chisqTail, normalQuantile } from "../distributions/index.ts";

export interface ShareTest {
  /** One share, or the two compared. */
  estimates: number[];
  /** Of the share, or of the first less the second; null where more than two are compared. */
  low: number | null;
  high: number | null;
  statistic: number;
  df: number;
  pValue: number;
  words: string;
}

/**
 * Is a share of events what it is said to be? Exactly: all outcomes no likelier than this one; Clopper and Pearson's interval.
 * `statistic` is the number of events, `df` that of trials.
 *
 * @throws RangeError unless 0 <= events <= trials are whole, and 0 <= share <= 1. R: `binom.test(events, trials, share)`.
 * @see Clopper & Pearson (1934), Biometrika 26.
 */
export function binomialTest(events: number, trials: number, share = 0.5, level = 0.95): ShareTest {
  const whole = [events, trials].every((value) => value === Math.floor(value));
  if (!whole || !(trials > 0 && events >= 0 && events <= trials && share >= 0 && share <= 1))
    throw new RangeError("binomialTest: whole 0 <= events <= trials and a share from 0 to 1 are needed");
  // As R: outcomes as likely but for rounding count as no likelier.
  const own = binomialMass(events, trials, share) * (1 + 1e-7);
  let pValue = 0;
  for (let k = 0; k <= trials; k++) {
    const mass = binomialMass(k, trials, share);
    if (mass <= own) pValue += mass;
  }
  const half = (1 - level) / 2;
  return {
    estimates: [events / trials],
    low: events === 0 ? 0 : betaQuantile(half, events, trials - events + 1),
    high: events === trials ? 1 : betaQuantile(1 - half, events + 1, trials - events),
    ...{ statistic: events, df: trials, pValue: Math.min(1, pValue) },
    words: "exact binomial test",
  };
}

/**
 * Do shares of events differ? X2 = sum (x - n p)^2 / [n p (1 - p)], p the common share, on k - 1; for two, with Yates's correction
 * min(.5, |d| / sum 1/n) unless `correct` is false, and Wald's interval of their difference d, wider by the same correction.
 *
 * @throws RangeError unless events lie within trials, at least two shares, not all of them 0 or 1.
 * R: `prop.test(events, trials, correct)`. @see Newcombe (1998), Statistics in Medicine 17.
 */
export function shareTest(
  events: readonly number[],
  trials: readonly number[],
  { correct = true, level = 0.95 }: { correct?: boolean; level?: number } = {},
): ShareTest {
  if (events.length < 2 || events.length !== trials.length || events.some((x, i) => !(x >= 0 && x <= trials[i]!)))
    throw new RangeError("shareTest: at least two shares with 0 <= events <= trials are needed");
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const common = sum(events) / sum(trials);
  if (!(common > 0 && common < 1)) throw new RangeError("shareTest: there are no events, or nothing but events");
  const estimates = events.map((x, i) => x / trials[i]!);
  const pair = events.length === 2;
  const gap = pair ? estimates[0]! - estimates[1]! : 0;
  const inverse = sum(trials.map((n) => 1 / n));
  const less = pair && correct ? Math.min(0.5, Math.abs(gap) / inverse) : 0;
  const statistic = sum(
    events.map((x, i) => {
      const away = Math.abs(x - trials[i]! * common) - less;
      return (away * away) / (trials[i]! * common * (1 - common));
    }),
  );
  const wald = Math.sqrt(sum(estimates.map((p, i) => (p * (1 - p)) / trials[i]!)));
  const reach = -normalQuantile((1 - level) / 2, 0, 1) * wald + less * inverse;
  const df = events.length - 1;
  return {
    estimates,
    low: pair ? Math.max(gap - reach, -1) : null,
    high: pair ? Math.min(gap + reach, 1) : null,
    ...{ statistic, df, pValue: chisqTail(statistic, df) },
    words: less > 0 ? "test of equal shares with Yates's correction" : "test of equal shares",
  };
}
