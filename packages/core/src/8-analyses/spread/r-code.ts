import { rComment, rString, rStrings } from "../../messages/r-text.ts";
import { placedHexes } from "./neighbours.ts";
import type { Prepared } from "./prepare.ts";
import type { Gradient, SpreadValue } from "./value.ts";

/** R that starts from the data frame `panel` and leaves the same figures in `result`: base R alone. */
export function rCode(prepared: Prepared, value: SpreadValue): string {
  const { counts, outcome, by } = prepared;
  const timed = value.time !== null;
  const keyed = value.unit !== "row";
  return [
    rComment(`How far ${value.units} lie apart in ${value.title}`),
    `y <- ${outcome.r}`,
    counts === null ? "O <- n <- rep(NA_real_, length(y))" : `O <- ${counts.count.r}; n <- ${counts.population.r}`,
    `area <- ${keyed ? "panel$area" : "as.character(seq_along(y))"}`,
    `time <- ${timed ? "panel$time" : "rep(0, length(y))"}`,
    `used <- is.finite(y)${counts === null ? "" : " & is.finite(O) & is.finite(n)"}`,
    ...figuresR(counts?.times ?? null),
    `year <- ${timed ? value.time! : 0}`,
    'now <- which(used & time == year); now <- now[order(area[now], method = "radix")]',
    ...(keyed ? [] : ["now <- sort(now)"]),
    ...(value.ordered ? ['now <- now[order(-y[now], area[now], method = "radix")]'] : []),
    ...rowsR(value, counts?.times ?? null),
    "years <- list()",
    ...(timed
      ? ["all <- sort(unique(time[used])); all <- all[vapply(all, function(t) sum(used & time == t) > 1, NA)]", "years <- lapply(all, function(t) c(list(time = t), figures(which(used & time == t))))"] // prettier-ignore
      : []),
    ...changeR(value),
    ...gradientR(value, by?.r ?? null, keyed),
    ...moranR(value),
    "result <- list(figures = figures(now), rows = rows, funnels = funnels, years = years, change = change, gradient = gradient, moran = moran)",
    'print(unlist(result$figures)); print(do.call(rbind, lapply(funnels, unlist)))',
  ].join("\n") + "\n"; // prettier-ignore
}

function figuresR(times: number | null): string[] {
  return [
    "figures <- function(i) {",
    "  v <- y[i]; s <- sort(v); k <- length(v); q <- unname(quantile(v, c(.1, .9)))",
    "  out <- list(areas = k, mean = mean(v), median = median(v), sd = sd(v), lowest = s[1], highest = s[k], p10 = q[1], p90 = q[2],",
    "    highestOverLowest = if (s[1] > 0) s[k] / s[1] else NA, p90OverP10 = if (q[1] > 0) q[2] / q[1] else NA,",
    "    coefficientOfVariation = if (mean(v) > 0) sd(v) / mean(v) else NA,",
    "    gini = if (s[1] >= 0 && sum(s) > 0) sum((2 * seq_len(k) - k - 1) * s) / (k * sum(s)) else NA,",
    "    scv = NA, noiseShare = NA, common = NA)",
    ...(times === null
      ? []
      : [
          "  o <- O[i]; p <- n[i]; E <- p * sum(o) / sum(p)",
          "  if (sum(o) > 0) {",
          "    out$scv <- (sum((o - E)^2 / E^2) - sum(1 / E)) / k",
          "    out$noiseShare <- if (sd(v) > 0) mean(o / p^2) / var(o / p) else NA",
          `    out$common <- sum(o) / sum(p) * ${times}`,
          "  }",
        ]),
    "  out",
    "}",
  ];
}

function rowsR(value: SpreadValue, times: number | null): string[] {
  const fields = "area = area[i], value = y[i]";
  if (times === null)
    return [
      "funnels <- list()",
      `rows <- lapply(now, function(i) list(${fields}, low = NA, high = NA, count = NA, population = NA, expected = NA, z = NA, zAdditive = NA, zPearson = NA, zPearsonAdditive = NA))`,
    ];
  const interval = value.rows[0]!.low !== null;
  return [
    "o <- O[now]; p <- n[now]; E <- p * sum(o) / sum(p); target <- sum(o) / sum(p)",
    "# z of the square root and of the rate (Pearson); winsorised only for phi",
    "funnel <- function(variant, z, w, reach) {",
    "  q <- quantile(z, c(.1, .9)); k <- length(z); phi <- sum(pmin(pmax(z, q[1]), q[2])^2) / k",
    "  tau2 <- max(0, (k * phi - (k - 1)) / (sum(w) - sum(w^2) / sum(w))); zAdditive <- z / sqrt(1 + w * tau2)",
    "  list(z = z, zAdditive = zAdditive, table = list(variant = variant, reach = reach, phi = phi, tau2 = tau2,",
    "    beyond = sum(abs(z) > reach), beyondAdditive = sum(abs(zAdditive) > reach)))",
    "}",
    'root <- funnel("square-root", 2 * (sqrt(o) - sqrt(E)), 4 * E, 3)',
    'pearson <- funnel("pearson", (o / p - target) / sqrt(target / p), p / target, qnorm(0.999))',
    "funnels <- list(root$table, pearson$table)",
    "rows <- lapply(seq_along(now), function(j) { i <- now[j]",
    `  list(${fields}, low = ${interval ? `qgamma(.025, O[i]) / n[i] * ${times}` : "NA"}, high = ${interval ? `qgamma(.975, O[i] + 1) / n[i] * ${times}` : "NA"}, count = O[i], population = n[i], expected = E[j],`,
    "    z = root$z[j], zAdditive = root$zAdditive[j], zPearson = pearson$z[j], zPearsonAdditive = pearson$zAdditive[j]) })",
  ];
}

