import type { Panel } from "../../3-panel/panel.ts";
import type { OlsFit } from "../../6-estimators/ols-fit.ts";
import { normalQuantile } from "../../distributions/index.ts";
import { influence } from "../../7-results/influence.ts";
import type { RegressValue } from "./value.ts";

/** So many points a picture shows: the ends whole, and what lies between evenly thinned. */
export const MOST_POINTS = 200;
export const END_POINTS = 40;

/**
 * Residuals for the eye: each row's fitted value, its standardised residual (of variance one under equal errors), and the normal
 * quantile that stands at its place in order. R: `fitted`, `rstandard`, `qnorm(ppoints(n))`.
 */
export function residualPoints(panel: Panel, rows: Int32Array, fit: OlsFit): RegressValue["residuals"] {
  if (fit.dfResidual < 2 || !(fit.rss > 0)) return null;
  const { rstandard } = influence(fit);
  const order = Array.from(rstandard.keys()).filter((i) => rstandard[i]! - rstandard[i]! === 0);
  order.sort((a, b) => rstandard[a]! - rstandard[b]! || a - b);
  const n = order.length;
  if (n < 3) return null;
  const a = n <= 10 ? 3 / 8 : 1 / 2;
  const { area, time } = panel;
  const points = placesShown(n).map((k) => {
    const i = order[k]!;
    const row = rows[i]!;
    const place = area?.of[row];
    return {
      fitted: fit.fitted[i]!,
      standardised: rstandard[i]!,
      quantile: normalQuantile((k + 1 - a) / (n + 1 - 2 * a), 0, 1),
      area: place === undefined ? null : area!.codes[place]!,
      label: place === undefined ? null : area!.labels[place]!,
      time: time === null ? null : time.values[time.of[row]!]!,
    };
  });
  return { count: n, points };
}

function placesShown(n: number): number[] {
  if (n <= MOST_POINTS) return Array.from({ length: n }, (_, k) => k);
  const between = MOST_POINTS - 2 * END_POINTS;
  const ends = Array.from({ length: END_POINTS }, (_, k) => k);
  const middle = Array.from({ length: between }, (_, j) => Math.floor(END_POINTS + ((n - 2 * END_POINTS) * (j + 0.5)) / between)); // prettier-ignore
  return [...ends, ...middle, ...ends.map((k) => n - END_POINTS + k)];
}

/** The same in R, from `model`: adds `residuals` to `result`. */
export function residualsR(areas: string | null, times: string | null): string[] {
  const between = MOST_POINTS - 2 * END_POINTS;
  return [
    "standardised <- rstandard(model)",
    "o <- which(is.finite(standardised))",
    "o <- o[order(standardised[o])]",
    "n <- length(o)",
    `take <- if (n <= ${MOST_POINTS}) seq_len(n) else c(1:${END_POINTS}, floor(${END_POINTS} + (n - ${2 * END_POINTS}) * (seq_len(${between}) - 0.5) / ${between}) + 1, n - ${END_POINTS} + 1:${END_POINTS})`,
    `result$residuals <- list(count = n, points = data.frame(${areas === null ? "" : `area = ${areas}[o][take], `}${
      times === null ? "" : `time = ${times}[o][take], `
    }fitted = fitted(model)[o][take],`,
    "  standardised = standardised[o][take], quantile = qnorm(ppoints(n))[take], row.names = NULL))",
  ];
}
