import type { Problem } from "../messages/types.ts";
import { moreAlike } from "./problems.ts";

/** Problems of one kind that are named one by one: a sheet of 16,000 blank columns has one thing wrong with it. */
const OF_EACH = 20;

export function fewOfEach(file: string, found: readonly Problem[]): Problem[] {
  const times = new Map<string, number>();
  const kept = found.filter(({ code }) => {
    times.set(code, (times.get(code) ?? 0) + 1);
    return times.get(code)! <= OF_EACH;
  });
  for (const [code, count] of times) if (count > OF_EACH) kept.push(moreAlike(file, code, count - OF_EACH));
  return kept;
}
