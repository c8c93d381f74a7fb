/** The public face: everything here is plain functions over plain, cloneable values. */
export type { MapValue } from "./8-analyses/map-value.ts";
export type { HexLayout } from "./3-panel/area-map.ts";
export { run, runTask, type FileSource } from "./study/run.ts";
export { validateStudy, type CheckedAnalysis, type Validated } from "./study/validate.ts";
export { checkTask } from "./study/check.ts";
export { bytesFile, openFile } from "./study/bytes-file.ts";
export { fillSlots, type StudyFile } from "./study/files.ts";
export { notJson, pathText } from "./study/problems.ts";
export {
  choiceLog,
  choiceMoves,
  type ChoiceLog,
  type ChoiceMove,
  type MoveOptions,
  type ToldChoice,
} from "./study/choice-moves.ts";
export { listChoices, withAlternative, type Alternative, type Choice } from "./study/choices.ts";
export { evidenceTask, type Extra } from "./study/evidence.ts";
export { toJson } from "./study/to-json.ts";
export type { AnalysisSpec, MeasureShape, MeasureSpec, PanelSpec, Study, TableSpec, Times } from "./study/schema.ts";
export type { AnalysisResult, Results } from "./study/results.ts";

export {
  checkCompanion,
  checkOpenData,
  companionMisnamed,
  createCsvReader,
  findCompanion,
  isCompanionName,
  parseYear,
  readCsv,
  readFile,
  recognise,
  sheetRow,
  summarise,
} from "./1-read/index.ts";
export type { ReadOptions, ReadOutcome, ReadResult } from "./1-read/index.ts";
export {
  columnOf,
  columnsOf,
  countPresent,
  filterRows,
  fromArrays,
  groupBy,
  joinRows,
  makeTable,
  mean,
  median,
  sum,
  type Groups,
  type Table,
} from "./2-table/index.ts";
export { buildPanel, type Panel } from "./3-panel/index.ts";
export { columnFrom, numberColumn, textColumn, type Column } from "./columns/column.ts";
export type { Reason } from "./columns/reasons.ts";

export { kinds } from "./8-analyses/index.ts";
export { outcomeRank } from "./8-analyses/likely-measures.ts";
export type { Field, Shape } from "./8-analyses/form.ts";
export type { KindInfo } from "./8-analyses/kind-info.ts";
export type { FilesNeeded } from "./study/files-needed.ts";
export type { BoundedFigure, Bounds } from "./study/bounds.ts";
export { findJumps, proposeCrosswalk, type Crosswalk, type Jump, type TableMatch } from "./3-panel/index.ts";
export type { Stranger } from "./3-panel/areas/near-areas.ts";
export type { Ask } from "./study/asks.ts";
export type { AnyKind, Context, Kind, Outcome, PanelFacts, Refusal, Suggestion } from "./8-analyses/types.ts";
export type { AuditNearest, AuditShare, AuditValue } from "./8-analyses/audit/value.ts";
export type { BudgetOver, BudgetPlace, BudgetValue, BudgetYear } from "./8-analyses/budget/value.ts";
export type { CompositionPlace, CompositionValue, CompositionYear, PartYear } from "./8-analyses/composition/value.ts";
export type { ColumnInfo, DecomposeValue, FurtherTables, ShareRow } from "./8-analyses/decompose/value.ts";
export type { Compared, ProfileValue, ProfileYear } from "./8-analyses/profile/value.ts";
export type { OmittedCurve, OmittedPair, OmittedStep, OmittedValue } from "./8-analyses/omitted/value.ts";
export type { FamilyPart, OrdinalPart, RandomPart, RegressFit, RegressValue } from "./8-analyses/regress/value.ts";
export type { ReconcileCheck, ReconcileRow, ReconcileValue } from "./8-analyses/reconcile/value.ts";
export type { FunnelPart, SpreadFigures, SpreadRow, SpreadValue } from "./8-analyses/spread/value.ts";
export type { PublishedGrowth, TrendPoint, TrendRow, TrendValue } from "./8-analyses/trend/value.ts";

export type { CorrelationLine, GroupLine, RelateValue, SlopeLine } from "./8-analyses/relate/value.ts";

export { csvText, inert } from "./messages/csv-text.ts";
export { drain } from "./messages/drain.ts";
export { foldNotes } from "./messages/fold-notes.ts";
export * from "./messages/format.ts";
export { amountText, type AmountUnit } from "./messages/money.ts";
export { nearest } from "./messages/nearest.ts";
export * from "./messages/r-text.ts";
export type { AnswerPart, Json, LadderStep, LadderStepName, Note, Problem, Progress, Task } from "./messages/types.ts";
export type * from "./worker/types.ts";

export { contestants } from "./8-analyses/decompose/contestants.ts";
export { decompose, type DecomposeInput } from "./8-analyses/decompose/decompose.ts";
export { ols, type OlsInput } from "./6-estimators/ols.ts";
export type { OlsFit } from "./6-estimators/ols-fit.ts";
export { owenValues } from "./7-results/owen.ts";
export { commonality } from "./7-results/commonality.ts";
export { redrawCoefficients } from "./7-results/redraw-coefficients.ts";
export { sequentialShares } from "./7-results/shares.ts";
export { factorOf, type Factor } from "./6-estimators/absorb.ts";
export { coefficientTable, type CoefficientRow } from "./7-results/coefficient-table.ts";
export { covariance, type Covariance, type ErrorType } from "./7-results/covariance.ts";
export { fitSummary, type FitSummary } from "./7-results/fit-summary.ts";
export { predict, type Prediction } from "./7-results/predict.ts";

