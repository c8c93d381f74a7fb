import type { DecomposeValue } from "@whyvary/core";
import { onePercent, thousands } from "@whyvary/core";
import { chanceTable, type NamedTable, type Table, type TableCell } from "@whyvary/charts";

/** What stands behind the shares: each measure's variation within areas, figures of the whole model, and chance. */
export function detailTables(value: DecomposeValue): NamedTable[] {
  const tables: NamedTable[] = [{ caption: "The model as a whole", table: figures(value) }];
  const chance = chanceTable(value);
  if (chance.columns.length > 1)
    tables.push({ caption: "By chance: what independent yearly noise alone would give", table: chance });
  if (value.columns.length > 0) tables.push({ caption: "Each column", table: columns(value) });
  return tables;
}

const text = (value: string): TableCell => ({ text: value, value });
const percent = (share: number | null): TableCell =>
  share === null ? { text: "–", value: null } : { text: onePercent(share), value: share };

function figures(value: DecomposeValue): Table {
  const rows: [string, TableCell][] = [
    ["Rows used", { text: thousands(value.nobs), value: value.nobs }],
    ["All groups together (R²)", percent(value.rSquared)],
    ["The same, adjusted", percent(value.adjRSquared)],
    ["Cannot be told apart", percent(value.contested)],
    ["Goes with nothing here", percent(value.leftOver)],
    ["Without the area group (R²)", percent(value.rSquaredWithoutArea)],
    ["Variance between areas, of what years leave (VPC)", percent(value.vpc)],
    ["Fall of the variance between areas (PCV)", percent(value.pcv)],
    ["Areas on their own by chance, independent years", percent(value.noiseFloor)],
    ["Areas on their own by chance, if one year resembles the next", percent(value.noiseFloorAutocorrelated)],
  ];
  if (value.mixedShares) {
    rows.push(["By a random-intercept model: areas", percent(value.mixedShares.area)]);
    for (const [block, share] of Object.entries(value.mixedShares.fixed))
      rows.push([`By a random-intercept model: ${block}`, percent(share)]);
    rows.push(["By a random-intercept model: left over", percent(value.mixedShares.leftOver)]);
  }
  return {
    columns: [
      { key: "figure", label: "Figure" },
      { key: "value", label: "Value", numeric: true },
    ],
    rows: rows.filter(([, cell]) => cell.value !== null).map(([label, cell]) => [text(label), cell]),
  };
}

function columns(value: DecomposeValue): Table {
  return {
    columns: [
      { key: "column", label: "Column" },
      { key: "block", label: "Group" },
      { key: "within", label: "of its variation, within areas", numeric: true },
      { key: "between", label: "of lasting differences, goes with it", numeric: true },
      { key: "absorbed", label: "Can be told apart" },
    ],
    rows: value.columns.map((column) => [
      text(column.column),
      text(column.block),
      percent(column.withinShare),
      percent(column.betweenShare),
      text(column.absorbed ? "no" : "yes"),
    ]),
  };
}
