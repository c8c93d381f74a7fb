import type { Panel } from "../../3-panel/panel.ts";
import { evaluate, namesIn, type Expression, type Variable } from "../../4-frame/index.ts";
import { rComment, rName, rString, rStrings } from "../../messages/r-text.ts";
import type { Redraw } from "./compute.ts";
import type { Prepared } from "./prepare.ts";
import { AREAS_R, RANGES_R } from "./r-chance.ts";
import { furtherR } from "./r-further.ts";
import { SUBSETS_R } from "./r-subsets.ts";

/** Base R that starts from the data frame `panel` and leaves the same figures in `result`. */
export function rCode(panel: Panel, prepared: Prepared, redraw: Redraw): string {
  return [
    rComment(`Shares of variation: ${prepared.outcome.label}`),
    ...data(panel, prepared),
    `draws <- ${redraw.draws}`,
    `seed <- ${redraw.seed}`,
    SUBSETS_R.trim(),
    "",
    RANGES_R.trim(),
    "",
    AREAS_R.trim(),
    "",
    ...result(prepared, redraw),
  ].join("\n");
}

function data(panel: Panel, prepared: Prepared): string[] {
  const { model, outcome, weights, terms } = prepared;
  const all = terms.flatMap((own, j) => own.map((term) => ({ term, block: j + 1 })));
  all.sort((a, b) => a.term.variables.length - b.term.variables.length);
  const lines = [
    'options(contrasts = c("contr.treatment", "contr.poly"))',
    `used <- panel[which(with(panel, ${rowTests(panel, prepared).join(" & ")})), , drop = FALSE]`,
  ];
  const texts = textNames(panel, prepared);
  if (texts.length > 0)
    lines.push(
      `for (name in ${rStrings(texts)})`,
      '  used[[name]] <- factor(used[[name]], levels = sort(unique(as.character(used[[name]])), method = "radix"))',
    );
  lines.push(
    `y <- with(used, ${outcome.label})`,
    weights === null ? "w <- rep(1, length(y))" : `w <- with(used, ${weights.label})`,
    panel.area === null
      ? "area <- NULL"
      : 'area <- factor(used$area, levels = sort(unique(as.character(used$area)), method = "radix"))',
    panel.time === null ? "year <- NULL" : "year <- used$time",
    `blocks <- ${rStrings(model.blocks.map(({ name }) => name))}`,
    `role <- ${rStrings(model.blocks.map(({ role }) => role))}`,
    `needs <- list(${model.blocks.map(({ needs }) => (needs.length === 0 ? "integer(0)" : `c(${needs.map((j) => j + 1).join(", ")})`)).join(", ")})`,
    `published <- c(${model.blocks.map(({ published }) => (published === null ? "NA" : String(published))).join(", ")})`,
  );
  if (all.length > 0)
    lines.push(
      `design <- model.matrix(~ ${all.map(({ term }) => term.label).join(" + ")}, data = used)`,
      `block <- c(0, ${all.map(({ block }) => block).join(", ")})[attr(design, "assign") + 1]`,
      "X <- design[, block > 0, drop = FALSE]",
      "block <- block[block > 0]",
    );
  else lines.push("X <- matrix(0, length(y), 0)", "block <- integer(0)");
  lines.push(
    'if ("time" %in% role) {',
    "  later <- sort(unique(year))[-1]",
    '  X <- cbind(X, matrix(outer(year, later, "==") * 1, ncol = length(later)))',
    '  block <- c(block, rep(match("time", role), length(later)))',
    "}",
    "X <- X[, order(block), drop = FALSE]",
    "block <- sort(block)",
  );
  return lines;
}

