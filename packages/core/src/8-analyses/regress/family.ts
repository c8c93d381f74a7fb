import { namesIn, type Term } from "../../4-frame/index.ts";
import { panelModel, type PanelFit, type PanelModel } from "../../6-estimators/panel-models.ts";
import { coefficientTable, type CoefficientRow } from "../../7-results/coefficient-table.ts";
import { covariance } from "../../7-results/covariance.ts";
import { fTest, hausmanTest, waldTest, type TestResult } from "../../7-results/panel-tests.ts";
import type { Prepared } from "./prepare.ts";
import type { FamilyPart } from "./value.ts";

/** Beyond this the side-by-side would make a quick regression slow. */
const MOST_ROWS = 20_000;
const MOST_COLUMNS = 20;

const MEMBERS: readonly { id: string; model: PanelModel; label: string; suffix?: string }[] = [
  { id: "pooled", model: "pooled", label: "Pooled" },
  { id: "between", model: "between", label: "Between areas" },
  { id: "area", model: "area", label: "Area effects" },
  { id: "area-year", model: "twoWay", label: "Area and year effects" },
  { id: "first-difference", model: "differences", label: "First differences" },
  { id: "within-part", model: "withinBetween", label: "Within-between: within", suffix: "_within" },
  { id: "between-part", model: "withinBetween", label: "Within-between: between", suffix: "_between" },
];

/** The formula's terms without areas and years: what every member of the family is fitted on. Null: there is no family. */
export function familyTerms({ chosen, formula, effects, weights, area, time, grades }: Prepared): Term[] | null {
  const linear = chosen.route === "least-squares" || chosen.route === "panel";
  if (!linear || grades !== null || area === null || time === null || weights !== null) return null;
  if (formula.offsets.length > 0 || !(formula.intercept || effects.length > 0)) return null;
  if (effects.some(({ name }) => name !== "area" && name !== "time")) return null;
  const terms: Term[] = [];
  for (const term of formula.terms) {
    const keys = term.variables.map(({ expression }) =>
      namesIn(expression).every((name) => name === "area" || name === "time"),
    );
    if (keys.every(Boolean)) continue;
    // A product with years or areas is a model of its own.
    if (term.variables.some(({ expression }) => namesIn(expression).some((name) => name === "area" || name === "time")))
      return null;
    terms.push(term);
  }
  return terms.length === 0 ? null : terms;
}

/**
 * The same terms by every member of the panel family, errors clustered by area (CR1): leaving years out, or comparing between
 * areas instead of within them, can reverse a sign. Null where the regression is not one of a panel by least squares.
 */
export function familyOf(prepared: Prepared): FamilyPart | null {
  const terms = familyTerms(prepared);
  const { formula, matrices, termOf, area, time, rows } = prepared;
  if (terms === null || rows.length > MOST_ROWS || area!.levels < 3 || new Set(time!).size < 2) return null;
  const places = matrices.names.flatMap((_, j) => (terms.includes(formula.terms[termOf[j]!]!) ? [j] : []));
  if (places.length === 0 || places.length > MOST_COLUMNS) return null;
  const names = places.map((j) => matrices.names[j]!);
  const input = { y: matrices.y, X: places.map((j) => matrices.X[j]!), names, area: area!.codes, time: time! };
  const fits = new Map<string, PanelFit | null>();
  const fitOf = (model: PanelModel, years = false): PanelFit | null => {
    const key = `${model} ${years}`;
    if (!fits.has(key))
      fits.set(
        key,
        attempt(() => panelModel({ ...input, years }, model)),
      );
    return fits.get(key)!;
  };
  const tables = MEMBERS.map(({ model, suffix = "" }) => {
    const found = fitOf(model, model === "withinBetween");
    const table = new Map<string, CoefficientRow>();
    if (found === null || found.area.levels < 2) return table;
    for (const row of coefficientTable(found.fit, covariance(found.fit, "CR1", [found.area])))
      if (row.term.endsWith(suffix)) table.set(row.term.slice(0, row.term.length - suffix.length), row);
    return table;
  });
  // A measure that never changes within areas stays one column of the within-between model, and that is its between part.
  const last = fitOf("withinBetween", true);
  if (last !== null)
    for (const row of coefficientTable(last.fit, covariance(last.fit, "CR1", [last.area])))
      if (names.includes(row.term)) tables.at(-1)!.set(row.term, row);
  const cells = names.map((term) =>
    tables.map((table) => {
      const row = table.get(term);
      if (row === undefined) return null;
      const { estimate, stdError, pValue, low, high } = row;
      return { estimate, stdError, pValue, low, high };
    }),
  );
  return {
    errors: `standard errors clustered by area (${area!.levels} clusters), CR1 (small-sample factor G/(G-1))`,
    models: MEMBERS.map(({ id, model, label }) => ({
      id,
      label,
      nobs: fitOf(model, model === "withinBetween")?.fit.nobs ?? null,
    })),
    rows: names.map((term, i) => ({ term, cells: cells[i]! })),
    reversed: names.filter((_, i) => {
      // Signs of noise differ by chance: one member at least must have its range clear of zero.
      const own = cells[i]!.filter((cell) => cell !== null);
      const clear = own.some(({ low, high }) => low !== null && high !== null && (low > 0 || high < 0));
      return clear && own.some((cell) => cell.estimate > 0) && own.some((cell) => cell.estimate < 0);
    }),
    tests: testsOf(fitOf),
  };
}

function testsOf(fitOf: (model: PanelModel) => PanelFit | null): FamilyPart["tests"] {
  const [pooled, within, both, random, mundlak] = (["pooled", "area", "twoWay", "random", "mundlak"] as const).map(
    (model) => fitOf(model),
  );
  const out: FamilyPart["tests"] = [];
  const add = (id: string, name: string, test: TestResult | null): void => {
    if (test !== null) out.push({ id, name, ...test });
  };
  if (pooled && within)
    add(
      "f-area",
      "F test: area effects against none",
      attempt(() => fTest(within.fit, pooled.fit)),
    );
  if (within && both)
    add(
      "f-year",
      "F test: year effects beside area effects",
      attempt(() => fTest(both.fit, within.fit)),
    );
  if (within && random) {
    const classical = (found: PanelFit) => covariance(found.fit, "classical");
    add("hausman", "Hausman: random against area effects (classical errors)", attempt(() => hausmanTest(within.fit, classical(within), random.fit, classical(random)))); // prettier-ignore
  }
  if (mundlak) {
    const { fit, area } = mundlak;
    const means = Array.from(fit.kept, (j) => fit.names[j]!).filter((name) => name.endsWith("_mean"));
    if (means.length > 0)
      add("mundlak", "Mundlak: area means beside the measures (clustered by area, CR1)", attempt(() => waldTest(fit, covariance(fit, "CR1", [area]), means))); // prettier-ignore
  }
  return out;
}

/** A member that these data cannot give (one year, too few areas) is left blank. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
