import type { MixedFit } from "../6-estimators/mixed.ts";
import { backward, levelFactor } from "../6-estimators/mixed-profile.ts";
import { choleskyInverse } from "../linalg/cholesky.ts";

export interface TermModes {
  group: string;
  names: string[];
  /** Per coefficient of the term: its value in each level (order of first appearance), and its conditional variance. */
  modes: Float64Array[];
  variances: Float64Array[];
}

/**
 * Conditional modes (BLUPs) of the random coefficients, and their variances given the fixed coefficients and theta:
 * s2 Lambda (Lambda'Z'ZLambda + I)^-1 Lambda'. They are shrunken, so they are no league table: show mode +- 1.96 sd.
 * R: `lme4::ranef(fit, condVar = TRUE)`.
 */
export function conditionalModes(fit: MixedFit): TermModes[] {
  const { structure, profile, random } = fit.inner;
  const { width } = structure;
  const last = structure.fixed - 1;
  const left = (right: Float64Array): Float64Array =>
    Float64Array.from({ length: right.length / structure.fixed }, (_, i) => {
      let sum = right[i * structure.fixed + last]!;
      for (let k = 0; k < last; k++) sum -= right[i * structure.fixed + k]! * profile.beta[k]!;
      return sum;
    });
  const dense = backward(profile.dense.L, left(profile.dense.right));
  const denseInverse = choleskyInverse(profile.dense.L);
  const blocks = profile.blocks.map(({ L, links, right }, g) => {
    const { columns } = structure.links[g]!;
    const u = left(right);
    links.forEach((link, x) => link.forEach((value, a) => (u[a] = u[a]! - value * dense[columns[x]!]!)));
    backward(L, u);
    // Columns of L^-T; the inverse block is L^-T (I + C S^-1 C') L^-1.
    const roots = Array.from({ length: width }, (_, a) => backward(L, unit(width, a)));
    return { u, inverse: sandwich(roots, grown(links, columns, denseInverse, width)) };
  });
  return random.map(({ group, names }, t) => {
    const term = structure.terms[t]!;
    const q = names.length;
    const factor = levelFactor(term, profile.lambda[t]!);
    const modes = names.map(() => new Float64Array(group.levels));
    const variances = names.map(() => new Float64Array(group.levels));
    for (let g = 0; g < group.levels; g++) {
      const at = term.leads ? term.start : term.start + g * q;
      const u = term.leads ? blocks[g]!.u : dense;
      const inverse = term.leads ? blocks[g]!.inverse : denseInverse;
      for (let i = 0; i < q; i++) {
        const row = (j: number): number => factor[j]![i]!;
        let mode = 0;
        let variance = 0;
        for (let j = 0; j < q; j++) {
          mode += row(j) * u[at + j]!;
          for (let k = 0; k < q; k++) variance += row(j) * inverse[at + k]![at + j]! * row(k);
        }
        modes[i]![g] = mode;
        variances[i]![g] = fit.residualVariance * variance;
      }
    }
    return { group: group.name, names: [...names], modes, variances };
  });
}

/** The fixed part plus each row's conditional modes. R: `fitted(lmer)`. */
export function mixedFitted(fit: MixedFit, modes = conditionalModes(fit)): Float64Array {
  const out = Float64Array.from(fit.fixedPart);
  fit.inner.random.forEach(({ group, columns }, t) =>
    columns.forEach((column, c) => {
      const mode = modes[t]!.modes[c]!;
      for (let i = 0; i < out.length; i++) out[i] = out[i]! + column[i]! * mode[group.codes[i]!]!;
    }),
  );
  return out;
}

function unit(n: number, at: number): Float64Array {
  return new Float64Array(n).fill(1, at, at + 1);
}

/** I + C S^-1 C', C the columns in `links`. */
function grown(
  links: readonly Float64Array[],
  columns: Int32Array,
  inverse: readonly Float64Array[],
  width: number,
): Float64Array[] {
  const out = Array.from({ length: width }, (_, a) => unit(width, a));
  links.forEach((a, x) =>
    links.forEach((b, y) => {
      const between = inverse[columns[x]!]![columns[y]!]!;
      for (let j = 0; j < width; j++)
        for (let i = 0; i < width; i++) out[j]![i] = out[j]![i]! + a[i]! * between * b[j]!;
    }),
  );
  return out;
}

/** T M T' with T given by columns. */
function sandwich(T: readonly Float64Array[], M: readonly Float64Array[]): Float64Array[] {
  const n = T.length;
  return T.map((_, j) =>
    Float64Array.from({ length: n }, (__, i) => {
      let sum = 0;
      for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) sum += T[a]![i]! * M[b]![a]! * T[b]![j]!;
      return sum;
    }),
  );
}
