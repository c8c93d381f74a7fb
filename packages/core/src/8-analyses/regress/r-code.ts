import type { Panel } from "../../3-panel/panel.ts";
import { evaluate, everyVariable, namesIn, type Expression, type Variable } from "../../4-frame/index.ts";
import { rComment, rName, rString, rStrings } from "../../messages/r-text.ts";
import type { Prepared } from "./prepare.ts";
import { covarianceR } from "./r-covariance.ts";

/** Base R that starts from the data frame `panel` and leaves the same figures in `result`. */
export function rCode(panel: Panel, prepared: Prepared): string {
  const { formula, weights, effects, errors } = prepared;
  const outcome = formula.response!.label;
  const lines = [
    rComment(`Least squares: ${formula.text}`),
    ...rowsR(panel, prepared),
    ...factorsR(panel, prepared),
    ...(weights === null ? ["used$.weights <- 1"] : [`used$.weights <- with(used, ${weights.label})`]),
    ...formula.absorb.map((effect, i) => `used$.effect${i + 1} <- factor(with(used, ${effect.label}))`),
    ...errors.clusters.map((cluster, i) => `cluster${i + 1} <- factor(with(used, ${cluster.label}))`),
  ];
  const dummies = formula.absorb.map((_, i) => `.effect${i + 1}`);
  const constant = formula.intercept || effects.length > 0;
  const right = [
    // Effects stand first, so that a column which depends on them is the one without a coefficient.
    ...(constant ? [] : ["0"]),
    ...dummies,
    ...formula.terms.map((term) => term.label),
    ...formula.offsets.map((offset) => offset.label),
  ];
  lines.push(
    `model <- lm(${outcome} ~ ${right.length === 0 ? "1" : right.join(" + ")}, data = used, weights = .weights, tol = 1e-11)`,
    `own <- !(${dummies.length === 0 ? "FALSE" : 'grepl("^[.]effect", names(coef(model))) | names(coef(model)) == "(Intercept)"'})`,
    "own <- rep(own, length.out = length(coef(model)))",
    "kept <- own & !is.na(coef(model))",
    "B <- summary(model)$cov.unscaled",
    "X <- model.matrix(model)[, !is.na(coef(model)), drop = FALSE]",
    "w <- used$.weights",
    "score <- w * (model.response(model.frame(model)) - fitted(model))",
    "N <- nrow(X)",
    ...covarianceR(prepared),
    "terms <- names(coef(model))[kept]",
    "estimate <- unname(coef(model)[kept])",
    "stdError <- unname(sqrt(diag(V))[terms])",
    "df <- rep(df, length.out = length(terms))",
    "statistic <- estimate / stdError",
    // summary(lm) treats an offset differently from one version of R to another, so R2 and F are written out.
    `f <- fitted(model)${formula.offsets.map((item) => ` - with(used, ${item.label.slice("offset(".length, -1)})`).join("")}`,
    `mss <- sum(w * (f - ${constant ? "weighted.mean(f, w)" : "0"})^2)`,
    "rss <- deviance(model)",
    `df1 <- model$rank - ${constant ? 1 : 0}`,
    "r2 <- if (df1 == 0) 0 else mss / (mss + rss)",
    "df2 <- model$df.residual",
    "F <- if (df1 == 0) NULL else mss / df1 / (rss / df2)",
    "result <- list(",
    `  outcome = ${rString(outcome)},`,
    `  fit = list(nobs = N, rSquared = r2, adjRSquared = 1 - (1 - r2) * (N - ${constant ? 1 : 0}) / df2,`,
    `    withinRSquared = ${withinR(prepared)},`,
    "    sigma = sqrt(rss / df2), logLik = as.numeric(logLik(model)), aic = AIC(model), bic = BIC(model),",
    "    dfResidual = df2, fStatistic = F, fDf1 = if (is.null(F)) NULL else df1, fDf2 = if (is.null(F)) NULL else df2,",
    "    fPValue = if (is.null(F)) NULL else pf(F, df1, df2, lower.tail = FALSE), rss = rss),",
    "  coefficients = data.frame(term = terms, estimate = estimate, stdError = stdError, statistic = statistic, df = df,",
    "    pValue = 2 * pt(-abs(statistic), df), low = estimate - qt(0.975, df) * stdError,",
    "    high = estimate + qt(0.975, df) * stdError),",
    "  absorbed = names(coef(model))[own & is.na(coef(model))]",
    ")",
    "print(result)",
  );
  return lines.join("\n") + "\n";
}

/** The rows on which nothing is missing and everything can be computed. */
function rowsR(panel: Panel, { formula, weights, errors }: Prepared): string[] {
  const variables = [...everyVariable(formula), ...(weights === null ? [] : [weights]), ...errors.clusters];
  const tests = new Set<string>();
  for (const variable of variables) {
    for (const name of namesIn(variable.expression)) tests.add(`!is.na(${rName(name)})`);
    const inner = checked(panel, variable);
    if (inner !== null) tests.add(inner);
  }
  if (weights !== null) tests.add(`${weights.label} > 0`);
  return [`used <- panel[which(with(panel, ${[...tests].join(" & ")})), , drop = FALSE]`];
}

/** A test for what can fail in the computing; null where a name stands alone. */
function checked(panel: Panel, { expression, label }: Variable): string | null {
  if (expression.type === "name") return null;
  if (expression.type === "call" && ["poly", "scale", "relevel"].includes(expression.name)) return null;
  return evaluate(panel, expression).kind === "number" ? `is.finite(${label})` : `!is.na(${label})`;
}

/** Text as factors with their levels in the C locale's order, whatever the machine's own. */
function factorsR(panel: Panel, { formula }: Prepared): string[] {
  const names = new Set(everyVariable(formula).flatMap((variable) => textNames(panel, variable.expression)));
  if (names.size === 0) return [];
  return [
    `for (name in ${rStrings([...names])})`,
    '  used[[name]] <- factor(used[[name]], levels = sort(unique(used[[name]]), method = "radix"))',
  ];
}

function textNames(panel: Panel, expression: Expression): string[] {
  return namesIn(expression).filter((name) => {
    if (name === "area" && panel.area !== null) return true;
    return !(name === "time" && panel.time !== null) && panel.columns.get(name)?.kind === "text";
  });
}

function withinR({ formula, effects }: Prepared): string {
  if (effects.length === 0) return "NULL";
  const dummies = [...formula.absorb.map((_, i) => `.effect${i + 1}`), ...formula.offsets.map((item) => item.label)];
  return `1 - deviance(model) / deviance(lm(${formula.response!.label} ~ ${dummies.join(" + ")}, data = used, weights = .weights))`;
}
