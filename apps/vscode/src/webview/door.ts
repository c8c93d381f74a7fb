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

/** What the page keeps of itself over a reload of the window. */
export function keptState<T extends object>(): Partial<T> {
  const state = api.getState();
  return typeof state === "object" && state !== null ? (state as Partial<T>) : {};
}

export function keepState<T extends object>(changes: Partial<T>): void {
  api.setState({ ...keptState<T>(), ...changes });
}