export { adjustP, type Adjustment } from "./6-estimators/adjust-p.ts";
export { concentrationIndex, gini, theil, type ConcentrationIndex } from "./6-estimators/concentration-index.ts";
export { kendall, pearson, smallestCorrelation, spearman, type Correlation } from "./6-estimators/correlation.ts";
export { funnel, funnelReach, type Funnel, type FunnelOptions } from "./6-estimators/funnel.ts";
export { fiveNumbers, medianDeviation, quantile7, quantileOf, weightedQuantile } from "./6-estimators/quantile.ts";
export { kruskalWallis, wilcoxonRankSum, wilcoxonSignedRank, type RankTest } from "./6-estimators/rank-tests.ts";
export { poissonByar, poissonExact, poissonTest, rateRatio, wilson } from "./6-estimators/rate-intervals.ts";
export { ridits } from "./6-estimators/ridits.ts";
export { spread, systematicSpread, type Spread, type SystematicSpread } from "./6-estimators/spread.ts";
export { slopeIndex, type SlopeIndex, type SlopeIndexInput } from "./7-results/slope-index.ts";
export { dfbetas, influence, type Influence } from "./7-results/influence.ts";
export { vif, type VarianceInflation } from "./7-results/vif.ts";
export { compareFits, sumContrasts, termTests, type ModelTerm, type TermTest } from "./7-results/term-tests.ts";
export { adjustFor, benchmark, sensitivity, type Benchmark, type Sensitivity } from "./7-results/sensitivity.ts";
export { oster, type Oster, type OsterInput } from "./7-results/oster.ts";
export { clusteredCorrelation, correlationInterval, type CorrelationRange } from "./7-results/correlation-interval.ts";
export { equivalence, type Equivalence } from "./7-results/equivalence.ts";
export {
  gearysC,
  localMoran,
  moransI,
  nearestNeighbours,
  rowStandardised,
  type Neighbours,
  type SpatialTest,
} from "./6-estimators/morans-i.ts";
export { residualMoran } from "./7-results/residual-moran.ts";
export { wildBootstrap, type WildBootstrap } from "./7-results/wild-bootstrap.ts";
export { leaveOneOut, type LeaveOneOut } from "./7-results/leave-one-out.ts";
export {
  CURVE_ESTIMATORS,
  specificationCurve,
  specificationParts,
  type CurveEstimator,
  type Specification,
  type SpecificationInput,
} from "./7-results/specification-curve.ts";
export {
  breuschGodfrey,
  breuschPagan,
  durbinWatson,
  harveyCollier,
  reset,
  residualShape,
  type DiagnosticTest,
} from "./7-results/diagnostics.ts";
export { shapiroWilk } from "./6-estimators/shapiro-wilk.ts";
export { tTest, welchAnova, type MeanTest } from "./6-estimators/mean-tests.ts";
export { bartlettTest, flignerTest, leveneTest, varianceRatio, type GroupTest } from "./6-estimators/variance-tests.ts";
export { kolmogorovSmirnov } from "./6-estimators/kolmogorov-smirnov.ts";
export { chisqTable, fisherExact, type FisherTest, type TableTest } from "./6-estimators/contingency.ts";
export { binomialTest, shareTest, type ShareTest } from "./6-estimators/share-tests.ts";
export { twoWayRandom, type TwoWayRandom } from "./6-estimators/two-way-random.ts";
export {
  negativeBinomialRandomIntercept,
  type NegativeBinomialRandomFit,
} from "./6-estimators/negative-binomial-random-intercept.ts";
export { standardisedShares, type StandardisedRow } from "./7-results/standardised.ts";
export { bellMcCaffrey, type ClusterAdjustment } from "./7-results/bell-mccaffrey.ts";
export { tukeyHsd, type PairGap } from "./7-results/tukey-hsd.ts";
export { glm, type GlmFit, type GlmInput } from "./6-estimators/glm.ts";
export type { Family } from "./6-estimators/families.ts";
export type { PlainInput } from "./6-estimators/plain-input.ts";
export { glmCovariance, glmResiduals, glmSummary, type GlmSummary } from "./7-results/glm-summary.ts";
export {
  areaLevels,
  panelModel,
  PANEL_MODELS,
  type PanelFit,
  type PanelInput,
  type PanelModel,
} from "./6-estimators/panel-models.ts";
export { RANDOM_METHODS, type RandomMethod } from "./6-estimators/random-effects.ts";
export { fTest, hausmanTest, lagrangeTests, waldTest, type TestResult } from "./7-results/panel-tests.ts";
export { mixedModel, type MixedFit, type MixedInput, type RandomVariance } from "./6-estimators/mixed.ts";
export { conditionalModes, mixedFitted, type TermModes } from "./7-results/conditional-modes.ts";
export {
  likelihoodRatio,
  mixedVariances,
  proportionalChange,
  satterthwaite,
  type MixedShares,
} from "./7-results/satterthwaite.ts";
export {
  negativeBinomial,
  type NegativeBinomialFit,
  type NegativeBinomialInput,
} from "./6-estimators/negative-binomial.ts";
export { ordinalLogit, type OrdinalFit, type OrdinalInput } from "./6-estimators/ordinal.ts";
export { brantTest, type BrantTest } from "./7-results/brant-test.ts";
export {
  poissonRandomIntercept,
  type PoissonRandomFit,
  type PoissonRandomInput,
} from "./6-estimators/poisson-random-intercept.ts";
export { panelBreuschGodfrey, crossSectionTest, serialTest } from "./7-results/dependence-tests.ts";
export { profileIntervals, type ProfileInterval } from "./7-results/profile-intervals.ts";
