/** The list with the item at `from` moved to `to`; positions outside the list are drawn in to its ends. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [item] = next.splice(from, 1);
  if (item === undefined) return next;
  next.splice(Math.max(0, Math.min(list.length - 1, to)), 0, item);
  return next;
}

/** Where a key moves an item, or null for other keys. */
export function keyTarget(key: string, at: number, length: number): number | null {
  if (key === "ArrowLeft" || key === "ArrowUp") return Math.max(0, at - 1);
  if (key === "ArrowRight" || key === "ArrowDown") return Math.min(length - 1, at + 1);
  if (key === "Home") return 0;
  if (key === "End") return length - 1;
  return null;
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The place over which the pointer is: in its row the first chip whose middle lies beyond it; -1 where it is over none. */
export function dropTarget(boxes: readonly Box[], x: number, y: number, slack = 10): number {
  const row = boxes.map((box, i) => ({ box, i })).filter(({ box }) => y >= box.top - slack && y <= box.bottom + slack);
  const over = row.find(({ box }) => x >= box.left && x <= box.right);
  if (over) return over.i;
  if (row.length === 0) return -1;
  const first = row[0]!;
  const last = row.at(-1)!;
  return x < first.box.left ? first.i : x > last.box.right ? last.i : -1;
}