function result({ model }: Prepared, { draws }: Redraw): string[] {
  const measures = model.blocks.flatMap(({ role, name }, j) => (role === "measures" ? [{ name, j: j + 1 }] : []));
  const hasArea = model.blocks.some(({ role }) => role === "area");
  const between =
    model.areas === null || model.areas.count < 2
      ? "list()"
      : `Filter(Negate(is.na), list(${measures.map(({ name, j }) => `${rName(name)} = between_share(which(block == ${j}))`).join(", ")}))`;
  return [
    'own <- cols[role[block] == "measures"]',
    "columns <- data.frame(column = colnames(X)[own], block = blocks[block[own]],",
    "  withinShare = if (is.null(within)) rep(NA_real_, length(own)) else",
    "    ifelse(constant[own], NA, ifelse(absorbed[own], 0, (size_of(within)[own] / size[own])^2)),",
    "  betweenShare = if (is.null(area)) rep(NA_real_, length(own)) else",
    "    vapply(own, function(k) if (constant[k]) NA_real_ else between_share(k), 0),",
    "  absorbed = aliased[own])",
    "shares <- data.frame(block = blocks, alone = step[, 1], last = last, shapley = shapley,",
    "  min = apply(step, 1, min, na.rm = TRUE), max = apply(step, 1, max, na.rm = TRUE),",
    "  low = low, high = high, jackknifeStdError = std_error)",
    "shares$floor <- floors",
    "shares$published <- published",
    "result <- list(",
    `  outcome = ${rString(model.outcome)}, nobs = n,`,
    "  areas = if (is.null(area)) NA else nlevels(area), times = if (is.null(year)) NA else length(unique(year)),",
    "  rSquared = r2[masks], adjRSquared = 1 - (1 - r2[masks]) * (n - 1) / (n - 1 - rank[masks]),",
    "  noiseFloor = if (area_block > 0) floors$alone[area_block] else NA, noiseFloorAutocorrelated = noise_floor, rho = rho,",
    "  contested = r2[masks] - sum(last), leftOver = 1 - r2[masks],",
    `  betweenShare = ${between},`,
    "  shares = shares, subsets = ifelse(allowed, r2, NA), roles = role,",
    "  absorbed = columns$column[columns$absorbed], columns = columns,",
    "  vpc = vpc, pcv = pcv, mixedShares = mixed,",
    `  rSquaredWithoutArea = ${hasArea ? "if (allowed[masks - bit[area_block]]) r2[masks - bit[area_block]] else NA" : "NA"},`,
    `  bootstrap = ${draws > 0 ? "list(draws = draws, seed = seed, areas = G, level = 0.95, empty = draws - NCOL(redrawn))" : "NULL"},`,
    '  route = list(method = "qr", condition = condition)',
    ")",
    ...furtherR(model),
    "print(result$shares)",
    "",
  ];
}

/** The rows on which nothing is missing and everything can be computed. */
function rowTests(panel: Panel, { outcome, weights, terms }: Prepared): string[] {
  const tests = new Set<string>();
  for (const { label, expression } of [outcome, ...variablesOfAll(terms), ...(weights === null ? [] : [weights])]) {
    for (const name of namesIn(expression)) tests.add(`!is.na(${rName(name)})`);
    if (expression.type === "name") continue;
    if (expression.type === "call" && ["poly", "scale", "relevel"].includes(expression.name)) continue;
    tests.add(evaluate(panel, expression).kind === "number" ? `is.finite(${label})` : `!is.na(${label})`);
  }
  if (weights !== null) tests.add(`${weights.label} > 0`);
  return [...tests];
}

function variablesOfAll(terms: Prepared["terms"]): Variable[] {
  return terms.flat().flatMap((term) => term.variables);
}

/** Text becomes factors with their levels in the C locale's order, whatever the machine's own. */
function textNames(panel: Panel, { terms }: Prepared): string[] {
  const isText = (name: string): boolean => {
    if (name === "area" && panel.area !== null) return true;
    return !(name === "time" && panel.time !== null) && panel.columns.get(name)?.kind === "text";
  };
  const names = (expression: Expression): string[] => namesIn(expression).filter(isText);
  return [...new Set(variablesOfAll(terms).flatMap(({ expression }) => names(expression)))];
}
