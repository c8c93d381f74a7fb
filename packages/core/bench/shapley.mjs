import { readFileSync } from "node:fs";
import { decompose, drain, redrawCoefficients } from "../dist/index.js";
import { median, numbers, race } from "./_files.mjs";

export const name = "Ten predictors on the reference panel, 1,205 rows of 152 areas";

const PREDICTORS =
  "imd idaci ethnic_pct spend_per_child vacancy_rate agency_rate caseload lone_parent_pct unemployment log_density".split(
    " ",
  );

export async function bench() {
  const panel = new URL("../fixtures/reference/data/la_panel.csv", import.meta.url);
  const [head, ...lines] = readFileSync(panel, "utf8").trim().split(/\r?\n/);
  const names = head.split(",");
  const cells = lines.map((line) => line.split(","));
  const column = (name) => Float64Array.from(cells, (row) => Number(row[names.indexOf(name)]));
  const area = cells.map((row) => row[0]);
  const codes = [...new Set(area)];
  const groups = { of: Int32Array.from(area, (code) => codes.indexOf(code)), count: codes.length };
  const y = column("cpp_rate");
  const columns = PREDICTORS.map(column);
  const blocks = Object.fromEntries(PREDICTORS.map((predictor, j) => [predictor, { [predictor]: columns[j] }]));

  const shares = () => decompose({ y, area, blocks, bootstrap: { draws: 1000, seed: 1 } });
  const redrawn = () => drain(redrawCoefficients({ y, columns, groups, draws: 5000, seed: 1 }));
  shares();
  redrawn();
  const [shares_ms, redrawn_ms] = race([shares, redrawn], 9);

  // The plain way: every subset, or every draw, fitted anew from its rows. A few draws stand for all.
  const rowsOf = codes.map((_, g) => [...groups.of.keys()].filter((row) => groups.of[row] === g));
  const random = numbers(5);
  const draw = () => codes.flatMap(() => rowsOf[Math.floor(random() * codes.length)]);
  const all = PREDICTORS.map((_, j) => j);
  agree(regress(y, columns, [...y.keys()], all), shares().value.rSquared);
  const eachSubset = () => {
    const rows = draw();
    for (let mask = 1; mask < 1024; mask++)
      regress(
        y,
        columns,
        rows,
        all.filter((j) => mask & (1 << j)),
      );
  };
  const [subsets_ms] = race([eachSubset], 3);
  const drawTimes = Array.from({ length: 3 }, () => race([() => regress(y, columns, draw(), all)], 15)[0]);
  return [
    {
      case: "average shares over all orders, 1,000 redrawings of areas, BCa",
      ours_ms: shares_ms,
      peer: "every subset from its rows",
      peer_ms: subsets_ms * 1000,
    },
    {
      case: "cluster bootstrap of coefficients and R2, 5,000 draws",
      ours_ms: redrawn_ms,
      peer: "every draw from its rows",
      peer_ms: median(drawTimes) * 5000,
    },
  ];
}

/** R2 of a fit by normal equations. */
function regress(y, columns, rows, which) {
  const k = which.length + 1;
  const A = Array.from({ length: k }, () => new Float64Array(k + 1));
  let mean = 0;
  for (const i of rows) mean += y[i] / rows.length;
  let total = 0;
  for (const i of rows) {
    total += (y[i] - mean) * (y[i] - mean);
    for (let a = 0; a < k; a++) {
      const x = a === 0 ? 1 : columns[which[a - 1]][i];
      for (let b = 0; b < k; b++) A[a][b] += x * (b === 0 ? 1 : columns[which[b - 1]][i]);
      A[a][k] += x * (y[i] - mean);
    }
  }
  const right = A.map((row) => row[k]);
  for (let a = 0; a < k; a++)
    for (let b = 0; b < k; b++) {
      if (a === b) continue;
      const factor = A[b][a] / A[a][a];
      for (let c = a; c <= k; c++) A[b][c] -= factor * A[a][c];
    }
  return A.reduce((sum, row, a) => sum + (row[k] / row[a]) * right[a], 0) / total;
}

function agree(theirs, ours) {
  if (Math.abs(theirs - ours) > 1e-9) throw new Error(`R2 ${ours} against ${theirs}`);
}
