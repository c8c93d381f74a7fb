import { sentence, wholePercent, type AuditShare, type AuditValue } from "@whyvary/core";
import { textWidth, wrap } from "../text-width.ts";
import { niceTicks } from "../ticks.ts";
import { percentRange } from "../words.ts";

export interface AuditLayout {
  width: number;
  height: number;
  narrow: boolean;
  fontSize: number;
  plot: { left: number; right: number; bottom: number };
  axis: { low: number; high: number; ticks: number[]; step: number };
  rows: { share: AuditShare; lines: string[]; labelY: number; lineHeight: number; figures: string; figuresY: number; y: number }[]; // prettier-ignore
  legendY: number;
}

/** Height of the tallest bin. */
export const TALL = 30;

export function rangeText({ low, high }: AuditShare): string {
  return low <= -0.005 ? `${wholePercent(low)} to ${wholePercent(high)}` : percentRange(low, high);
}

/** "0–6%; published 10%: never". */
export function figuresOf(share: AuditShare): string {
  const range = rangeText(share);
  if (share.published === null) return range;
  const verdict = share.verdict === "never" ? "never" : share.verdict === "only" ? "on conditions" : "reached";
  return `${range}; published ${wholePercent(share.published)}: ${verdict}`;
}

export function auditLayout(value: AuditValue, width: number, fontSize = 14): AuditLayout {
  const narrow = width < 600;
  const size = narrow ? Math.max(12, fontSize - 1) : fontSize;
  const lineHeight = Math.round(size * 1.25);
  const labels = value.shares.map(({ block }) => sentence(block));
  const labelRoom = narrow
    ? width - 8
    : Math.min(Math.ceil(Math.max(...labels.map((label) => textWidth(label, size, true)))), Math.floor(width * 0.25));
  const figuresRoom = Math.ceil(Math.max(...value.shares.map((share) => textWidth(figuresOf(share), size - 1))));
  const plot = { left: narrow ? 14 : labelRoom + 20, right: narrow ? width - 22 : width - figuresRoom - 20, bottom: 0 };
  const beside = !narrow && plot.right - plot.left >= 320;
  if (!beside) plot.right = width - 22;
  let top = 8;
  const rows = value.shares.map((share) => {
    const lines = wrap(sentence(share.block), labelRoom, size, true, 2);
    const figures = figuresOf(share);
    if (narrow || !beside) {
      const head = (narrow ? lines.length : 0) * lineHeight;
      const figuresY = top + head + lineHeight / 2;
      const y = figuresY + lineHeight / 2 + TALL + 4;
      const labelY = narrow ? top + lineHeight / 2 : y - TALL / 2 - ((lines.length - 1) * lineHeight) / 2;
      top = y + 16;
      return { share, lines, lineHeight, figures, labelY, figuresY, y };
    }
    const y = top + TALL;
    top = y + 18;
    const labelY = y - TALL / 2 + 4 - ((lines.length - 1) * lineHeight) / 2;
    return { share, lines, lineHeight, figures, labelY, figuresY: y - TALL / 2 + 4, y };
  });
  plot.bottom = Math.round(top);
  const ends = value.shares.flatMap((share) => [share.low, share.high, share.published ?? 0]);
  const intervals = Math.max(2, Math.min(8, Math.floor((plot.right - plot.left) / 60)));
  const { ticks, step } = niceTicks(100 * Math.min(0, ...ends), 100 * Math.max(0, ...ends), intervals);
  return {
    width,
    height: plot.bottom + 58,
    narrow: narrow || !beside,
    fontSize: size,
    plot,
    axis: { low: ticks[0]!, high: ticks.at(-1)!, ticks, step },
    rows,
    legendY: plot.bottom + 44,
  };
}
