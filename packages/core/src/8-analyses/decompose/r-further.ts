import { rStrings } from "../../messages/r-text.ts";
import { givenOrder } from "./further.ts";
import type { FurtherModel } from "./further.ts";

/** Base R for the further tables, from `r2` by mask: only those that were asked for. */
export function furtherR({ unions, also = [], blocks }: FurtherModel): string[] {
  const lines: string[] = [];
  if (unions)
    lines.push(
      `union <- c(${unions.unionOf.map((u) => u + 1).join(", ")})`,
      `union_names <- ${rStrings(unions.names)}`,
      OWEN_R.trim(),
    );
  if (also.includes("commonality")) lines.push(COMMONALITY_R.trim());
  if (also.includes("sequential"))
    lines.push(
      `entering <- c(${givenOrder(blocks)
        .map((j) => j + 1)
        .join(", ")})`,
      "result$sequential <- as.list(setNames(diff(c(0, r2[cumsum(bit[entering]) + 1])), blocks[entering])[blocks])",
    );
  if (also.includes("standardised")) lines.push(STANDARDISED_R.trim());
  return lines;
}

const OWEN_R = String.raw`
# Owen values: the mean over orders in which the groups of a union stand side by side.
share_of <- function(j) {
  others <- setdiff(unique(union), union[j])
  mates <- setdiff(which(union == union[j]), j)
  every <- function(items) lapply(seq_len(2^length(items)) - 1, function(k) items[bitwAnd(k, 2^(seq_along(items) - 1)) > 0])
  weight <- function(size, all) 1 / (all * choose(all - 1, size))
  total <- 0
  for (H in every(others)) for (S in every(mates)) {
    mask <- sum(bit[c(which(union %in% H), S)])
    total <- total + weight(length(H), length(others) + 1) * weight(length(S), length(mates) + 1) *
      (r2[mask + bit[j] + 1] - r2[mask + 1])
  }
  total
}
owen <- sapply(seq_len(p), share_of)
result$owen <- list(blocks = as.list(setNames(owen, blocks)),
  unions = as.list(setNames(sapply(seq_along(union_names), function(u) sum(owen[union == u])), union_names)))
`;

const COMMONALITY_R = String.raw`
# What each set of groups holds jointly and no smaller set does.
result$commonality <- sapply(seq_len(masks) - 1, function(joint) {
  if (joint == 0) return(0)
  parts <- Filter(function(part) bitwAnd(part, joint) == part, seq_len(masks) - 1)
  sign <- sapply(parts, function(part) if (sum(has(part, seq_len(p))) %% 2 == 1) 1 else -1)
  sum(sign * r2[masks - 1 - joint + parts + 1])
})
`;

const STANDARDISED_R = String.raw`
# The model of all groups: coefficients in standard deviations, and Pratt's shares; what areas hold is what the others leave.
told <- cols[!aliased]
b <- if (length(told) == 0) numeric(0) else qr.coef(qr(from[, told, drop = FALSE], tol = 1e-14), from[, m + 1])
beta <- b * size_of(total[, told, drop = FALSE]) / sqrt(all)
pratt <- b * drop(crossprod(total[, told, drop = FALSE], total[, m + 1])) / all
by_block <- sapply(seq_len(p), function(j) sum(pratt[block[told] == j]))
if (area_block > 0) by_block[area_block] <- r2[masks] - sum(by_block)
shown <- role[block[told]] == "measures"
result$standardised <- list(blocks = as.list(setNames(by_block, blocks)),
  columns = data.frame(column = colnames(X)[told], block = blocks[block[told]], beta = beta, betaSquared = beta^2, pratt = pratt)[shown, ])
`;
