import { expect, test } from "vitest";
import { bytes } from "../../test/studies.ts";
import { drain } from "../messages/drain.ts";
import { bytesFile } from "./bytes-file.ts";
import { checkTask } from "./check.ts";

const study = {
  whyvary: 1,
  tables: { plans: { file: "plans.csv" }, people: { file: "people.csv" }, staff: { file: "staff.csv" }, near: { file: "near.csv" } }, // prettier-ignore
  panel: {
    ...{ area: "code", time: "year" },
    measures: {
      rate: { rate: "plans.n", per: "people.n", times: 10000 },
      before: { lag: "rate" },
      staff: "staff.staff",
      theirs: { neighbours: "staff", from: { table: "near", columns: "N_*" } },
    },
  },
  focus: { area: "a", neighbours: { table: "near", columns: "N_*" } },
  analyses: [
    { id: "lag", kind: "relate", measure: "before", outcome: "log(rate)" },
    { id: "staff", kind: "spread", outcome: "staff" },
    { id: "theirs", kind: "spread", outcome: "theirs" },
    { id: "ours", kind: "profile", outcome: "rate" },
  ],
};

test("each question names its own files, and which of them are here, before the panel can be made", () => {
  const held = ["plans.csv", "staff.csv"].map((name) => bytesFile(name, bytes("code,year,n,staff\na,2018,1,2\n")));
  const { needed, panel } = drain(checkTask(study, held));
  expect(panel).toBeNull();
  const told = Object.fromEntries(
    needed.map(({ id, files }) => [id, files.map(({ table, here }) => `${table} ${here}`)]),
  );
  expect(told).toEqual({
    lag: ["plans true", "people false"],
    staff: ["plans true", "staff true"],
    theirs: ["plans true", "staff true", "near false"],
    ours: ["plans true", "people false", "near false"],
  });
});
