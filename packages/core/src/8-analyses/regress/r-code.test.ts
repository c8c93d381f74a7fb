import { describe, expect, it } from "vitest";
import { makePanel } from "../../../test/make-panel.ts";
import { referenceData, relativeGap } from "../../../test/reference.ts";
import { hasR, runR } from "../../../test/r.ts";
import { drain } from "../../messages/drain.ts";
import { regress } from "./index.ts";
import type { RegressValue } from "./value.ts";

const path = new URL("../../../fixtures/reference/data/", import.meta.url).pathname;
const CASES: [string, { formula: string; errors?: unknown; weights?: string }][] = [
  ["la_panel_na.csv", { formula: "cpp_rate ~ imd + spend_per_child + region" }],
  ["la_panel_na.csv", { formula: "cpp_rate ~ spend_per_child + caseload | area + time" }],
  ["la_panel_na.csv", { formula: "cpp_rate ~ spend_per_child + caseload | area + time", errors: "CR1S" }],
  ["la_panel_na.csv", { formula: "cpp_rate ~ spend_per_child | area + time", errors: "CR2" }],
  ["la_panel_na.csv", { formula: "cpp_rate ~ imd + idaci | area", errors: "HC3", weights: "child_pop" }],
  ["la_panel_na.csv", { formula: "cpp_rate ~ imd * region", errors: "CR2", weights: "child_pop" }],
  [
    "la_panel_na.csv",
    { formula: "log(cpp_count) ~ poly(imd, 2) + factor(time) + offset(log(child_pop))", errors: "HC2" },
  ],
  ["la_panel_na.csv", { formula: 'cpp_rate ~ 0 + relevel(region, ref = "London") + scale(imd)', errors: "HC1" }],
  ["la_panel_na.csv", { formula: "cpp_rate ~ imd + I(2 * imd) + vacancy_rate", errors: "classical" }],
  ["la_panel_na.csv", { formula: "cpp_rate ~ imd", errors: { type: "CR1S", cluster: ["area", "time"] } }],
  ["la_panel_na.csv", { formula: "cpp_rate ~ imd", errors: { type: "CR1", cluster: "region" } }],
  ["la_panel_na.csv", { formula: "cpp_rate ~ 1", errors: "HC3" }],
  ["la_panel_na.csv", { formula: "cpp_rate ~ imd * region", errors: "HC4", weights: "child_pop" }],
  ["la_panel_na.csv", { formula: "cpp_rate ~ spend_per_child + caseload | area + time", errors: "CR3" }],
  ["la_panel_na.csv", { formula: "cpp_rate ~ imd * region", errors: "CR3", weights: "child_pop" }],
  ["la_panel_na.csv", { formula: "cpp_rate ~ spend_per_child | area", errors: "CR3", weights: "child_pop" }],
  [
    "la_panel_na.csv",
    { formula: "cpp_rate ~ imd + ofsted:spend_per_child - 1 + offset(agency_rate)", weights: "child_pop" },
  ],
  ["la_panel_na.csv", { formula: "cpp_rate ~ imd | region + time", errors: { type: "CR1S", cluster: "region" } }],
  ["airquality.csv", { formula: "Ozone ~ Solar.R + Wind + I(Temp^2) + factor(Month)", errors: "HC0" }],
];

function panelOf(file: string) {
  const data = referenceData(file);
  if (!file.startsWith("la_panel")) return makePanel(data);
  return makePanel(data, { area: "la_code", time: "year_num" });
}

function inR(file: string, code: string): Record<string, unknown> {
  const keys = file.startsWith("la_panel") ? "panel$area <- panel$la_code; panel$time <- panel$year_num" : "";
  const read = `panel <- read.csv("${path}${file}", na.strings = c("", "NA"), check.names = FALSE)\n${keys}\n`;
  return runR(read + code, {}, "result");
}

describe.skipIf(!hasR())("the R script of a regression gives the same numbers", () => {
  it.each(CASES.map(([file, entry]) => [JSON.stringify(entry), file, entry] as const))(
    "%s",
    { timeout: 60_000 },
    (_, file, entry) => {
      const outcome = drain(regress.run({ panel: panelOf(file) }, { id: "a", kind: "regress", ...entry } as never));
      if ("problem" in outcome) throw new Error(outcome.problem.text);
      const found = outcome.value;
      const r = inR(file, outcome.rCode) as unknown as RegressValue;
      expect([r.absorbed].flat()).toEqual(found.absorbed);
      expect(r.coefficients.map((row) => row.term)).toEqual(found.coefficients.map((row) => row.term));
      for (const key of ["estimate", "stdError", "statistic", "df", "pValue", "low", "high"] as const)
        expect(
          relativeGap(
            found.coefficients.map((row) => row[key]),
            r.coefficients.map((row) => row[key]),
          ),
          key,
        ).toBeLessThan(1e-9);
      for (const [key, value] of Object.entries(found.fit))
        expect(relativeGap([value as number | null], [(r.fit[key] ?? null) as number | null]), key).toBeLessThan(1e-9);
    },
  );

  it("keeps a hostile name and level text", () => {
    const odd = 'x"); system("touch /tmp/whyvary-was-here") #`';
    const panel = makePanel({ y: [1, 2, 4, 5], [odd]: ["a", 'b")', "a", 'b")'] });
    const formula = `y ~ \`${odd.replaceAll("`", "\\`")}\``;
    const outcome = drain(regress.run({ panel }, { id: "a", kind: "regress", formula }));
    if ("problem" in outcome) throw new Error(outcome.problem.text);
    const names = `panel <- data.frame(y = c(1, 2, 4, 5), x = c("a", "b\\")", "a", "b\\")"))\nnames(panel)[2] <- ${JSON.stringify(odd)}\n`;
    const show = 'c(result$coefficients$estimate[2], file.exists("/tmp/whyvary-was-here"))';
    expect(runR(`${names}${outcome.rCode}`, {}, show)).toEqual([1, 0]);
  });
});
