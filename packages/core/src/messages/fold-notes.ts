import type { Note } from "./types.ts";

/** What an answer must not be read without, on whatever data it appears. */
const FIRST = [
  ...["activity", "suppressed-are-low", "bounds", "jump", "order-decides", "cannot-be-told-apart", "cannot-be-rebuilt"],
  ...["sign-reversed", "not-converged", "few-effective-clusters", "confounded", "one-area", "declared-after"],
  ...["two-ends", "within-noise", "too-few-to-see", "redefined-lines", "range-below-zero", "counts-not-whole"],
];

/** What is so of every answer of its kind, or of a measure wherever it is asked about. */
const STANDING = [
  ...["not-practice", "any-shared-change", "either-way-round", "ecological-fallacy", "near-constant", "which-spending"],
  ...["what-ranges-mean", "mixed-definition", "strength-is-a-bound", "curve-is-not-inference", "funnel-variants"],
  ...["count-not-probability", "stock-over-starts", "many-compared", "no-vintage", "budget-vintage", "other-areas"],
  ...["composite-areas", "totals-of-areas", "no-league-table"],
];

const MOST_OPEN = 3;
const rank = ({ code }: Note): number => (code === FIRST[0] ? 0 : FIRST.includes(code) ? 1 : STANDING.includes(code) ? 3 : 2); // prettier-ignore

/**
 * The notes that stand open beside an answer, at most three, and those folded under them. That services are activity is always
 * open; then what changes how this answer is read; what is so of every such answer comes last. Each keeps its place in the list.
 */
export function foldNotes<N extends Note>(notes: readonly N[]): { open: N[]; folded: N[] } {
  // To fold a single note away costs as much room as to show it.
  if (notes.length <= MOST_OPEN + 1) return { open: [...notes], folded: [] };
  const first = new Set([...notes].sort((a, b) => rank(a) - rank(b)).slice(0, MOST_OPEN));
  return { open: notes.filter((note) => first.has(note)), folded: notes.filter((note) => !first.has(note)) };
}
