export { columnNames, columnOf, columnsOf, fromArrays, makeTable, takeTable, type Table } from "./table.ts";
export { filterRows, type Filtered, type Where, type WhereCondition, type WhereValue } from "./filter-rows.ts";
export { joinRows, type Joined } from "./join-rows.ts";
export { distinctTexts, keyText } from "./keys.ts";
export { groupBy, type Groups } from "../columns/group-by.ts";
export { countPresent, mean, median, sum } from "./rollup.ts";
export { whereR } from "./where-r.ts";
