import { counted, sentence, wholePercent, type AuditValue } from "@whyvary/core";
import { rangeText } from "./layout.ts";
import { verdictText } from "./table.ts";

export function describeAudit(value: AuditValue): string {
  const parts = value.shares.map(
    (share) =>
      `${sentence(share.block)}: ${rangeText(share)}${share.published === null ? "" : `, published ${wholePercent(share.published)}, ${verdictText(share)}`}.`,
  );
  return `What ${counted(value.specifications, "specification")} give each share, beside the published figure. ${parts.join(" ")}`;
}
