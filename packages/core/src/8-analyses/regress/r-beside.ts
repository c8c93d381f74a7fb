import { rStrings } from "../../messages/r-text.ts";
import type { Prepared } from "./prepare.ts";
import { smallSampleR } from "./r-covariance.ts";
import type { RegressValue } from "./value.ts";

/** How many areas, times and clusters there are, and on which areas each coefficient rests: adds them to `result`. */
export function besideR({ chosen, errors, area, time, clusters, effects }: Prepared, value: RegressValue): string[] {
  const counts = chosen.route === "counts";
  const least = chosen.route === "least-squares" || chosen.route === "panel" || counts;
  const of = chosen.route === "panel" ? "used$area[at]" : "used$area";
  const known = errors.type === "CR2";
  return [
    ...(area === null ? [] : ["result$areas <- length(unique(used$area))"]),
    ...(time === null ? [] : ["result$times <- length(unique(used$time))"]),
    ...(clusters.length === 0
      ? ["result$clusters <- list()"]
      : [
          `result$clusters <- data.frame(name = ${rStrings(value.clusters.map(({ name }) => name))},`,
          `  count = c(${clusters.map((_, i) => `nlevels(cluster${i + 1})`).join(", ")}))`,
        ]),
    effects.length === 0
      ? "result$effects <- list()"
      : `result$effects <- data.frame(name = ${rStrings(effects.map(({ name }) => name))}, levels = effect_levels)`,
    ...(least && value.leverage.length > 0
      ? [
          "# The area that holds most of the variation that each coefficient rests on.",
          `rest <- D[, terms, drop = FALSE]^2 * ${counts ? "model$weights" : "w"}`,
          `rest <- rowsum(rest, ${of}, reorder = FALSE)`,
          "most <- apply(rest, 2, which.max)",
          "result$leverage <- data.frame(term = terms, area = rownames(rest)[most], share = apply(rest, 2, max) / colSums(rest), row.names = NULL)",
        ]
      : []),
    ...(value.satterthwaite.length > 0
      ? [
          "# On how many clusters the errors truly rest: Satterthwaite's degrees of freedom under CR2.",
          ...(known ? [] : smallSampleR("CR2")),
          `rests <- ${known ? "adjusted$df" : "small(cluster1)$df"}`,
          "result$satterthwaite <- data.frame(term = terms, df = rests)[is.finite(rests), ]",
        ]
      : []),
  ];
}
