export { buildPanel, type BuiltPanel } from "./build-panel.ts";
export { cutPanel, takePanel, wants, type Cut } from "./cut-panel.ts";
export type { TableMatch } from "./join-table.ts";
export type { AreaKey, Origin, Panel, RateParts, TimeKey } from "./panel.ts";
export { cutR, filesR, panelR } from "./panel-r.ts";
export type * from "./spec.ts";
export { proposeCrosswalk, type Crosswalk } from "./areas/propose-crosswalk.ts";
export { englishCouncils, councilsCalled, type Council } from "./areas/english-councils.ts";
export { meetAreas, type KnownAreas, type Recode } from "./areas/meet-areas.ts";
