import { expect, test } from "vitest";
import { results, study } from "../../test/fixtures/results.ts";
import { drawSvg } from "../draw/draw-svg.ts";
import { reportHtml } from "../index.ts";

test("the paper has each answer with one picture, what could mislead, the method and the files, and no figures of the method", async () => {
  const full = await reportHtml(results, study, { draw: drawSvg });
  const paper = await reportHtml(results, study, { draw: drawSvg, layout: "paper" });
  expect(paper.match(/<article>/g)).toHaveLength(results.analyses.length);
  expect(paper.match(/<svg class="(?:bar|chart)"/g)).toHaveLength(2);
  for (const { notes, statement } of results.analyses) {
    for (const { text } of notes) expect(paper).toContain(text);
    expect(paper).toContain(statement);
  }
  expect(paper).toContain("Invented for the tests");
  expect(paper).not.toMatch(/<table|read\.csv/);
  expect(full).toMatch(/<table/);
  expect(paper).toContain("@page{size:A4");
});

test("a picture that cannot be drawn leaves its table", async () => {
  const page = await reportHtml(results, study, { draw: () => Promise.reject(new Error("no")) });
  expect(page).toContain("The picture could not be drawn. The table has the same figures.");
  expect(page).toContain("Coefficients");
});
