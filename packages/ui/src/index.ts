export {
  applyEdits,
  makeBrowserHost,
  makeMemoryHost,
  type Edit,
  type Host,
  type PickedFile,
  type StudyDoor,
  type ThemeDoor,
} from "./host/index.ts";
export { AppState, type Example } from "./state/app-state.svelte.ts";
export { default as Shell } from "./shell/Shell.svelte";
export { default as ColumnDetail } from "./data/ColumnDetail.svelte";
export { default as ColumnHead } from "./data/ColumnHead.svelte";
export { default as ProblemNote } from "./data/ProblemNote.svelte";
export { default as Button } from "./lib/Button.svelte";
export { short, thousands } from "./data/numbers.ts";
export { howWritten, missingOf, missingWords, whatItIs } from "./data/words.ts";
export { areaWord } from "./lib/words.ts";
export { analysisFrom, factsFrom, newStudy } from "./state/new-study.ts";
export { tablesOf as resultTables } from "./card/tables.ts";
export type { AnalysisDoc, StudyDoc } from "./state/study-doc.ts";
export { fileOf as resultFile } from "./card/hand-on.ts";
