import type { Panel } from "../../3-panel/panel.ts";
import { evaluate, namesIn, type Expression, type Variable } from "../../4-frame/index.ts";
import { rName, rStrings } from "../../messages/r-text.ts";
import type { PreparedBlocks } from "./prepare-blocks.ts";

/** Base R from the data frame `panel` to what `SUBSETS_R` starts from. */
export function blockDataR(panel: Panel, prepared: PreparedBlocks): string[] {
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

/** The rows on which nothing is missing and everything can be computed. */
function rowTests(panel: Panel, { outcome, weights, terms, further }: PreparedBlocks): string[] {
  const tests = new Set<string>();
  for (const { label, expression } of [
    outcome,
    ...variablesOfAll(terms),
    ...further,
    ...(weights === null ? [] : [weights]),
  ]) {
    for (const name of namesIn(expression)) tests.add(`!is.na(${rName(name)})`);
    if (expression.type === "name") continue;
    if (expression.type === "call" && ["poly", "scale", "relevel"].includes(expression.name)) continue;
    tests.add(evaluate(panel, expression).kind === "number" ? `is.finite(${label})` : `!is.na(${label})`);
  }
  if (weights !== null) tests.add(`${weights.label} > 0`);
  return [...tests];
}

function variablesOfAll(terms: PreparedBlocks["terms"]): Variable[] {
  return terms.flat().flatMap((term) => term.variables);
}

/** Text becomes factors with their levels in the C locale's order, whatever the machine's own. */
function textNames(panel: Panel, { terms }: PreparedBlocks): string[] {
  const isText = (name: string): boolean => {
    if (name === "area" && panel.area !== null) return true;
    return !(name === "time" && panel.time !== null) && panel.columns.get(name)?.kind === "text";
  };
  const names = (expression: Expression): string[] => namesIn(expression).filter(isText);
  return [...new Set(variablesOfAll(terms).flatMap(({ expression }) => names(expression)))];
}
