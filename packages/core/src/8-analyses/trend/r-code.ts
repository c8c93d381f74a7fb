import { rComment, rName, rString } from "../../messages/r-text.ts";
import type { Prepared } from "./prepare.ts";
import type { TrendValue } from "./value.ts";

/** R that starts from the data frame `panel` and leaves the same figures in `result`: base R alone. */
export function rCode({ measures, population, from, to }: Prepared, value: TrendValue, keyed: boolean): string {
  const list = measures.map((measure) => `  ${rString(measure.name)} = ${measure.r}`);
  return [
    rComment(`Growth from ${from} to ${to}`),
    `x <- list(\n${list.join(",\n")}\n)`,
    `people <- ${population === null ? "NULL" : population.r}`,
    `from <- ${from}; to <- ${to}`,
    `area <- ${keyed ? "panel$area" : "as.character(seq_len(nrow(panel)))"}`,
    "at <- function(v, t) { i <- panel$time == t & is.finite(v); setNames(v[i], area[i]) }",
    "rate <- function(v, t) { if (is.null(people)) return(NA)",
    "  o <- at(v, t); p <- at(people, t); k <- intersect(names(o), names(p)[p > 0]); if (length(k) == 0) NA else sum(o[k]) / sum(p[k]) * 10000 }",
    ...printedR(value),
    "row <- function(name, v, held) {",
    "  a <- at(v, from); b <- at(v, to)",
    `  both <- ${keyed ? "intersect(names(a), names(b))" : "character(0)"}`,
    "  g <- unname((b[both] / a[both] - 1)[a[both] > 0]); q <- if (length(g) == 0) rep(NA, 3) else unname(quantile(g, c(.1, .5, .9)))",
    "  r <- if (held) c(rate(v, from), rate(v, to)) else c(NA, NA)",
    "  list(measure = name, printed = printed[[name]], first = sum(a), last = sum(b), areasFirst = length(a), areasLast = length(b), growth = sum(b) / sum(a) - 1,",
    "    sameAreas = length(both), sameGrowth = if (length(both) > 0 && sum(a[both]) > 0) sum(b[both]) / sum(a[both]) - 1 else NA,",
    "    rateFirst = r[1], rateLast = r[2], rateGrowth = if (is.na(r[1]) || is.na(r[2]) || r[1] <= 0) NA else r[2] / r[1] - 1,",
    "    grew = sum(g > 0), compared = length(g), p10 = q[1], median = q[2], p90 = q[3], small = sum(a[both] < 10))",
    "}",
    "rows <- lapply(names(x), function(name) row(name, x[[name]], TRUE))",
    `population <- ${population === null ? "NULL" : `row(${rString(population.name)}, people, FALSE)`}`,
    "years <- sort(unique(panel$time)); years <- years[years >= from & years <= to]",
    "points <- function(v, held) Filter(function(p) p$areas > 0, lapply(years, function(t) { a <- at(v, t)",
    "  list(time = t, areas = length(a), total = sum(a), index = sum(a) / sum(at(v, from)) * 100, rate = if (held) rate(v, t) else NA) }))",
    `series <- c(lapply(names(x), function(name) list(measure = name, points = points(x[[name]], TRUE)))${population === null ? "" : `, list(list(measure = ${rString(population.name)}, points = points(people, FALSE)))`})`,
    ...publishedR(value),
    "result <- list(rows = rows, population = population, series = series, published = published)",
    'print(do.call(rbind, lapply(rows, function(r) data.frame(r[c("measure", "first", "last", "growth")]))))',
  ].join("\n") + "\n"; // prettier-ignore
}

/** The country's own figures stand in rows of the file that are no areas. */
function printedR({ rows, population }: TrendValue): string[] {
  const every = population === null ? rows : [...rows, population];
  const cell = (value: number | null): string => (value === null ? "NA" : String(value));
  const known = every.flatMap(({ measure, printed }) =>
    printed === null ? [] : [`${rName(measure)} = list(place = ${rString(printed.place)}, first = ${cell(printed.first)}, last = ${cell(printed.last)})`],
  ); // prettier-ignore
  return [`printed <- list(${known.join(", ")})${known.length === 0 ? "" : "  # as the files print them"}`];
}

function publishedR({ published }: TrendValue): string[] {
  if (published.length === 0) return ["published <- list()"];
  return [
    "every <- c(rows, if (is.null(population)) list() else list(population))",
    "growths <- setNames(vapply(every, function(r) r$growth, 0), vapply(every, function(r) r$measure, \"\"))",
    "fit <- function(percent, decimals, measure) {",
    "  fits <- abs(growths * 100 - percent) <= 0.5 * 10^-decimals * (1 + 1e-9)",
    "  last <- if (is.na(measure)) NA else Filter(function(r) r$measure == measure, every)[[1]]$last",
    "  list(percent = percent, decimals = decimals, fits = as.list(names(growths)[fits]), measure = measure,",
    "    measureFits = if (is.na(measure)) NA else unname(fits[measure]), neededFirst = last / (1 + percent / 100))",
    "}",
    `published <- list(${published.map(({ percent, decimals, measure }) => `fit(${percent}, ${decimals}, ${measure === null ? "NA" : rString(measure)})`).join(", ")})`,
  ]; // prettier-ignore
}
