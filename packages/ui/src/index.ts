export { applyEdits, makeBrowserHost, makeMemoryHost, type Edit, type Host, type PickedFile } from "./host/index.ts";
export { AppState, type Example } from "./state/app-state.svelte.ts";
export { default as Shell } from "./shell/Shell.svelte";
