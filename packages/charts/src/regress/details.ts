import type { RegressValue } from "@whyvary/core";
import { onePercent, sentence, thousands } from "@whyvary/core";
import type { NamedTable, TableCell, TableColumn } from "../chart.ts";
import { threeFigures } from "../figures.ts";
import { coefficientRows, pText } from "./table.ts";

const NAMES: { [key: string]: string } = {
  nobs: "Rows used",
  rSquared: "R²",
  withinRSquared: "R² within the absorbed effects",
  adjRSquared: "Adjusted R²",
  sigma: "Residual standard error",
  dfResidual: "Residual degrees of freedom",
  logLik: "Log likelihood",
  aic: "AIC",
  bic: "BIC",
  deviance: "Deviance",
  nullDeviance: "Deviance without the terms",
  pearsonDispersion: "Pearson dispersion (1 where the family fits)",
  dispersion: "Dispersion that model-based errors use",
  theta: "Theta",
  thetaError: "Standard error of theta",
};

const text = (words: string): TableCell => ({ text: words, value: words });
const blank: TableCell = { text: "–", value: null };
const number = (figure: number | null | undefined): TableCell =>
  figure === null || figure === undefined
    ? blank
    : { text: Number.isInteger(figure) ? thousands(figure) : threeFigures(figure), value: figure };
const chance = (p: number | null): TableCell => (p === null ? blank : { text: pText(p), value: p });
const share = (part: number | null): TableCell => (part === null ? blank : { text: onePercent(part), value: part });
const words = (...labels: string[]): TableColumn[] => labels.map((label) => ({ key: label, label }));
const numbers = (...labels: string[]): TableColumn[] => labels.map((label) => ({ key: label, label, numeric: true }));

/** Figures that belong to the method: each table only where the model has it. */
export function regressDetails(value: RegressValue): NamedTable[] {
  const tables = [
    predictedTable(value),
    fitTable(value),
    restsTable(value),
    familyTable(value),
    testTable(value),
    ...randomTables(value),
    ...ordinalTables(value),
    inflationTable(value),
    termTable(value),
    influentialTable(value),
  ];
  return tables.filter((table) => table !== null && table.table.rows.length > 0) as NamedTable[];
}

function predictedTable({ predictions, outcome }: RegressValue): NamedTable | null {
  if (predictions.length === 0) return null;
  const measures = Object.keys(predictions[0]!.at);
  const one = predictions.some(({ predictionLow }) => predictionLow !== null);
  const rows = predictions.map(({ name, at, fit, low, high, predictionLow, predictionHigh }): TableCell[] => [
    ...[text(name), number(fit), number(low), number(high)],
    ...(one ? [number(predictionLow), number(predictionHigh)] : []),
    ...measures.map((measure): TableCell => {
      const value = at[measure]!;
      return typeof value === "string" || measure === "time" ? { text: String(value), value } : number(value);
    }),
  ]);
  return {
    caption: `Predicted ${outcome}; measures that the study does not name stand at their usual value`,
    table: {
      columns: [
        ...words("Case"),
        ...numbers("Predicted", "95% interval of the mean, from", "95% interval of the mean, to"),
        ...(one ? numbers("95% interval of one new row, from", "95% interval of one new row, to") : []),
        ...measures.map((measure) => ({ key: `at ${measure}`, label: measure, numeric: typeof predictions[0]!.at[measure] === "number" })), // prettier-ignore
      ],
      rows,
    },
  };
}

function fitTable(value: RegressValue): NamedTable {
  const { fit } = value;
  const rows = Object.entries(NAMES).flatMap(([key, label]): TableCell[][] => {
    const figure = fit[key];
    return typeof figure === "number" ? [[text(label), { text: long(figure), value: figure }]] : [];
  });
  for (const { name, levels } of value.effects) rows.push([text(`Effects taken out: ${name}`), number(levels)]);
  for (const { name, count } of value.clusters) rows.push([text(`Clusters: ${name}`), number(count)]);
  for (const name of value.absorbed) rows.push([text(`Cannot be told apart: ${name}`), text("no coefficient")]);
  return { caption: "The model as a whole", table: { columns: [...words("Figure"), ...numbers("Value")], rows } };
}

function long(figure: number): string {
  return Number.isInteger(figure) ? thousands(figure) : String(Number(figure.toPrecision(5))).replace("-", "−");
}

/** On whom each coefficient rests, and what it would be without single areas. */
function restsTable(value: RegressValue): NamedTable {
  const df = new Map(value.satterthwaite.map((row) => [row.term, row.df]));
  const out = new Map(value.leaveOneOut.map((row) => [row.term, row]));
  const held = new Map(value.leverage.map((row) => [row.term, row]));
  const terms = value.leverage.length > 0 ? value.leverage : value.leaveOneOut;
  const rows = terms.map(({ term }): TableCell[] => {
    const own = df.get(term);
    const left = out.get(term);
    const most = held.get(term);
    const without = (end: { label: string; estimate: number } | undefined): TableCell[] =>
      end === undefined ? [blank, blank] : [number(end.estimate), text(end.label)];
    return [
      text(term),
      most === undefined ? blank : text(most.label),
      share(most?.share ?? null),
      own === undefined ? blank : { text: own.toFixed(1), value: own },
      ...without(left?.lowest),
      ...without(left?.highest),
    ];
  });
  return {
    caption: "On whom each coefficient rests, and its range when single areas are left out",
    table: {
      columns: [
        ...words("Term", "Area with most weight"),
        ...numbers("Its share of the variation", "Degrees of freedom (Satterthwaite)", "Lowest"),
        ...words("Lowest without"),
        ...numbers("Highest"),
        ...words("Highest without"),
      ],
      rows,
    },
  };
}

