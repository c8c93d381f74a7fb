import { expect, test } from "vitest";
import { hasR, runR } from "../../test/r.ts";
import { bytes } from "../../test/studies.ts";
import type { SpreadValue } from "../8-analyses/spread/value.ts";
import type { TrendValue } from "../8-analyses/trend/value.ts";
import { kinds } from "../8-analyses/index.ts";
import type { AnyKind } from "../8-analyses/types.ts";
import { run } from "./run.ts";

const COUNTS = (hidden: (area: number, year: number) => string | null): string => {
  const lines = ["code,year,n,children,poor"];
  for (let area = 0; area < 14; area++)
    for (const year of [2016, 2017, 2018]) {
      const count = 20 + ((area * 7 + year * 3) % 17) * 3;
      lines.push(`A${area + 10},${year},${hidden(area, year) ?? count},${4000 + area * 150},${10 + ((area * 5) % 9)}`);
    }
  return lines.join("\n") + "\n";
};
const hide = (sign: string) => COUNTS((area, year) => (area === 3 && year !== 2017) || (area === 6 && year === 2018) ? sign : null); // prettier-ignore

const study = {
  whyvary: 1,
  tables: { t: { file: "t.csv", bounds: { n: { from: 1, to: 5 } } } },
  panel: {
    ...{ area: "code", time: "year" },
    measures: { n: "t.n", children: "t.children", poor: "t.poor", rate: { rate: "t.n", per: "t.children", times: 10000 } }, // prettier-ignore
  },
  focus: { area: "A13" },
  analyses: [
    { id: "growth", kind: "trend", measures: ["n"], population: "children" },
    { id: "apart", kind: "spread", outcome: "rate", year: 2018 },
    { id: "shares", kind: "decompose", outcome: "rate", blocks: { Area: "area", Poor: ["poor"] }, bootstrap: { draws: 50, seed: 1 } }, // prettier-ignore
    { id: "ours", kind: "profile", outcome: "rate", times: { from: 2016, to: 2018 } },
    { id: "slope", kind: "regress", formula: "rate ~ poor" },
    { id: "link", kind: "relate", measure: "poor", outcome: "rate" },
    { id: "parts", kind: "composition", parts: ["n", "poor"] },
    { id: "more", kind: "omitted", outcome: "rate", blocks: { Area: "area", Year: "time" }, add: { Poor: ["poor"] } }, // prettier-ignore
    { id: "other", kind: "spread", outcome: "poor", year: 2018 },
  ],
};

test("each headline at both ends is that of a file with the ends written in", () => {
  const { analyses, problems } = run(study, { "t.csv": bytes(hide("c")) });
  expect(problems).toEqual([]);
  const written = ["1", "5"].map((sign) => run({ ...study, tables: { t: { file: "t.csv" } } }, { "t.csv": bytes(hide(sign)) }).analyses); // prettier-ignore
  const [growth, apart, shares, ours, slope, link, parts, more, other] = analyses;
  expect(growth!.bounds!.columns).toEqual([{ column: "t.n", from: 1, to: 5, suppressed: 3 }]);
  const figure = growth!.bounds!.figures[0]!;
  const [low, high] = written.map((one) => (one[0]!.value as TrendValue).rows[0]!.growth);
  expect(figure).toMatchObject({ name: "growth of n", unit: "share", atLowest: low, atHighest: high });
  expect(low).not.toBe(high);
  expect(figure.value).toBe((growth!.value as TrendValue).rows[0]!.growth);
  const [p90] = apart!.bounds!.figures;
  expect([p90!.atLowest, p90!.atHighest]).toEqual(written.map((one) => (one[1]!.value as SpreadValue).figures.p90OverP10)); // prettier-ignore
  expect(shares!.bounds!.figures.map(({ name }) => name)).toEqual([
    "Area",
    "Poor",
    "left over",
    "all factors together",
  ]);
  for (const one of shares!.bounds!.figures) expect(one.atLowest).not.toBe(one.value);
  expect(ours!.bounds!.figures.map(({ name }) => name)).toContain("ours over theirs");
  // The others too: at either end what a file with the ends written in gives, and at rest their own value.
  for (const [at, one] of [slope, link, parts, more].entries()) {
    expect(one!.problem).toBeUndefined();
    expect(one!.bounds!.figures.length, one!.id).toBeGreaterThan(0);
    const head = (value: unknown) => (kinds as unknown as Record<string, AnyKind>)[one!.kind]!.headline!(value);
    expect(one!.bounds!.figures.map(({ name, value }) => ({ name, value }))).toEqual(head(one!.value).map(({ name, value }) => ({ name, value }))); // prettier-ignore
    written.forEach(
      (ends, end) =>
      expect(one!.bounds!.figures.map(({ atLowest, atHighest }) => [atLowest, atHighest][end])).toEqual(head(ends[4 + at]!.value).map(({ value }) => value)), // prettier-ignore
    );
    expect(one!.bounds!.figures[0]!.atLowest).not.toBe(one!.bounds!.figures[0]!.atHighest);
    expect(one!.answer.map(({ text }) => text).join("")).toContain("With the 3 suppressed counts all at 1");
  }
  expect(growth!.answer.at(-1)!.text).toMatch(/more in the results|\.$/);
  expect(growth!.answer.map(({ text }) => text).join("")).toContain(
    "With the 3 suppressed counts all at 1, then all at 5: growth of n ",
  );
  expect(growth!.notes.at(-1)!.code).toBe("bounds");
  // A question about something else is not run again.
  expect(other!.bounds).toBeUndefined();
  // JSON as any result.
  expect(JSON.parse(JSON.stringify(growth!.bounds))).toEqual(growth!.bounds);
});

test.skipIf(!hasR())("the R script gives both ends when its first line is changed", () => {
  const { analyses } = run(study, { "t.csv": bytes(hide("c")) });
  const { rCode, bounds } = analyses[0]!;
  expect(rCode).toContain("bound <- 0");
  [null, "atLowest", "atHighest"].forEach((end, bound) => {
    const script = rCode.replace("bound <- 0", `bound <- ${bound}`);
    const theirs = runR<{ rows: { growth: number }[] }>(script, { "t.csv": hide("c") }, "result");
    const ours = bounds!.figures[0]!;
    expect(theirs.rows[0]!.growth).toBeCloseTo((end === null ? ours.value : ours[end as "atLowest"]) as number, 12);
  });
});

test("bounds that cannot be used are told with what to do", () => {
  const told = (bounds: object, text = hide("c")) => run({ ...study, tables: { t: { file: "t.csv", bounds } } }, { "t.csv": bytes(text) }).problems[0]; // prettier-ignore
  expect(told({ n: { from: 5, to: 1 } })).toMatchObject({ code: "bounds-wrong", severity: "error" });
  expect(told({ nn: { from: 1, to: 5 } })).toMatchObject({ code: "column-unknown", remedy: "Did you mean “n”?" });
  expect(told({ code: { from: 1, to: 5 } })).toMatchObject({ code: "bounds-not-number" });
  expect(
    told(
      { n: { from: 1, to: 5 } },
      COUNTS(() => null),
    ),
  ).toMatchObject({ code: "bounds-unused", severity: "info" });
});
