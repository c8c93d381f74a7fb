import { onePercent, thousands, type OmittedCurve, type OmittedValue } from "@whyvary/core";
import type { NamedTable, Table, TableCell, TableColumn } from "../chart.ts";
import { threeFigures } from "../figures.ts";
import { stepName } from "./describe.ts";

const text = (value: string): TableCell => ({ text: value, value });
const percent = (share: number | null): TableCell =>
  share === null ? { text: "–", value: null } : { text: onePercent(share), value: share };
const number = (value: number | null): TableCell =>
  value === null ? { text: "–", value: null } : { text: threeFigures(value), value };
const whole = (value: number): TableCell => ({ text: thousands(value), value });
const words = (...labels: string[]): TableColumn[] => labels.map((label) => ({ key: label, label }));
const numbers = (...labels: string[]): TableColumn[] => labels.map((label) => ({ key: label, label, numeric: true }));

export function omittedTable(value: OmittedValue): Table {
  return {
    columns: [
      ...words("Step"),
      ...numbers("Only with areas (last)", "R² without areas", "Fall of the variance between areas (PCV)", "R² in all", "Left over"), // prettier-ignore
    ],
    rows: value.steps.map((step, at) => [
      text(stepName(value, at)),
      percent(step.areaLast),
      percent(step.rSquaredWithoutArea),
      percent(step.pcv),
      percent(step.rSquared),
      percent(step.leftOver),
    ]),
  };
}

export function omittedDetails(value: OmittedValue): NamedTable[] {
  const out: NamedTable[] = [];
  if (value.pairs.length > 0)
    out.push({
      caption: `Pairs that may act together; ${value.errors}`,
      table: {
        columns: [...words("Measure", "With"), ...numbers("Change of slope", "95% interval, from", "95% interval, to", "Degrees of freedom", "p", "Per standard deviation of both")], // prettier-ignore
        rows: value.pairs.map((pair) => [
          ...[text(pair.first), text(pair.second)],
          ...[pair.estimate, pair.low, pair.high, pair.df, pair.pValue, pair.perDeviation].map(number),
        ]),
      },
    });
  const { robustness, curve } = value;
  if (robustness !== null) {
    out.push({
      caption: `How strong an unmeasured factor would have to be (${robustness.follow})`,
      table: {
        columns: [...words("Figure"), ...numbers("Value")],
        rows: [
          [text("Slope"), number(robustness.estimate)],
          [text("t (classical)"), number(robustness.statistic)],
          [text("Share of what the others leave that goes with it"), percent(robustness.partialR2)],
          [text("Of both sides, to bring the slope to zero"), percent(robustness.robustness)],
          [text("Of both sides, to bring it below the 5% line"), percent(robustness.robustnessAlpha)],
        ],
      },
    });
    const { short, long, rMax, delta, reason } = robustness.stability;
    out.push({
      caption: `Oster's delta of ${robustness.follow}, as published against with what was left out; R² of what the other published measures and years leave`, // prettier-ignore
      table: {
        columns: numbers("Slope as published", "R² as published", "Slope with what was left out", "R² with what was left out", "Largest R² (1.3 times, at most 100%)", "Delta for a slope of zero"), // prettier-ignore
        rows: [
          [
            ...[number(short?.estimate ?? null), percent(short?.rSquared ?? null)],
            ...[number(long?.estimate ?? null), percent(long?.rSquared ?? null)],
            ...[percent(rMax), delta === null ? { text: `– (${reason})`, value: null } : number(delta)],
          ],
        ],
      },
    });
    out.push({
      caption: "A factor as strong as each measure that was seen",
      table: {
        columns: [...words("As strong as"), ...numbers(`Of what is left of ${robustness.follow}`, "Of what is left of the outcome", "Slope it would leave", "95% interval, from", "95% interval, to")], // prettier-ignore
        rows: robustness.benchmarks.map((each) => [
          text(each.column),
          ...[percent(each.treatment), percent(each.outcome)],
          ...[each.estimate, each.low, each.high].map(number),
        ]),
      },
    });
  }
  if (curve !== null) out.push(...curveTables(curve));
  return out;
}

/** Every model, and what each value of each choice goes with. */
function curveTables(curve: OmittedCurve): NamedTable[] {
  const lists = [
    ["years", "Years", curve.years],
    ["sample", "Areas", curve.samples],
    ["estimator", "Way to fit", curve.estimators],
  ] as const;
  const chosen = lists.filter(([, , values]) => values.length > 1);
  const label = (choice: string): string => lists.find(([key]) => key === choice)?.[1] ?? choice;
  return [
    {
      caption: `The slope of ${curve.follow}, by what was chosen`,
      table: {
        columns: [...words("Outcome", "Choice", "Is"), ...numbers("Models", "Without a figure", "Lowest slope", "Median", "Highest slope", "Above zero", "95% interval above zero", "95% interval below zero")], // prettier-ignore
        rows: curve.choices.map((row) => [
          ...[text(row.outcome), text(row.choice === "all" ? "every model" : label(row.choice)), text(row.choice === "all" ? "" : row.value)], // prettier-ignore
          ...[whole(row.models), whole(row.none), ...[row.lowest, row.median, row.highest].map(number)],
          ...[row.positive, row.above, row.below].map(whole),
        ]),
      },
    },
    {
      caption: `The slope of ${curve.follow} under every declared choice; errors clustered by area (CR1S)`,
      table: {
        columns: [...words(...chosen.map(([, title]) => title), "Outcome", "Measures beside it"), ...numbers("Rows", "Slope", "Standard error", "95% interval, from", "95% interval, to", "p")], // prettier-ignore
        rows: curve.rows.map((row) => [
          ...chosen.map(([key]) => text(row[key])),
          text(row.outcome),
          text(curve.covariates.filter((_, j) => ((row.mask >> j) & 1) === 1).join(", ") || "none"),
          whole(row.nobs),
          row.reason === null ? number(row.estimate) : { text: `– (${row.reason})`, value: null },
          ...[row.stdError, row.low, row.high, row.pValue].map(number),
        ]),
      },
    },
  ];
}