function familyTable({ family }: RegressValue): NamedTable | null {
  if (family === null) return null;
  const columns = [...words("Term"), ...numbers(...family.models.map(({ label }) => label))];
  const rows = family.rows.flatMap(({ term, cells }): TableCell[][] => [
    [text(term), ...cells.map((cell) => number(cell?.estimate))],
    [text(`${term}: standard error`), ...cells.map((cell) => number(cell?.stdError))],
  ]);
  rows.push([text("Rows"), ...family.models.map(({ nobs }) => number(nobs))]);
  return { caption: `The panel family side by side; ${family.errors}`, table: { columns, rows } };
}

function testTable({ family }: RegressValue): NamedTable | null {
  if (family === null) return null;
  const rows = family.tests.map(({ name, statistic, df, pValue }): TableCell[] => [
    text(name),
    number(statistic),
    { text: df.map(thousands).join(", "), value: df.join(", ") },
    chance(pValue),
  ]);
  return {
    caption: "Tests between members of the family",
    table: { columns: [...words("Test"), ...numbers("Statistic", "Degrees of freedom", "p")], rows },
  };
}

function randomTables({ random }: RegressValue): NamedTable[] {
  if (random === null) return [];
  const rows = random.variances.map(({ group, name, variance, deviation }): TableCell[] => [
    text(`${group}: ${name}`),
    number(variance),
    number(deviation),
  ]);
  if (random.residualVariance !== null)
    rows.push([text("Within them"), number(random.residualVariance), number(Math.sqrt(random.residualVariance))]);
  const parts: [string, number | null][] = [
    ["Share of variance between groups (VPC)", random.vpc],
    ["Fall of the first group's variance through the terms (PCV)", random.pcv],
    ["R² of the terms (marginal)", random.marginal],
    ["R² of terms and groups (conditional)", random.conditional],
  ];
  const shares = parts.flatMap(([label, part]): TableCell[][] => (part === null ? [] : [[text(label), share(part)]]));
  const modes = random.modes.map(({ group, level, name, mode, low, high }): TableCell[] => [
    ...[text(group), text(level), text(name)],
    ...[number(mode), number(low), number(high)],
  ]);
  return [
    {
      caption: `Variances between groups (${random.method})`,
      table: { columns: [...words("Part"), ...numbers("Variance", "Standard deviation")], rows },
    },
    { caption: "What the groups go with", table: { columns: [...words("Share"), ...numbers("Value")], rows: shares } },
    {
      caption: "Departure of each group, drawn towards zero; in order of the groups, not a ranking",
      table: {
        columns: [...words("Group", "Level", "Coefficient"), ...numbers("Departure", "95% interval, from", "95% interval, to")], // prettier-ignore
        rows: modes,
      },
    },
  ];
}

function ordinalTables({ ordinal }: RegressValue): NamedTable[] {
  if (ordinal === null) return [];
  const check = ordinal.proportional;
  const rows =
    check === null
      ? []
      : [{ term: "all terms", ...check }, ...check.terms].map(({ term, statistic, df, pValue }): TableCell[] => [
          ...[text(sentence(term)), number(statistic), number(df), chance(pValue)],
        ]);
  return [
    { caption: "Thresholds between grades", table: coefficientRows(ordinal.thresholds) },
    {
      caption: "Does one coefficient serve for every cut? (Brant)",
      table: { columns: [...words("Term"), ...numbers("Chi-squared", "Degrees of freedom", "p")], rows },
    },
  ];
}

function inflationTable({ inflation }: RegressValue): NamedTable {
  const rows = inflation.map(({ term, df, gvif, scaled }): TableCell[] => [
    ...[text(term), number(df), number(gvif), number(scaled)],
  ]);
  return {
    caption: "How much less is known of each term for its going together with the others",
    table: { columns: [...words("Term"), ...numbers("Columns", "Variance inflation", "Per column, as a factor of the error")], rows }, // prettier-ignore
  };
}

function termTable({ termTests }: RegressValue): NamedTable {
  const kinds = ["", "I: in order", "II: after all but its products", "III: after all others"];
  const rows = termTests.map(({ type, term, df, sumSq, statistic, pValue }): TableCell[] => [
    ...[text(kinds[type]!), text(term), number(df), number(sumSq), number(statistic), chance(pValue)],
  ]);
  return {
    caption: "F tests of whole terms, classical errors (type III depends on how factors are coded)",
    table: { columns: [...words("Type", "Term"), ...numbers("Columns", "Sum of squares", "F", "p")], rows },
  };
}

function influentialTable({ influential }: RegressValue): NamedTable {
  const rows = influential.map(({ row, label, time, cook, hat, rstudent }): TableCell[] => [
    ...[text(label ?? `Row ${row}`), time === null ? blank : { text: String(time), value: time }],
    ...[number(cook), number(hat), number(rstudent)],
  ]);
  return {
    caption: "Rows that move the coefficients most when left out",
    table: { columns: [...words("Who"), ...numbers("Year", "Cook's distance", "Leverage", "Studentised residual")], rows }, // prettier-ignore
  };
}
