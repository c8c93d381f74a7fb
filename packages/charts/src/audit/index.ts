import { counted, type AuditValue } from "@whyvary/core";
import type { Chart } from "../chart.ts";
import { describeAudit } from "./describe.ts";
import { auditSpec } from "./spec.ts";
import { auditDetails, auditTable } from "./table.ts";

export const audit: Chart<AuditValue> = {
  spec: auditSpec,
  table: auditTable,
  caption: (value) => `The published shares, and what ${counted(value.specifications, "specification")} give`,
  details: auditDetails,
  describe: describeAudit,
};
