import { tick } from "svelte";

const focusable = "a[href], button:not(:disabled), input, select, textarea, summary, [tabindex='0']";

/** Makes a change that may take the focused control away; focus then goes to the nearest one that is left, first below, then above. */
export async function keepFocus(control: Element, change: () => void): Promise<void> {
  const all = [...document.querySelectorAll<HTMLElement>(focusable)].filter((each) => each.checkVisibility());
  const at = all.findIndex((each) => each === control);
  const near = [...all.slice(at + 1), ...all.slice(0, Math.max(0, at)).toReversed()];
  change();
  await tick();
  if (!control.isConnected) near.find((each) => each.isConnected)?.focus();
}
