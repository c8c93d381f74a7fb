import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { files, smallStudy, smallTable } from "../../test/studies.ts";
import { drain } from "../messages/drain.ts";
import { bytesFile } from "./bytes-file.ts";
import { evidenceTask } from "./evidence.ts";
import { run } from "./run.ts";
import { toJson } from "./to-json.ts";

const table = smallTable().replace("A00,Place 0,Region 0,2015,", "A00,=Place 0,Region 0,2015,").replace(/(A01,Place 1,Region 1,2016,)[\d.]+/, "$1c"); // prettier-ignore
const given = files({ "small.csv": table });
const held = [...given].map(([name, data]) => bytesFile(name, data));
const study = smallStudy({ title: "Small", analyses: [{ id: "a/b", kind: "regress", formula: "rate ~ spend | area + time", times: [2015, 2016] }] }); // prettier-ignore
const open = (extra = {}) => {
  const parts = unzipSync(drain(evidenceTask(study, held, extra)));
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, strFromU8(part)]));
};

test("the evidence is study, results, rows, scripts, versions, and what else is given", () => {
  const parts = open({ "report.html": "<p>" });
  expect(Object.keys(parts).sort()).toEqual(["README.txt", "r/a-b.R", "report.html", "results.json", "rows/a-b.csv", "study.whyvary.json", "versions.json"]); // prettier-ignore
  const results = run(study, given);
  expect(parts["results.json"]).toBe(toJson(results));
  expect(JSON.parse(parts["study.whyvary.json"]!)).toEqual(study);
  expect(parts["r/a-b.R"]).toBe(results.analyses[0]!.rCode);
  expect(JSON.parse(parts["versions.json"]!)).toMatchObject({ whyvary: results.version, inputs: results.inputs });
  expect(parts["README.txt"]).toContain(results.inputs[0]!.sha256);
});

test("rows are those of the years asked for; complete ones are as many as were used; a gap says why", () => {
  const rows = open()["rows/a-b.csv"]!.trim().split("\r\n");
  expect(rows[0]).toBe("area,label,time,group,rate,spend,complete,missing");
  expect(rows).toHaveLength(1 + 24);
  const { ladder } = run(study, given).analyses[0]!;
  expect(rows.filter((row) => row.includes(",yes,"))).toHaveLength(ladder.at(-1)!.rows);
  expect(rows.filter((row) => row.includes(",no,"))).toEqual([expect.stringMatching(/^A01,Place 1,2016,Region 1,,\d+,no,rate: suppressed$/)]); // prettier-ignore
  expect(rows.some((row) => /,=|^=/.test(row))).toBe(false);
});

test("the same study and files give the same bytes", () => {
  expect(drain(evidenceTask(study, held))).toEqual(drain(evidenceTask(study, held)));
});
