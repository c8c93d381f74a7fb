import { expect, test } from "vitest";
import { files, smallStudy, smallTable } from "../../test/studies.ts";
import { drain } from "../messages/drain.ts";
import { bytesFile } from "./bytes-file.ts";
import { choiceMoves } from "./choice-moves.ts";
import { listChoices, valueWords, withAlternative } from "./choices.ts";
import { run } from "./run.ts";

const given = files({ "small.csv": smallTable() });
const held = [...given].map(([name, data]) => bytesFile(name, data));
const study = smallStudy(
  {
    analyses: [
      {
        id: "model",
        kind: "regress",
        formula: "rate ~ spend | area + time",
        errors: "HC1",
        without: ["A03"],
        reason: { errors: "As in the published table." },
      },
      { id: "other", kind: "regress", formula: "rate ~ poverty" },
    ],
  },
  { times: { from: 2016 } },
);
const choice = (key: string) => listChoices(study, "model").find((one) => one.key === key)!;
const headline = (document: unknown) =>
  run(document, given)
    .analyses[0]!.answer.map(({ text }) => text)
    .join("");

test("every option of the kind is a choice, chosen or the usual, with its reason", () => {
  const keys = listChoices(study, "model").map(({ key }) => key);
  expect(keys).toEqual(expect.arrayContaining(["formula", "estimator", "errors", "weights", "times", "without", "panel.times"])); // prettier-ignore
  for (const never of ["id", "kind", "title", "text", "reason"]) expect(keys).not.toContain(never);
  expect(choice("errors")).toMatchObject({ label: "Standard errors", value: "HC1", changed: true, reason: "As in the published table." }); // prettier-ignore
  expect(choice("errors").alternatives[0]).toEqual({ words: "as usual" });
  expect(choice("errors").alternatives.map(({ value }) => value)).not.toContain("HC1");
  expect(choice("weights")).toMatchObject({ value: "as usual", changed: false, reason: null });
  expect(choice("panel.times")).toMatchObject({ value: "from 2016", alternatives: [{ words: "every year" }] });
  expect(choice("without").value).toBe("A03");
  expect(listChoices(study, "nobody")).toEqual([]);
  expect(listChoices({}, "model")).toEqual([]);
});

test("an outcome may be logged, or a logged one taken as it is", () => {
  const shares = (outcome: string) =>
    listChoices(smallStudy({ analyses: [{ id: "s", kind: "decompose", outcome, blocks: { A: "area", P: ["poverty"] } }] }), "s").find(({ key }) => key === "outcome")!.alternatives; // prettier-ignore
  expect(shares("rate")).toEqual([{ value: "log(rate)", words: "log(rate)" }]);
  expect(shares("log(rate)")).toEqual([{ value: "rate", words: "rate" }]);
});

test("a choice made another way is the study with that choice alone", () => {
  const { path, alternatives } = choice("panel.times");
  const other = withAlternative(study, "model", path, alternatives[0]!) as typeof study;
  expect(other.panel).not.toHaveProperty("times");
  expect(other.analyses).toEqual([study.analyses[0]]);
  expect(study.panel).toHaveProperty("times");
});

test("moves are what a run of the changed study says, and what cannot be run says why", () => {
  const log = drain(choiceMoves(study, held, "model", { keys: ["panel.times", "without", "estimator"], most: 20 }));
  expect(log.answer).toBe(headline(study));
  const moves = (key: string) => log.choices.find((one) => one.key === key)!.moves;
  const { times: _, ...panel } = study.panel as { times?: unknown };
  expect(moves("panel.times")).toEqual([{ instead: "every year", answer: headline({ ...study, panel }), same: false, ok: true }]); // prettier-ignore
  expect(moves("without")[0]).toMatchObject({ instead: "nobody left out", same: false, ok: true });
  expect(moves("errors")).toEqual([]);
  const failed = moves("estimator").filter(({ ok }) => !ok);
  expect(failed.length).toBeGreaterThan(0);
  for (const { answer } of failed) expect(answer).not.toBe("");
  expect(moves("estimator").some(({ ok, same }) => ok && !same)).toBe(true);
});

test("progress counts the runs to the end, and names each choice", () => {
  const seen: string[] = [];
  const task = choiceMoves(study, held, "model", { keys: ["panel.times"] });
  for (let step = task.next(); !step.done; step = task.next()) {
    seen.push(step.value.stage);
    expect(step.value.total).toBe(2);
    expect(step.value.done).toBeLessThan(2);
  }
  expect([...new Set(seen)]).toEqual(["The answer as it stands", "Years, for every question: every year"]);
});

test("values in words", () => {
  expect(valueWords({ from: 2011, to: 2018 })).toBe("2011 to 2018");
  expect(valueWords({ Council: "area", Need: ["a", "b"] })).toBe("Council: area; Need: a, b");
  expect(valueWords(true)).toBe("yes");
  expect(valueWords([])).toBe("none");
});
