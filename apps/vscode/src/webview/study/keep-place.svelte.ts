import type { AppState } from "@whyvary/ui";
import { keepState, keptState } from "../door.ts";

interface Place {
  view: AppState["view"];
  areaAsked: boolean;
  scroll: number;
}

/** The page comes back to the question or file it showed, at the height where it was. */
export function keepPlace(app: AppState): void {
  const { view, areaAsked, scroll } = keptState<Place>();
  if (view) app.view = view;
  if (areaAsked) app.areaAsked = true;
  if (scroll) returnTo(scroll);
  $effect.root(() => {
    $effect(() => keepState<Place>({ view: app.view, areaAsked: app.areaAsked }));
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  window.addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(() => keepState<Place>({ scroll: window.scrollY }), 150);
  });
}

/** Once there is something to scroll; a hand on the wheel ends the waiting. */
function returnTo(height: number): void {
  const sizes = new ResizeObserver(() => {
    if (document.documentElement.scrollHeight - window.innerHeight < height) return;
    window.scrollTo({ top: height });
    sizes.disconnect();
  });
  sizes.observe(document.body);
  for (const event of ["wheel", "keydown", "pointerdown"])
    window.addEventListener(event, () => sizes.disconnect(), { once: true });
}
