import type { AppState } from "../state/app-state.svelte.ts";

const inText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches("input:not([type=radio], [type=checkbox]), textarea, [contenteditable]");

/** Ctrl or Cmd with K, O, S, Z; in a text field Z stays the field's own. */
export function shortcuts(app: AppState, event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === "k") app.paletteOpen = !app.paletteOpen;
  else if (key === "o" && !event.shiftKey) void app.open();
  else if (key === "s" && !event.shiftKey) void app.handOn.saveStudy();
  else if (key === "z" && !inText(event.target)) {
    if (event.shiftKey) app.study.redo();
    else app.study.undo();
  } else if (key === "y" && !inText(event.target)) app.study.redo();
  else return;
  event.preventDefault();
}
