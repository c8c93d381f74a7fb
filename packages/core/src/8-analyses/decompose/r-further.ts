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
