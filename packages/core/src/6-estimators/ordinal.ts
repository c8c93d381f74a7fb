import { exp, ln } from "../elementary/index.ts";
import { cholesky, choleskyInverse, choleskySolve } from "../linalg/cholesky.ts";
import { qr } from "../linalg/qr.ts";
import { plainMatrices, type PlainInput } from "./plain-input.ts";

export interface OrdinalInput extends Pick<PlainInput, "X" | "names" | "weights"> {
  /** Grade of each row, one of `levels`. */
  y: ArrayLike<string | number>;
  /** Grades from the lowest to the highest. */
  levels: readonly (string | number)[];
}

export interface OrdinalFit {
  /** Thresholds ("Low|Medium"), then predictors. */
  names: string[];
  /** NaN where aliased. */
  coefficients: Float64Array;
  kept: Int32Array;
  aliased: string[];
  /** Inverse observed information of the kept ones; df infinite (z). What `coefficientTable` takes. */
  matrix: Float64Array[];
  df: Float64Array;
  /** The grades that occur; the others are left out and named. */
  levels: string[];
  emptyLevels: string[];
  logLik: number;
  deviance: number;
  aic: number;
  nobs: number;
  /** Probability of each grade (columns) in each row. */
  probabilities: Float64Array[];
  /** Rows foretold with certainty: with any, grades are separated and coefficients run away. */
  boundaryRows: number;
  converged: boolean;
  /** Grade of each row as a position, the predictors that count, and the weights. */
  inner: { codes: Int32Array; X: Float64Array[]; xNames: string[]; weights: Float64Array | null };
}

/**
 * Ordinal (proportional-odds) logit: P(y <= k) = 1 / (1 + exp(-(a_k - x b))), by Newton steps on the likelihood. A positive b
 * goes with higher grades. Weights count rows.
 *
 * @throws RangeError for bad arguments, an unknown grade, or fewer than two grades that occur.
 * R: `ordinal::clm(y ~ x, weights = w)`, `MASS::polr` (whose optimiser leaves some six digits).
 * @see McCullagh (1980), Journal of the Royal Statistical Society B 42; Agresti, Categorical Data Analysis, 8.2.
 */
export function ordinalLogit(input: OrdinalInput): OrdinalFit {
  const n = input.y.length;
  const labels = input.levels.map(String);
  const grades = Array.from(input.y, (grade) => labels.indexOf(String(grade)));
  const unknown = grades.indexOf(-1);
  if (unknown >= 0) throw new RangeError(`ordinalLogit: y[${unknown}] is none of the levels`);
  const used = labels.map((_, k) => k).filter((k) => grades.includes(k));
  if (used.length < 2) throw new RangeError("ordinalLogit: fewer than two grades occur");
  const codes = Int32Array.from(grades, (k) => used.indexOf(k));
  const plain = plainMatrices("ordinalLogit", { ...input, y: codes });
  const { kept, centre, scale } = apart(plain.X);
  const levels = used.map((k) => labels[k]!);
  const cuts = levels.length - 1;
  const X = kept.map((j) => plain.X[j]!);
  const Z = X.map((column, k) => column.map((x) => (x - centre[k]!) / scale[k]!));
  const task: Task = { codes, Z, weights: plain.weights, cuts };
  let at = start(task);
  let now = derivatives(task, at);
  let converged = false;
  for (let step = 0; step < 100 && !converged; step++) {
    const L = cholesky(now.information);
    if (L === null) break;
    const move = choleskySolve(L, now.score);
    const decrement = move.reduce((sum, value, k) => sum + value * now.score[k]!, 0);
    let next = at.map((value, k) => value + move[k]!);
    let then = derivatives(task, next);
    for (let half = 0; half < 40 && !(then.logLik >= now.logLik - 1e-9); half++) {
      next = next.map((value, k) => (value + at[k]!) / 2);
      then = derivatives(task, next);
    }
    [at, now] = [next, then];
    converged = decrement < 1e-18;
  }
  const L = cholesky(now.information);
  const inverse = L === null ? now.information.map((column) => column.map(() => NaN)) : choleskyInverse(L);
  // Back to the units given: b = b~ / scale, a = a~ + sum centre b.
  const back = Array.from({ length: cuts + kept.length }, (_, i) => {
    const row = new Float64Array(cuts + kept.length);
    if (i < cuts) {
      row[i] = 1;
      kept.forEach((__, k) => (row[cuts + k] = centre[k]! / scale[k]!));
    } else row[i] = 1 / scale[i - cuts]!;
    return row;
  });
  const names = [...levels.slice(1).map((level, k) => `${levels[k]!}|${level}`), ...plain.names.slice(1)];
  const places = Int32Array.from([...levels.slice(1).keys(), ...kept.map((j) => cuts + j - 1)]);
  const coefficients = new Float64Array(names.length).fill(NaN);
  places.forEach((place, i) => (coefficients[place] = product(back[i]!, at)));
  const half = back.map((row) => Float64Array.from(inverse, (column) => product(column, row)));
  return {
    names,
    coefficients,
    kept: places,
    aliased: names.filter((_, j) => coefficients[j] !== coefficients[j]),
    matrix: back.map((row) => Float64Array.from(half, (column) => product(column, row))),
    df: new Float64Array(places.length).fill(Infinity),
    levels,
    emptyLevels: labels.filter((_, k) => !used.includes(k)),
    logLik: now.logLik,
    deviance: -2 * now.logLik,
    aic: -2 * now.logLik + 2 * places.length,
    nobs: n,
    probabilities: gradeProbabilities(task, at),
    boundaryRows: now.boundaryRows,
    converged,
    inner: { codes, X, xNames: kept.map((j) => plain.names[j]!), weights: plain.weights },
  };
}

