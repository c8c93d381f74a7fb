import { normalQuantile } from "../distributions/index.ts";
import { exp, ln } from "../elementary/index.ts";
import { mixedModel, type MixedFit, type MixedInput } from "../6-estimators/mixed.ts";
import { mixedProfile } from "../6-estimators/mixed-profile.ts";
import { plainMatrices } from "../6-estimators/plain-input.ts";
import { minimiseEven } from "../linalg/minimise.ts";

export interface ProfileInterval {
  /** "sd of <term>|<group>", "sigma", or the name of a fixed column. */
  parameter: string;
  estimate: number;
  /** Zero is the end of the scale for a standard deviation. */
  low: number;
  high: number;
}

/**
 * Profile likelihood intervals of a mixed model, refitted by maximum likelihood: the values of one parameter at which the deviance,
 * all others at their best, lies chi-square's quantile above its minimum. For the residual standard deviation, the fixed
 * coefficients, and the standard deviations of terms that are correlated with no other.
 *
 * R: `confint(lmer(..., REML = FALSE), method = "profile")`. @see Bates et al. (2015), JSS 67(1), section 5.1.
 */
export function profileIntervals(input: MixedInput, level = 0.95): ProfileInterval[] {
  const fit = mixedModel({ ...input, method: "ML" });
  const z = normalQuantile(1 - (1 - level) / 2, 0, 1);
  const sigma = Math.sqrt(fit.residualVariance);
  const out = deviations(fit, sigma, z);
  const { theta, structure } = fit.inner;
  const even = evenPlaces(structure);
  const whole = deviance(fit, sigma);
  const best = whole(theta, 0);
  const atSigma = (value: number): number =>
    value > 0 ? minimiseEven((x) => whole(x, ln(value / sigma)), theta, even).value : Infinity;
  const spread = sigma / Math.sqrt(2 * fit.nobs);
  out.push({ parameter: "sigma", estimate: sigma, ...ends(atSigma, best, sigma, spread, z, 0) });
  const plain = plainMatrices("profileIntervals", input);
  fit.kept.forEach((j, k) => {
    const rest = plain.X.map((_, i) => i).filter((i) => i !== j);
    const refit = (b: number): number => {
      const offset = plain.X[j]!.map((x, i) => b * x + (plain.offset === null ? 0 : plain.offset[i]!));
      const X = rest.map((i) => plain.X[i]!);
      const names = rest.map((i) => plain.names[i]!);
      return -2 * mixedModel({ ...input, X, names, intercept: false, offset, method: "ML" }).logLik;
    };
    const estimate = fit.coefficients[j]!;
    const found = ends(refit, -2 * fit.logLik, estimate, Math.sqrt(fit.matrix[k]![k]!), z, -Infinity);
    out.push({ parameter: fit.names[j]!, estimate, ...found });
  });
  return out;
}

/** Which entries of theta stand on the diagonal: their sign means nothing. */
function evenPlaces({ terms }: MixedFit["inner"]["structure"]): number[] {
  return terms.flatMap(({ free }) => free).flatMap(([i, j], k) => (i === j ? [k] : []));
}

/** Deviance at theta and ln(sigma / its estimate), but for a constant. */
function deviance(fit: MixedFit, sigma: number): (theta: Float64Array, logRatio: number) => number {
  const { structure } = fit.inner;
  return (theta, logRatio) => {
    const at = mixedProfile(structure, theta);
    if (at === null) return Infinity;
    return at.logDet + at.rss / (sigma * sigma * exp(2 * logRatio)) + 2 * fit.nobs * logRatio;
  };
}

function deviations(fit: MixedFit, sigma: number, z: number): ProfileInterval[] {
  const { structure, theta } = fit.inner;
  const whole = deviance(fit, sigma);
  const best = whole(theta, 0);
  const out: ProfileInterval[] = [];
  const even = evenPlaces(structure);
  let place = 0;
  structure.terms.forEach(({ free, scale }, t) => {
    for (const [i, j] of free) {
      const own = place++;
      if (i !== j || free.some(([a, b]) => a !== b && (a === i || b === i))) continue;
      const estimate = fit.terms[t]!.deviations[i]!;
      const others = theta.filter((_, k) => k !== own);
      // Its theta follows from the standard deviation and sigma; the other thetas and sigma are free.
      const at = (value: number): number => {
        const f = (x: Float64Array): number => {
          const all = new Float64Array(theta.length);
          for (let k = 0, from = 0; k < all.length; k++) if (k !== own) all[k] = x[from++]!;
          const logRatio = x[x.length - 1]!;
          all[own] = (value * scale[i]!) / (sigma * exp(logRatio));
          return whole(all, logRatio);
        };
        const places = even.filter((k) => k !== own).map((k) => (k < own ? k : k - 1));
        return minimiseEven(f, Float64Array.of(...others, 0), places).value;
      };
      const spread = Math.max(estimate, sigma / 10) / Math.sqrt(2 * fit.terms[t]!.levels);
      const { group, names } = fit.terms[t]!;
      out.push({ parameter: `sd of ${names[i]!}|${group}`, estimate, ...ends(at, best, estimate, spread, z, 0) });
    }
  });
  return out;
}

/** Where the root of the deviance's rise reaches z on either side: outwards from one spread, then by regula falsi. */
function ends(
  profile: (value: number) => number,
  best: number,
  estimate: number,
  spread: number,
  z: number,
  least: number,
): { low: number; high: number } {
  const rise = (value: number): number => Math.sqrt(Math.max(0, profile(value) - best)) - z;
  const side = (sign: number): number => {
    let near = estimate;
    let [atNear, step] = [-z, z * spread];
    let far = near;
    let atFar = atNear;
    for (let turn = 0; turn < 60 && atFar < 0; turn++, step *= 1.5) {
      [near, atNear] = [far, atFar];
      far = Math.max(least, near + sign * step);
      atFar = rise(far);
      if (far === least && atFar < 0) return least;
    }
    for (let turn = 0; turn < 60 && Math.abs(far - near) > 1e-9 * spread; turn++) {
      // Illinois: the end that stays loses half its weight, so that neither stays for long.
      const middle = far - (atFar * (far - near)) / (atFar - atNear);
      const value = rise(middle);
      if (value * atFar < 0) [near, atNear] = [far, atFar];
      else atNear /= 2;
      [far, atFar] = [middle, value];
      if (Math.abs(value) < 1e-10) break;
    }
    return far;
  };
  return { low: side(-1), high: side(1) };
}
