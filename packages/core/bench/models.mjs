import { readFileSync } from "node:fs";
import { coefficientTable, factorOf, glm, glmCovariance, mixedModel, poissonRandomIntercept } from "../dist/index.js";
import { numbers, race } from "./_files.mjs";
import { timeInR } from "./_r.mjs";

export const name =
  "Count and mixed models (peers in R are timed in this run where R has them; else the figure of another machine)";

const PANEL = new URL("../fixtures/reference/data/la_panel.csv", import.meta.url);
const READ = `d <- read.csv(file_of("panel.csv"), stringsAsFactors = TRUE)`;

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
  const panelText = { "panel.csv": readFileSync(PANEL, "utf8") };
  const tenTerms = PREDICTORS.split(" ").join(" + ");
  const lines = ["y,a,b,c,by", ...Array.from(y, (value, i) => [value, X.a[i], X.b[i], X.c[i], by[i]].join(","))];
  const peer = (what, options, elsewhere) => {
    const ms = timeInR(options);
    return ms === null ? { peer: `${what}, elsewhere`, peer_ms: elsewhere } : { peer: what, peer_ms: ms };
  };
  const inR = (packageName, call, runs) => ({ packageName, files: panelText, setup: READ, call, runs });
  const remlCall = `lmer(cpp_rate ~ ${tenTerms} + year + (1 | la_code), d)`;
  const largeR = {
    packageName: "lme4",
    files: { "large.csv": lines.join("\n") },
    setup: `d <- read.csv(file_of("large.csv"))`,
    call: "lmer(y ~ a + b + c + (1 | by), d)",
    runs: 3,
  };
  const threeTerms = "spend_per_child + vacancy_rate + caseload";
  const glmCall = `summary(glm(cpp_count ~ ${threeTerms} + la_code + offset(log(child_pop)), poisson, d))`;
  const fixestCall = `summary(fepois(cpp_count ~ ${threeTerms} | la_code, d, offset = ~log(child_pop)), cluster = ~la_code)`;
  const laplaceCall = `glmer(cpp_count ~ scale(imd) + scale(spend_per_child) + scale(vacancy_rate) + scale(caseload) + year +
    offset(log(child_pop)) + (1 | la_code), d, poisson)`;
  return [
    {
      case: "random intercept, REML, 1,205 rows, 18 columns",
      ours_ms: a,
      ...peer("lme4", inR("lme4", remlCall, 9), 38),
    },
    { case: "random intercept, REML, 100,000 rows, 1,000 groups", ours_ms: b, ...peer("lme4", largeR, 470) },
    {
      case: "Poisson, 152 area effects absorbed, clustered errors",
      ours_ms: c,
      ...peer("fixest", inR("fixest", fixestCall, 9), 12),
    },
    {
      case: "  the same against indicators, classical errors",
      ours_ms: c,
      ...peer("glm", inR("stats", glmCall, 5), 31),
    },
    {
      case: "Poisson with a random intercept (Laplace)",
      ours_ms: d,
      ...peer("lme4", inR("lme4", laplaceCall, 3), 690),
    },
  ];
}

/** The made-up panel of the reference cases, as columns of text. */
function laPanel() {
  const text = readFileSync(PANEL, "utf8");
  const [head, ...lines] = text
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
  return Object.fromEntries(head.map((what, j) => [what, lines.map((cells) => cells[j])]));
}