interface Task {
  codes: Int32Array;
  Z: Float64Array[];
  weights: Float64Array | null;
  cuts: number;
}

/** The predictors that can be told apart from each other and the constant, with their centres and spreads. */
function apart(X: readonly Float64Array[]): { kept: number[]; centre: number[]; scale: number[] } {
  const n = X[0]!.length;
  const centre = X.map((column) => column.reduce((sum, x) => sum + x, 0) / n);
  const centred = X.slice(1).map((column, k) => column.map((x) => x - centre[k + 1]!));
  const norms = X.slice(1).map((column, k) => {
    const length = (x: Float64Array): number => Math.sqrt(product(x, x));
    return Math.max(length(centred[k]!), 1e-3 * length(column));
  });
  const found = qr(centred, { norms });
  const kept = [...found.pivot.slice(0, found.rank)].map((k) => k + 1);
  return {
    kept,
    centre: kept.map((j) => centre[j]!),
    scale: kept.map((j) => Math.sqrt(product(centred[j - 1]!, centred[j - 1]!) / n)),
  };
}

/** Thresholds from the shares of the grades, no slopes. */
function start({ codes, Z, weights, cuts }: Task): Float64Array {
  const shares = new Float64Array(cuts + 1);
  let total = 0;
  codes.forEach((code, i) => {
    const w = weights === null ? 1 : weights[i]!;
    shares[code] = shares[code]! + w;
    total += w;
  });
  let below = 0;
  return Float64Array.from({ length: cuts + Z.length }, (_, k) => {
    if (k >= cuts) return 0;
    below += shares[k]!;
    return ln(below / (total - below));
  });
}

const logistic = (t: number): number => (t >= 0 ? 1 / (1 + exp(-t)) : exp(t) / (1 + exp(t)));

function derivatives({ codes, Z, weights, cuts }: Task, at: Float64Array) {
  const size = at.length;
  const p = Z.length;
  const score = new Float64Array(size);
  const information = Array.from({ length: size }, () => new Float64Array(size));
  let logLik = 0;
  let boundaryRows = 0;
  // The two linear predictors that bound a row's grade, as sparse rows: threshold k and -x.
  const upper = new Float64Array(size);
  const lower = new Float64Array(size);
  for (let i = 0; i < codes.length; i++) {
    const w = weights === null ? 1 : weights[i]!;
    const code = codes[i]!;
    let eta = 0;
    for (let k = 0; k < p; k++) eta += Z[k]![i]! * at[cuts + k]!;
    const u = code < cuts ? at[code]! - eta : Infinity;
    const l = code > 0 ? at[code - 1]! - eta : -Infinity;
    // From the nearer tail, so that small probabilities keep their digits.
    const P =
      l > 0
        ? logistic(-l) - (u === Infinity ? 0 : logistic(-u))
        : (u === Infinity ? 1 : logistic(u)) - (l === -Infinity ? 0 : logistic(l));
    if (!(P > 0)) return { logLik: -Infinity, score, information, boundaryRows };
    logLik += w * ln(P);
    if (P > 1 - 1e-10) boundaryRows += 1;
    const density = (t: number): number => (t - t === 0 ? logistic(t) * logistic(-t) : 0);
    const [fu, fl] = [density(u), density(l)];
    const slope = (t: number, f: number): number => (f > 0 ? f * (1 - 2 * logistic(t)) : 0);
    const [gu, gl] = [fu / P, fl / P];
    const uu = gu * gu - slope(u, fu) / P;
    const ll = gl * gl + slope(l, fl) / P;
    const ul = -gu * gl;
    upper.fill(0);
    lower.fill(0);
    if (code < cuts) upper[code] = 1;
    if (code > 0) lower[code - 1] = 1;
    for (let k = 0; k < p; k++) {
      upper[cuts + k] = code < cuts ? -Z[k]![i]! : 0;
      lower[cuts + k] = code > 0 ? -Z[k]![i]! : 0;
    }
    for (let a = 0; a < size; a++) {
      const [ua, la] = [upper[a]!, lower[a]!];
      if (ua === 0 && la === 0) continue;
      score[a] = score[a]! + w * (gu * ua - gl * la);
      const column = information[a]!;
      const [alongU, alongL] = [w * (uu * ua + ul * la), w * (ul * ua + ll * la)];
      for (let b = 0; b < size; b++) column[b] = column[b]! + alongU * upper[b]! + alongL * lower[b]!;
    }
  }
  return { logLik, score, information, boundaryRows };
}

function gradeProbabilities({ codes, Z, cuts }: Task, at: Float64Array): Float64Array[] {
  const eta = Float64Array.from(codes, (_, i) => Z.reduce((sum, z, k) => sum + z[i]! * at[cuts + k]!, 0));
  const below = (k: number, i: number): number => (k < 0 ? 0 : k >= cuts ? 1 : logistic(at[k]! - eta[i]!));
  return Array.from({ length: cuts + 1 }, (_, k) => eta.map((__, i) => below(k, i) - below(k - 1, i)));
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
