/**
 * What the common columns of England's open data on children are called, for downloads that come without their companion.
 * Facts, written by hand; the rate and the percentage of a count are named after it.
 */
const LABELS: Readonly<Record<string, string>> = {
  time_period: "Year or years",
  time_identifier: "Kind of year",
  geographic_level: "Level of place",
  country_code: "Country code",
  country_name: "Country",
  region_code: "Region code",
  region_name: "Region",
  old_la_code: "Council's three-digit code",
  new_la_code: "Council's nine-character code",
  la_name: "Council",
  population_estimate: "Population estimate",
  rate_per_10000: "Rate per 10,000 children",
  // Referrals, need, assessments
  referrals: "Referrals in the year",
  referral_count: "Referrals in the year",
  referral_child: "Children referred in the year",
  referral_child_count: "Children referred in the year",
  referrals_child: "Children referred in the year",
  rereferral: "Referrals within 12 months of an earlier one",
  rereferral_count: "Referrals within 12 months of an earlier one",
  rereferral_child: "Children referred again within 12 months",
  rereferral_child_count: "Children referred again within 12 months",
  re_referrals: "Referrals within 12 months of an earlier one",
  re_referrals_child: "Children referred again within 12 months",
  no_further_action: "Referrals that led to no further action",
  no_further_action_count: "Referrals that led to no further action",
  not_in_need: "Referrals assessed as not in need",
  not_in_need_count: "Referrals assessed as not in need",
  children_in_need: "Children in need at 31 March",
  cin_at31: "Children in need at 31 March",
  at31_episodes: "Children in need at 31 March",
  anypoint_episodes: "Episodes of need at any point in the year",
  anypoint_child: "Children in need at any point in the year",
  started_episodes: "Episodes of need that started in the year",
  started_child: "Children whose need started in the year",
  ended_episodes: "Episodes of need that ended in the year",
  ended_child: "Children whose need ended in the year",
  assessments_completed: "Assessments completed in the year",
  completed_assessments: "Assessments completed in the year",
  awaiting_assessment: "Children awaiting assessment",
  episodes_with_assessment_factor: "Assessments with factors recorded at their end",
  factor_identified: "Assessments in which a factor was found",
  section47: "Section 47 enquiries started in the year",
  section47_child: "Children with a section 47 enquiry in the year",
  icpc: "Initial child protection conferences in the year",
  icpc_child: "Children with an initial conference in the year",
  // Plans
  child_protection_plans: "Child protection plans at 31 March",
  cpp_at31: "Child protection plans at 31 March",
  cpp_at31_3months: "Plans at 31 March that had lasted three months",
  cpp_start: "Child protection plans started in the year",
  cpp_child_start: "Children whose plan started in the year",
  cpp_end: "Child protection plans ended in the year",
  cpp_child_end: "Children whose plan ended in the year",
  cpp_anypoint: "Child protection plans at any point in the year",
  cpp_child_anypoint: "Children with a plan at any point in the year",
  cpp_subsequent: "Plans started for a second or later time",
  cpp_end_first_6months: "Plans that ended in the first half of the year",
  reviewed_within_timescales: "Plans reviewed in time",
  cinplan_at31: "Child in need plans at 31 March",
  cinplan_start: "Child in need plans started in the year",
  cinplan_child_start: "Children whose child in need plan started in the year",
  cinplan_end: "Child in need plans ended in the year",
  cinplan_child_end: "Children whose child in need plan ended in the year",
  cinplan_anypoint: "Child in need plans at any point in the year",
  cinplan_child_anypoint: "Children with a child in need plan at any point in the year",
  "3_months_or_less": "Three months or less",
  more_than_3_months_6_months: "More than three months, up to six",
  more_than_6_months_less_than_1_year: "More than six months, less than a year",
  "1_year_less_than_2_years": "One year, less than two",
  "2_years_or_more": "Two years or more",
  "2years+": "Two years or more",
  neglect_initial: "First category: neglect",
  physical_initial: "First category: physical abuse",
  sexual_initial: "First category: sexual abuse",
  emotional_initial: "First category: emotional abuse",
  multiple_initial: "First category: several",
  neglect_latest: "Latest category: neglect",
  physical_latest: "Latest category: physical abuse",
  sexual_latest: "Latest category: sexual abuse",
  emotional_latest: "Latest category: emotional abuse",
  multiple_latest: "Latest category: several",
  n1_abuse_or_neglect: "Primary need: abuse or neglect",
  n2_childs_disability_or_illness: "Primary need: child's disability or illness",
  n3_parents_disability_or_illness: "Primary need: parent's disability or illness",
  n4_family_in_acute_stress: "Primary need: family in acute stress",
  n5_family_dysfunction: "Primary need: family dysfunction",
  n6_socially_unacceptable_behaviour: "Primary need: socially unacceptable behaviour",
  n7_low_income: "Primary need: low income",
  n8_absent_parenting: "Primary need: absent parenting",
  n9_cases_other_than_cin: "Primary need: cases other than children in need",
  n0_not_stated: "Primary need: not stated",
  // Factors
  alcohol_misuse: "Alcohol misuse",
  drug_misuse: "Drug misuse",
  domestic_abuse: "Domestic abuse",
  mental_health: "Mental health",
  learning_disability: "Learning disability",
  physical_disability: "Physical disability",
  child_sexual_exploitation: "Child sexual exploitation",
  child_criminal_exploitation: "Child criminal exploitation",
  unaccompanied_asylum_seeker: "Unaccompanied asylum seeker",
  // Looked after, leaving care
  children_count: "Children",
  children: "Children",
  care_leaver: "Care leavers",
  care_leaver_count: "Care leavers",
  // Workforce
  social_worker_fte: "Social workers in post, full-time equivalent",
  social_worker_headcount: "Social workers in post, headcount",
  inpost_fte: "Social workers in post, full-time equivalent",
  inpost_headcount: "Social workers in post, headcount",
  starters_fte: "Social workers who started, full-time equivalent",
  starters_headcount: "Social workers who started, headcount",
  leavers_fte: "Social workers who left, full-time equivalent",
  leavers_headcount: "Social workers who left, headcount",
  leaver_fte: "Social workers who left, full-time equivalent",
  leaver_headcount: "Social workers who left, headcount",
  vacancy_fte: "Vacancies, full-time equivalent",
  agency_fte: "Agency social workers, full-time equivalent",
  agency_headcount: "Agency social workers, headcount",
  agency_cover_fte: "Agency workers covering vacancies, full-time equivalent",
  vacancy_rate_fte: "Vacancy rate, full-time equivalent (%)",
  turnover_rate_fte: "Turnover rate, full-time equivalent (%)",
  turnover_rate_headcount: "Turnover rate, headcount (%)",
  agency_rate_fte: "Agency rate, full-time equivalent (%)",
  agency_worker_rate_fte: "Agency rate, full-time equivalent (%)",
  agency_rate_headcount: "Agency rate, headcount (%)",
  agency_worker_rate_headcount: "Agency rate, headcount (%)",
  agency_cover_rate_fte: "Share of vacancies covered by agency workers (%)",
  vacancy_agency_cover_rate_fte: "Share of vacancies covered by agency workers (%)",
  absence_rate_fte: "Absence rate, full-time equivalent (%)",
  working_days_lost_fte: "Working days lost, full-time equivalent",
  case_holders_fte: "Social workers holding cases, full-time equivalent",
  cases: "Cases held",
  caseload_fte: "Average caseload, full-time equivalent",
  // Attainment
  t_pupils: "Pupils at the end of key stage 4",
  avg_att8: "Average Attainment 8 score",
  avg_p8score: "Average Progress 8 score",
  avg_ebaccaps: "Average point score of the English Baccalaureate",
  pt_l2basics_94: "Grade 4 or above in English and mathematics (%)",
  pt_l2basics_95: "Grade 5 or above in English and mathematics (%)",
};

const WHO: readonly (readonly [string, string])[] = [
  ["_child", "the child"],
  ["_parent", "a parent"],
  ["_person", "another person"],
];
const ENDS: readonly (readonly [RegExp, string])[] = [
  [/_%$/, ""],
  [/_percent$/, ", %"],
  [/(?:_rate|_per_10,?000_children)$/, ", rate per 10,000 children"],
];

/** What a column of this name is called; undefined where that is not known. */
export function commonLabel(name: string): string | undefined {
  const plain = name.toLowerCase();
  const own = known(plain);
  if (own !== undefined) return own;
  for (const [end, words] of ENDS) {
    const stem = plain.replace(end, "");
    const base = stem === plain ? undefined : known(stem);
    if (base !== undefined) return base + words;
  }
  for (const [end, who] of WHO) {
    const base = plain.endsWith(end) ? known(plain.slice(0, -end.length)) : undefined;
    if (base !== undefined) return `${base}: ${who}`;
  }
  return undefined;
}

function known(name: string): string | undefined {
  return Object.hasOwn(LABELS, name) ? LABELS[name] : undefined;
}
