import { expect, test } from "vitest";
import { hasR } from "../../../test/r.ts";
import { expectSameAsR } from "../../../test/same-as-r.ts";
import { bytes, readBytes, sharedFile } from "../../../test/studies.ts";
import { drain } from "../../messages/drain.ts";
import { bytesFile } from "../../study/bytes-file.ts";
import { prepare } from "../../study/prepare.ts";
import { relate, type RelateOptions } from "./index.ts";

const file = sharedFile("panel/england-la-panel.csv");

function ask(entry: Partial<RelateOptions>, panelSpec: object) {
  const study = {
    whyvary: 1,
    tables: { panel: { file: "panel.csv" } },
    panel: {
      ...{ area: "old_la_code", time: "year", label: "la_name", group: "region_name" },
      measures: {
        cpp_starts: "panel.cpp_start_rate_published",
        spend: "panel.spend_safeguarding_per_child_calc",
        earlier: { lag: "spend", by: 1 },
        vacancy: "panel.sw_vacancy_rate_fte",
        idaci: "panel.idaci2019_average_score",
        grade: "panel.ofsted_overall",
      },
      ...{ without: ["201", "420"], ...panelSpec },
    },
    analyses: [],
  };
  const { built } = drain(prepare(study, [bytesFile("panel.csv", file === null ? bytes("") : readBytes(file))]));
  if (built === null || !built.ok) throw new Error("no panel");
  const outcome = drain(relate.run({ panel: built.panel }, { id: "link", kind: "relate", ...entry } as RelateOptions));
  if ("problem" in outcome) throw new Error(outcome.problem.text);
  return { panel: built.panel, outcome, value: outcome.value };
}

test.skipIf(file === null)("specification A: the least margin that spending would pass is .0588 with CR1, and it rests on Salford", { timeout: 60_000 }, () => {
  const { value, outcome } = ask({ measure: "spend", outcome: "cpp_starts", adjust: ["vacancy", "idaci"] }, { times: { from: 2016, to: 2022 } }); // prettier-ignore
  const line = value.slopes.at(-1)!;
  expect(value).toMatchObject({ nobs: 1017, areas: 148 });
  expect(line).toMatchObject({ level: "within-years", adjust: ["vacancy"], df: 147 });
  expect(line.estimate).toBeCloseTo(0.0306, 4);
  expect(line.stdError).toBeCloseTo(0.01705, 5);
  expect(line.smallestMargin).toBeCloseTo(0.0588, 4);
  expect(value.influence!.mostMoved.label).toBe("Salford");
  expect(value.influence!.mostMoved.estimate).toBeCloseTo(0.0605, 4);
  const codes = outcome.notes.map(({ code }) => code);
  expect(codes).toContain("one-area");
  expect(codes).toContain("activity");
  expect(codes).toContain("cannot-be-told-apart");
}); // prettier-ignore

const KEYS = ["nobs", "correlations", "slopes", "product", "groups", "kruskal", "pairs", "power"];

test.skipIf(file === null || !hasR())("specification A in R, each area left out in turn", { timeout: 60_000 }, () => {
  const { panel, value, outcome } = ask({ measure: "spend", outcome: "cpp_starts", adjust: ["vacancy", "idaci"], product: "idaci", unit: 100, margin: 3 }, { times: { from: 2016, to: 2022 } }); // prettier-ignore
  const { label: _, ...mostMoved } = value.influence!.mostMoved;
  const plain = { ...value, influence: { ...value.influence!, mostMoved } };
  expectSameAsR(panel, { value: plain, rCode: outcome.rCode }, { keys: [...KEYS, "influence"], tolerance: 1e-9 });
});

const GRADES = ["Inadequate", "Requires improvement to be good", "Good", "Outstanding"];

test.skipIf(file === null || !hasR())("spending of the year before and the grade, deprivation held equal", { timeout: 60_000 }, () => {
  const entry = { measure: "earlier", outcome: "grade", levels: GRADES, adjust: ["idaci"], product: "idaci", unit: 100, margin: 1.2 }; // prettier-ignore
  const { value, outcome, panel } = ask(entry, { times: [2025] });
  expect(value.sort).toBe("grades");
  expect(value.areas).toBe(value.nobs);
  expect(outcome.notes.map(({ code }) => code)).toContain("ratings-lag");
  expectSameAsR(panel, outcome, { keys: KEYS, tolerance: 1e-8 }); // prettier-ignore
}); // prettier-ignore
