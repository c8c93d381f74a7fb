import { rComment } from "../../messages/r-text.ts";
import type { Panel } from "../../3-panel/panel.ts";
import type { Prepared } from "./prepare.ts";
import type { CompositionValue } from "./value.ts";

/** Base R that starts from the data frame `panel` and leaves the same figures in `result`. */
export function rCode(panel: Panel, prepared: Prepared, value: CompositionValue): string {
  const { parts, total, prices, per, lead, rest, base } = prepared;
  const column = (label: string): string => `with(panel, ${label})`;
  const extra = [...(total ? ["total"] : []), ...(prices ? ["prices"] : []), ...(per ? ["per"] : [])];
  const leads = lead.flatMap((is, p) => (is ? [p + 1] : []));
  const [from, to] = [value.years[0]!.time ?? 0, value.years.at(-1)!.time ?? 0];
  const changes = value.change !== null && panel.area !== null;
  const lines = [
    rComment(`Shares of ${value.total?.title ?? "the sum of the parts"}`),
    "used <- data.frame(",
    `  area = as.character(${panel.area === null ? "seq_len(nrow(panel))" : "panel$area"}), time = ${panel.time === null ? "0" : "panel$time"},`,
    [
      ...parts.map((part, p) => `  part${p + 1} = ${column(part.variable.label)}`),
      ...(total ? [`  total = ${column(total.variable.label)}`] : []),
      ...(prices ? [`  prices = ${column(prices.variable.label)}`] : []),
      ...(per ? [`  per = ${column(per.variable.label)}`] : []),
    ].join(",\n") + ")",
    `parts <- paste0("part", 1:${parts.length})`,
    `used <- used[rowSums(!is.finite(as.matrix(used[c(parts${extra.map((name) => `, "${name}"`).join("")})]))) == 0, ]`,
    ...(total ? [] : ["used$total <- rowSums(used[parts])"]),
    "used <- used[used$total > 0, ]",
    ...(rest ? ["used$rest <- used$total - rowSums(used[parts])", 'parts <- c(parts, "rest")'] : []),
    `used$lead <- rowSums(used[paste0("part", c(${leads.join(", ")}))])`,
    ...(prices ? [`used$factor <- used$prices[used$time == ${base}][1] / used$prices`] : ["used$factor <- 1"]),
    "log_ratio <- function(part, total) ifelse(part > 0 & total - part > 0, suppressWarnings(log(part / (total - part))), NA)",
    "used$share <- used$lead / used$total",
    "used$log_ratio <- log_ratio(used$lead, used$total)",
    "part_in <- function(u, name) {",
    "  amount <- u[[name]]",
    `  list(amount = sum(amount), real = sum(amount * u$factor), perHead = ${per ? "if (sum(u$per) > 0) sum(amount * u$factor) / sum(u$per)" : "NULL"},`,
    "       share = sum(amount) / sum(u$total), mean = mean(amount / u$total), zeros = sum(amount == 0), negatives = sum(amount < 0))",
    "}",
    "years <- lapply(sort(unique(used$time)), function(t) {",
    "  u <- used[used$time == t, ]",
    "  ratios <- u$log_ratio[!is.na(u$log_ratio)]",
    "  q <- unname(quantile(u$share, c(.1, .5, .9)))",
    '  whole <- part_in(u, "total")',
    `  list(time = ${panel.time === null ? "NULL" : "t"}, areas = nrow(u), total = whole$amount, realTotal = whole$real, totalPerHead = whole$perHead,`,
    "       parts = lapply(parts, function(name) part_in(u, name)),",
    '       lead = c(part_in(u, "lead"), list(p10 = q[1], median = q[2], p90 = q[3],',
    "                logRatio = if (length(ratios)) mean(ratios), ratio = if (length(ratios)) exp(mean(ratios)), ratioAreas = length(ratios))))",
    "})",
    "result <- list(nobs = nrow(used), years = years)",
    ...(changes
      ? [
          `both <- merge(used[used$time == ${from}, ], used[used$time == ${to}, ], by = "area", suffixes = c(".1", ".2"))`,
          "both$change <- both$share.2 - both$share.1",
          "both$step <- both$log_ratio.2 - both$log_ratio.1",
          'both <- both[order(both$change, both$area, method = "radix"), ]',
          "result$places <- lapply(seq_len(nrow(both)), function(i) with(both[i, ], list(area = area, first = share.1, last = share.2,",
          "  change = change, logRatioChange = if (!is.na(step)) step, realFirst = lead.1 * factor.1, realLast = lead.2 * factor.2)))",
          "growth <- function(from, to) if (!is.null(from) && !is.null(to) && from > 0) to / from - 1",
          "a <- years[[1]]; z <- years[[length(years)]]",
          "steps <- both$step[!is.na(both$step)]",
          "in_all <- names(which(table(used$area) == length(years)))",
          "same <- used[used$area %in% in_all, ]",
          "share_in <- function(t) sum(same$lead[same$time == t]) / sum(same$total[same$time == t])",
          `result$change <- list(from = ${from}, to = ${to}, share = z$lead$share - a$lead$share, mean = z$lead$mean - a$lead$mean,`,
          "  lead = growth(a$lead$real, z$lead$real), rest = growth(a$realTotal - a$lead$real, z$realTotal - z$lead$real),",
          "  leadPerHead = growth(a$lead$perHead, z$lead$perHead),",
          "  areas = nrow(both), fell = sum(both$change < 0), rose = sum(both$change > 0),",
          "  logRatio = if (length(steps)) mean(steps), logRatioAreas = length(steps), logRatioSd = if (length(steps) > 1) sd(steps),",
          "  same = if (length(in_all) > 0 && length(in_all) < length(unique(used$area)))",
          `    list(areas = length(in_all), first = share_in(${from}), last = share_in(${to})))`,
        ]
      : []),
    "print(t(sapply(years, function(y) c(areas = y$areas, share = y$lead$share, mean = y$lead$mean))))",
  ];
  return lines.join("\n") + "\n";
}
