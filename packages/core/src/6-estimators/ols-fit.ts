import type { Factor } from "./absorb.ts";

/** How the coefficients were found, for whoever must judge their digits. */
export interface OlsRoute {
  method: "qr" | "cross-products";
  /** Condition number (1-norm) of the kept columns scaled to unit length; cross-products: of the centred ones. */
  condition: number;
  /** Steps of iterative refinement that were taken. */
  refined: number;
}

/** A least squares fit before any choice of covariance. Columns that cannot be told apart from others have no coefficient. */
export interface OlsFit {
  /** Names of all the columns that were asked for. */
  names: string[];
  /** One per name; NaN where the column is aliased. */
  coefficients: Float64Array;
  /** Positions of the columns that have a coefficient, in order. */
  kept: Int32Array;
  /** Names of the columns that are combinations of the others (or of the absorbed effects). */
  aliased: string[];
  nobs: number;
  /** Rank of the kept columns; `absorbedRank` is that of the absorbed effects. */
  rank: number;
  absorbedRank: number;
  dfResidual: number;
  /** Does the model hold the constant, written or absorbed? */
  constant: boolean;
  fitted: Float64Array;
  residuals: Float64Array;
  weights: Float64Array | null;
  /** The kept columns as fitted: with absorbed effects taken out of them. Not weighted. */
  design: Float64Array[];
  /** (X'WX)^-1 of those columns. */
  bread: Float64Array[];
  /** Weighted sums of squares: residual, model, and total within the absorbed effects (null without them). */
  rss: number;
  mss: number;
  withinTss: number | null;
  absorbed: Factor[];
  /** Each row's leverage on the absorbed effects alone; null without them. */
  absorbedLeverage: (() => Float64Array) | null;
  route: OlsRoute;
}
