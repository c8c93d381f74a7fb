import { charts, look, type Spec } from "../src/index.ts";
import { fewCoefficients, manyCoefficients } from "./fixtures/coefficients.ts";
import { bareProfile, ownProfile } from "./fixtures/profile.ts";
import { spendAndGrade, spendAndPlans } from "./fixtures/relate.ts";
import { fourGroups, manyGroups, suppressed } from "./fixtures/shares.ts";

/** Every stored picture, by name: for the snapshots and for the gallery. A new chart adds its own here. */
export const pictures: { [name: string]: () => Spec } = {
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
};
