import type { Results } from "@whyvary/core";
import { expect, test } from "vitest";
import { drawSvg } from "../draw/draw-svg.ts";
import { reportHtml } from "../index.ts";
import { results, study } from "../../test/fixtures/results.ts";
import { suppressed } from "../../test/fixtures/shares.ts";

const draw = drawSvg;
const page = await reportHtml(results, study, { draw });

test("holds question, answer, figures, notes, ladder, method, reasons, script and files", () => {
  for (const text of [
    "Across councils and years, what do differences",
    "<strong>45%</strong> goes only with lasting differences",
    "only lasting differences between councils",
    "by chance 14–30%",
    "Cannot be told apart.",
    "Northmere (2021, 2022)",
    "Rests on 1,017 rows; 45 of the years asked for set aside.",
    "Every subset of the four groups was fitted",
    "Two areas too small.",
    "read.csv(&quot;panel.csv&quot;",
    results.inputs[0]!.sha256,
    "The outcome is the same in every row. (file panel.csv, row 2, column rate, value “7”) Choose another outcome.",
    "Invented for the tests, 2025-11-01",
  ])
    expect(page).toContain(text);
});

test("needs nothing and can do nothing: one strict policy, no script, no address", () => {
  expect(page).toContain(
    `content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
  );
  expect(page).not.toMatch(/<script|javascript:|https?:|url\((?!#)|@import|<link|<iframe|\ssrc=|\shref=/i);
});

test("whatever the results and the study hold is text", async () => {
  const attack = `</style></title>"'><script>alert(1)</script><img src=x onerror=alert(1)>`;
  const poison = (node: unknown): unknown => {
    if (typeof node === "string")
      return ["decompose", "regress", "area", "time", "measures", "read", "complete", "used"].includes(node)
        ? node
        : node + attack;
    if (Array.isArray(node)) return node.map(poison);
    if (typeof node === "object" && node !== null)
      return Object.fromEntries(Object.entries(node).map(([key, each]) => [key, poison(each)]));
    return node;
  };
  const poisoned = await reportHtml({ ...(poison(results) as Results) }, poison(study), { draw });
  expect(poisoned).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(shape(poisoned)).toEqual(shape(page));
});

test("parts that cannot make a bar leave the table", async () => {
  const shares = { ...results.analyses[0]!, value: suppressed() };
  const text = await reportHtml({ ...results, analyses: [shares] }, study, { draw });
  expect(text).not.toContain('class="bar"');
  expect(text).toContain("−15.0%");
});

test("a study is not needed, nor anything else", async () => {
  const empty = { whyvary: 1, version: "0.1.0", inputs: [], ladder: [], problems: [], analyses: [] } as const;
  const nothing = { ...empty, inputs: [], ladder: [], problems: [], analyses: [] };
  expect(await reportHtml(nothing, null, { draw })).toContain("<title>Whyvary report</title>");
  for (const odd of [null, [], "x", { analyses: {}, tables: [1] }, { analyses: [null, 3] }])
    expect(await reportHtml(results, odd, { draw })).toContain("45%");
});

/** Every tag with the names of its attributes, and how often: data must not add to it, save for the lines a longer name takes. */
function shape(text: string): string[] {
  const tags = [...text.matchAll(/<(\/?[a-zA-Z]+)((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*\/?>/g)].map(
    ([, name, attributes]) => `${name} ${attributes!.replace(/="[^"]*"/g, "")}`,
  );
  return [...new Set(tags)].sort();
}
