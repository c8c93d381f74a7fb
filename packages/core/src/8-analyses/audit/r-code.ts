import type { Panel } from "../../3-panel/panel.ts";
import { blockDataR } from "../../7-results/blocks/r-data.ts";
import { MIXED_R, RANDOM_INTERCEPT_R } from "../../7-results/blocks/r-mixed.ts";
import { SUBSETS_R } from "../../7-results/blocks/r-subsets.ts";
import { rComment, rStrings } from "../../messages/r-text.ts";
import { samplesR } from "../samples.ts";
import type { Enumerated } from "./enumerate.ts";
import type { AuditModel } from "./prepare.ts";
import type { AuditValue } from "./value.ts";

/** Base R that tries the same specifications, in the same order, and leaves the same figures in `result`. */
export function rCode(
  panel: Panel,
  model: AuditModel,
  all: Enumerated,
  value: AuditValue,
  targets: (number | null)[],
): string {
  const { blocks, outcomes, weights } = model;
  const list = (items: readonly string[]): string => `list(${items.join(", ")})`;
  const numbers = (items: readonly (number | null)[]): string => `c(${items.map((item) => (item === null ? "NA" : String(item))).join(", ")})`; // prettier-ignore
  return [
    rComment(`Which choices give the published shares: ${value.outcomes.join(", ")}`),
    ...blockDataR(panel, model.prepared),
    "pool <- X; pool_of <- block; every_area <- area; every_year <- year",
    `outcomes <- ${list(outcomes.map(({ label }) => `with(used, ${label})`))}`,
    `weights <- ${list(weights.map(({ label }) => (label === null ? "rep(1, length(y))" : `with(used, ${label})`)))}`,
    ...samplesR(model),
    `names_of <- ${rStrings(blocks.map(({ name }) => name))}`,
    `role_of <- ${rStrings(blocks.map(({ role }) => role))}`,
    `alternatives <- ${list(blocks.map(({ alternatives }) => list(alternatives.map(({ measures }) => (measures.length === 0 ? "integer(0)" : numbers(measures.map((m) => m + 1)))))))}`,
    `orders <- ${list(all.definitions.flatMap((each) => (typeof each === "string" ? [] : [numbers(each.map((j) => j + 1))])))}`,
    `average <- ${all.definitions.includes("average") ? "TRUE" : "FALSE"}; by_mixed <- ${all.definitions.includes("mixed") ? "TRUE" : "FALSE"}`,
    `definition <- ${rStrings(all.definitions.map((each) => (typeof each === "string" ? each : "order")))}`,
    `published <- ${numbers(targets)}`,
    `near <- ${value.near}; reach <- ${value.reach}`,
    "",
    "fit <- function(rows, y, w, mine) {",
    "  blocks <- names_of; role <- role_of; needs <- rep(list(integer(0)), length(blocks))",
    "  y <- y[rows]; w <- w[rows]",
    "  area <- if (is.null(every_area)) NULL else droplevels(every_area[rows])",
    "  year <- every_year[rows]",
    "  X <- matrix(0, length(rows), 0); block <- integer(0)",
    "  for (j in seq_along(blocks)) {",
    '    own <- if (role[j] == "measures") pool[rows, pool_of %in% mine[[j]], drop = FALSE]',
    '      else if (role[j] == "time") outer(year, sort(unique(year))[-1], "==") * 1 else matrix(0, length(rows), 0)',
    "    X <- cbind(X, own); block <- c(block, rep(j, ncol(own)))",
    "  }",
    SUBSETS_R.trim(),
    "  added <- function(order) {",
    "    out <- numeric(p); mask <- 0",
    "    for (j in order) { out[j] <- step[j, mask + 1]; mask <- mask + bit[j] }",
    "    c(out, 1 - r2[masks])",
    "  }",
    "  out <- lapply(orders, added)",
    "  if (average) out <- c(out, list(c(shapley, 1 - r2[masks])))",
    "  if (by_mixed) {",
    RANDOM_INTERCEPT_R.trim(),
    MIXED_R.trim(),
    "    own <- numeric(p)",
    "    own[-area_block] <- unlist(mixed$fixed)",
    "    own[area_block] <- mixed$area",
    "    out <- c(out, list(c(own, mixed$leftOver)))",
    "  }",
    "  do.call(rbind, out)",
    "}",
    R_SUMMARY.trim(),
    "",
  ].join("\n");
}

