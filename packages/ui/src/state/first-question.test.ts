import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { startLocalEngine } from "@whyvary/core/worker";
import { expect, test } from "vitest";
import { factsFrom, newStudy, withFirstQuestion } from "./new-study.ts";

const shared = process.env["WHYVARY_SHARED"] ?? join(import.meta.dirname, "../../../../../shared");
const FILES = [
  "b1_children_in_need_2013_to_2025.csv",
  "ons_mid-year_population_estimates_2012_to_2024.csv",
  "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv",
  "d5_cpps_at31march_by_duration_2013_to_2025.csv",
  "cla_number_and_rate_per_10k_children.csv",
  "csww_indicators_2017_to_2025.csv",
].map((name) => join(shared, "data/ees", name));
const there = FILES.every((path) => existsSync(path));
if (!there) console.log(`skipped: ${join(shared, "data/ees")} is not there`);

async function firstQuestion(paths: readonly string[]) {
  const engine = startLocalEngine();
  const files = await Promise.all(paths.map((path) => engine.load(basename(path), new Uint8Array(readFileSync(path)))));
  const study = newStudy(files);
  return withFirstQuestion(study, await engine.ask(factsFrom(study, files)));
}

test.skipIf(!there)(
  "a folder of official files asks first about plans per 10,000 children",
  { timeout: 60_000 },
  async () => {
    const study = await firstQuestion(FILES);
    expect(study.analyses[0]).toMatchObject({ outcome: "cpp_at31_rate" });
    expect(study.panel!.measures!["cpp_at31_rate"]).toMatchObject({ rate: "d5_cpps_at31march.CPP_At31", times: 10000 });
  },
);

test.skipIf(!there)(
  "children in need alone: what stood at a date, not what there was at any point",
  { timeout: 60_000 },
  async () => {
    expect((await firstQuestion(FILES.slice(0, 1))).analyses[0]).toMatchObject({ outcome: "At31_episodes" });
    expect((await firstQuestion(FILES.slice(0, 2))).analyses[0]).toMatchObject({ outcome: "at31_episodes_rate" });
  },
);
