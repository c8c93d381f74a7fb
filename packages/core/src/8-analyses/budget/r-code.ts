import { rComment } from "../../messages/r-text.ts";
import type { Panel } from "../../3-panel/panel.ts";
import type { Prepared } from "./prepare.ts";
import type { BudgetValue } from "./value.ts";

/** Base R that starts from the data frame `panel` and leaves the same figures in `result`. */
export function rCode(panel: Panel, { planned, spent }: Prepared, value: BudgetValue): string {
  const time = panel.time === null ? "0" : "panel$time";
  const area = panel.area === null ? "seq_len(nrow(panel))" : "panel$area";
  return `${rComment(`${value.spent.title} against ${value.planned.title}`)}
used <- data.frame(area = as.character(${area}), time = ${time}, planned = with(panel, ${planned.variable.label}), spent = with(panel, ${spent.variable.label}))
used <- used[which(is.finite(used$planned) & is.finite(used$spent) & used$planned > 0), ]
used$gap <- used$spent - used$planned
used$fraction <- used$gap / used$planned
thresholds <- c(${value.thresholds.join(", ")})
by_year <- lapply(sort(unique(used$time)), function(t) {
  u <- used[used$time == t, ]
  q <- unname(quantile(u$fraction, c(.1, .5, .9)))
  over <- lapply(thresholds, function(h) {
    beyond <- u$gap > h * u$planned
    list(threshold = h, count = sum(beyond), share = mean(beyond), amount = sum(u$gap[beyond]))
  })
  list(time = ${panel.time === null ? "NULL" : "t"}, areas = nrow(u), planned = sum(u$planned), spent = sum(u$spent),
       gap = sum(u$spent) - sum(u$planned), gapShare = (sum(u$spent) - sum(u$planned)) / sum(u$planned),
       overspends = sum(u$gap[u$gap > 0]), underspends = sum(u$gap[u$gap < 0]),
       under = sum(u$gap < 0), exact = sum(u$gap == 0), near = sum(abs(u$gap) < .01 * u$planned),
       over = over, p10 = q[1], median = q[2], p90 = q[3],
       largestShare = if (any(u$gap > 0)) max(u$gap) / sum(u$gap[u$gap > 0]) else NULL)
})
${
  panel.area === null
    ? ""
    : `now <- used[used$time == ${value.year ?? 0}, ]
now <- now[order(-now$fraction, now$area, method = "radix"), ]
over_in <- tapply(used$gap > 0, used$area, sum)
years_of <- tapply(used$gap, used$area, length)
places <- data.frame(area = now$area, planned = now$planned, spent = now$spent, gap = now$gap, fraction = now$fraction,
                     yearsOver = as.vector(over_in[now$area]), years = as.vector(years_of[now$area]))
several <- years_of >= 2
always <- if (any(several)) list(count = sum(over_in[several] == years_of[several]), of = sum(several)) else NULL
`
}result <- list(nobs = nrow(used), years = by_year${panel.area === null ? "" : ", places = places, always = always"})
print(result$years)
`;
}
