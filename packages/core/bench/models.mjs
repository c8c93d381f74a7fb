import { readFileSync } from "node:fs";
import { coefficientTable, factorOf, glm, glmCovariance, mixedModel, poissonRandomIntercept } from "../dist/index.js";
import { numbers, race } from "./_files.mjs";

export const name = "Count and mixed models (peers: R's packages, timed once on another machine; see each line)";

const PREDICTORS =
  "imd idaci ethnic_pct spend_per_child vacancy_rate agency_rate caseload lone_parent_pct unemployment log_density";

export async function bench() {
  const panel = laPanel();
  const column = (what) => Float64Array.from(panel[what], Number);
  const years = [...new Set(panel.year)].slice(1);
  const dummies = Object.fromEntries(years.map((y) => [y, Float64Array.from(panel.year, (z) => (z === y ? 1 : 0))]));
  const pick = (names) => Object.fromEntries(names.map((what) => [what, column(what)]));
  const offset = column("child_pop").map(Math.log);
  const counts = column("cpp_count");
  const three = pick(["spend_per_child", "vacancy_rate", "caseload"]);

  const rate = column("cpp_rate");
  const ten = { ...pick(PREDICTORS.split(" ")), ...dummies };
  const reml = () => mixedModel({ y: rate, X: ten, random: [{ by: panel.la_code }] });

  const random = numbers(5);
  const ROWS = 100_000;
  const by = Int32Array.from({ length: ROWS }, (_, i) => (i * 7919) % 1000);
  const level = Float64Array.from({ length: 1000 }, () => 3 * (random() - 0.5));
  const X = {};
  for (const what of ["a", "b", "c"]) X[what] = Float64Array.from({ length: ROWS }, () => random());
  const y = Float64Array.from({ length: ROWS }, (_, i) => 1 + 2 * X.a[i] - X.b[i] + level[by[i]] + 2 * random());
  const large = () => mixedModel({ y, X, random: [{ by }] });

  const absorbed = () => {
    const fit = glm({ y: counts, X: three, offset, family: "poisson", absorb: { area: panel.la_code } });
    return coefficientTable(fit.working, glmCovariance(fit, "CR1S", [factorOf("area", panel.la_code)]));
  };
  const laplace = () =>
    poissonRandomIntercept({ y: counts, X: { ...pick(["imd"]), ...three, ...dummies }, offset, by: panel.la_code });

  if (Math.abs(absorbed()[0].estimate) > 1 || !reml().converged || !laplace().converged) throw new Error("wrong fit");
  const [a, c, d] = race([reml, absorbed, laplace], 9);
  const [b] = race([large], 3);
  return [
    { case: "random intercept, REML, 1,205 rows, 18 columns", ours_ms: a, peer: "lme4", peer_ms: 38 },
    { case: "random intercept, REML, 100,000 rows, 1,000 groups", ours_ms: b, peer: "lme4", peer_ms: 470 },
    { case: "Poisson, 152 area effects absorbed, clustered errors", ours_ms: c, peer: "fixest", peer_ms: 12 },
    { case: "Poisson with a random intercept (Laplace)", ours_ms: d, peer: "lme4", peer_ms: 690 },
  ];
}

/** The made-up panel of the reference cases, as columns of text. */
function laPanel() {
  const text = readFileSync(new URL("../fixtures/reference/data/la_panel.csv", import.meta.url), "utf8");
  const [head, ...lines] = text
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
  return Object.fromEntries(head.map((what, j) => [what, lines.map((cells) => cells[j])]));
}
