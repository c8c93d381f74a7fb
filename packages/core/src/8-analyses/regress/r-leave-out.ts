import type { Prepared } from "./prepare.ts";

/** Each coefficient without each area in turn, from the design of `model`: adds `leaveOneOut` to `result`. */
export function leaveOutR({ chosen, formula }: Prepared): string[] {
  const panel = chosen.route === "panel";
  const offset = formula.offsets.map((item) => ` - with(used, ${item.label.slice("offset(".length, -1)})`).join("");
  return [
    "# Each coefficient without each area in turn.",
    ...(panel
      ? ["D <- X", "outcome <- y", "of <- used$area[at]"]
      : [
          "D <- model.matrix(model)[, !is.na(coef(model)), drop = FALSE]",
          `outcome <- model.response(model.frame(model))${offset}`,
          "of <- used$area",
        ]),
    ...ownEffectsR(formula.absorb.findIndex(({ label }) => label === "area")),
    "codes <- unique(of)",
    "without <- sapply(codes, function(code) {",
    "  i <- of != code",
    "  fit <- lm.wfit(D[i, , drop = FALSE], outcome[i], w[i], tol = 1e-9)",
    "  b <- coef(fit)",
    "  # A column that cannot be told apart without the area takes with it the coefficients of those that it depends on.",
    "  if (anyNA(b)) {",
    "    R <- qr.R(fit$qr)",
    "    kept <- seq_len(fit$rank)",
    "    rest <- -kept",
    "    size <- sqrt(colSums(R^2))",
    "    depends <- abs(backsolve(R[kept, kept, drop = FALSE], R[kept, rest, drop = FALSE])) * size[kept]",
    "    b[fit$qr$pivot[kept]][rowSums(depends > 1e-6 * rep(size[rest], each = fit$rank)) > 0] <- NA",
    "  }",
    "  b[terms]",
    "})",
    "without <- matrix(without, nrow = length(terms))",
    "named <- function(k, j) list(area = codes[j], estimate = without[k, j])",
    "told <- which(rowSums(!is.na(without)) > 0)",
    "result$leaveOneOut <- lapply(told, function(k) list(term = terms[k], lowest = named(k, which.min(without[k, ])),",
    "  highest = named(k, which.max(without[k, ])), mostMoved = named(k, which.max(abs(without[k, ] - estimate[k])))))",
  ];
}

/** The same by fitting the model again without each area: `fit` are the lines from the data frame `used` to `result`. */
export function refitsR(fit: readonly string[]): string[] {
  return [
    "# Each coefficient without each area in turn, the model fitted again each time.",
    "whole <- used",
    "whole_result <- result",
    "fit_of <- function(used) {",
    ...fit.map((line) => `  ${line}`),
    "  setNames(result$coefficients$estimate, result$coefficients$term)",
    "}",
    'codes <- sort(unique(as.character(whole$area)), method = "radix")',
    "terms <- as.character(whole_result$coefficients$term)",
    "without <- sapply(codes, function(code) tryCatch(fit_of(droplevels(whole[as.character(whole$area) != code, , drop = FALSE]))[terms], error = function(e) rep(NA, length(terms))))",
    "without <- matrix(without, nrow = length(terms))",
    "result <- whole_result",
    "named <- function(k, j) list(area = codes[j], estimate = without[k, j])",
    "result$leaveOneOut <- lapply(which(rowSums(!is.na(without)) > 0), function(k) list(term = terms[k], lowest = named(k, which.min(without[k, ])),",
    "  highest = named(k, which.max(without[k, ])), mostMoved = named(k, which.max(abs(without[k, ] - whole_result$coefficients$estimate[k])))))",
  ];
}

/** The areas' own effects, taken out once: what they take from an area's rows does not depend on the other areas. */
function ownEffectsR(place: number): string[] {
  if (place < 0) return [];
  return [
    `D <- D[, !grepl("^([.]effect${place + 1}|[(]Intercept[)]$)", colnames(D)), drop = FALSE]`,
    "apart <- function(x) x - (rowsum(w * x, of) / drop(rowsum(w, of)))[of, , drop = FALSE]",
    "largest <- apply(abs(D), 2, max)",
    "D <- apart(D)",
    "D[abs(D) <= 1e-12 * rep(largest, each = nrow(D))] <- 0",
    "outcome <- drop(apart(cbind(outcome)))",
  ];
}
