import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";

/** What a newcomer does, in a copy of the sources: a folder, a chart, and a line in each of the two registries. */

const root = fileURLToPath(new URL("../../..", import.meta.url));
mkdirSync(join(root, "node_modules/.cache"), { recursive: true });
const copy = mkdtempSync(join(root, "node_modules/.cache/new-kind-"));

const KIND = `
import * as v from "valibot";
import type { Kind } from "../types.ts";
import { measure, sharedOptions } from "../shared-options.ts";

const options = v.strictObject({ ...sharedOptions, kind: v.literal("tally"), outcome: measure("Outcome", "What is counted.") });
export interface TallyValue { [key: string]: number; rows: number }
export const tally: Kind<"tally", typeof options, TallyValue> = {
  kind: "tally", title: "How many are there?", needs: "Any measure.", options,
  mentions: ({ outcome }) => [{ name: outcome, path: ["outcome"] }],
  suggest: ({ measures }) => (measures[0] ? { options: { outcome: measures[0].name } } : { missing: "a measure" }),
  *run({ panel }) {
    yield { stage: "counting", done: 0, total: 1 };
    const value = { rows: panel.rows };
    const answer = [{ text: String(panel.rows) + " rows." }];
    return { question: "How many?", answer, value, ladder: [], notes: [], statement: "Counted.", rCode: "result <- list(rows = nrow(panel))" };
  },
};
`;
const CHART = `
import type { Chart } from "../chart.ts";
export const tally: Chart<{ rows: number }> = {
  spec: ({ rows }) => ({ data: { values: [{ rows }] }, mark: "bar", encoding: { x: { field: "rows", type: "quantitative" } } }),
  table: ({ rows }) => ({ columns: [{ key: "rows", label: "Rows", numeric: true }], rows: [[{ text: String(rows), value: rows }]] }),
  describe: ({ rows }) => \`\${rows} rows.\`,
};
`;

/** One line more in a registry, before the brace that closes it, and its import. */
function register(file: string, line: string): void {
  const text = readFileSync(join(copy, file), "utf8");
  const added = text.replace(/,?\s*\} satisfies/, ", tally } satisfies");
  expect(added).not.toBe(text);
  writeFileSync(join(copy, file), `${line}\n${added}`);
}

function put(file: string, text: string): void {
  mkdirSync(join(copy, file, ".."), { recursive: true });
  writeFileSync(join(copy, file), text);
}

async function bundled<T>(entry: string): Promise<T> {
  const outfile = join(copy, `${entry.replaceAll("/", "-")}.mjs`);
  await build({
    ...{
      entryPoints: [join(copy, entry)],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      packages: "external",
    },
    alias: { "@whyvary/core": join(copy, "core/src/index.ts") },
  });
  return (await import(pathToFileURL(outfile).href)) as T;
}

/** The complaints of the compiler over both packages. */
function types(): string {
  const { stdout } = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", copy], {
    encoding: "utf8",
  });
  return stdout;
}

beforeAll(() => {
  for (const name of ["core", "charts"]) {
    cpSync(join(root, "packages", name, "src"), join(copy, name, "src"), { recursive: true });
    cpSync(join(root, "packages", name, "package.json"), join(copy, name, "package.json"));
  }
  const base = JSON.parse(readFileSync(join(root, "packages/charts/tsconfig.json"), "utf8")) as object;
  const paths = { "@whyvary/core": ["./core/src/index.ts"] };
  const compilerOptions = { lib: ["ES2023", "DOM"], types: [], noEmit: true, paths };
  put("tsconfig.json", JSON.stringify({ ...base, extends: join(root, "tsconfig.base.json"), compilerOptions, include: ["charts/src/index.ts", "core/src/**/*.d.ts"] })); // prettier-ignore
  put("core/src/8-analyses/tally/index.ts", KIND);
  register("core/src/8-analyses/index.ts", 'import { tally } from "./tally/index.ts";');
}, 60_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("a kind without a chart does not compile", () => {
  expect(types()).toMatch(/charts\/src\/index\.ts.*tally/s);
}, 200_000);

test("a folder, a chart and two lines are all that a kind needs to run, to be offered, chosen and drawn", async () => {
  put("charts/src/tally/index.ts", CHART);
  register("charts/src/index.ts", 'import { tally } from "./tally/index.ts";');
  expect(types()).toBe("");
  const core = await bundled<typeof import("@whyvary/core")>("core/src/index.ts");
  const study = {
    whyvary: 1,
    tables: { t: { file: "t.csv" } },
    analyses: [{ id: "a", kind: "tally", outcome: "rate" }],
  };
  const { analyses, problems } = core.run(study, { "t.csv": new TextEncoder().encode("rate\n1\n2\n3\n") });
  expect(problems).toEqual([]);
  expect(analyses[0]).toMatchObject({ ok: true, value: { rows: 3 } });
  const { kindInfos } = await bundled<{ kindInfos: () => unknown[] }>("core/src/8-analyses/kind-info.ts");
  expect(kindInfos()).toContainEqual({
    ...{ kind: "tally", title: "How many are there?", needs: "Any measure." },
    fields: [
      ...[{ key: "outcome", label: "Outcome", about: "What is counted.", advanced: false, required: true, control: "measure" }], // prettier-ignore
    ],
  });
  const { charts } = await bundled<{ charts: { [kind: string]: { describe: (value: unknown) => string } } }>(
    "charts/src/index.ts",
  );
  expect(charts["tally"]!.describe(analyses[0]!.value)).toBe("3 rows.");
}, 300_000);
