/** The English open-data format for education statistics: fixed names for time and place, then filters, then indicators. */

const GEOGRAPHY =
  /^(?:country|region|la|lad|lsip|local_authority_district|rsc_region|pcon|parliamentary_constituency|ward|mat|trust|sponsor|school|provider|institution|opportunity_area|english_devolved_area|local_enterprise_partnership|local_skills_improvement_plan_area|planning_area|pfa|police_force_area)_(?:code|name|id|urn|ukprn|laestab|lead_name)$/;

export function isOpenData(order: readonly string[]): boolean {
  return order.includes("time_period") && order.includes("geographic_level");
}

/** The file that says what the columns of an open-data file are. */
export function isCompanion(order: readonly string[]): boolean {
  return order.includes("col_name") && order.includes("col_type") && order.includes("label");
}

export type OpenDataRole = "time" | "level" | "area" | "label" | "group" | "filter" | "indicator";

/** The role that a name has in the format; columns with other names are filters if they hold words, else indicators. */
export function openDataRole(name: string, type: "number" | "text"): OpenDataRole {
  if (name === "time_period") return "time";
  if (name === "time_identifier" || name === "geographic_level") return "level";
  if (name === "old_la_code" || name === "new_la_code") return "area";
  if (name === "la_name") return "label";
  if (GEOGRAPHY.test(name)) return "group";
  return type === "text" ? "filter" : "indicator";
}
