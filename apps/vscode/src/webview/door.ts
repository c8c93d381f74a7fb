import type { ToHost, ToWebview } from "../protocol/messages.ts";

interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): EditorApi;

const api = acquireVsCodeApi();

/** The one way to the extension and back. */
export const post = (message: ToHost): void => api.postMessage(message);

export function listen(hear: (message: ToWebview) => void): void {
  window.addEventListener("message", (event: MessageEvent<ToWebview>) => {
    if (typeof event.data === "object" && typeof event.data?.type === "string") hear(event.data);
  });
}

type Place = { [key: string]: unknown; kept?: number };

/** The editor keeps the page's state when it moves, the extension over a reload and closing: the newer of the two counts. */
let place: Place = [api.getState(), JSON.parse(document.body.dataset["place"] ?? "{}")]
  .filter((one): one is Place => typeof one === "object" && one !== null)
  .reduce<Place>((newest, one) => ((one.kept ?? 0) > (newest.kept ?? 0) ? one : newest), {});

/** Where one was when the page was last open. */
export const keptState = <T extends object>(): Partial<T> => place as Partial<T>;

export function keepState<T extends object>(changes: Partial<T>): void {
  const next: Place = { ...place, ...changes };
  if (JSON.stringify(next) === JSON.stringify(place)) return;
  place = { ...next, kept: Date.now() };
  api.setState(place);
  post({ type: "keep", place: JSON.parse(JSON.stringify(place)) });
}
