import type { Panel } from "../../3-panel/panel.ts";
import { rComment, rString, rStrings } from "../../messages/r-text.ts";
import type { Named, Prepared } from "./prepare.ts";
import type { ProfileValue } from "./value.ts";

/** R that starts from the data frame `panel` and leaves the same figures in `result`: base R alone. */
export function rCode(panel: Panel, prepared: Prepared, value: ProfileValue): string {
  const { codes } = panel.area!;
  const timed = panel.time !== null;
  const list = (measures: readonly { measure: Named; stage: string | null }[]): string[] =>
    measures.map(({ measure, stage }) => `  compare(${measure.r}, ${rString(measure.name)}, ${rString(measure.title)}, ${stage === null ? "NA" : rString(stage)})`); // prettier-ignore
  const stageOf = new Map(prepared.pathway.map(({ measure, stage }) => [measure.name, stage]));
  return [
    rComment(`${value.title} of ${value.label} beside those it is compared with`),
    `own <- ${rString(value.area)}`,
    `peers <- ${rStrings(prepared.peers.map((at) => codes[at]!))}`,
    `group <- ${prepared.groupAreas.length === 0 ? "character(0)" : rStrings(prepared.groupAreas.map((at) => codes[at]!))}`,
    "areas <- unique(panel$area)",
    timed ? `year <- ${value.time!}` : "panel$time <- 0; year <- 0",
    "years <- sort(unique(panel$time))",
    "at <- function(x, area, time) x[match(paste(area, time), paste(panel$area, panel$time))]",
    "some <- function(f, x) { x <- x[is.finite(x)]; if (length(x) == 0) NA else f(x) }",
    "compare <- function(x, measure, title, stage) {",
    "  mine <- at(x, own, year); theirs <- at(x, peers, year); v <- theirs[is.finite(theirs)]; n <- length(v)",
    "  m <- some(mean, v); s <- if (n < 2) NA else sd(v)",
    "  reach <- if (n < 3 || is.na(s) || s == 0) NA else qt(0.975, n - 1) * s * sqrt(1 + 1 / n)",
    '  place <- if (is.na(mine) || is.na(reach)) NA else if (mine > m + reach) "above" else if (mine < m - reach) "below" else "within"',
    "  list(measure = measure, title = title, stage = stage, own = mine, mean = m, median = some(median, v), sd = s, count = n,",
    "    low = m - reach, high = m + reach, distance = if (is.na(s) || s == 0) NA else (mine - m) / s,",
    "    ratio = if (is.na(m) || m == 0) NA else mine / m, place = place,",
    "    group = some(mean, at(x, group, year)), all = some(mean, at(x, areas, year)), peers = theirs)",
    "}",
    `rate <- ${prepared.outcome.r}`,
    ...togetherR(prepared),
    `now <- compare(rate, ${rString(value.outcome)}, ${rString(value.title)}, NA)`,
    ...(prepared.pooled === null ? [] : ["now$group <- together(group, year)", "now$all <- together(areas, year)"]),
    timed ? "byYear <- lapply(years, function(t) {" : "byYear <- lapply(numeric(0), function(t) {",
    "  v <- at(rate, peers, t); v <- v[is.finite(v)]",
    "  list(time = t, own = at(rate, own, t), mean = some(mean, v), median = some(median, v), count = length(v),",
    "    group = together(group, t), all = together(areas, t))",
    "})",
    `pathway <- list(\n${list(prepared.pathway).join(",\n")})`,
    `differs <- list(\n${list(prepared.compare.map((measure) => ({ measure, stage: stageOf.get(measure.name) ?? null }))).join(",\n")})`,
    "differs <- Filter(function(one) !is.na(one$distance), differs)",
    "differs <- differs[order(-abs(vapply(differs, function(one) one$distance, 0)))]",
    ...expectedR(prepared, value),
    ...rankR(prepared, value),
    "result <- list(now = now, years = byYear, pathway = pathway, differs = differs, expected = expected, rank = rank)",
    "print(result[c(\"now\", \"expected\", \"rank\")])",
  ].join("\n") + "\n"; // prettier-ignore
}

function togetherR({ pooled }: Prepared): string[] {
  if (pooled === null) return ["together <- function(area, t) some(mean, at(rate, area, t))"];
  return [
    "together <- function(area, t) {",
    `  o <- at(${pooled.count.r}, area, t); n <- at(${pooled.population.r}, area, t); k <- is.finite(o) & is.finite(n) & n > 0`,
    `  if (any(k)) sum(o[k]) / sum(n[k]) * ${pooled.times} else NA`,
    "}",
  ];
}

function expectedR(prepared: Prepared, { expected }: ProfileValue): string[] {
  if (expected === null) return ["expected <- NULL"];
  const columns = [prepared.outcome, ...prepared.given].map(({ r }, i) => `x${i} = ${r}`);
  const right = prepared.given.map((_, i) => `x${i + 1}`).join(" + ");
  return [
    `rows <- data.frame(area = panel$area, time = panel$time, ${columns.join(", ")})`,
    "rows <- rows[rowSums(!sapply(rows[-(1:2)], is.finite)) == 0, ]",
    expected.from === "year" ? "rows <- rows[rows$time == year, ]" : "rows <- aggregate(rows[-(1:2)], list(area = rows$area), mean)", // prettier-ignore
    `model <- lm(x0 ~ ${right}, data = rows[rows$area != own, ])`,
    'guess <- predict(model, rows[rows$area == own, ], interval = "prediction")',
    "observed <- rows$x0[rows$area == own]",
    "expected <- list(areas = nobs(model), observed = observed, expected = guess[[1]], low = guess[[2]], high = guess[[3]],",
    "  gap = observed - guess[[1]], gapLow = observed - guess[[3]], gapHigh = observed - guess[[2]],",
    "  rSquared = summary(model)$r.squared, sigma = sigma(model))",
  ];
}

function rankR({ pooled }: Prepared, { rank }: ProfileValue): string[] {
  if (rank === null || pooled === null) return ["rank <- NULL"];
  return [
    `o <- at(${pooled.count.r}, areas, year); n <- at(${pooled.population.r}, areas, year)`,
    "k <- is.finite(o) & is.finite(n) & n > 0 & areas != own",
    `mine <- at(${pooled.count.r}, own, year); people <- at(${pooled.population.r}, own, year)`,
    "root <- sqrt(o / n)[k]",
    "z <- (root - sqrt(mine / people)) / sqrt(1 / (4 * n[k]) + 1 / (4 * people))",
    "rank <- list(rank = 1 + sum(root > sqrt(mine / people)), of = 1 + sum(k), low = 1 + sum(z > 1.96), high = 1 + sum(k) - sum(z < -1.96))",
  ];
}
