import { rString } from "../../messages/r-text.ts";
import type { Prepared } from "./prepare.ts";
import { comparedWithYears } from "./fit-mixed.ts";
import { needsR } from "./r-counts.ts";

function formulaR({ formula }: Prepared): string {
  const right = [
    ...(formula.intercept ? [] : ["0"]),
    ...formula.terms.map((term) => term.label),
    ...formula.random.map((term) => term.label),
    ...formula.offsets.map((item) => item.label),
  ];
  return `${formula.response!.label} ~ ${right.join(" + ")}`;
}

/** Conditional modes with intervals, one row per level and coefficient, in the order of the levels' first appearance. */
function modesR(prepared: Prepared): string[] {
  const groups = prepared.formula.random.map(({ group }) => {
    const parts = group.variables.map(({ label }) => `as.character(with(used, ${label}))`);
    return `${rString(group.label)} = ${parts.length === 1 ? parts[0]! : `paste(${parts.join(", ")}, sep = ":")`}`;
  });
  return [
    "modes <- as.data.frame(lme4::ranef(model, condVar = TRUE))",
    `labels <- list(${groups.join(", ")})`,
    "modes <- do.call(rbind, lapply(unique(names(labels)), function(group) {",
    "  own <- modes[modes$grpvar == group, ]",
    "  own[order(match(own$grp, unique(labels[[group]])), match(own$term, unique(own$term))), ]",
    "}))",
    "around <- qnorm(0.975) * modes$condsd",
    "modes <- data.frame(group = as.character(modes$grpvar), level = as.character(modes$grp), name = as.character(modes$term),",
    "  mode = modes$condval, low = modes$condval - around, high = modes$condval + around)",
  ];
}

/** lme4, with lmerTest's degrees of freedom where it is installed. */
export function mixedR(prepared: Prepared): string[] {
  const { chosen, formula } = prepared;
  if (chosen.route !== "mixed") throw new Error("regress: no mixed model");
  const groups = formula.random.map(({ group }) => rString(group.label));
  return [
    needsR("lme4"),
    "# lmerTest brings the degrees of freedom; without it there are estimates and errors only.",
    'tested <- requireNamespace("lmerTest", quietly = TRUE)',
    "lmer <- if (tested) lmerTest::lmer else lme4::lmer",
    `model <- lmer(${formulaR(prepared)}, data = used, weights = .weights, REML = ${chosen.method === "REML" ? "TRUE" : "FALSE"},`,
    '  control = lme4::lmerControl(optimizer = "bobyqa", optCtrl = list(rhobeg = 0.02, rhoend = 1e-9, maxfun = 1e5)))',
    "b <- lme4::fixef(model)",
    "stdError <- sqrt(diag(as.matrix(vcov(model))))",
    'df <- if (tested) summary(model, ddf = "Satterthwaite")$coefficients[, "df"] else rep(NA, length(b))',
    "t <- b / stdError",
    "reach <- qt(0.975, df) * stdError",
    "parts <- as.data.frame(lme4::VarCorr(model))",
    'single <- parts[is.na(parts$var2) & parts$grp != "Residual", ]',
    `order_of <- match(sub("[.][0-9]+$", "", single$grp), c(${groups.join(", ")}))`,
    "single <- single[order(order_of), ]",
    "s2 <- sigma(model)^2",
    'fixed <- var(drop(lme4::getME(model, "X") %*% b))',
    'between <- mean(Matrix::colSums(lme4::getME(model, "Lambdat") %*% lme4::getME(model, "Zt") * (lme4::getME(model, "Lambdat") %*% lme4::getME(model, "Zt")))) * s2',
    ...modesR(prepared),
    "pairs <- parts[!is.na(parts$var2), ]",
    'sizes <- sapply(lme4::getME(model, "flist"), nlevels)',
    ...changeR(prepared),
    "result <- list(",
    `  outcome = ${rString(formula.response!.label)},`,
    "  fit = list(nobs = nobs(model), sigma = sigma(model), logLik = as.numeric(logLik(model)), aic = AIC(model), bic = BIC(model),",
    "    dfResidual = df.residual(model)),",
    "  coefficients = data.frame(term = names(b), estimate = unname(b), stdError = unname(stdError), statistic = unname(t),",
    "    df = unname(df), pValue = unname(2 * pt(-abs(t), df)), low = unname(b - reach), high = unname(b + reach)),",
    `  random = list(method = ${rString(chosen.method)}, groups = data.frame(group = c(${groups.join(", ")}), levels = unname(sizes[c(${groups.join(", ")})])),`,
    "    correlations = data.frame(group = pairs$grp, first = pairs$var1, second = pairs$var2, correlation = pairs$sdcor), pcv = pcv,",
    '    variances = data.frame(group = sub("[.][0-9]+$", "", single$grp), name = single$var1, variance = single$vcov,',
    "      deviation = single$sdcor), residualVariance = s2, vpc = between / (between + s2),",
    "    marginal = fixed / (fixed + between + s2), conditional = (fixed + between) / (fixed + between + s2),",
    "    singular = lme4::isSingular(model), modes = modes)",
    ")",
  ];
}