function changeR({ change }: SpreadValue): string[] {
  if (change === null) return ["change <- NULL"];
  return [
    `first <- which(used & time == ${change.from}); last <- which(used & time == ${change.to})`,
    "both <- intersect(area[first], area[last])",
    `change <- list(from = ${change.from}, to = ${change.to}, areas = length(both), first = figures(first[area[first] %in% both]), last = figures(last[area[last] %in% both]))`,
  ];
}

function gradientR({ gradient }: SpreadValue, by: string | null, keyed: boolean): string[] {
  if (gradient === null || by === null) return ["gradient <- NULL"];
  const people = gradient.weights === "population" ? "n[g]" : "rep(1, length(g))";
  return [
    `along <- ${by}; g <- now[is.finite(along[now])]; x <- along[g]; p <- ${people}`,
    "levels <- sort(unique(x)); held <- vapply(levels, function(l) sum(p[x == l]), 0)",
    "ridit <- ((cumsum(held) - held / 2) / sum(held))[match(x, levels)]",
    "line <- lm(y[g] ~ ridit, weights = p); ends <- unname(c(coef(line)[1], sum(coef(line)))); range <- unname(confint(line)[2, ])",
    "log.line <- if (all(y[g] > 0)) lm(log(y[g]) ~ ridit) else NULL",
    "some <- function(x) if (is.null(log.line)) NA else unname(x())",
    `gradient <- list(by = ${rString(gradient.by)}, areas = length(g), weights = ${rString(gradient.weights)}, intercept = ends[1], sii = unname(coef(line)[2]),`,
    "  siiLow = range[1], siiHigh = range[2], riiRatio = if (all(ends > 0)) ends[2] / ends[1] else NA, refused = !all(ends > 0),",
    "  riiLog = some(function() exp(coef(log.line)[2])), riiLogLow = some(function() exp(confint(log.line)[2, 1])), riiLogHigh = some(function() exp(confint(log.line)[2, 2])))",
    ...concentrationR(gradient, keyed),
  ];
}

function concentrationR({ concentration }: Gradient, keyed: boolean): string[] {
  if (concentration === null) return [];
  return [
    "# Concentration index, people as weights, also in its variance; areas with the same rank in order of their codes",
    `inline <- order(x, ${keyed ? "area[g]" : "g"}, method = "radix"); v <- y[g]; middle <- weighted.mean(v, p)`,
    "C <- 2 * weighted.mean((v - middle) * (ridit - weighted.mean(ridit, p)), p) / middle",
    "share <- cumsum((v * p)[inline]) / sum(v * p); before <- c(0, share[-length(share)])",
    "a <- v[inline] / middle * (2 * ridit[inline] - 1 - C) + 2 - before - share; variance <- (weighted.mean(a^2, p[inline]) - (1 + C)^2) / length(v)",
    "half <- if (variance > 0) qnorm(.975) * sqrt(variance) else NA",
    "gradient$concentration <- list(index = C, low = C - half, high = C + half)",
  ];
}

function moranR({ map, moran }: SpreadValue): string[] {
  if (map === null || moran === null) return ["moran <- NULL"];
  const hexes = placedHexes(map);
  const whole = (key: "q" | "r"): string => `c(${hexes.map((hex) => hex[key]).join(", ")})`;
  const [across, line] = map.layout.endsWith("r") ? ["q", "r"] : ["r", "q"];
  return [
    "# Moran's I of areas whose hexagons touch on the map",
    `hex <- ${rStrings(hexes.map(({ area }) => area))}`,
    `q <- ${whole("q")}; r <- ${whole("r")}`,
    `along <- 2 * ${across} + ${map.layout.startsWith("odd") ? `${line} %% 2` : `1 - ${line} %% 2`}; lines <- abs(outer(${line}, ${line}, "-"))`,
    'W <- lines < 2 & abs(outer(along, along, "-")) == 2 - lines; joined <- rowSums(W) > 0',
    "W <- W[joined, joined] / rowSums(W[joined, joined]); v <- y[now][match(hex[joined], area[now])]; v <- v - mean(v); k <- length(v)",
    "S0 <- sum(W); S1 <- sum((W + t(W))^2) / 2; S2 <- sum((rowSums(W) + colSums(W))^2); b2 <- k * sum(v^4) / sum(v^2)^2",
    "I <- k / S0 * sum(v * (W %*% v)) / sum(v^2); expected <- -1 / (k - 1)",
    "variance <- (k * ((k^2 - 3 * k + 3) * S1 - k * S2 + 3 * S0^2) - b2 * (k * (k - 1) * S1 - 2 * k * S2 + 6 * S0^2)) /",
    "  ((k - 1) * (k - 2) * (k - 3) * S0^2) - expected^2",
    "z <- (I - expected) / sqrt(variance)",
    "moran <- list(i = I, expected = expected, z = z, pValue = 2 * pnorm(-abs(z)), areas = k, isolated = sum(!joined))",
  ];
}
