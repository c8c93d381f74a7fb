import { ols } from "../6-estimators/ols.ts";

export interface OsterInput {
  y: ArrayLike<number>;
  treatment: ArrayLike<number>;
  /** Controls that were seen, by name. */
  controls: Record<string, ArrayLike<number>>;
  /** Kept in the short and the long fit alike (years, say). */
  always?: Record<string, ArrayLike<number>>;
  /** R2 of the fit that had everything in it: default min(1, 1.3 R2). */
  rMax?: number;
  /** Positive weights of the rows. */
  weights?: ArrayLike<number>;
}

export interface Oster {
  short: { estimate: number; rSquared: number };
  long: { estimate: number; rSquared: number };
  rMax: number;
  /** How much more than the controls the unseen would have to go with the treatment for the effect to be `target`; NaN: no such number. */
  delta(target?: number): number;
  /** Effects for a given delta: every real root, the nearest to the long fit's first. */
  betas(delta?: number): number[];
}

/**
 * Oster's coefficient stability, exactly. With short and long estimates b0, b1, their R2 R0, R1, variances vy of the outcome and
 * vx of the treatment, and tx, that of the treatment's residuals on the controls, the bias v solves
 *
 *   delta (Rmax - R1) vy [(b0 - b1) vx + v (vx - tx)]
 *     = v (R1 - R0) vy tx + v tx vx (b0 - b1)^2 + (2 - delta) v^2 tx vx (b0 - b1) + (1 - delta) v^3 tx (vx - tx)
 *
 * `delta(target)` puts v = b1 - target, linear in delta; `betas(delta)` finds v as the roots of a cubic (a quadratic at delta 1).
 *
 * @throws RangeError when lengths differ, the treatment has no coefficient, or rMax is not above the long fit's R2 (and at most 1).
 * R: `robomit::o_delta`, `o_beta`. @see Oster (2019), Unobservable selection and coefficient stability, JBES 37.
 */
export function oster(input: OsterInput): Oster {
  const { y, treatment, controls, always = {} } = input;
  const weights = input.weights === undefined ? {} : { weights: input.weights };
  const first = ols({ y, X: always, ...weights });
  const fixed = ols({ y: treatment, X: always, ...weights });
  const short = ols({ y, X: { treatment, ...always }, ...weights });
  const long = ols({ y, X: { treatment, ...controls, ...always }, ...weights });
  const rest = ols({ y: treatment, X: { ...controls, ...always }, ...weights });
  const n = first.nobs;
  // Everything with what always stays taken out of it: with nothing but the constant, about the mean.
  const vy = first.rss / n;
  const vx = fixed.rss / n;
  const tx = rest.rss / n;
  const at = (fit: typeof short): number => {
    const estimate = fit.coefficients[fit.names.indexOf("treatment")]!;
    if (estimate - estimate !== 0 || !(tx > 1e-12 * vx))
      throw new RangeError("oster: the treatment has no coefficient");
    return estimate;
  };
  const [b0, b1] = [at(short), at(long)];
  const [R0, R1] = [1 - short.rss / first.rss, 1 - long.rss / first.rss];
  const rMax = input.rMax ?? Math.min(1, 1.3 * R1);
  if (!(rMax > R1 && rMax <= 1)) throw new RangeError("oster: rMax must lie above the long fit's R2 and at most be 1");
  const gap = b0 - b1;
  const room = (rMax - R1) * vy;
  return {
    short: { estimate: b0, rSquared: R0 },
    long: { estimate: b1, rSquared: R1 },
    rMax,
    delta(target = 0) {
      const v = b1 - target;
      const above =
        v * ((R1 - R0) * vy * tx + tx * vx * gap * gap) + 2 * v * v * tx * vx * gap + v * v * v * tx * (vx - tx);
      const below = room * (gap * vx + v * (vx - tx)) + v * v * tx * vx * gap + v * v * v * tx * (vx - tx);
      // Less than rounding, and nothing solves it.
      const size = room * vx * (Math.abs(gap) + Math.abs(v)) + v * v * tx * vx * (Math.abs(gap) + Math.abs(v));
      return Math.abs(below) > 1e-12 * size ? above / below : NaN;
    },
    betas(delta = 1) {
      const roots = realRoots([
        -delta * room * gap * vx,
        (R1 - R0) * vy * tx + tx * vx * gap * gap - delta * room * (vx - tx),
        (2 - delta) * tx * vx * gap,
        (1 - delta) * tx * (vx - tx),
      ]);
      return roots.sort((a, b) => Math.abs(a) - Math.abs(b)).map((v) => b1 - v);
    },
  };
}

/** Real roots of c0 + c1 x + c2 x^2 + c3 x^3, by bisection between the turning points. */
export function realRoots(c: readonly number[]): number[] {
  const value = (x: number): number => c.reduceRight((sum, each) => sum * x + each, 0);
  const degree = c.findLastIndex((each) => each !== 0);
  if (degree < 1) return [];
  if (degree === 1) return [-c[0]! / c[1]!];
  const reach = 1 + Math.max(...c.slice(0, degree).map((each) => Math.abs(each / c[degree]!)));
  const turns = realRoots(c.slice(1).map((each, k) => (k + 1) * each)).sort((a, b) => a - b);
  const edges = [-reach, ...turns.filter((x) => Math.abs(x) < reach), reach];
  const roots: number[] = [];
  for (let k = 0; k + 1 < edges.length; k++) {
    let [low, high] = [edges[k]!, edges[k + 1]!];
    const sign = Math.sign(value(low));
    if (value(high) === 0) roots.push(high);
    else if (sign !== 0 && Math.sign(value(high)) !== sign) {
      for (let step = 0; step < 2000; step++) {
        const middle = low + (high - low) / 2;
        if (middle <= low || middle >= high) break;
        if (Math.sign(value(middle)) === sign) low = middle;
        else high = middle;
      }
      roots.push(high);
    }
  }
  return roots;
}
