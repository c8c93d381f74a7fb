import { covariance, coefficientTable, factorOf, ols, specificationCurve } from "../dist/index.js";
import { numbers, race } from "./_files.mjs";

export const name = "Specification curve: 1,024 least squares fits of 1,205 rows, errors clustered in 152 areas";

const ROWS = 1205;

export async function bench() {
  const random = numbers(5);
  const draw = () => Float64Array.from({ length: ROWS }, () => random() - 0.5);
  const names = Array.from({ length: 9 }, (_, j) => `x${j}`);
  const covariates = Object.fromEntries(names.map((each) => [each, draw()]));
  const focal = draw().map((value, i) => value + covariates.x0[i] + 0.5 * covariates.x4[i]);
  const rate = draw().map((value, i) => 60 + 8 * value + 3 * focal[i] - 2 * covariates.x2[i]);
  const outcomes = { rate, log: rate.map(Math.log) };
  const cluster = factorOf(
    "area",
    Int32Array.from({ length: ROWS }, (_, i) => i % 152),
  );

  const ours = () => specificationCurve({ outcomes, focal, covariates, cluster });
  const oneByOne = () =>
    Object.values(outcomes).flatMap((y) =>
      Array.from({ length: 512 }, (_, mask) => {
        const chosen = names.filter((_each, j) => (mask >> j) & 1);
        const fit = ols({ y, X: { focal, ...Object.fromEntries(chosen.map((each) => [each, covariates[each]])) } });
        return coefficientTable(fit, covariance(fit, "CR1S", [cluster]))[1];
      }),
    );
  agree(ours(), oneByOne());
  const [ours_ms] = race([ours]);
  const [peer_ms] = race([oneByOne], 3);
  return [{ case: "from shared cross-products", ours_ms, peer: "one fit after the other (ours)", peer_ms }];
}

function agree(found, wanted) {
  found.forEach((row, at) => {
    const far = (a, b) => Math.abs(a - b) > 1e-8 * Math.abs(b);
    if (far(row.estimate, wanted[at].estimate) || far(row.stdError, wanted[at].stdError))
      throw new Error(`specification ${at} differs`);
  });
}
