import { alike, betterName, MANDATORY } from "./rows.ts";
import type { Broken, Sheet } from "./sheet.ts";

const COLUMNS = ["col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp", "filter_hint", "filter_grouping_column"]; // prettier-ignore
const UNITS = /^(?:|%|pp|£|£m|number|string|numberstring)$/;
const PLACE = /^(?:time_period|time_identifier|geographic_level|(?:country|region|la|old_la|new_la|lad|pcon|lsip|ward|local_enterprise_partnership|english_devolved_area|opportunity_area)_(?:code|name)|la_name|old_la_code|new_la_code)$/; // prettier-ignore

/** Rules about the companion file, which says what each column of the data is; without the data, those that need none. */
export function* companionRules(meta: Sheet, data: Sheet | null): Generator<Broken> {
  for (const name of COLUMNS)
    if (!meta.has(name)) yield { code: "meta-column-missing", severity: "error", text: `There is no column “${name}”`, remedy: "Add it; it may be blank.", column: name }; // prettier-ignore
  for (const name of meta.names)
    if (!COLUMNS.includes(name)) yield { code: "meta-column-unknown", severity: "error", text: `The format has no column “${name}”`, remedy: "Leave it out.", column: name }; // prettier-ignore
  if (!meta.has("col_name")) return;
  const lines = new Map<string, number>();
  const labels = new Map<string, number>();
  const groups = new Map<string, string>();
  for (let row = 0; row < meta.rows; row++) {
    const at = (name: string): string => meta.cell(row, name);
    const name = at("col_name");
    const label = at("label");
    const group = at("filter_grouping_column");
    yield* lineRules(row, at);
    if (name !== "" && lines.has(name)) yield { code: "meta-name-twice", severity: "error", text: `“${name}” stands twice in “col_name”`, remedy: "Keep one of the lines.", row, column: "col_name", value: name }; // prettier-ignore
    if (label !== "" && labels.has(label)) yield { code: "meta-label-twice", severity: "error", text: `Two columns have the label “${label}”`, remedy: "Tell them apart.", row, column: "label", value: label }; // prettier-ignore
    lines.set(name, row);
    labels.set(label, row);
    if (name !== "" && data !== null && !data.has(name)) yield { code: "meta-name-unknown", severity: "error", text: `“${name}” is described, but is no column of ${data.file}`, remedy: "Leave the line out, or spell it as the data do.", row, column: "col_name", value: name }; // prettier-ignore
    if (group === "" || at("col_type") !== "Filter") continue;
    if (data !== null && !data.has(group)) yield { code: "meta-group-unknown", severity: "error", text: `“${group}” groups the filter “${name}”, but is no column of ${data.file}`, remedy: "Spell it as the data do, or leave it out.", row, column: "filter_grouping_column", value: group }; // prettier-ignore
    else if (data !== null && data.distinct(group).size > data.distinct(name).size) yield { code: "meta-group-finer", severity: "error", text: `“${group}” has more values than the filter “${name}” that it groups`, remedy: "Exchange the two.", row, column: "filter_grouping_column", value: group }; // prettier-ignore
    if (groups.has(group)) yield { code: "meta-group-twice", severity: "error", text: `“${group}” groups both “${groups.get(group)}” and “${name}”`, remedy: "Give each filter a grouping column of its own.", row, column: "filter_grouping_column", value: group }; // prettier-ignore
    groups.set(group, name);
  }
  for (const [group, name] of groups)
    if (!lines.has(group)) yield { code: "meta-group-undescribed", severity: "warning", text: `“${group}” groups the filter “${name}” but has no line of its own`, remedy: "Add a line of type Filter for it.", row: lines.get(name)!, column: "filter_grouping_column", value: group }; // prettier-ignore
  const groupings = [...meta.distinct("indicator_grouping")].map(([text, { row }]): [string, number] => [text, row]);
  yield* alike("indicator_grouping", new Map(groupings), "indicator-groups-alike");
  for (const name of data?.names ?? [])
    if (!lines.has(name) && !groups.has(name) && !PLACE.test(name) && !/_(?:code|name|id|urn|ukprn|laestab)$/.test(name)) yield { code: "meta-name-missing", severity: "error", text: `“${name}” of ${data!.file} is not described`, remedy: "Add a line for it.", column: name, value: name }; // prettier-ignore
}

function* lineRules(row: number, at: (name: string) => string): Generator<Broken> {
  const name = at("col_name");
  const type = at("col_type");
  const wrong = (code: string, column: string, text: string, remedy: string): Broken => ({ code, severity: "error", text, remedy, row, column, value: at(column) }); // prettier-ignore
  if (name === "") yield wrong("meta-name-blank", "col_name", "A column without a name is described", "Name it or leave the line out."); // prettier-ignore
  const better = betterName(name);
  if (better !== null) yield { ...wrong("name-not-standard", "col_name", `The column name “${name}” is not the one that other files use`, `They write ${better}.`), severity: "warning" }; // prettier-ignore
  if (/\s/.test(name)) yield wrong("meta-name-spaces", "col_name", `The name “${name}” has spaces in it`, "Write _ instead."); // prettier-ignore
  if (MANDATORY.includes(name) || PLACE.test(name)) yield wrong("meta-name-place", "col_name", `“${name}” says when or where and is not to be described`, "Leave the line out."); // prettier-ignore
  if (type !== "Filter" && type !== "Indicator") yield wrong("meta-type-wrong", "col_type", `“${type}” is not “Filter” or “Indicator”`, "Write one of the two."); // prettier-ignore
  if (at("label") === "") yield wrong("meta-label-blank", "label", `“${name}” has no label`, "Write what a person would call it."); // prettier-ignore
  if (at("label").length > 80) yield wrong("meta-label-long", "label", `The label of “${name}” has more than 80 characters`, "Shorten it."); // prettier-ignore
  const places = at("indicator_dp");
  if (type === "Filter") {
    for (const column of ["indicator_grouping", "indicator_unit", "indicator_dp"])
      if (at(column) !== "") yield wrong("meta-indicator-only", column, `“${column}” is filled for the filter “${name}”`, "Leave it blank: it is for indicators."); // prettier-ignore
  } else {
    for (const column of ["filter_hint", "filter_grouping_column"])
      if (at(column) !== "") yield wrong("meta-filter-only", column, `“${column}” is filled for the indicator “${name}”`, "Leave it blank: it is for filters."); // prettier-ignore
    if (places === "") yield { ...wrong("meta-dp-blank", "indicator_dp", `It is not said how many decimals “${name}” is shown with`, "Write a whole number."), severity: "warning" }; // prettier-ignore
  }
  if (places !== "" && !/^\d+$/.test(places)) yield wrong("meta-dp-wrong", "indicator_dp", `“${places}” is no number of decimals`, "Write a whole number from 0 up."); // prettier-ignore
  if (!UNITS.test(at("indicator_unit"))) yield wrong("meta-unit-unknown", "indicator_unit", `“${at("indicator_unit")}” is no unit of the format`, "Use %, pp, £, £m, or leave it blank."); // prettier-ignore
}
