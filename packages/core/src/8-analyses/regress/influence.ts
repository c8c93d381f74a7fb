import type { Panel } from "../../3-panel/panel.ts";
import type { Factor } from "../../6-estimators/absorb.ts";
import type { OlsFit } from "../../6-estimators/ols-fit.ts";
import { bellMcCaffrey, bellMcCaffreyCost } from "../../7-results/bell-mccaffrey.ts";
import { coordinates, pullOn } from "../../7-results/scores.ts";
import type { RegressValue } from "./value.ts";

/**
 * Per coefficient, the area that holds most of the variation it rests on: the share of sum w d^2, where d is the column less
 * what the other columns (and absorbed effects) tell of it; d = X b / b_jj with b the column of (X'WX)^-1.
 */
export function leverageByArea(panel: Panel, rows: Int32Array, fit: OlsFit): RegressValue["leverage"] {
  const { area } = panel;
  if (area === null) return [];
  const basis = coordinates(fit);
  return Array.from(fit.kept, (j, k) => {
    const sums = new Float64Array(area.codes.length);
    const d = pullOn(basis, k);
    let total = 0;
    for (let i = 0; i < fit.nobs; i++) {
      const piece = d[i]! * d[i]! * (fit.weights?.[i] ?? 1);
      const place = area.of[rows[i]!]!;
      sums[place] = sums[place]! + piece;
      total += piece;
    }
    let most = 0;
    for (let g = 1; g < sums.length; g++) if (sums[g]! > sums[most]!) most = g;
    const share = total > 0 ? sums[most]! / total : 0;
    return { term: fit.names[j]!, area: area.codes[most]!, label: area.labels[most]!, share };
  });
}

/** The check comes with every clustered regression, so it may take only a moment. */
const MOMENT = 3e8;

/** Satterthwaite's degrees of freedom per coefficient: how many clusters the errors truly rest on. */
export function satterthwaiteCheck(fit: OlsFit, clusters: readonly Factor[]): RegressValue["satterthwaite"] {
  const [cluster] = clusters;
  if (cluster === undefined || fit.rank === 0 || clusters.length > 1 || bellMcCaffreyCost(fit, cluster) > MOMENT)
    return [];
  const { df } = bellMcCaffrey(fit, cluster);
  return Array.from(fit.kept, (j, k) => ({ term: fit.names[j]!, df: df[k]! })).filter((row) => row.df - row.df === 0);
}
