import type { PrintedTotal } from "../../3-panel/printed-totals.ts";
import type { ReadMeasure } from "../../4-frame/index.ts";
import { rComment, rString } from "../../messages/r-text.ts";

export type Asked =
  | { type: "total"; measure: ReadMeasure; printed: PrintedTotal }
  | { type: "pair"; ours: ReadMeasure; published: ReadMeasure };

/** R that starts from the data frame `panel` and leaves the same counts and figures in `result`: base R alone. */
export function rCode(asked: readonly Asked[]): string {
  return [
    rComment("Figures against the published ones"),
    "unit_of <- function(x) { x <- x[is.finite(x) & x != 0]; units <- c(1000, 100, 10, 5, 1, .1, .01, .001, .0001)",
    "  fits <- vapply(units, function(u) all(abs(x / u - round(x / u)) < 1e-6), TRUE); if (length(x) == 0 || !any(fits)) 0 else units[fits][1] }",
    "check <- function(ours, published, reach, unit) {",
    "  d <- published - ours; equal <- abs(d) < 1e-9; near <- !equal & abs(d) <= reach * (1 + 1e-9); far <- !equal & !near",
    "  gaps <- abs(d / published)[far & published != 0]; at <- which(far)[which.max(abs(d[far]))]",
    "  list(unit = unit, compared = length(d), equal = sum(equal), rounding = sum(near), differ = sum(far),",
    "    medianGap = if (length(gaps) == 0) NA else median(gaps), furthest = if (length(at) == 0) NULL else list(ours = ours[at], published = published[at], difference = d[at]))",
    "}",
    "pair <- function(a, b) { both <- is.finite(a) & is.finite(b); unit <- unit_of(b)",
    "  c(check(a[both], b[both], unit / 2, unit), onlyOurs = sum(is.finite(a) & !is.finite(b)), onlyPublished = sum(!is.finite(a) & is.finite(b))) }",
    "total <- function(x, printed) { ok <- is.finite(x); unit <- unit_of(printed); years <- sort(unique(panel$time[ok]))",
    "  both <- years[years %in% names(printed)]; parts <- lapply(both, function(t) x[ok & panel$time == t])",
    "  ours <- vapply(parts, sum, 0); reach <- unit / 2 + vapply(parts, function(p) { u <- unit_of(p); if (u > 1) length(p) * u / 2 else 0 }, 0)",
    "  c(check(ours, unname(printed[as.character(both)]), reach, unit), onlyOurs = sum(!years %in% names(printed)),",
    "    onlyPublished = sum(names(printed) %in% setdiff(panel$time, years)), rows = list(lapply(seq_along(both), function(i) list(time = both[i], ours = ours[i], published = unname(printed[as.character(both[i])]))))) }",
    `result <- list(checks = list(`,
    asked
      .map((one) =>
        one.type === "pair"
          ? `  pair(${one.ours.r}, ${one.published.r})`
          : `  total(${one.measure.r}, c(${[...one.printed.totals].map(([year, value]) => `${rString(String(year))} = ${value}`).join(", ")}))  # ${one.printed.place} as printed`,
      )
      .map((line, i) => (i < asked.length - 1 ? line.replace(/(\s+# .*)?$/, ",$1") : line))
      .join("\n"),
    "))",
    "print(do.call(rbind, lapply(result$checks, function(r) data.frame(r[c(\"compared\", \"equal\", \"rounding\", \"differ\")]))))",
  ].join("\n") + "\n"; // prettier-ignore
}
