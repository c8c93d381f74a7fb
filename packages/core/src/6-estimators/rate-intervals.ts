import { betaQuantile, gammaQuantile, lnGamma, normalQuantile } from "../distributions/index.ts";

import { exp, ln } from "../elementary/index.ts";

/** Intervals of counts, of rates and of shares, and the ratio of two rates. */
export interface Range {
  low: number;
  high: number;
}

const half = (level: number): number => {
  if (!(level > 0 && level < 1)) throw new RangeError("a level between 0 and 1 is needed");
  return (1 - level) / 2;
};

const isCount = (value: number): void => {
  if (!(value >= 0) || value !== Math.floor(value)) throw new RangeError("a whole count of zero or more is needed");
};

/**
 * Exact interval of a Poisson count: low = qgamma(a, O), high = qgamma(1 - a, O + 1), a half of what is left out.
 * @throws RangeError unless the count is whole and zero or more. R: `poisson.test(O)$conf.int`.
 * @see Garwood (1936), Biometrika 28.
 */
export function poissonExact(count: number, level = 0.95): Range {
  isCount(count);
  const a = half(level);
  return { low: count === 0 ? 0 : gammaQuantile(a, count, 1), high: gammaQuantile(1 - a, count + 1, 1) };
}

/**
 * Is a rate what it is said to be? Exactly: all counts no likelier than this one under mean `rate` times `exposure`; the interval is
 * Garwood's over the exposure.
 * @throws RangeError unless the count is whole and zero or more, exposure and rate above zero.
 * R: `poisson.test(count, exposure, rate)`.
 */
export function poissonTest(
  count: number,
  exposure: number,
  rate = 1,
  level = 0.95,
): Range & { estimate: number; pValue: number } {
  isCount(count);
  if (!(exposure > 0 && rate > 0)) throw new RangeError("poissonTest: exposure and rate above zero are needed");
  const mean = exposure * rate;
  const mass = (k: number): number => exp(k * ln(mean) - mean - lnGamma(k + 1));
  // As R: counts as likely but for rounding count as no likelier.
  const own = mass(count) * (1 + 1e-7);
  let pValue = 0;
  // Far above both the mean and the count nothing is left to add.
  const last = Math.ceil(Math.max(count, mean) + 40 * Math.sqrt(Math.max(count, mean)) + 40);
  for (let k = 0; k <= last; k++) {
    const each = mass(k);
    if (each <= own) pValue += each;
  }
  const { low, high } = poissonExact(count, level);
  return { estimate: count / exposure, pValue: Math.min(1, pValue), low: low / exposure, high: high / exposure };
}

/**
 * Byar's interval of a Poisson count, near the exact one from about 10 on:
 * O (1 - 1 / (9 O) -+ z / (3 sqrt O))^3, with O + 1 for O in the upper limit.
 * @throws RangeError unless the count is whole and zero or more.
 * R: no function; the formula. @see Breslow & Day (1987), Statistical Methods in Cancer Research II, p. 69.
 */
export function poissonByar(count: number, level = 0.95): Range {
  isCount(count);
  const z = -normalQuantile(half(level), 0, 1);
  const limit = (O: number, side: number): number => {
    const root = 1 - 1 / (9 * O) + (side * z) / (3 * Math.sqrt(O));
    return O * root * root * root;
  };
  return { low: count === 0 ? 0 : limit(count, -1), high: limit(count + 1, 1) };
}

/**
 * Wilson's interval of a share: (p + z2/2n +- z sqrt(p (1 - p)/n + z2/4n2)) / (1 + z2/n).
 * @throws RangeError unless 0 <= events <= trials. R: `prop.test(x, n, correct = FALSE)$conf.int`.
 * @see Wilson (1927), JASA 22.
 */
export function wilson(events: number, trials: number, level = 0.95): Range {
  if (!(trials > 0 && events >= 0 && events <= trials)) throw new RangeError("wilson: 0 <= events <= trials is needed");
  const z = -normalQuantile(half(level), 0, 1);
  const p = events / trials;
  const middle = p + (z * z) / (2 * trials);
  const reach = z * Math.sqrt((p * (1 - p)) / trials + (z * z) / (4 * trials * trials));
  const limit = (value: number): number => value / (1 + (z * z) / trials);
  // Exactly nothing, or everything, but for rounding.
  return { low: events === 0 ? 0 : limit(middle - reach), high: events === trials ? 1 : limit(middle + reach) };
}

export interface RateRatio extends Range {
  estimate: number;
  pValue: number;
}

/**
 * Ratio of two rates of events, exactly: given all events, those of the first are binomial with share n1 / (n1 + n2) where the rates
 * are the same. Interval: Clopper and Pearson's of that share, turned into a ratio; p: all outcomes no likelier than this one.
 *
 * @param first, second events and the people (or years) in which they were counted.
 * @throws RangeError unless counts are whole and zero or more, exposures above zero, and there is at least one event.
 * R: `poisson.test(c(O1, O2), c(n1, n2))`.
 */
export function rateRatio(
  first: { events: number; exposure: number },
  second: { events: number; exposure: number },
  level = 0.95,
): RateRatio {
  isCount(first.events);
  isCount(second.events);
  const all = first.events + second.events;
  if (!(first.exposure > 0 && second.exposure > 0 && all > 0))
    throw new RangeError("rateRatio: exposures above zero and at least one event are needed");
  const share = first.exposure / (first.exposure + second.exposure);
  const ratio = (p: number): number => ((p / (1 - p)) * second.exposure) / first.exposure;
  const a = half(level);
  const [x, rest] = [first.events, second.events];
  const likelihood = (k: number): number =>
    exp(
      lnGamma(all + 1) -
        lnGamma(k + 1) -
        lnGamma(all - k + 1) +
        k * ln(share) +
        (all - k) * ln(second.exposure / (first.exposure + second.exposure)),
    );
  // As R: likelihoods equal but for rounding count as no likelier.
  const most = likelihood(x) * (1 + 1e-7);
  let pValue = 0;
  for (let k = 0; k <= all; k++) {
    const each = likelihood(k);
    if (each <= most) pValue += each;
  }
  return {
    estimate: x / first.exposure / (rest / second.exposure),
    pValue: Math.min(1, pValue),
    low: x === 0 ? 0 : ratio(betaQuantile(a, x, rest + 1)),
    high: rest === 0 ? Infinity : ratio(betaQuantile(1 - a, x + 1, rest)),
  };
}
