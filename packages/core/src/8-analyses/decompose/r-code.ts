import type { Panel } from "../../3-panel/panel.ts";
import { rComment, rName, rString } from "../../messages/r-text.ts";
import type { Redraw } from "./compute.ts";
import type { Prepared } from "./prepare.ts";
import { blockDataR } from "../../7-results/blocks/r-data.ts";
import { MIXED_R, RANDOM_INTERCEPT_R } from "../../7-results/blocks/r-mixed.ts";
import { SUBSETS_R } from "../../7-results/blocks/r-subsets.ts";
import { CHANCE_R } from "./r-chance.ts";
import { RANGES_R } from "./r-ranges.ts";
import { furtherR } from "./r-further.ts";

/** Base R that starts from the data frame `panel` and leaves the same figures in `result`. */
export function rCode(panel: Panel, prepared: Prepared, redraw: Redraw): string {
  return [
    rComment(`Shares of variation: ${prepared.outcome.label}`),
    ...blockDataR(panel, prepared),
    `draws <- ${redraw.draws}`,
    `seed <- ${redraw.seed}`,
    SUBSETS_R.trim(),
    "",
    RANGES_R.trim(),
    "",
    CHANCE_R.trim(),
    "",
    RANDOM_INTERCEPT_R.trim(),
    MIXED_R.trim(),
    "",
    ...result(prepared, redraw),
  ].join("\n");
}

function result({ model }: Prepared, { draws }: Redraw): string[] {
  const measures = model.blocks.flatMap(({ role, name }, j) => (role === "measures" ? [{ name, j: j + 1 }] : []));
  const hasArea = model.blocks.some(({ role }) => role === "area");
  const between =
    model.areas === null || model.areas.count < 2
      ? "list()"
      : `Filter(Negate(is.na), list(${measures.map(({ name, j }) => `${rName(name)} = between_share(which(block == ${j}))`).join(", ")}))`;
  return [
    'own <- cols[role[block] == "measures"]',
    "columns <- data.frame(column = colnames(X)[own], block = blocks[block[own]],",
    "  withinShare = if (is.null(within)) rep(NA_real_, length(own)) else",
    "    ifelse(constant[own], NA, ifelse(absorbed[own], 0, (size_of(within)[own] / size[own])^2)),",
    "  betweenShare = if (is.null(area)) rep(NA_real_, length(own)) else",
    "    vapply(own, function(k) if (constant[k]) NA_real_ else between_share(k), 0),",
    "  absorbed = aliased[own])",
    "shares <- data.frame(block = blocks, alone = step[, 1], last = last, shapley = shapley,",
    "  min = apply(step, 1, min, na.rm = TRUE), max = apply(step, 1, max, na.rm = TRUE),",
    "  low = low, high = high, jackknifeStdError = std_error)",
    "shares$floor <- floors",
    "shares$published <- published",
    "result <- list(",
    `  outcome = ${rString(model.outcome)}, nobs = n,`,
    "  areas = if (is.null(area)) NA else nlevels(area), times = if (is.null(year)) NA else length(unique(year)),",
    "  rSquared = r2[masks], adjRSquared = 1 - (1 - r2[masks]) * (n - 1) / (n - 1 - rank[masks]),",
    "  noiseFloor = if (area_block > 0) floors$alone[area_block] else NA, noiseFloorAutocorrelated = noise_floor, rho = rho,",
    "  contested = r2[masks] - sum(last), leftOver = 1 - r2[masks],",
    `  betweenShare = ${between},`,
    "  shares = shares, subsets = ifelse(allowed, r2, NA), roles = role,",
    "  absorbed = columns$column[columns$absorbed], columns = columns,",
    "  vpc = vpc, pcv = pcv, mixedShares = mixed,",
    `  rSquaredWithoutArea = ${hasArea ? "if (allowed[masks - bit[area_block]]) r2[masks - bit[area_block]] else NA" : "NA"},`,
    `  bootstrap = ${draws > 0 ? "list(draws = draws, seed = seed, areas = G, level = 0.95, empty = draws - NCOL(redrawn))" : "NULL"},`,
    '  route = list(method = "qr", condition = condition)',
    ")",
    ...furtherR(model),
    "print(result$shares)",
    "",
  ];
}
