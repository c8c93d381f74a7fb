import { lookUp } from "../../4-frame/index.ts";
import type { Panel } from "../../3-panel/panel.ts";
import { rName, rString } from "../../messages/r-text.ts";
import { measuresOf } from "./cases.ts";
import type { Prepared } from "./prepare.ts";
import type { PredictedCase } from "./value.ts";

/** The cases in R, after the model and its covariance V: `result$predictions`. */
export function predictR(panel: Panel, prepared: Prepared, cases: readonly PredictedCase[]): string[] {
  if (cases.length === 0) return [];
  const { chosen, errors } = prepared;
  const groups = measuresOf(prepared);
  const cell = (measure: string, { at, usual }: PredictedCase): string => {
    const value = at[measure]!;
    if (typeof value === "string") return rString(value);
    const mean = usual.includes(measure) && groups.get(measure) !== true;
    return mean ? `mean(with(used, ${rName(measure)}))` : String(value);
  };
  const columns = [...groups.keys()].map((measure) => {
    const cells = `c(${cases.map((each) => cell(measure, each)).join(", ")})`;
    const text = lookUp(panel, measure)!.kind === "text";
    return `${rName(measure)} = ${text ? `factor(${cells}, levels = levels(used[[${rString(measure)}]]))` : cells}`;
  });
  const start = [
    `newdata <- data.frame(${[`row.names = seq_len(${cases.length})`, ...columns].join(", ")}, check.names = FALSE)`,
    "right <- delete.response(terms(model))",
    ...(chosen.route === "mixed"
      ? [
          'if (!is.null(attr(right, "predvars.fixed"))) attr(right, "predvars") <- attr(right, "predvars.fixed")',
          "frame <- model.frame(right, newdata, xlev = .getXlevels(terms(model), model.frame(model)))",
          "x0 <- model.matrix(right, frame)[, names(b), drop = FALSE]",
        ]
      : [
          "frame <- model.frame(right, newdata, xlev = model$xlevels)",
          "x0 <- model.matrix(right, frame, contrasts.arg = model$contrasts)[, names(coef(model))[kept], drop = FALSE]",
        ]),
    "shift <- if (is.null(model.offset(frame))) 0 else model.offset(frame)",
  ];
  return [...start, ...intervalR(prepared, errors.type), ...listR(prepared)];
}

/** `link`, `se` and `df` of each case. */
function intervalR({ chosen }: Prepared, errors: string): string[] {
  if (chosen.route === "mixed")
    return [
      "link <- drop(x0 %*% b)",
      "se <- sqrt(rowSums((x0 %*% as.matrix(vcov(model))) * x0))",
      'case_df <- if (tested) lmerTest::contest(model, x0, joint = FALSE, ddf = "Satterthwaite")$df else NA',
    ];
  const own = "[colnames(x0), colnames(x0), drop = FALSE]";
  const satterthwaite = errors === "CR2" || errors === "CR3";
  return [
    "link <- drop(x0 %*% coef(model)[kept])",
    `se <- sqrt(rowSums((x0 %*% V${own}) * x0))`,
    satterthwaite ? "case_df <- small(cluster1, t(x0))$df" : "case_df <- df[1]",
  ];
}

function listR({ chosen }: Prepared): string[] {
  const { estimator, route } = chosen;
  const back = estimator === "binomial" || estimator === "quasibinomial" ? "plogis" : route === "counts" ? "exp" : "identity"; // prettier-ignore
  const one = route === "least-squares";
  return [
    "reach <- qt(0.975, case_df) * se",
    ...(one ? ["wide <- qt(0.975, case_df) * sqrt(se^2 + deviance(model) / model$df.residual)"] : []),
    `result$predictions <- data.frame(fit = ${back}(link + shift), stdError = se, df = ifelse(is.finite(case_df), case_df, NA),`,
    `  low = ${back}(link + shift - reach), high = ${back}(link + shift + reach)${one ? ", predictionLow = link + shift - wide, predictionHigh = link + shift + wide" : ""})`,
  ];
}
