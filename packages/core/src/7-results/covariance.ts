import type { Factor } from "../6-estimators/absorb.ts";
import type { OlsFit } from "../6-estimators/ols-fit.ts";
import { pow } from "../elementary/index.ts";
import { andList, thousands } from "../messages/format.ts";
import { bellMcCaffrey } from "./bell-mccaffrey.ts";
import { coordinates, groupScores, influenceSquares, leverages, symmetric, type Matrix } from "./scores.ts";
import { parametersCounted } from "./small-sample.ts";

export const ERROR_TYPES = [
  "classical",
  "HC0",
  "HC1",
  "HC2",
  "HC3",
  "HC4",
  "CR0",
  "CR1",
  "CR1S",
  "CR2",
  "CR3",
] as const;
export type ErrorType = (typeof ERROR_TYPES)[number];

export interface Covariance {
  type: ErrorType;
  /** Of the kept coefficients, in their order. */
  matrix: Matrix;
  /** Degrees of freedom of the t distribution, one per kept coefficient. */
  df: Float64Array;
  /** One entry per clustering: its name and the number of clusters. */
  clusters: { name: string; count: number }[];
  /** In words, small-sample factor included. */
  words: string;
}

/**
 * The covariance of a fit's coefficients, chosen after estimation.
 *
 * classical: s2 (X'WX)^-1. HC0 to HC4: B [sum w2 r2 x x' / (1-h)^a] B, a = 0, 0, 1, 2, min(4, N h / k), and N/(N-k) for HC1. CR0: B [sum of cluster
 * score sums' squares] B; CR1 times G/(G-1); CR1S times G/(G-1) (N-1)/(N-k), where k leaves out absorbed effects nested in the
 * clusters; CR2: Bell and McCaffrey with Satterthwaite degrees of freedom; CR3 the same with the whole leverage undone. Two clusterings: V1 + V2 - V12, each with its own
 * factor. t on N - k degrees of freedom, or on G - 1 (the smaller G) when clustered.
 *
 * R: `vcov`, `sandwich::vcovHC`, `sandwich::vcovCL(cadjust)`, `clubSandwich::vcovCR`, `fixest::vcov`.
 * @see Cameron & Miller (2015), A practitioner's guide to cluster-robust inference.
 */
export function covariance(fit: OlsFit, type: ErrorType, clusters: readonly Factor[] = []): Covariance {
  if (type.startsWith("CR")) return clustered(fit, type, clusters);
  const plain = new Float64Array(fit.rank).fill(fit.dfResidual);
  if (type === "classical") {
    const s2 = fit.rss / fit.dfResidual;
    const words = "classical standard errors (equal, independent errors)";
    return { type, matrix: fit.bread.map((c) => c.map((v) => v * s2)), df: plain, clusters: [], words };
  }
  const h = LEVERAGED.has(type) ? leverages(fit) : null;
  const mean = (h?.reduce((sum, own) => sum + own, 0) ?? 0) / fit.nobs;
  const factor = fit.residuals.map((r, i) => {
    const score = fit.weights === null ? r : r * fit.weights[i]!;
    const open = h === null ? 1 : 1 - h[i]!;
    // A row that has a parameter of its own has no residual and adds nothing.
    if (h !== null && open < 1e-10) return 0;
    const square = score * score;
    if (type === "HC4") return square / pow(open, Math.min(4, h![i]! / mean));
    return square / (type === "HC2" ? open : type === "HC3" ? open * open : 1);
  });
  const scale = type === "HC1" ? fit.nobs / fit.dfResidual : 1;
  const { columns, map } = coordinates(fit);
  const matrix = withoutRounding(fit, influenceSquares(map, columns, factor)).map((c) => c.map((v) => v * scale));
  return { type, matrix, df: plain, clusters: [], words: HC_WORDS[type] ?? type };
}

const LEVERAGED = new Set<ErrorType>(["HC2", "HC3", "HC4"]);
const HC_WORDS: { [type: string]: string } = {
  HC0: "heteroskedasticity-robust standard errors (HC0, no small-sample factor)",
  HC1: "heteroskedasticity-robust standard errors (HC1, factor N/(N-k))",
  HC2: "heteroskedasticity-robust standard errors (HC2, by leverage)",
  HC3: "heteroskedasticity-robust standard errors (HC3, by squared leverage)",
  HC4: "heteroskedasticity-robust standard errors (HC4, by leverage, more where it is high)",
};

