/** Values that files of the service share, by column: a value beside them is most often misspelt. Facts, written by hand. */

const ETHNICITY: ReadonlyMap<string, readonly string[]> = new Map([
  ["Asian / Asian British", ["Indian", "Pakistani", "Bangladeshi", "Chinese", "Any other Asian background"]],
  [
    "Black / African / Caribbean / Black British",
    ["African", "Caribbean", "Any other Black / African / Caribbean background"],
  ],
  [
    "Mixed / Multiple ethnic groups",
    [
      "White and Black Caribbean",
      "White and Black African",
      "White and Asian",
      "Any other Mixed / Multiple ethnic background",
    ],
  ],
  [
    "White",
    [
      "English / Welsh / Scottish / Northern Irish / British",
      "Irish",
      "Gypsy or Irish Traveller",
      "Roma",
      "Any other White background",
    ],
  ],
  ["Other ethnic group", ["Arab", "Any other ethnic group"]],
]);

const SEX = ["Total", "Female", "Male", "Other", "Unknown"];
const SEN = [
  "Total",
  "No identified SEN",
  "Any SEN",
  "SEN support",
  "Education, health and care plans",
  "Education, health and care plan",
  "Unknown",
];

export const STANDARD_VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  ["ethnicity_major", ["Total", "Unknown", ...ETHNICITY.keys()]],
  ["ethnicity_minor", ["Total", "Unknown", ...[...ETHNICITY.values()].flat()]],
  ["sex", SEX],
  ["gender", SEX],
  ["sen_status", SEN],
  ["fsm_status", ["Total", "FSM eligible", "Not FSM eligible", "FSM", "Non-FSM", "Unknown"]],
  ["disadvantage_status", ["Total", "Disadvantaged", "Not known to be disadvantaged", "Unknown"]],
  [
    "education_phase",
    [
      "Total",
      "Early years",
      "Nursery",
      "Primary",
      "Middle",
      "Secondary",
      "All-through",
      "16 to 18",
      "Special",
      "Alternative provision",
      "Pupil referral unit",
      "Further education",
      "Higher education",
      "Not applicable",
      "Unknown",
    ],
  ],
]);
