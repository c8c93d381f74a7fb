import { digamma, trigamma } from "../distributions/index.ts";
import { ln } from "../elementary/index.ts";
import { negativeBinomialFamily, poisson } from "./families.ts";
import { glmMatrix, type GlmFit } from "./glm.ts";
import { plainMatrices, type PlainInput, type PlainMatrices } from "./plain-input.ts";

/** Absorbed effects are not offered: dummies do not remove area effects from this model (Allison & Waterman 2002). */
export type NegativeBinomialInput = Omit<PlainInput, "absorb">;

export interface NegativeBinomialFit extends GlmFit {
  /** var(y) = mu + mu^2 / theta; alpha = 1 / theta. Infinity (alpha 0) where the counts vary no more than Poisson ones. */
  theta: number;
  /** From the observed information about theta alone, as R. Null where theta is infinite. */
  thetaError: number | null;
  alpha: number;
}

/** Above this theta the model cannot be told from Poisson's. */
const POISSON = 1e7;
const LEAST_START = 1e-2;

/**
 * Negative binomial regression (NB2, log link), theta by maximum likelihood: alternately the coefficients for a given theta
 * (iteratively reweighted least squares) and theta for given means (Newton), until neither moves.
 *
 * Standard errors are those of R: expected information, theta taken as known. Joint observed information (Stata, glmmTMB) differs by
 * 1 to 3%.
 *
 * @throws RangeError for bad arguments, counts that are all zero, or counts that no fit comes near.
 * R: `MASS::glm.nb(y ~ X + offset(o), weights = w)`.
 * @see Venables & Ripley (2002), Modern Applied Statistics with S, 7.4.
 */
export function negativeBinomial(input: NegativeBinomialInput): NegativeBinomialFit {
  return negativeBinomialMatrix(plainMatrices("negativeBinomial", input));
}

/** As `negativeBinomial`, on columns (the constant among them). */
export function negativeBinomialMatrix(input: PlainMatrices): NegativeBinomialFit {
  let fit = glmMatrix({ ...input, family: poisson });
  let theta = 0;
  let converged = false;
  let steps = 0;
  for (; steps < 200 && !converged; steps++) {
    const next = bestTheta(fit, theta);
    if (next === Infinity) return { ...fit, theta: Infinity, thetaError: null, alpha: 0 };
    converged = Math.abs(next - theta) <= 1e-11 * next;
    theta = next;
    fit = glmMatrix({ ...input, family: negativeBinomialFamily(theta), start: fit.linear });
    if (fit.deviance - fit.deviance !== 0)
      throw new RangeError("negativeBinomial: counts and offsets lie too far apart for a fit");
  }
  const { information } = thetaScore(fit, theta);
  return {
    ...fit,
    converged: converged && fit.converged,
    iterations: steps,
    theta,
    thetaError: Math.sqrt(1 / information),
    alpha: 1 / theta,
  };
}

/** The theta of greatest likelihood for given means, by Newton steps from the last one (or from the moments). */
function bestTheta(fit: GlmFit, last: number): number {
  let theta = last;
  if (theta === 0) {
    let spread = 0;
    let rows = 0;
    for (let i = 0; i < fit.y.length; i++) {
      const w = fit.weights === null ? 1 : fit.weights[i]!;
      const apart = fit.y[i]! / fit.fitted[i]! - 1;
      spread += w * apart * apart;
      rows += w;
    }
    // Where Poisson's fit foretells next to nothing for a large count, the moments say next to nothing too.
    theta = Math.max(rows / spread, LEAST_START);
  }
  for (let step = 0; step < 100; step++) {
    const { score, information } = thetaScore(fit, theta);
    // Where the likelihood curves the wrong way, a step along the score; never more than to twice or half.
    const move = information > 0 ? score / information : score > 0 ? theta : -theta / 2;
    const next = Math.min(Math.max(theta + move, theta / 2), 2 * theta);
    if (next > POISSON) return Infinity;
    const done = Math.abs(next - theta) <= 1e-13 * theta;
    theta = next;
    if (done) break;
  }
  return theta;
}

function thetaScore({ y, fitted, weights }: GlmFit, theta: number): { score: number; information: number } {
  let score = 0;
  let information = 0;
  for (let i = 0; i < y.length; i++) {
    const w = weights === null ? 1 : weights[i]!;
    const total = fitted[i]! + theta;
    const ratio = (y[i]! + theta) / total;
    score += w * (digamma(theta + y[i]!) - digamma(theta) + ln(theta) + 1 - ln(total) - ratio);
    information += w * (trigamma(theta) - trigamma(theta + y[i]!) - 1 / theta + 2 / total - ratio / total);
  }
  return { score, information };
}
