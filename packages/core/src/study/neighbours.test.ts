import { expect, test } from "vitest";
import { files, readBytes, sharedFile, smallTable, bytes } from "../../test/studies.ts";
import { drain } from "../messages/drain.ts";
import { bytesFile } from "./bytes-file.ts";
import { prepare } from "./prepare.ts";
import { run } from "./run.ts";

const TABLE = `code,name,N_1,N_1P,N_2,N_2P,N_10,N_10P
A00,Place 0,A01,Close ,A02,Close ,Z9,Close 
A01,Place 1,A00,Very close,place 4,Somewhat close,A02,Close 
Z9,Place 9,A00,Close ,A01,Close ,A02,Close 
`;

const study = (focus: object, more: object = {}) => ({
  whyvary: 1,
  tables: { small: { file: "small.csv" }, near: { file: "near.csv" } },
  panel: { area: "code", time: "year", label: "name" },
  focus,
  analyses: [],
  ...more,
});

const prepared = (focus: object, more: object = {}, table = TABLE) =>
  drain(
    prepare(study(focus, more), [bytesFile("small.csv", bytes(smallTable())), bytesFile("near.csv", bytes(table))]),
  );

const measures = { panel: { area: "code", time: "year", label: "name", measures: { rate: "small.rate" } } };

const columns = { table: "near", columns: "N_*", closeness: "N_*P" };

test("a pattern takes its numbered columns in order, and how close each is without its blanks", () => {
  const { neighbours, problems } = prepared({ area: "A01", neighbours: columns });
  expect(problems).toEqual([]);
  expect(neighbours).toEqual({
    neighbours: ["A00", "A04", "A02"],
    closeness: ["Very close", "Somewhat close", "Close"],
    unmatched: [],
  });
});

test("a code that the panel lacks is matched by the name the table gives it", () => {
  const { neighbours } = prepared({ area: "A00", neighbours: columns });
  expect(neighbours!.neighbours).toEqual(["A01", "A02", "A09"]);
});

test("a list of codes and names; who is unknown is named, and oneself is none's neighbour", () => {
  const { neighbours, problems } = prepared(
    { area: "A00", neighbours: ["A03 ", "PLACE 5", "A00", "Nowhere", "A03"] },
    measures,
  );
  expect(neighbours).toMatchObject({ neighbours: ["A03", "A05"], unmatched: ["Nowhere"] });
  expect(problems).toMatchObject([
    { code: "neighbour-unknown", severity: "warning", facts: { unmatched: ["Nowhere"] } },
  ]);
});

test("the table of neighbours joins nothing: one other table and no measures still make a panel", () => {
  const { built } = prepared({ area: "A00", neighbours: columns });
  expect(built!.ok && [...built!.panel.columns.keys()]).toContain("rate");
  expect(built!.tables.map(({ table }) => table)).toEqual(["small"]);
});

test.each([
  ["neighbour-table-unknown", { area: "A00", neighbours: { ...columns, table: "neer" } }],
  ["neighbour-column-unknown", { area: "A00", neighbours: { ...columns, columns: "SN_*" } }],
  ["neighbour-column-unknown", { area: "A00", neighbours: { ...columns, closeness: ["N_1Q"] } }],
  ["no-neighbour-row", { area: "A07", neighbours: columns }],
])("%s", (code, focus) => {
  expect(prepared(focus, measures).problems).toMatchObject([{ code, severity: "warning" }]);
});

test("a misspelt key is told", () => {
  const results = run(study({ area: "A00", neighbours: { ...columns, colums: "N_*" } }), files({}));
  expect(results.problems[0]!.severity).toBe("error");
});

const panelFile = sharedFile("panel/england-la-panel.csv");
const nearFile = sharedFile("codes/sn_model_2025_wide.csv");

test.skipIf(panelFile === null || nearFile === null)("the published neighbours of a real council", () => {
  const real = {
    whyvary: 1,
    tables: { panel: { file: "panel.csv" }, near: { file: "near.csv" } },
    panel: { area: "old_la_code", time: "year", label: "la_name" },
    focus: { area: "806", neighbours: { table: "near", columns: "SN_*", closeness: "SN_*P" } },
  };
  const { neighbours, problems } = drain(
    prepare(real, [bytesFile("panel.csv", readBytes(panelFile!)), bytesFile("near.csv", readBytes(nearFile!))]),
  );
  expect(problems.filter(({ path }) => path?.[0] === "focus")).toEqual([]);
  expect(neighbours!.neighbours).toEqual(["890", "805", "861", "354", "391", "336", "335", "393", "341", "355"]);
  expect(neighbours!.closeness).toEqual(["Very close", ...Array<string>(9).fill("Close")]);
});
