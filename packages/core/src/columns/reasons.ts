/** Why a cell holds no value. The index is the byte kept beside the cell; 0 means that a value is there. */
export const REASONS = [
  "present",
  "blank",
  "suppressed",
  "unavailable",
  "not applicable",
  "low",
  "unreliable",
  "coded",
  "unreadable",
  "no match",
  "undefined",
] as const;

export type Reason = (typeof REASONS)[number];

export const PRESENT = 0;

/** The byte for a reason. */
export function reasonCode(reason: Reason): number {
  return REASONS.indexOf(reason);
}
