import { charts, look, type Spec } from "../src/index.ts";
import { publishedAwkward, publishedFour } from "./fixtures/audit.ts";
import { familyFlips, fewCoefficients, manyCoefficients } from "./fixtures/coefficients.ts";
import { awkwardSteps, manyChoices, threeSteps } from "./fixtures/omitted.ts";
import { longNamed, moneyMapped, moneyParts, overspends, overspendsMapped } from "./fixtures/money.ts";
import { bareProfile, ownProfile } from "./fixtures/profile.ts";
import { typedMap, typedProfile, typedSpread, typedStrip, typedTrend } from "./fixtures/provisional.ts";
import { againstPublished } from "./fixtures/reconcile.ts";
import { spendAndGrade, spendAndPlans } from "./fixtures/relate.ts";
import { fourGroups, manyGroups, suppressed } from "./fixtures/shares.ts";
import { fewAreas, manyAreas, onMap, withoutCounts } from "./fixtures/spread.ts";
import { growing, growingMapped } from "./fixtures/trend.ts";

/** Every stored picture, by name: for the snapshots and for the gallery. A new chart adds its own here. */
export const pictures: { [name: string]: () => Spec } = {
  "audit-light": () => charts.audit.spec(publishedFour(), look("light")),
  "audit-dark": () => charts.audit.spec(publishedFour(), look("dark")),
  "audit-narrow": () => charts.audit.spec(publishedFour(), look("light", { width: 336 })),
  "audit-awkward": () => charts.audit.spec(publishedAwkward(), look("light", { width: 560 })),
  "audit-awkward-narrow-dark": () => charts.audit.spec(publishedAwkward(), look("dark", { width: 336 })),
  "decompose-light": () => charts.decompose.spec(fourGroups(), look("light")),
  "decompose-dark": () => charts.decompose.spec(fourGroups(), look("dark")),
  "decompose-narrow": () => charts.decompose.spec(fourGroups(), look("light", { width: 336 })),
  "decompose-many": () => charts.decompose.spec(manyGroups(), look("light", { width: 640 })),
  "decompose-many-narrow-dark": () => charts.decompose.spec(manyGroups(), look("dark", { width: 336 })),
  "decompose-suppressed": () => charts.decompose.spec(suppressed(), look("light", { width: 560 })),
  "regress-light": () => charts.regress.spec(fewCoefficients(), look("light")),
  "regress-dark": () => charts.regress.spec(fewCoefficients(), look("dark")),
  "regress-narrow": () => charts.regress.spec(fewCoefficients(), look("light", { width: 336 })),
  "regress-many": () => charts.regress.spec(manyCoefficients(), look("light", { width: 560 })),
  "regress-family": () => charts.regress.spec(familyFlips(), look("light"), { view: "family poverty" }),
  "regress-family-narrow-dark": () =>
    charts.regress.spec(familyFlips(), look("dark", { width: 336 }), { view: "family poverty" }),
  "regress-residuals": () => charts.regress.spec(familyFlips(), look("light"), { view: "residuals", focus: "X7" }),
  "regress-residuals-narrow-dark": () =>
    charts.regress.spec(familyFlips(), look("dark", { width: 336 }), { view: "residuals", focus: "X7" }),
  "regress-normal": () => charts.regress.spec(familyFlips(), look("light"), { view: "normal" }),
  "regress-normal-narrow": () => charts.regress.spec(familyFlips(), look("light", { width: 336 }), { view: "normal" }),
  "omitted-light": () => charts.omitted.spec(threeSteps(), look("light")),
  "omitted-dark": () => charts.omitted.spec(threeSteps(), look("dark")),
  "omitted-narrow": () => charts.omitted.spec(threeSteps(), look("light", { width: 336 })),
  "omitted-awkward": () => charts.omitted.spec(awkwardSteps(), look("light", { width: 560 })),
  "omitted-curve-light": () => charts.omitted.spec(threeSteps(), look("light"), { view: "curve" }),
  "omitted-curve-dark": () => charts.omitted.spec(threeSteps(), look("dark"), { view: "curve" }),
  "omitted-curve-narrow": () => charts.omitted.spec(threeSteps(), look("light", { width: 336 }), { view: "curve" }),
  "omitted-curve-awkward": () => charts.omitted.spec(awkwardSteps(), look("light", { width: 560 }), { view: "curve" }),
  "omitted-curve-many": () => charts.omitted.spec(manyChoices(), look("light"), { view: "curve" }),
  "omitted-curve-many-narrow-dark": () =>
    charts.omitted.spec(manyChoices(), look("dark", { width: 336 }), { view: "curve" }),
  "profile-light": () => charts.profile.spec(ownProfile(), look("light")),
  "profile-dark": () => charts.profile.spec(ownProfile(), look("dark")),
  "profile-narrow": () => charts.profile.spec(ownProfile(), look("light", { width: 336 })),
  "profile-pathway-light": () => charts.profile.spec(ownProfile(), look("light"), { view: "pathway" }),
  "profile-pathway-dark": () => charts.profile.spec(ownProfile(), look("dark"), { view: "pathway" }),
  "profile-pathway-narrow": () => charts.profile.spec(ownProfile(), look("light", { width: 336 }), { view: "pathway" }),
  "profile-expected": () => charts.profile.spec(ownProfile(), look("light"), { view: "expected" }),
  "profile-expected-narrow-dark": () =>
    charts.profile.spec(ownProfile(), look("dark", { width: 336 }), { view: "expected" }),
  "profile-bare": () => charts.profile.spec(bareProfile(), look("light", { width: 560 })),
  "reconcile-light": () => charts.reconcile.spec(againstPublished(), look("light")),
  "reconcile-dark": () => charts.reconcile.spec(againstPublished(), look("dark")),
  "reconcile-narrow": () => charts.reconcile.spec(againstPublished(), look("light", { width: 336 })),
  "spread-order": () => charts.spread.spec(manyAreas(), look("light"), { focus: "X001" }),
  "spread-order-narrow-dark": () => charts.spread.spec(manyAreas(), look("dark", { width: 336 }), { focus: "X001" }),
  "spread-order-few": () => charts.spread.spec(fewAreas(), look("light", { width: 560 }), { focus: "X003" }),
  "spread-funnel": () => charts.spread.spec(manyAreas(), look("light"), { view: "square-root", focus: "X001" }),
  "spread-funnel-narrow": () =>
    charts.spread.spec(manyAreas(), look("light", { width: 336 }), { view: "square-root", focus: "X001" }),
  "spread-funnel-rate-dark": () => charts.spread.spec(manyAreas(), look("dark"), { view: "pearson", focus: "X001" }),
  "spread-years": () => charts.spread.spec(manyAreas(), look("light"), { view: "years" }),
  "spread-years-narrow-dark": () => charts.spread.spec(manyAreas(), look("dark", { width: 336 }), { view: "years" }),
  "spread-map": () => charts.spread.spec(onMap(manyAreas(), "odd-r"), look("light"), { view: "map", focus: "X009" }),
  "spread-map-dark": () =>
    charts.spread.spec(onMap(manyAreas(), "even-q"), look("dark"), { view: "map", focus: "X009" }),
  "spread-map-narrow": () =>
    charts.spread.spec(onMap(manyAreas(), "odd-r"), look("light", { width: 336 }), { view: "map", focus: "X009" }),
  "spread-map-narrow-dark": () =>
    charts.spread.spec(onMap(manyAreas(), "odd-q"), look("dark", { width: 336 }), { view: "map" }),
  "spread-map-few": () =>
    charts.spread.spec(onMap(fewAreas(), "even-r"), look("light", { width: 560 }), { view: "map", focus: "X003" }),
  "spread-strip": () => charts.spread.spec(withoutCounts(), look("light"), { focus: "X001" }),
  "spread-strip-narrow": () => charts.spread.spec(withoutCounts(), look("light", { width: 336 }), { focus: "X001" }),
  "composition-light": () => charts.composition.spec(moneyParts(), look("light")),
  "composition-dark": () => charts.composition.spec(moneyParts(), look("dark")),
  "composition-narrow": () => charts.composition.spec(moneyParts(), look("light", { width: 336 })),
  "composition-amounts": () => charts.composition.spec(moneyParts(), look("light"), { view: "amounts" }),
  "composition-amounts-narrow-dark": () =>
    charts.composition.spec(moneyParts(), look("dark", { width: 336 }), { view: "amounts" }),
  "composition-areas": () => charts.composition.spec(moneyParts(), look("light"), { view: "areas" }),
  "composition-map": () => charts.composition.spec(moneyMapped(), look("light"), { view: "map" }),
  "composition-map-narrow-dark": () =>
    charts.composition.spec(moneyMapped(), look("dark", { width: 336 }), { view: "map" }),
  "composition-one-year": () =>
    charts.composition.spec(moneyParts({ times: [2018], published: {} }), look("light", { width: 560 })),
  "budget-light": () => charts.budget.spec(overspends(), look("light")),
  "budget-dark": () => charts.budget.spec(overspends(), look("dark")),
  "budget-narrow": () => charts.budget.spec(overspends(), look("light", { width: 336 })),
  "budget-long-name": () => charts.budget.spec(longNamed(), look("light")),
  "budget-long-name-narrow-dark": () => charts.budget.spec(longNamed(), look("dark", { width: 336 })),
  "budget-map": () => charts.budget.spec(overspendsMapped(), look("light"), { view: "map" }),
  "budget-map-narrow": () => charts.budget.spec(overspendsMapped(150), look("light", { width: 336 }), { view: "map" }),
  "budget-map-narrow-dark": () =>
    charts.budget.spec(overspendsMapped(150), look("dark", { width: 336 }), { view: "map" }),
  "budget-years": () => charts.budget.spec(overspends(), look("light"), { view: "years" }),
  "budget-years-narrow-dark": () => charts.budget.spec(overspends(), look("dark", { width: 336 }), { view: "years" }),

  "relate-light": () => charts.relate.spec(spendAndPlans(), look("light"), { focus: "X7" }),
  "relate-dark": () => charts.relate.spec(spendAndPlans(), look("dark"), { focus: "X7" }),
  "relate-narrow": () => charts.relate.spec(spendAndPlans(), look("light", { width: 336 })),
  "relate-within": () => charts.relate.spec(spendAndPlans(), look("light"), { view: "within" }),
  "relate-slopes": () => charts.relate.spec(spendAndPlans(), look("light"), { view: "slopes" }),
  "relate-slopes-narrow-dark": () =>
    charts.relate.spec(spendAndPlans(), look("dark", { width: 336 }), { view: "slopes" }),
  "relate-correlations": () => charts.relate.spec(spendAndPlans(), look("light"), { view: "correlations" }),
  "relate-grades-light": () => charts.relate.spec(spendAndGrade(), look("light"), { focus: "X7" }),
  "relate-grades-narrow-dark": () => charts.relate.spec(spendAndGrade(), look("dark", { width: 336 }), { focus: "X7" }),
  "profile-provisional": () => charts.profile.spec(typedProfile(), look("light", { width: 560 })),
  "profile-provisional-narrow-dark": () => charts.profile.spec(typedProfile(), look("dark", { width: 336 })),
  "spread-provisional-strip": () => charts.spread.spec(typedStrip(), look("light"), { view: "strip", focus: "X001" }),
  "spread-provisional-map": () => charts.spread.spec(typedMap(), look("light"), { view: "map", focus: "X009" }),
  "spread-provisional-map-narrow-dark": () =>
    charts.spread.spec(typedMap(), look("dark", { width: 336 }), { view: "map", focus: "X009" }),
  "spread-provisional-order": () =>
    charts.spread.spec(typedSpread(), look("dark", { width: 560 }), { view: "order", focus: "X001" }),
  "spread-provisional-funnel": () =>
    charts.spread.spec(typedSpread(), look("light"), { view: "square-root", focus: "X001" }),
  "trend-provisional": () => charts.trend.spec(typedTrend(), look("light", { width: 560 })),
  "trend-map": () => charts.trend.spec(growingMapped(), look("light"), { view: "map", focus: "X009" }),
  "trend-map-narrow-dark": () => charts.trend.spec(growingMapped(), look("dark", { width: 336 }), { view: "map" }),
  "trend-index": () => charts.trend.spec(growing(), look("light")),
  "trend-index-narrow-dark": () => charts.trend.spec(growing(), look("dark", { width: 336 })),
  "trend-rates": () => charts.trend.spec(growing(), look("light", { width: 640 }), { view: "rates" }),
  "trend-areas": () => charts.trend.spec(growing(), look("light"), { view: "areas", focus: "X003" }),
  "trend-areas-narrow": () => charts.trend.spec(growing(), look("light", { width: 336 }), { view: "areas" }),
};