const R_SUMMARY = String.raw`
S <- NULL; nobs <- integer(0)
sizes <- c(length(years), length(samples), length(weights), length(outcomes), lengths(alternatives), length(definition))
inner <- rev(do.call(expand.grid, rev(lapply(lengths(alternatives), seq_len))))
none <- matrix(NA_real_, length(definition), length(names_of) + 1)
for (span in years) for (sample in samples) {
  rows <- which((if (is.null(every_year)) TRUE else every_year >= span[1] & every_year <= span[2]) &
    (if (is.null(every_area)) TRUE else !(as.character(every_area) %in% sample)) & rep(TRUE, nrow(used)))
  for (w in weights) for (y in outcomes) for (k in seq_len(nrow(inner))) {
    mine <- lapply(seq_along(alternatives), function(j) alternatives[[j]][[inner[k, j]]])
    vary <- length(rows) > 2 && var(y[rows]) > 0 &&
      (!("area" %in% role_of) || length(unique(every_area[rows])) > 1) && (!("time" %in% role_of) || length(unique(every_year[rows])) > 1)
    S <- rbind(S, if (vary) fit(rows, y, w, mine) else none)
    nobs <- c(nobs, rep(length(rows), length(definition)))
  }
}
done <- !is.na(S[, ncol(S)])
index <- rev(do.call(expand.grid, rev(lapply(sizes, seq_len))))
target <- !is.na(published)
gaps <- 100 * abs(sweep(S[, target, drop = FALSE], 2, published[target]))
distance <- sqrt(rowMeans(gaps^2))
gap <- apply(gaps, 1, max)
key <- apply(format(round(S, 9) + 0, nsmall = 9), 1, paste, collapse = " ")
first <- done & !duplicated(key)
share <- function(j) {
  x <- S[, j]
  off <- abs(x - published[j])
  moves <- Filter(Negate(is.null), lapply(which(sizes > 1), function(d) {
    held <- do.call(paste, index[-d])
    range <- tapply(x[done], held[done], function(v) max(v) - min(v))
    list(average = mean(range), most = max(range))
  }))
  moves <- moves[order(-sapply(moves, function(move) move$average))]
  percent <- floor(100 * x + 0.5 + 1e-9)
  bins <- lapply(sort(unique(percent[done])), function(each) {
    here <- done & percent == each
    kind <- rep(definition, length.out = length(x))
    list(percent = each, order = sum(here & kind == "order"), average = sum(here & kind == "average"), mixed = sum(here & kind == "mixed"))
  })
  list(low = min(x[done]), high = max(x[done]), published = published[j],
    nearest = if (is.na(published[j])) NA else x[which.min(off)],
    reachedBy = if (is.na(published[j])) NA else sum(100 * off[done] <= reach + 1e-9),
    moves = moves, bins = bins)
}
closest <- head(which(first)[order(distance[first])], 5)
result <- list(specifications = sum(done), impossible = sum(!done), distinct = sum(first), within = sum(gap[done] <= near),
  rows = list(fewest = min(nobs[done]), most = max(nobs[done])),
  shares = lapply(seq_len(ncol(S)), share),
  nearest = lapply(closest, function(i) list(nobs = nobs[i], shares = S[i, ], distance = distance[i], gap = gap[i])))
print(data.frame(share = c(names_of, "left over"), published = published, lowest = apply(S, 2, min, na.rm = TRUE), highest = apply(S, 2, max, na.rm = TRUE)))
`;
