import { columnFrom, drain, kinds } from "../dist/index.js";
import { numbers, race } from "./_files.mjs";

export const name = "Audit: published shares against 48 models of 1,017 rows, 148 areas, 9 columns on offer";

const AREAS = 148;
const YEARS = 7;

export async function bench() {
  const random = numbers(7);
  const rows = AREAS * YEARS - 19;
  const of = Int32Array.from({ length: rows }, (_, i) => Math.floor((i * AREAS) / rows));
  const year = Int32Array.from({ length: rows }, (_, i) => i % YEARS);
  const column = () => columnFrom(Array.from({ length: rows }, (_, i) => 10 + (of[i] % 9) + random()));
  const codes = Array.from({ length: AREAS }, (_, i) => String(100 + i));
  const names = ["stock", "starts", "people", "d1", "d2", "d3", "s1", "s2", "v1"];
  const panel = {
    rows,
    area: { name: "area", codes, labels: codes, of },
    time: { name: "year", values: Array.from({ length: YEARS }, (_, i) => 2016 + i), of: year },
    group: null,
    columns: new Map(names.map((each) => [each, column()])),
    titles: new Map(),
    ladder: [],
    problems: [],
  };
  const entry = {
    id: "a",
    kind: "audit",
    published: [{ block: "Area", value: 0.44 }],
    declared: "before",
    outcomes: ["stock", "starts"],
    blocks: {
      Area: "area",
      Year: "time",
      Deprivation: [["d1"], ["d2"], ["d3"]],
      Spend: [
        ["s1", "v1"],
        ["s2", "v1"],
      ],
    },
    years: [{}, { from: 2017 }],
    weights: ["none", "people"],
  };
  const run = (definitions) => drain(kinds.audit.run({ panel }, { ...entry, definitions })).value.specifications;
  const orders = run(["order"]);
  const all = run(["order", "average", "mixed"]);
  return [
    { case: `${orders} specifications: every order`, ours_ms: race([() => run(["order"])])[0] },
    { case: `${all} specifications: averages and mixed models too`, ours_ms: race([() => run(["order", "average", "mixed"])], 3)[0] }, // prettier-ignore
  ];
}