/** How much smaller the first group's variance is than with the years alone. */
function changeR(prepared: Prepared): string[] {
  const years = comparedWithYears(prepared);
  if (years === null) return ["pcv <- NULL"];
  const { chosen, formula } = prepared;
  const right = [
    "1",
    ...years.map((term) => term.label),
    ...formula.random.map((term) => term.label),
    ...formula.offsets.map((item) => item.label),
  ];
  return [
    "# The same groups with the years alone.",
    `base <- update(model, ${formula.response!.label} ~ ${right.join(" + ")}, REML = ${chosen.route === "mixed" && chosen.method === "ML" ? "FALSE" : "TRUE"})`,
    `before <- as.data.frame(lme4::VarCorr(base))`,
    `first <- before[before$grp == ${rString(formula.random[0]!.group.label)} & is.na(before$var2), "vcov"][1]`,
    "pcv <- if (first > 1e-8 * sigma(base)^2) 1 - single$vcov[1] / first else NULL",
  ];
}

export function poissonMixedR(prepared: Prepared): string[] {
  const { formula } = prepared;
  return [
    needsR("lme4"),
    `model <- lme4::glmer(${formulaR(prepared)}, data = used, family = poisson,`,
    '  control = lme4::glmerControl(optimizer = "bobyqa", tolPwrss = 1e-13, optCtrl = list(rhobeg = 0.02, rhoend = 1e-9, maxfun = 1e5)))',
    "b <- lme4::fixef(model)",
    "stdError <- sqrt(diag(as.matrix(vcov(model))))",
    "z <- b / stdError",
    "reach <- qnorm(0.975) * stdError",
    'deviation <- unname(attr(lme4::VarCorr(model)[[1]], "stddev"))',
    "pearson <- sum((model@resp$y - fitted(model))^2 / fitted(model)) / df.residual(model)",
    ...modesR(prepared),
    "result <- list(",
    `  outcome = ${rString(formula.response!.label)},`,
    "  fit = list(nobs = nobs(model), logLik = as.numeric(logLik(model)), aic = AIC(model), bic = BIC(model), dfResidual = df.residual(model),",
    "    pearsonDispersion = pearson, dispersion = 1),",
    "  coefficients = data.frame(term = names(b), estimate = unname(b), stdError = unname(stdError), statistic = unname(z),",
    "    df = NA, pValue = unname(2 * pnorm(-abs(z))), low = unname(b - reach), high = unname(b + reach)),",
    `  random = list(method = "Laplace", groups = data.frame(group = ${rString(formula.random[0]!.group.label)}, levels = nrow(modes)),`,
    "    correlations = list(), singular = deviation < 1e-4,",
    `    variances = data.frame(group = ${rString(formula.random[0]!.group.label)}, name = "(Intercept)", variance = deviation^2, deviation = deviation), modes = modes)`,
    ")",
  ];
}
