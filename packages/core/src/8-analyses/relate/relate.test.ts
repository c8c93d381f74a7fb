import { describe, expect, test } from "vitest";
import { makePanel } from "../../../test/make-panel.ts";
import { hasR } from "../../../test/r.ts";
import { referenceData } from "../../../test/reference.ts";
import { expectSameAsR } from "../../../test/same-as-r.ts";
import { drain } from "../../messages/drain.ts";
import { relate, type RelateOptions } from "./index.ts";

const panel = makePanel(referenceData("la_panel_na.csv"), { area: "la_code", time: "year_num" });
const KEYS = ["nobs", "correlations", "slopes", "product", "groups", "kruskal", "pairs", "power", "influence"];
const grades = ["Inadequate", "Requires improvement", "Good", "Outstanding"];

function ask(entry: Partial<RelateOptions>, on = panel) {
  const outcome = drain(relate.run({ panel: on }, { id: "link", kind: "relate", ...entry } as RelateOptions));
  if ("problem" in outcome) throw new Error(`${outcome.problem.code}: ${outcome.problem.text}`);
  return outcome;
}

/** Names of areas are not in R's script. */
function figures(outcome: ReturnType<typeof ask>) {
  const { influence } = outcome.value;
  const plain = influence && { ...influence, mostMoved: { area: influence.mostMoved.area, estimate: influence.mostMoved.estimate } }; // prettier-ignore
  return { value: { ...outcome.value, influence: plain }, rCode: outcome.rCode };
}

describe.skipIf(!hasR())("as the R script", () => {
  test.each<[string, Partial<RelateOptions>]>([
    ["a panel", { measure: "spend_per_child", outcome: "cpp_rate" }],
    ["others held equal, a product and a margin", { measure: "spend_per_child", outcome: "cpp_rate", adjust: ["imd", "caseload"], product: "imd", unit: 100, margin: 2 }], // prettier-ignore
    ["grades", { measure: "spend_per_child", outcome: "ofsted", levels: grades, adjust: ["imd"], product: "imd", unit: 100, margin: 1.3 }], // prettier-ignore
    ["groups", { measure: "log(spend_per_child)", outcome: "region" }],
  ])("%s", { timeout: 120_000 }, (_, entry) =>
    expectSameAsR(panel, figures(ask(entry)), { keys: KEYS, tolerance: 1e-9 }),
  );

  test("any table without areas", { timeout: 60_000 }, () => {
    const air = makePanel(referenceData("airquality.csv"));
    const outcome = ask({ measure: "Wind", outcome: "Ozone", adjust: ["Temp"], margin: 3 }, air);
    expect(outcome.value).toMatchObject({ areas: null, repeated: false });
    expectSameAsR(air, figures(outcome), { keys: KEYS });
  });
});
