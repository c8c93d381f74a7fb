export { startEngine, type EngineOptions, type WorkerLike } from "./start-engine.ts";
export { startLocalEngine } from "./start-local-engine.ts";
export type * from "./types.ts";
export type { Results, AnalysisResult } from "../study/results.ts";
export type { LadderStep, Note, Problem, Progress } from "../messages/types.ts";
