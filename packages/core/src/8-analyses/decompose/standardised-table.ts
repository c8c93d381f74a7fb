import { aliasedColumns } from "../../6-estimators/aliased.ts";
import type { SubsetFits } from "../../6-estimators/subset-fits.ts";
import { toBlockModel, type ShareModel } from "../../7-results/blocks/share-model.ts";
import { dot } from "../../linalg/dot.ts";
import { qr, qty, solveR } from "../../linalg/qr.ts";
import type { FurtherTables } from "./value.ts";

/**
 * Standardised coefficients of the model of all groups, b sd(x) / sd(y), and Pratt's shares, b cov(x, y) / var(y): of areas,
 * whose coefficients are not listed, what the others leave of R2. R: `relaimpo::calc.relimp(type = c("betasq", "pratt"))`.
 */
export function standardisedTable(model: ShareModel, fits: SubsetFits): FurtherTables["standardised"] {
  const { blockOf, areaBlock } = toBlockModel(model);
  const { centred } = fits;
  const all = blockOf.map((_, k) => k);
  const isTime = (k: number): boolean => model.blocks[blockOf[k]!]!.role === "time";
  const order = [...all.filter(isTime), ...all.filter((k) => !isTime(k))];
  const aliased = aliasedColumns(fits, order, areaBlock >= 0);
  const kept = all.filter((k) => !aliased[k]);
  const from = areaBlock >= 0 ? centred.within! : centred.total;
  const factors = qr(
    kept.map((k) => from[k]!),
    { tolerance: 0 },
  );
  const b = kept.length === 0 ? [] : solveR(factors, qty(factors, from[all.length]!));
  const outcome = centred.total[all.length]!;
  const total = dot(outcome, outcome);
  const names = model.blocks.flatMap((block) => block.columns.map(({ name }) => name));
  const pratts = model.blocks.map(() => 0);
  const columns = kept.flatMap((k, place) => {
    const x = centred.total[k]!;
    const beta = b[place]! * Math.sqrt(dot(x, x) / total);
    const pratt = (b[place]! * dot(x, outcome)) / total;
    pratts[blockOf[k]!] = pratts[blockOf[k]!]! + pratt;
    // A year's own coefficient hangs on which year is left out.
    if (isTime(k)) return [];
    return [{ column: names[k]!, block: model.blocks[blockOf[k]!]!.name, beta, betaSquared: beta * beta, pratt }];
  });
  if (areaBlock >= 0) pratts[areaBlock] = fits.rSquared.at(-1)! - pratts.reduce((sum, pratt) => sum + pratt, 0);
  return { columns, blocks: Object.fromEntries(model.blocks.map(({ name }, j) => [name, pratts[j]!])) };
}
