export { applyEdits, type Edit, type Path } from "./edits.ts";
export { History } from "./history.ts";
export type { Host, PickedFile, StudyDoor, Theme, ThemeDoor } from "./host.ts";
export { makeStudyDoor } from "./study-door.ts";
export { makeMemoryHost, type MemoryHost } from "./memory-host.ts";
export { makeBrowserHost, picked } from "./browser-host.ts";