function clustered(fit: OlsFit, type: ErrorType, clusters: readonly Factor[]): Covariance {
  if (clusters.length < 1 || clusters.length > 2)
    throw new RangeError(`covariance: ${type} needs one or two clusterings`);
  const named = clusters.map(({ name, levels }) => ({ name, count: levels }));
  const by = andList(named.map(({ name, count }) => `${name} (${thousands(count)} clusters)`));
  if (type === "CR2" || type === "CR3") {
    if (clusters.length === 2) throw new RangeError(`covariance: ${type} takes one clustering`);
    const found = bellMcCaffrey(fit, clusters[0]!, type);
    const { df } = found;
    const matrix = withoutRounding(fit, found.matrix);
    const whose = type === "CR2" ? "CR2 (Bell and McCaffrey)" : "CR3 (nearly the jackknife over clusters)";
    const words = `standard errors clustered by ${by}, ${whose} with Satterthwaite degrees of freedom`;
    return { type, matrix, df, clusters: named, words };
  }
  const [first, second] = clusters;
  const parts = [oneWay(fit, type, first!)];
  if (second !== undefined) {
    parts.push(oneWay(fit, type, second));
    const both = oneWay(fit, type, cross(first!, second));
    parts.push({ ...both, matrix: both.matrix.map((c) => c.map((v) => -v)) });
  }
  const sum = symmetric(fit.rank, (j, k) => parts.reduce((all, part) => all + part.matrix[k]![j]!, 0));
  // Parts that cancel leave no variance, not what rounding makes of it. (Their covariances with others need not be zero.)
  const size = sum.map((_, k) => parts.reduce((all, part) => all + Math.abs(part.matrix[k]![k]!), 0));
  const matrix = sum.map((column, k) =>
    second !== undefined && Math.abs(column[k]!) <= 1e-13 * size[k]! ? column.map((v, j) => (j === k ? 0 : v)) : column,
  );
  const least = Math.min(...clusters.map(({ levels }) => levels));
  const words = `standard errors clustered by ${by}, ${parts[0]!.words}, p values from t with ${thousands(least - 1)} degrees of freedom`;
  return { type, matrix, df: new Float64Array(fit.rank).fill(least - 1), clusters: named, words };
}

function oneWay(fit: OlsFit, type: ErrorType, cluster: Factor): { matrix: Matrix; words: string } {
  const { columns, map } = coordinates(fit);
  const sums = groupScores({ ...fit, design: columns }, cluster.codes, cluster.levels);
  const ones = new Float64Array(cluster.levels).fill(1);
  const { k, nested } = parametersCounted(fit, cluster.codes);
  const groups = cluster.levels / (cluster.levels - 1);
  const factor = type === "CR0" ? 1 : type === "CR1" ? groups : groups * ((fit.nobs - 1) / (fit.nobs - k));
  const matrix = withoutRounding(fit, influenceSquares(map, sums, ones)).map((c) => c.map((v) => v * factor));
  const counting =
    nested.length === 0 ? `k = ${thousands(k)}` : `k = ${thousands(k)}, not counting the effects of ${andList(nested)}`;
  const words =
    type === "CR0"
      ? "CR0 (no small-sample factor)"
      : type === "CR1"
        ? "CR1 (small-sample factor G/(G-1))"
        : `CR1S (small-sample factor G/(G-1) times (N-1)/(N-k), ${counting})`;
  return { matrix, words };
}

/**
 * Zero where a variance is what rounding left of nothing: scores that cancel within every cluster (a group that is one cluster's
 * alone) leave some 1e-31 of the classical variance, and an error of 1e-15 would make everything certain.
 */
function withoutRounding(fit: OlsFit, matrix: Matrix): Matrix {
  const s2 = fit.rss / fit.dfResidual;
  if (!(s2 > 0)) return matrix;
  const gone = matrix.map((column, k) => !(column[k]! > 1e-22 * s2 * fit.bread[k]![k]!));
  return matrix.map((column, k) => column.map((value, j) => (gone[k] || gone[j] ? 0 : value)));
}

/** The clusters that two clusterings make together. */
function cross(a: Factor, b: Factor): Factor {
  const places = new Map<number, number>();
  const codes = a.codes.map((code, i) => {
    const key = code * b.levels + b.codes[i]!;
    if (!places.has(key)) places.set(key, places.size);
    return places.get(key)!;
  });
  return { name: `${a.name} and ${b.name}`, codes, levels: places.size };
}
